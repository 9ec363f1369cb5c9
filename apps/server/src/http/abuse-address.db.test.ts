// Addresses and headers bent so that a guard may see another route than the one that answers: none may open what is closed, change what
// an answer is, or leave anything private in a cache.
import { endpoints } from '@komar/contract/all'
import { addressOf } from '@komar/contract/client'
import type { Endpoint } from '@komar/contract/endpoint'
import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testHost, type TestHost } from './test-host.ts'

let host: TestHost
let port: number
beforeAll(async () => {
  host = await testHost()
  await host.app.listen({ host: '127.0.0.1', port: 0 })
  const address = host.app.server.address()
  port = typeof address === 'object' && address !== null ? address.port : 0
})
afterAll(() => host.dispose())

const addressOfExample = (endpoint: Endpoint) =>
  addressOf(endpoint, endpoint.example as { params?: Record<string, string> })
const typeOf = ({ input }: Endpoint) => (input.bytes === true ? 'application/octet-stream' : 'application/json')
const closed = endpoints.filter(({ allow }) => allow !== 'anyone')

/** Sends bytes as they are and answers all that came back until the host hung up, or nothing more came. */
async function raw(text: string, waitMs = 400): Promise<string> {
  const socket = connect(port, '127.0.0.1')
  let heard = ''
  socket.on('data', (data) => (heard += data.toString('latin1')))
  socket.on('error', () => undefined)
  socket.write(Buffer.from(text, 'latin1'))
  await new Promise<void>((resolve) => {
    const quiet = setInterval(() => heard !== '' && resolve(), waitMs)
    socket.on('close', () => {
      clearInterval(quiet)
      resolve()
    })
    setTimeout(resolve, 5_000).unref()
  })
  socket.destroy()
  return heard
}

const statusesIn = (heard: string) => Array.from(heard.matchAll(/^HTTP\/1\.1 (\d+)/gmu), ([, status]) => Number(status))

/** Ways to write one path that some proxy, some day, takes for another. */
const bends: readonly (readonly [name: string, bend: (path: string) => string])[] = [
  ['percent-encoded letters', (path) => path.replace('/v1', '/%76%31')],
  ['upper case', (path) => path.toUpperCase()],
  ['two slashes', (path) => `/${path}`],
  ['a slash at the end', (path) => `${path}/`],
  ['a dot', (path) => path.replace('/v1/', '/v1/./')],
  ['up and down', (path) => path.replace('/v1/', '/v1/x/../')],
  ['up, encoded', (path) => path.replace('/v1/', '/v1/x/%2e%2e/')],
  ['out of the pages', (path) => `/assets/..${path}`],
  ['out of the pages, encoded', (path) => `/assets/..%2f${path.slice(1)}`],
  ['an encoded slash', (path) => path.replace('/v1/', '/v1%2f')],
  ['a backslash', (path) => path.replace('/v1/', '/v1\\')],
  ['a parameter of a path', (path) => path.replace('/v1/', '/v1;x=y/')],
  ['a nought at the end', (path) => `${path}%00`],
  ['a file’s ending', (path) => `${path}.css`],
  ['a fragment', (path) => `${path}%23/assets/x.js`],
  ['another host', (path) => `http://evil.test${path}`],
  ['broken encoding', (path) => `${path}%zz`],
]

describe('an address with', () => {
  it.each(bends)('%s opens nothing to nobody, and is kept in no cache', async (_, bend) => {
    for (const endpoint of closed) {
      const url = bend(addressOfExample(endpoint))
      const answer = await host.app.inject({
        method: endpoint.method,
        url,
        headers: { 'content-type': typeOf(endpoint) },
        ...(endpoint.method === 'GET' ? {} : { payload: '{}' }),
      })
      const what = [endpoint.id, url]
      expect([...what, answer.statusCode >= 400 && answer.statusCode < 500]).toEqual([...what, true])
      expect([...what, answer.headers['location']]).toEqual([...what, undefined])
    }
  })

  it.each(bends)('%s, from somebody signed in, is kept in no cache where it answers', async (_, bend) => {
    const { token } = host.here.people.supervisor
    for (const endpoint of closed.filter(({ method, produces }) => method === 'GET' && produces !== 'events')) {
      const url = bend(addressOfExample(endpoint))
      const answer = await host.app.inject({ url, headers: { authorization: `Bearer ${token}` } })
      const what = [endpoint.id, url, answer.statusCode]
      expect([...what, answer.statusCode >= 500]).toEqual([...what, false])
      if (answer.statusCode === 200) expect([...what, answer.headers['cache-control']]).toEqual([...what, 'no-store'])
    }
  })
})

describe('private answers', () => {
  it('and refusals alike are kept in no cache and have no mark to ask again with', async () => {
    const { token } = host.here.people.supervisor
    for (const endpoint of endpoints.filter(({ produces }) => produces !== 'events')) {
      for (const authorization of [`Bearer ${token}`, 'Bearer x']) {
        const answer = await host.app.inject({
          method: endpoint.method,
          url: addressOfExample(endpoint),
          headers: { authorization, 'content-type': 'application/json', 'if-none-match': '*', range: 'bytes=0-1' },
          ...(endpoint.method === 'GET' ? {} : { payload: '{}' }),
        })
        const { etag, 'last-modified': modified, 'cache-control': keeping } = answer.headers
        expect([endpoint.id, answer.statusCode, keeping, etag, modified]).toEqual([
          endpoint.id,
          answer.statusCode,
          'no-store',
          undefined,
          undefined,
        ])
        expect([endpoint.id, [206, 304].includes(answer.statusCode)]).toEqual([endpoint.id, false])
      }
    }
  })
})

