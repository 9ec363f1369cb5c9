import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type pg from 'pg'
import { makePool } from '../db/pool.ts'
import { freshDatabase, type TestDatabase } from '../db/test-database.ts'
import { makeHostKeys } from '../keys/host-keys.ts'
import { createFirstAdministrator, hasAdministrator, takeSecondFactorAway } from './first-account.ts'
import { authenticate } from './sign-in.ts'

let database: TestDatabase
let owner: pg.Pool
let pool: pg.Pool
beforeAll(async () => {
  database = await freshDatabase()
  owner = makePool({ url: database.ownerUrl, max: 1 })
  pool = makePool({ url: database.appUrl, max: 1 })
})
afterAll(async () => {
  await Promise.all([owner.end(), pool.end()])
  await database.dispose()
})

const chosen = { user: 'first', displayName: 'First Person' }

it('a host has no administrator until somebody chose a fit password, who can then sign in', async () => {
  const ids = () => ({ id: randomUUID(), agencyId: randomUUID() })
  expect(await hasAdministrator(owner)).toBe(false)
  expect(await createFirstAdministrator(owner, { ...chosen, ...ids(), password: 'short' })).toBe('too-short')
  expect(await createFirstAdministrator(owner, { ...chosen, ...ids(), password: 'firstfirstfirst' })).toBe(
    'too-guessable',
  )
  expect(await hasAdministrator(owner)).toBe(false)
  const made = { ...chosen, ...ids(), password: 'seven mild green lamps' }
  expect(await createFirstAdministrator(owner, made)).toBeNull()
  expect(await hasAdministrator(owner)).toBe(true)
  expect(
    await authenticate(
      {
        pool,
        address: '192.0.2.1',
        keys: await makeHostKeys(),
        place: { network: '0'.repeat(64), agent: '0'.repeat(64) },
        site: { id: null, origins: [] },
      },
      { user: 'first', password: made.password },
    ),
  ).toBe(made.id)
})

it('lets whoever runs the host take a second factor away, and writes it down', async () => {
  await owner.query(
    `insert into komar.second_factor (account, secret, proved_at) select id, decode(repeat('00', 48), 'hex'), now() from komar.account where login = 'first'`,
  )
  await owner.query(
    `insert into komar.recovery_code (account, code) select id, decode(repeat('00', 32), 'hex') from komar.account where login = 'first'`,
  )
  await owner.query(
    `insert into komar.passkey (account, credential, public_key, sign_count, transports, name)
     select id, '\\x00', '\\x00', 0, '{}', 'A phone' from komar.account where login = 'first'`,
  )
  expect(await takeSecondFactorAway(owner, 'no.such.person')).toBe(false)
  expect(await takeSecondFactorAway(owner, 'First')).toBe(true)
  const left = await owner.query(
    `select account from komar.second_factor union all select account from komar.recovery_code
     union all select account from komar.passkey`,
  )
  expect(left.rows).toEqual([])
  const logged = await owner.query(
    `select l.what from komar.read_log l join komar.account a on a.id = l.account and a.id = l.subject where a.login = 'first'`,
  )
  expect(logged.rows).toEqual([{ what: 'account.second-factor-reset' }])
})
