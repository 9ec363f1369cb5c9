// What is one's own alone, and what is nobody's who is not signed in, past the API: bench/wall.ts opens these policies.
import type pg from 'pg'
import { expect, it } from 'vitest'
import { addAgency, addPerson, newId, type Person } from '../chronicle/test-people.ts'
import { asApp, hostOfPolicies } from './test-as-app.ts'

let db: pg.Client
let one: Person
let other: Person
let administrator: Person

/** Not signed in. */
const nobody = { token: '0'.repeat(64) }

hostOfPolicies(async (host) => {
  db = host.administrator
  const agency = await addAgency(db)
  one = await addPerson(db, agency, ['supervisor'])
  other = await addPerson(db, agency, ['supervisor'])
  administrator = await addPerson(db, agency, ['administrator'])
})

it('what a device keeps is told to that device', async () => {
  const keeping = `insert into komar.device_keeping (device, version, pinned) values ($1, 1, '{}')`
  for (const { device } of [one, other]) await db.query(keeping, [device])
  expect(await asApp(db, one, 'select from komar.device_keeping where device = $1', [one.device])).toBe(1)
  expect(await asApp(db, one, 'select from komar.device_keeping')).toBe(1)
})

it('a reminder is seen and changed by whose it is', async () => {
  for (const { user } of [one, other])
    await db.query('insert into komar.reminder (account, hour) values ($1, 8)', [user])
  expect(await asApp(db, one, 'select from komar.reminder')).toBe(1)
  // Told to change all of them, without a look at one.
  expect(await asApp(db, one, 'update komar.reminder set hour = 9')).toBe(1)
})

it('prisons are told to who is signed in', async () => {
  const facility = newId()
  await db.query(
    `insert into komar.facility (facility, code, name_en, name_km, province, holds_women) values ($1, 'T-1', 'A', 'A', 'A', true)`,
    [facility],
  )
  const found = 'select from komar.facility where facility = $1'
  expect(await asApp(db, one, found, [facility])).toBe(1)
  expect(await asApp(db, nobody, found, [facility])).toBe(0)
})

it('of the sealed, those are told who are sealed today, to who is signed in', async () => {
  const [today, later] = [newId(), newId()]
  await db.query(
    `insert into komar.child_seal (child, seals_on, because)
     values ($1, komar.today_host(), 'age'), ($2, (komar.today_host() + interval '1 year')::date, 'age')`,
    [today, later],
  )
  const found = 'select child from komar.child_seal where child = $1'
  const told: (number | string)[] = []
  for (const id of [today, later]) told.push(await asApp(db, one, found, [id]))
  expect([...told, await asApp(db, nobody, found, [today])]).toEqual([1, 0, 0])
})

it('backups are told to administrators', async () => {
  await db.query(`insert into komar.backup_run (is_scheduled, file) values (true, 'a-file')`)
  const text = 'select from komar.backup_run'
  expect([await asApp(db, administrator, text), await asApp(db, one, text)]).toEqual([1, 0])
})