describe('headers', () => {
  const tricks: readonly (readonly [name: string, headers: Record<string, string>])[] = [
    ['another host', { host: 'evil.test' }],
    [
      'a forwarded host',
      { 'x-forwarded-host': 'evil.test', 'x-forwarded-proto': 'http', forwarded: 'host=evil.test;proto=http' },
    ],
    ['another address', { 'x-original-url': '/healthz', 'x-rewrite-url': '/healthz' }],
    ['another method', { 'x-http-method-override': 'GET', 'x-http-method': 'GET', 'x-method-override': 'GET' }],
    ['an inner network', { 'x-forwarded-for': '127.0.0.1', 'x-real-ip': '127.0.0.1', 'x-client-ip': '10.0.0.1' }],
    [
      'a user',
      { 'x-remote-user': 'administrator', 'remote-user': 'administrator', 'x-forwarded-user': 'administrator' },
    ],
    ['a store of another', { 'komar-device': '01940000-0000-7000-8000-000000000001' }],
    ['an upgrade', { connection: 'upgrade', upgrade: 'websocket' }],
  ]

  it.each(tricks)('that claim %s open no route, and are repeated in no answer', async (_, headers) => {
    for (const endpoint of closed) {
      const answer = await host.app.inject({
        method: endpoint.method,
        url: addressOfExample(endpoint),
        headers: { 'content-type': typeOf(endpoint), ...headers },
        ...(endpoint.method === 'GET' ? {} : { payload: '{}' }),
      })
      // So many tricks in a minute are more than some routes let pass from one address.
      const isLimited = answer.statusCode === 429 && endpoint.callsPerMinute !== undefined
      expect([endpoint.id, isLimited ? 401 : answer.statusCode]).toEqual([endpoint.id, 401])
      expect([endpoint.id, (answer.body + JSON.stringify(answer.headers)).includes('evil.test')]).toEqual([
        endpoint.id,
        false,
      ])
    }
  })

  it('no method but the declared ones answers', async () => {
    const { token } = host.here.people.supervisor
    for (const { path } of endpoints) {
      const declared = new Set<string>(endpoints.filter((one) => one.path === path).map(({ method }) => method))
      for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'TRACE', 'OPTIONS'] as const) {
        if (declared.has(method)) continue
        const answer = await host.app.inject({
          method: method as 'GET',
          url: path.replaceAll(/:\w+/gu, '01940000-0000-7000-8000-000000000001'),
          headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        })
        expect([method, path, answer.statusCode >= 400 && answer.statusCode < 500]).toEqual([method, path, true])
      }
    }
  })
})

describe('a connection behind a proxy', () => {
  const head = (more: string) =>
    `POST /v1/session HTTP/1.1\r\nHost: komar.test\r\nContent-Type: application/json\r\n${more}\r\n`
  const inner = 'GET /healthz HTTP/1.1\r\nHost: komar.test\r\n\r\n'
  it.each([
    ['two lengths', `${head('Content-Length: 2\r\nContent-Length: 60\r\n')}{}${inner}`],
    ['a length and pieces', `${head('Content-Length: 4\r\nTransfer-Encoding: chunked\r\n')}0\r\n\r\n${inner}`],
    ['pieces and another coding', `${head('Transfer-Encoding: chunked, identity\r\n')}0\r\n\r\n${inner}`],
    ['pieces, written oddly', `${head('Transfer-Encoding : chunked\r\n')}0\r\n\r\n${inner}`],
    ['pieces behind a tab', `${head('Transfer-Encoding:\tchunkedx\r\n')}0\r\n\r\n${inner}`],
    ['a length with a sign', `${head('Content-Length: +2\r\n')}{}${inner}`],
    ['a negative length', `${head('Content-Length: -1\r\n')}{}${inner}`],
    ['a folded line', `${head('X-A: b\r\n Transfer-Encoding: chunked\r\n')}0\r\n\r\n${inner}`],
    ['a nought in a header', `${head('X-A: b\0c\r\n')}{}${inner}`],
    ['a bare line end in a header', `${head('X-A: b\rTransfer-Encoding: chunked\r\n')}0\r\n\r\n${inner}`],
    ['a piece of a wrong size', `${head('Transfer-Encoding: chunked\r\n')}zz\r\n{}\r\n0\r\n\r\n${inner}`],
    [
      'headers beyond measure',
      `GET /v1/session HTTP/1.1\r\nHost: komar.test\r\n${'X-A: b\r\n'.repeat(9_000)}\r\n${inner}`,
    ],
  ])('with %s smuggles no second request', async (_, text) => {
    const statuses = statusesIn(await raw(text))
    expect(statuses.includes(200)).toBe(false)
    expect(statuses.length).toBeLessThanOrEqual(1)
    expect(statusesIn(await raw(inner))).toEqual([200])
  })
})
