// A host for tests: a fresh database, two agencies, and a person for each role in each, all with one password.
import { uuidSchema, type Uuid } from '@komar/domain/chronicle/entry'
import type { Person } from '../chronicle/test-people.ts'
import { hashToken } from './session-cookie.ts'
import type { Endpoint, Input, InputOf } from '@komar/contract/endpoint'
import { addressOf } from '@komar/contract/client'
import { circleReadsOf, readsOf, roles, writesOf, type Role } from '@komar/domain/access/roles'
import type { FastifyInstance, LightMyRequestResponse } from 'fastify'
import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { createAgency } from '../access/agencies.ts'
import { insertAccount, type NewAccount } from '../access/accounts.ts'
import { createAccountWithPassword } from '../access/first-account.ts'
import { establishHost } from '../access/host.ts'
import { openSession } from '../access/sessions.ts'
import { makePool } from '../db/pool.ts'
import { freshDatabase } from '../db/test-database.ts'
import { makeHostKeys, type HostKeys } from '../keys/host-keys.ts'
import { recogniseSigningKey } from '../keys/known-signing-key.ts'
import { buildApp } from './app.ts'
import type { AppSettings } from './settings.ts'

export const testPassword = 'plain quiet walking words'
export const testOrigin = 'https://komar.test'

export type TestPerson = { id: string; user: string; agency: string; role: Role; token: string }
export type TestAgency = { id: string; circle: number; people: Record<Role, TestPerson> }

export type TestHost = {
  app: FastifyInstance
  keys: HostKeys
  /** The app's role. */
  pool: pg.Pool
  /** The owner: sees everything but what forced row-level security keeps even from it. */
  owner: pg.Pool
  /** A superuser. */
  administrator: pg.Pool
  here: TestAgency
  there: TestAgency
  /** Calls an endpoint with a bearer token; null for nobody. */
  call: <I extends Input>(
    endpoint: Endpoint<I>,
    input: InputOf<I>,
    token: string | null,
    /** From which address; left out: this machine's. */
    address?: string,
  ) => Promise<LightMyRequestResponse>
  dispose: () => Promise<void>
}

/** Sets it up; dispose of it after the test. */
export async function testHost(settings: Partial<AppSettings> = {}): Promise<TestHost> {
  const database = await freshDatabase()
  const pool = makePool({ url: database.appUrl, max: 8 })
  const owner = makePool({ url: database.ownerUrl, max: 2 })
  const administrator = makePool({ url: database.administratorUrl, max: 6 })
  await establishHost(owner, {
    stamp: 'real',
    country: 'kh',
    timeZone: 'Asia/Phnom_Penh',
    startedOn: '2014-01-01',
    clockOffset: '0',
  })
  await fillRoleClasses(owner)
  const here = await addAgency(owner, pool, 'here')
  const there = await addAgency(owner, pool, 'there')
  const keys = settings.keys ?? (await makeHostKeys())
  const ownerClient = await owner.connect()
  await recogniseSigningKey(ownerClient, keys.signing, false)
  ownerClient.release()
  const app = await buildApp({
    pool,
    databaseAppUrl: database.appUrl,
    origins: [testOrigin],
    keys,
    callsPerMinute: 100_000,
    isLogging: false,
    ...settings,
  })
  await app.ready()
  async function dispose(): Promise<void> {
    await app.close()
    await Promise.all([pool.end(), owner.end(), administrator.end()])
    await database.dispose()
  }
  return { app, keys, pool, owner, administrator, here, there, call: (...call) => inject(app, ...call), dispose }
}

/** A person more, without a session. */
export async function addPerson(
  owner: pg.Pool,
  agency: string,
  given: { user: string; roles: readonly Role[] },
): Promise<string> {
  const id = randomUUID()
  const { user } = given
  const account: NewAccount = { id, user, displayName: user, agency, roles: [...given.roles], language: 'en' }
  await createAccountWithPassword(owner, account, testPassword)
  return id
}

async function fillRoleClasses(owner: pg.Pool): Promise<void> {
  for (const role of roles) {
    await owner.query(
      `insert into komar.role_class (role, reads, circle_reads, writes) values ($1, $2, $3, $4)
       on conflict (role) do update set reads = excluded.reads, circle_reads = excluded.circle_reads, writes = excluded.writes`,
      [role, readsOf([role]), circleReadsOf([role]), writesOf([role])],
    )
  }
}

async function addAgency(owner: pg.Pool, pool: pg.Pool, code: string): Promise<TestAgency> {
  const id = randomUUID()
  await createAgency(owner, { id, code, nameEn: code, nameKm: code, kind: 'non-governmental', isState: false })
  const circle = await owner.query<{ id: number }>('select id from komar.circle where agency = $1', [id])
  const people = await Promise.all(roles.map((role) => addColleague(owner, pool, { agency: id, code, role })))
  return {
    id,
    circle: circle.rows[0]?.id ?? 0,
    people: Object.fromEntries(people.map((person) => [person.role, person])) as TestAgency['people'], // one for each role
  }
}

/** Signed in without a password: hashing twenty of them would be most of the test's time. */
async function addColleague(owner: pg.Pool, pool: pg.Pool, given: { agency: string; code: string; role: Role }) {
  const id = randomUUID()
  const user = `${given.role}.${given.code}`
  await insertAccount(owner, { id, user, displayName: user, agency: given.agency, roles: [given.role], language: 'en' })
  await owner.query('update komar.account set must_change_password = false where id = $1', [id])
  const { token } = await openSession(pool, id, { id: undefined, label: undefined })
  return { id, user, agency: given.agency, role: given.role, token }
}

function inject<I extends Input>(
  app: FastifyInstance,
  endpoint: Endpoint<I>,
  input: InputOf<I>,
  token: string | null,
  address?: string,
) {
  const parts = input as unknown as { body?: unknown; bytes?: Uint8Array<ArrayBuffer> } // InputOf is made of these, params and query
  return app.inject({
    method: endpoint.method,
    url: addressOf(endpoint, parts),
    ...(address === undefined ? {} : { remoteAddress: address }),
    headers: {
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      ...(endpoint.method === 'GET'
        ? {}
        : { 'content-type': parts.bytes ? 'application/octet-stream' : 'application/json' }),
    },
    ...(endpoint.method === 'GET'
      ? {}
      : { payload: parts.bytes ? Buffer.from(parts.bytes) : JSON.stringify(parts.body ?? {}) }),
  })
}

/** A person of the host as the tests of the chronicle write entries with. */
export async function personOf(host: TestHost, { id, agency, token }: TestPerson): Promise<Person> {
  const hash = hashToken(token)
  const { rows } = await host.administrator.query<{ device: string }>(
    'select device from komar.session where token_hash = $1',
    [hash],
  )
  const [user, home, device] = [id, agency, rows[0]?.device].map((text) => uuidSchema.parse(text)) as [Uuid, Uuid, Uuid] // three of three
  return { user, agency: home, device, secret: token, token: hash.toString('hex') }
}
