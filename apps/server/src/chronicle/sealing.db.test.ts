// Sealing: from the day on nobody meets the child, in no list, no search, no chronicle and on no device; counts go on.
import type { Uuid, Written } from '@komar/domain/chronicle/entry'
import { noticeDays } from '@komar/domain/care/seal'
import { addDays, addMonths, plainDate } from '@komar/domain/time/plain-date'
import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { asActor } from '../db/as-actor.ts'
import { makePool } from '../db/pool.ts'
import { worldOf } from '../world.ts'
import { checkRebuild } from './rebuild.ts'
import { keep, pullAll, testDevice } from './test-device.ts'
import {
  addAgency,
  addPerson,
  append,
  birthStated,
  childRegistered,
  entryOf,
  newId,
  noteWritten,
  passDays,
  testChronicle,
  type Person,
  type TestChronicle,
} from './test-people.ts'

const world = worldOf('kh')
let host: TestChronicle
let owner: pg.Pool
let worker: Person

beforeAll(async () => {
  host = await testChronicle()
  owner = makePool({ url: host.database.ownerUrl, max: 1 })
  worker = await addPerson(host.administrator, await addAgency(host.administrator), ['social-worker', 'supervisor'])
})
afterAll(async () => {
  await owner.end()
  await host.dispose()
})

async function write(...entries: Written[]): Promise<void> {
  const results = await append(host.app, worker, entries, { world })
  expect(results.filter(({ status }) => status !== 'accepted')).toEqual([])
}

/** What the worker meets of a child: rows of the lists, of a search, entries. */
async function met(child: Uuid): Promise<Record<string, number>> {
  return asActor(host.app, { token: worker.token, touch: false }, async (db) => {
    const count = async (text: string): Promise<number> => (await db.query(text, [child])).rowCount ?? 0
    return {
      identity: await count('select from komar.child_identity where child = $1'),
      status: await count('select from komar.child_status where child = $1'),
      search: await count(`select from komar.find_named('child', '{sokha}', '{}', 200) where id = $1`),
      entries: await count('select from komar.entry where subject = $1'),
    }
  })
}

async function today(): Promise<string> {
  const { rows } = await host.administrator.query<{ day: string }>('select komar.today_host()::text as day')
  return rows[0]?.day ?? ''
}

const nothing = { identity: 0, status: 0, search: 0, entries: 0 }

describe('a sealed child', () => {
  it('is met by nobody, its own agency included; a keeper who counts counts it', async () => {
    const child = newId()
    const born = birthStated(worker, child, '1990-05')
    await write(childRegistered(worker, child), noteWritten(worker, child))
    expect(await met(child)).toEqual({ identity: 1, status: 1, search: 1, entries: 2 })
    await write(born)
    await passDays(host.administrator, noticeDays - 1)
    expect(await met(child)).toEqual({ identity: 1, status: 1, search: 1, entries: 3 })
    await passDays(host.administrator, 1)
    expect(await met(child)).toEqual(nothing)
    await host.administrator.query('begin; set local role komar_keeper')
    const { rowCount } = await host.administrator.query('select from komar.entry where subject = $1', [child])
    await host.administrator.query('rollback')
    expect(rowCount).toBe(3)
    const late = await append(host.app, worker, [noteWritten(worker, child)], { world })
    expect(late[0]).toMatchObject({ status: 'refused', problem: { code: 'access.not-permitted' } })
  })

  it('leaves the devices on its day, with what their own agency wrote', async () => {
    const child = newId()
    const other = newId()
    const sealsOn = addDays(plainDate(await today()), noticeDays + 1)
    const born = addMonths(sealsOn, -12 * 18)
    const note = noteWritten(worker, child)
    await write(childRegistered(worker, child), birthStated(worker, child, born), note)
    await write(childRegistered(worker, other), noteWritten(worker, other))
    await passDays(host.administrator, noticeDays)
    const device = testDevice(worker)
    await keep(host.app, device, { facilities: [], pinned: [child, other] })
    await pullAll(host.app, device)
    expect(device.held.has(note.id)).toBe(true)
    const before = device.held.size
    await passDays(host.administrator, 1)
    await pullAll(host.app, device)
    expect(await met(child)).toEqual(nothing)
    expect([...device.held.values()].filter(({ subjects }) => subjects.includes(child))).toEqual([])
    expect(device.held.size).toBe(before - 3)
  })

  it('takes the carer and kin who came by it out of its circles, and stands as a rebuild makes it', async () => {
    const [child, aunt] = [newId(), newId()]
    const kin = entryOf(worker, {
      kind: 'register.kin-registered',
      subject: aunt,
      also: [child],
      body: { names: { latin: 'Aunt' }, relation: 'aunt' },
    })
    await write(childRegistered(worker, child), kin, birthStated(worker, child, '1990-05'))
    await passDays(host.administrator, noticeDays)
    const { rows } = await host.administrator.query<{ open: boolean }>(
      `select until is null or until > komar.today_host() as open from komar.subject_circle where via = $1`,
      [child],
    )
    expect(rows.length).toBeGreaterThan(1)
    expect(rows.some(({ open }) => open)).toBe(false)
    const db = await owner.connect()
    expect(await checkRebuild(db, { world })).toEqual([])
    db.release()
  })
})
