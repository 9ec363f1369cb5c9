// What asks for a fresh proof, and what becomes of a session that moved: every way round it is tried here.
import { listAccounts, resetPassword } from '@komar/contract/accounts'
import { listDevices } from '@komar/contract/devices'
import { confirmSession, openSession, showSession } from '@komar/contract/session'
import type { Endpoint, Input, InputOf } from '@komar/contract/endpoint'
import { addressOf } from '@komar/contract/client'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addPerson, testHost, testPassword, type TestHost } from '../http/test-host.ts'
import { lockout } from './sign-in.ts'

let host: TestHost
let victim: string
beforeAll(async () => {
  host = await testHost()
  victim = host.there.people.monitor.id
})
afterAll(() => host.dispose())

const home = { address: '203.0.113.9', agent: 'Mozilla/5.0 (Linux; Android 10; K) Chrome/130.0.0.0 Mobile' }
type From = typeof home

async function from<I extends Input>(
  { address, agent }: From,
  endpoint: Endpoint<I>,
  input: InputOf<I>,
  token?: string,
) {
  const parts = input as { body?: unknown } // InputOf is made of parts, which the compiler cannot see while I is open
  const answer = await host.app.inject({
    method: endpoint.method,
    url: addressOf(endpoint, parts),
    remoteAddress: address,
    headers: {
      'user-agent': agent,
      'content-type': 'application/json',
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    },
    ...(endpoint.method === 'GET' ? {} : { payload: JSON.stringify(parts.body ?? {}) }),
  })
  return { status: answer.statusCode, body: answer.json<{ code?: string; token?: string }>() }
}

let people = 0
async function signedIn(at: From = home): Promise<{ id: string; user: string; token: string }> {
  const user = `fresh${(people += 1)}`
  const id = await addPerson(host.owner, host.here.id, { user, roles: ['administrator'] })
  const { body } = await from(at, openSession, { body: { user, password: testPassword, as: 'bearer' } })
  return { id, user, token: body.token ?? '' }
}

const age = async (id: string, minutes: number) =>
  host.owner.query(`update komar.session set proved_at = now() - make_interval(mins => $2) where account = $1`, [
    id,
    minutes,
  ])

const reset = (token: string, at: From = home) => from(at, resetPassword, { params: { id: victim }, body: {} }, token)
const confirm = (token: string, at: From = home, password = testPassword) =>
  from(at, confirmSession, { body: { password } }, token)

describe('a call that asks for a fresh proof', () => {
  it('is served after signing in and for ten minutes, and refused after, until the password is given', async () => {
    const { id, token } = await signedIn()
    expect((await reset(token)).status).toBe(201)
    await age(id, 9)
    expect((await reset(token)).status).toBe(201)
    await age(id, 11)
    expect(await reset(token)).toMatchObject({ status: 403, body: { code: 'session.confirm' } })
    expect((await from(home, listAccounts, {}, token)).status).toBe(200)
    expect((await confirm(token)).status).toBe(200)
    expect((await reset(token)).status).toBe(201)
  })

  it('does nothing before it is refused', async () => {
    const { id, token } = await signedIn()
    await age(id, 11)
    const before = await host.owner.query('select changed_at from komar.account_secret where account = $1', [victim])
    await reset(token)
    expect(
      (await host.owner.query('select changed_at from komar.account_secret where account = $1', [victim])).rows,
    ).toEqual(before.rows)
  })

  it('counts wrong passwords as at the door, and a stolen session does not learn the password there', async () => {
    const { id, token } = await signedIn()
    await age(id, 11)
    for (let i = 0; i < lockout.perLogin; i += 1) {
      expect((await confirm(token, home, 'wrong')).body.code).toBe('access.wrong-credentials')
    }
    expect((await confirm(token)).body.code).toBe('access.locked-out')
    expect((await reset(token)).body.code).toBe('session.confirm')
  })

  it('proves one session only', async () => {
    const { id, user, token } = await signedIn()
    const other = await from(home, openSession, { body: { user, password: testPassword, as: 'bearer' } })
    await age(id, 11)
    await confirm(token)
    expect((await reset(other.body.token ?? '')).body.code).toBe('session.confirm')
  })
})

describe('a session that moves', () => {
  const elsewhere = { ...home, address: '198.51.100.7' }
  const otherBrowser = { ...home, agent: 'Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0' }

  it('goes on in another network, as phones do, but must prove again for what asks for it', async () => {
    const { token } = await signedIn()
    expect((await from(elsewhere, listDevices, { query: {} }, token)).status).toBe(200)
    expect((await reset(token, elsewhere)).body.code).toBe('session.confirm')
    expect((await reset(token, { ...home, address: '203.0.200.1' })).status).toBe(201)
    await confirm(token, elsewhere)
    expect((await reset(token, elsewhere)).status).toBe(201)
    expect((await reset(token)).body.code).toBe('session.confirm')
  })

  it('gets nothing in another browser before the password was given there', async () => {
    const { id, token } = await signedIn()
    for (const endpoint of [listDevices, listAccounts]) {
      const answer = await from(otherBrowser, endpoint, { query: {} }, token)
      expect(answer).toMatchObject({ status: 403, body: { code: 'session.confirm' } })
    }
    expect((await from(otherBrowser, showSession, {}, token)).status).toBe(200)
    await age(id, 60)
    expect(
      (await from({ ...home, agent: home.agent.replace('130', '131') }, listDevices, { query: {} }, token)).status,
    ).toBe(200)
    await confirm(token, otherBrowser)
    expect((await from(otherBrowser, listDevices, { query: {} }, token)).status).toBe(200)
    expect((await from(home, listDevices, { query: {} }, token)).body.code).toBe('session.confirm')
  })

  it('keeps hashes that say nothing of address and browser', async () => {
    const { id } = await signedIn()
    const { rows } = await host.administrator.query('select s::text as row from komar.session s where account = $1', [
      id,
    ])
    expect(JSON.stringify(rows)).not.toMatch(/203\.0|Android|Mozilla/u)
  })
})
