// Every endpoint that asks for a fresh proof, taken from the contract: with a call that would be served, from a session whose proof is old
// or which moved, nothing is done; from a fresh one it is served. One that nobody said how to call fails here.
import { endpoints } from '@komar/contract/all'
import { addressOf } from '@komar/contract/client'
import type { Endpoint, Input, InputOf } from '@komar/contract/endpoint'
import { uuidSchema } from '@komar/domain/chronicle/entry'
import { plainDateSchema } from '@komar/domain/time/plain-date'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeAgencySecret, wrapFor } from '../../../web/src/store/agency-keys/secret.ts'
import { addPerson, type Person } from '../chronicle/test-people.ts'
import { testHost, type TestHost } from '../http/test-host.ts'
import { hashToken } from '../http/session-cookie.ts'
import { placeOf } from './place.ts'
import { openSession, placeHashes } from './sessions.ts'
import { freshCalls, type Caller, type Calls } from './test-fresh-calls.ts'

const home = { address: '203.0.113.9', userAgent: 'Mozilla/5.0 (Linux; Android 10; K) Chrome/130.0.0.0 Mobile' }
const elsewhere = { ...home, address: '198.51.100.7' }
const otherBrowser = { ...home, userAgent: 'Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0' }
const unused = () => Promise.reject(new Error('nobody goes to the provider here'))

let host: TestHost
let calls: Calls
beforeAll(async () => {
  host = await testHost({
    provider: {
      name: 'Ministry of Tests',
      roles: ['supervisor', 'administrator'],
      begin: unused,
      prove: unused,
      signOutAddress: () => null,
      prepare: unused,
    },
  })
  const { rows } = await host.administrator.query<{ today: string }>('select komar.today_host()::text as today')
  const today = plainDateSchema.parse(rows[0]?.today)
  calls = { host, today, keys: { make: makeAgencySecret, wrapFor }, caller, signIn }
})
afterAll(() => host.dispose())

const caller: Calls['caller'] = async (role) => {
  const db = await host.administrator.connect()
  try {
    return await atHome(await addPerson(db, uuidSchema.parse(host.here.id), [role]))
  } finally {
    db.release()
  }
}

const signIn: Calls['signIn'] = async (person) => {
  const { token: secret, device } = await openSession(host.pool, person.user, { id: undefined, label: undefined })
  const token = hashToken(secret).toString('hex')
  return atHome({ ...person, device: uuidSchema.parse(device), secret, token })
}

/** With a proof of now, given at home. */
async function atHome(person: Person): Promise<Caller> {
  await host.owner.query(
    `update komar.session set proved_at = now(), proved_network = $2, proved_agent = $3 where token_hash = decode($1, 'hex')`,
    [person.token, ...placeHashes(placeOf(host.keys, home))],
  )
  return { ...person, call: (endpoint, input) => from(home, endpoint, input, person) }
}

async function from<I extends Input>(
  { address, userAgent }: typeof home,
  endpoint: Endpoint<I>,
  input: InputOf<I>,
  { secret }: Person,
) {
  const parts = input as { body?: unknown } // InputOf is made of parts, which the compiler cannot see while I is open
  const answer = await host.app.inject({
    method: endpoint.method,
    url: addressOf(endpoint, parts),
    remoteAddress: address,
    headers: { 'user-agent': userAgent, 'content-type': 'application/json', authorization: `Bearer ${secret}` },
    ...(endpoint.method === 'GET' ? {} : { payload: JSON.stringify(parts.body ?? {}) }),
  })
  const isJson = String(answer.headers['content-type']).includes('json')
  return { status: answer.statusCode, body: isJson ? answer.json<{ code?: string }>() : {} }
}

/** Of all rows of all tables: what a call wrote, whatever it was, changes it. */
async function fingerprint(): Promise<unknown> {
  const { rows: tables } = await host.administrator.query<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname = 'komar' order by 1`,
  )
  const each = tables.map(
    ({ name }) =>
      `select '${name}' as name, coalesce(md5(string_agg(t::text, '' order by t::text)), '') as rows from ${name} t`,
  )
  const { rows } = await host.administrator.query<object>(`${each.join(' union all ')} order by name`)
  return rows
}

const makeOld = (person: Person) =>
  host.owner.query(
    `update komar.session set proved_at = now() - interval '11 minutes' where token_hash = decode($1, 'hex')`,
    [person.token],
  )

const asking = endpoints.filter(({ fresh }) => fresh)

/** A role that the endpoint lets in, and a call that would be served. */
async function callOf({ id, allow }: Endpoint) {
  const making = freshCalls[id]
  if (making === undefined) throw new Error(`${id} asks for a fresh proof: say in test-fresh-calls.ts how to call it`)
  const role = making.role ?? (typeof allow === 'object' && 'roles' in allow ? allow.roles[0] : 'social-worker')
  if (role === undefined) throw new Error(`${id} lets nobody in`)
  const person = await caller(role)
  // Made of the parts that the endpoint declares; what is wrong in one is refused below.
  return { person, input: (await making.input({ calls, caller: person })) as InputOf<Input> }
}

describe.each(asking.map((endpoint) => [endpoint.id, endpoint] as const))('%s', (_, endpoint) => {
  it('does nothing for a session that proved long ago, or in another network or browser, and serves a fresh one', async () => {
    const { person, input } = await callOf(endpoint)
    const before = await fingerprint()
    const refusals = [await from(elsewhere, endpoint, input, person), await from(otherBrowser, endpoint, input, person)]
    expect(await fingerprint()).toEqual(before)
    await makeOld(person)
    const aged = await fingerprint()
    refusals.push(await from(home, endpoint, input, person))
    expect(refusals.map(({ status, body }) => [status, body.code])).toEqual(
      refusals.map(() => [403, 'session.confirm']),
    )
    expect(await fingerprint()).toEqual(aged)
    await atHome(person)
    const fresh = await fingerprint()
    expect(await from(home, endpoint, input, person)).toMatchObject({ status: endpoint.status })
    // Or the three before could not have done anything either.
    if (freshCalls[endpoint.id]?.onlyAnswers !== true) expect(await fingerprint()).not.toEqual(fresh)
  })
})

it('is asked for wherever somebody else’s way in, a device, a sealed record or a named child’s paper is at stake', () => {
  expect(asking.map(({ id }) => id)).toEqual(
    expect.arrayContaining([
      'accounts.create',
      'accounts.change',
      'accounts.reset-password',
      'memberships.add',
      'devices.revoke',
      'host.change-device-policy',
      'host.export-audit',
      'broken-glass.open',
      'broken-glass.own-copy',
      'broken-glass.review',
      'letters.print',
      'own-copy.print',
      'own-copy.page',
    ]),
  )
  expect(Object.keys(freshCalls).filter((id) => !asking.some((each) => each.id === id))).toEqual([])
})
