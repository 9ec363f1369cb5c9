// The machine's clock jumps. Only the host's own clock is moved here (what is stored is moved the other way, which is the same to every
// comparison): the machine has other users.
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openSession, showSession } from '@komar/contract/session'
import { verifyChain } from '../chronicle/chain.ts'
import { append, childRegistered } from '../chronicle/test-people.ts'
import { addPerson, personOf, testHost, testPassword, type TestHost } from '../http/test-host.ts'

let host: TestHost
beforeAll(async () => {
  host = await testHost()
  await addPerson(host.owner, host.here.id, { user: 'sign.in', roles: ['supervisor'] })
})
afterAll(() => host.dispose())

async function signIn(): Promise<string> {
  const answer = await host.call(openSession, { body: { user: 'sign.in', password: testPassword, as: 'bearer' } }, null)
  expect(answer.statusCode).toBe(201)
  return answer.json<{ token: string }>().token
}

async function received(): Promise<number[]> {
  const { rows } = await host.administrator.query<{ received: Date }>('select received from komar.chain order by seq')
  return rows.map((row) => row.received.getTime())
}

it('received never decreases, whichever way it jumps', async () => {
  const worker = await personOf(host, host.here.people['social-worker'])
  await belongFromOfOld()
  for (const offset of ['0', '3 days', '-400 days', '0', '1 minute']) {
    await host.owner.query('update komar.host set clock_offset = $1', [offset])
    expect((await append(host.pool, worker, [childRegistered(worker)])).map(({ status }) => status)).toEqual([
      'accepted',
    ])
  }
  const all = await received()
  expect(all).toEqual(all.toSorted((left, right) => left - right))
  const client = await host.administrator.connect()
  expect(await verifyChain(client)).toMatchObject({ fits: true, entries: 5 })
  client.release()
})

/** Who came today does not belong here yet by a clock that stands before; the others do. */
async function belongFromOfOld(): Promise<void> {
  await host.administrator.query(`update komar.agency_membership set since = '2000-01-01'`)
}

const moved = (by: string) => `
  update komar.session set last_seen_at = last_seen_at - interval '${by}', expires_at = expires_at - interval '${by}';
  update komar.sign_in_failure set counted_from = counted_from - interval '${by}'`

it('a jump forward ends sessions and nothing else: whoever signs in again goes on', async () => {
  const { monitor } = host.here.people
  await host.administrator.query(moved('400 days'))
  expect((await host.call(showSession, {}, monitor.token)).json()).toMatchObject({ code: 'access.not-signed-in' })
  await signIn()
})

it('a jump back leaves those signed in who were', async () => {
  const token = await signIn()
  await host.administrator.query(moved('-400 days'))
  expect((await host.call(showSession, {}, token)).statusCode).toBe(200)
  await signIn()
})
