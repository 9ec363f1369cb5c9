// Sessions that are no longer, or are used where they should not be, against every route: what a thief of a token or a page of another
// site could try. Who may call with a live session: routes.db.test.ts and sight.db.test.ts.
import { resetPassword } from '@komar/contract/accounts'
import { endpoints } from '@komar/contract/all'
import { addressOf } from '@komar/contract/client'
import type { Endpoint } from '@komar/contract/endpoint'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { asActor } from '../db/as-actor.ts'
import { hashToken } from './session-cookie.ts'
import { testHost, testOrigin, type TestHost } from './test-host.ts'
import { sessionOf } from './test-relation.ts'

let host: TestHost
beforeAll(async () => {
  host = await testHost()
})
afterAll(() => host.dispose())

const closed = endpoints.filter(({ allow }) => allow !== 'anyone')
const unknownToken = 'B'.repeat(43)

/** One call of each closed route with these headers, and what it answered; whoever has a live session is let in somewhere. */
async function askAll(headers: Record<string, string>, some: readonly Endpoint[] = closed) {
  const asked = some.map(async (endpoint) => {
    const parts = endpoint.example as { body?: object } // InputOf is made of params, query and body
    const isBytes = endpoint.input.bytes === true
    const type = isBytes ? 'application/octet-stream' : 'application/json'
    const answer = await host.app.inject({
      method: endpoint.method,
      url: addressOf(endpoint, parts),
      headers: { ...(endpoint.method === 'GET' ? {} : { 'content-type': type }), ...headers },
      ...(endpoint.method === 'GET' ? {} : { payload: isBytes ? Buffer.from('x') : JSON.stringify(parts.body ?? {}) }),
    })
    return { id: endpoint.id, status: answer.statusCode, body: answer.body, headers: answer.headers }
  })
  return Promise.all(asked)
}

const bearer = (token: string) => ({ authorization: `Bearer ${token}` })
const monitor = () => host.here.people.monitor.id

/** Ways in which a session ends, while somebody else still has its token. */
const endings: readonly (readonly [name: string, end: (token: string) => Promise<unknown>])[] = [
  [
    'its owner signed out',
    (token) =>
      host.app.inject({
        method: 'DELETE',
        url: '/v1/session',
        headers: { ...bearer(token), 'content-type': 'application/json' },
        payload: '{}',
      }),
  ],
  [
    'its owner changed the password in another',
    () =>
      asActor(host.pool, { token: hashToken(host.here.people.monitor.token).toString('hex'), touch: false }, (db) =>
        db.query(`select komar.change_password('$argon2id$x')`),
      ),
  ],
  [
    'an administrator made a link to a new password',
    () => host.call(resetPassword, { params: { id: monitor() }, body: {} }, host.here.people.administrator.token),
  ],
  [
    'it was not used for too long',
    (token) =>
      host.administrator.query(`update komar.session set last_seen_at = now() - idle_limit where token_hash = $1`, [
        hashToken(token),
      ]),
  ],
  [
    'its time was over',
    (token) =>
      host.administrator.query(`update komar.session set expires_at = now() where token_hash = $1`, [hashToken(token)]),
  ],
]

describe('a token whose session ended because', () => {
  it.each(endings)('%s opens no route, and is answered as one that never was', async (_, end) => {
    const token = await sessionOf(host, monitor())
    expect((await host.app.inject({ url: '/v1/session', headers: bearer(token) })).statusCode).toBe(200)
    await end(token)
    const [stale, never] = [await askAll(bearer(token)), await askAll(bearer(unknownToken))]
    expect(stale.map(({ id, status, body }) => [id, status, body])).toEqual(
      never.map(({ id, body }) => [id, 401, body]),
    )
    await host.administrator.query('update komar.account set must_change_password = false where id = $1', [monitor()])
  })
})

describe('a live token', () => {
  it.each([
    ['in a cookie of another name', (token: string) => ({ cookie: `komar=${token}; __Secure-komar=${token}` })],
    [
      'as a user and password',
      (token: string) => ({ authorization: `Basic ${Buffer.from(`x:${token}`).toString('base64')}` }),
    ],
    ['without its scheme', (token: string) => ({ authorization: token })],
    ['behind another', (token: string) => ({ authorization: `Bearer ${unknownToken} Bearer ${token}` })],
    ['in a header of its own', (token: string) => ({ 'x-session': token, 'x-auth-token': token })],
    ['as its hash', (token: string) => ({ authorization: `Bearer ${hashToken(token).toString('hex')}` })],
    [
      'in a cookie beside another’s bearer token',
      (token: string) => ({
        cookie: `__Host-komar=${token}`,
        authorization: `Bearer ${unknownToken}`,
        origin: testOrigin,
      }),
    ],
  ])('%s opens nothing', async (_, headersOf) => {
    const answers = await askAll(headersOf(await sessionOf(host, monitor())))
    const letIn = answers.filter(({ status }) => status !== 401 && status !== 403)
    expect(letIn.map(({ id, status }) => [id, status])).toEqual([])
    expect(answers.filter(({ body }) => body.includes('access.not-permitted'))).toEqual([])
  })

  it('in an address opens nothing', async () => {
    const token = await sessionOf(host, monitor())
    for (const name of ['token', 'access_token', 'session', '__Host-komar'])
      expect((await host.app.inject({ url: `/v1/session?${name}=${token}` })).statusCode).toBe(401)
  })
})

describe('a page of another site with the cookie', () => {
  const from = [
    ['https://evil.test', 'cross-site'],
    ['https://a.komar.test', 'same-site'],
    ['null', 'cross-site'],
    ['http://komar.test', 'same-site'],
    ['https://komar.test.evil.test', 'cross-site'],
  ] as const

  it.each(from)('%s (%s) changes nothing', async (origin, site) => {
    const cookie = `__Host-komar=${await sessionOf(host, monitor())}`
    const changing = endpoints.filter(({ method }) => method !== 'GET')
    for (const headers of [
      { cookie, origin },
      { cookie, 'sec-fetch-site': site },
      { cookie, origin, 'sec-fetch-site': site },
    ]) {
      const answers = await askAll(headers, changing)
      expect(
        answers.filter(({ body }) => !body.includes('"access.cross-site"')).map(({ id, body }) => [id, body]),
      ).toEqual([])
    }
    expect((await host.app.inject({ url: '/v1/session', headers: { cookie } })).statusCode).toBe(200)
  })

  it('is told by no answer that it may read it, nor asked to come back', async () => {
    const cookie = `__Host-komar=${await sessionOf(host, monitor())}`
    const reading = closed.filter(({ method, produces }) => method === 'GET' && produces !== 'events')
    for (const { id, headers } of await askAll(
      { cookie, origin: 'https://evil.test', 'sec-fetch-site': 'cross-site' },
      reading,
    )) {
      expect([id, headers['access-control-allow-origin'], headers['access-control-allow-credentials']]).toEqual([
        id,
        undefined,
        undefined,
      ])
      expect([id, headers['cross-origin-resource-policy']]).toEqual([id, 'same-origin'])
    }
    for (const { path } of endpoints) {
      const answer = await host.app.inject({
        method: 'OPTIONS',
        url: path,
        headers: {
          origin: 'https://evil.test',
          'access-control-request-method': 'POST',
          'access-control-request-headers': 'content-type',
        },
      })
      expect([path, answer.statusCode >= 400, answer.headers['access-control-allow-origin']]).toEqual([
        path,
        true,
        undefined,
      ])
    }
  })
})
