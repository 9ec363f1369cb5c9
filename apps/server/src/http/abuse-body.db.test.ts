// Hostile input to every route, by whoever the route lets in: each part of each example in turn replaced by each hostile value. Nothing
// fails, hangs, is repeated in an answer, or changes what other objects are; what is too large is refused before it is read.
import { endpoints } from '@komar/contract/all'
import { addressOf } from '@komar/contract/client'
import type { Endpoint } from '@komar/contract/endpoint'
import type { Role } from '@komar/domain/access/roles'
import { once } from 'node:events'
import { request } from 'node:http'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hostileJson, hostileTexts, mark, placesIn, withText } from './hostile-values.ts'
import { testHost, type TestHost } from './test-host.ts'
import { sessionOf } from './test-relation.ts'

let host: TestHost
let port: number
beforeAll(async () => {
  host = await testHost()
  await host.app.listen({ host: '127.0.0.1', port: 0 })
  const address = host.app.server.address()
  port = typeof address === 'object' && address !== null ? address.port : 0
})
afterAll(() => host.dispose())

/** An example with 25 numbers tells no more than one with a few. */
const mostPlaces = 12

const taking = endpoints.filter(({ input }) => input.body !== undefined)
const named = (some: readonly Endpoint[]) => some.map((endpoint) => [endpoint.id, endpoint] as const)

const open = new Map<Role, string>()

/** A session of somebody whom the route lets in. */
async function insider({ allow }: Endpoint): Promise<string> {
  const role = typeof allow === 'object' && 'roles' in allow ? (allow.roles[0] ?? 'monitor') : 'monitor'
  const token = open.get(role) ?? (await sessionOf(host, host.here.people[role].id))
  open.set(role, token)
  return token
}

/** `npm run fuzz` tries every value at every place; else each place gets every fifth, and other places the others. */
const stride = process.env['KOMAR_FUZZ_RUNS'] === undefined ? 5 : 1
function someOf<T>(values: readonly T[], place: number): T[] {
  return values.filter((_, at) => (at + place) % stride === 0)
}

let calls = 0
/** Each call comes from another network: what floods may do is the matter of abuse-connection.db.test.ts. */
function anywhere(): string {
  calls += 1
  return `10.${(calls >> 16) & 255}.${(calls >> 8) & 255}.${calls & 255}`
}

type Example = { params?: Record<string, string>; query?: Record<string, string>; body?: object } // InputOf is made of these

async function post(endpoint: Endpoint, payload: string | Buffer, headers: Record<string, string> = {}) {
  const token = await insider(endpoint)
  const began = performance.now()
  const answer = await host.app.inject({
    method: endpoint.method,
    url: addressOf(endpoint, endpoint.example as Example),
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', ...headers },
    payload,
    remoteAddress: anywhere(),
  })
  if (answer.body.includes('access.not-signed-in')) open.clear()
  return { status: answer.statusCode, body: answer.body, headers: answer.headers, ms: performance.now() - began }
}

describe.each(named(taking))('%s', (id, endpoint) => {
  it('takes no hostile value at any place, and repeats none', async () => {
    const example = (endpoint.example as Example).body ?? {}
    for (const [at, place] of placesIn(example).slice(0, mostPlaces).entries()) {
      for (const text of someOf(hostileJson, at)) {
        const { status, body, headers, ms } = await post(endpoint, withText(example, place, text))
        const what = [id, place.join('/'), text.slice(0, 60)]
        expect([...what, status >= 500, ms < 5_000]).toEqual([...what, false, true])
        // What was taken may be shown again as what it is; a refusal repeats nothing.
        if (status >= 400) expect([...what, (body + JSON.stringify(headers)).includes(mark)]).toEqual([...what, false])
      }
      // A password is hashed for each, which is what the time goes into.
      if (id === 'session.open' || id === 'session.change-password') break
    }
    expect('isAdmin' in {}).toBe(false)
  }, 60_000)

  it('is not JSON, is too large or is packed: refused', async () => {
    const bomb = Buffer.alloc(4 * 1024 * 1024, 0x20)
    const tooLarge = `{"x":"${'x'.repeat(endpoint.bodyLimitBytes)}"}`
    const cases: readonly (readonly [payload: string | Buffer, headers: Record<string, string>, statuses: number[]])[] =
      [
        ['', {}, [400]],
        ['{', {}, [400]],
        ['\ufeff{', {}, [400]],
        ['{"a":1}{"b":2}', {}, [400]],
        ["{'a':1}", {}, [400]],
        [Buffer.from([0xff, 0xfe, 0x7b, 0x00]), {}, [400]],
        [tooLarge, {}, [413]],
        [gzipSync(bomb), { 'content-encoding': 'gzip' }, [400, 413, 415]],
        [brotliCompressSync(bomb), { 'content-encoding': 'br' }, [400, 413, 415]],
        ['{}', { 'content-type': 'text/plain' }, [400, 415]],
        ['<a/>', { 'content-type': 'application/xml' }, [400, 415]],
        ['a=b', { 'content-type': 'application/x-www-form-urlencoded' }, [400, 415]],
      ]
    for (const [payload, headers, statuses] of cases) {
      const { status, body } = await post(endpoint, payload, headers)
      const what = [id, payload.slice(0, 20).toString(), headers]
      expect([...what, statuses.includes(status) ? 'refused' : status, body.includes('"code"')]).toEqual([
        ...what,
        'refused',
        true,
      ])
    }
  }, 60_000)
})

describe.each(named(endpoints.filter(({ produces }) => produces !== 'events')))('%s', (id, endpoint) => {
  it('takes no hostile part of its address', async () => {
    const { params = {}, query = {}, ...rest } = endpoint.example as Example
    const isBytes = endpoint.input.bytes === true
    for (const [kind, parts] of [
      ['params', params],
      ['query', { ...query, limit: '1', after: 'x', cursor: 'x' }],
    ] as const) {
      for (const name of Object.keys(parts)) {
        for (const text of someOf(hostileTexts, name.length).filter(
          (one) => one.isWellFormed() && (kind === 'query' || one !== ''),
        )) {
          const changed = { params, query, [kind]: { ...parts, [name]: text.slice(0, 4_000) } }
          const answer = await host.app.inject({
            method: endpoint.method,
            remoteAddress: anywhere(),
            url: addressOf(endpoint, { ...rest, ...changed }),
            headers: {
              authorization: `Bearer ${await insider(endpoint)}`,
              ...(endpoint.method === 'GET'
                ? {}
                : { 'content-type': isBytes ? 'application/octet-stream' : 'application/json' }),
            },
            ...(endpoint.method === 'GET'
              ? {}
              : { payload: isBytes ? Buffer.from('x') : JSON.stringify(rest.body ?? {}) }),
          })
          const what = [id, name, text.slice(0, 40)]
          expect([...what, answer.statusCode >= 500, answer.body.includes(mark)]).toEqual([...what, false, false])
        }
      }
    }
  }, 60_000)
})

/** Sends a body in pieces without saying how long it is, until it is answered or all is sent. */
async function sendChunked(endpoint: Endpoint, bytes: number, headers: Record<string, string>) {
  const piece = Buffer.alloc(64 * 1024, 0x20)
  const sent = request({
    host: '127.0.0.1',
    port,
    method: endpoint.method,
    path: addressOf(endpoint, endpoint.example as Example),
    headers: {
      'content-type': endpoint.input.bytes === true ? 'application/octet-stream' : 'application/json',
      ...headers,
    },
  })
  sent.on('error', () => undefined) // the host hangs up on what it does not want
  const answered = once(sent, 'response') as Promise<[{ statusCode?: number; resume: () => void }]>
  let isAnswered = false
  void answered.then(() => (isAnswered = true)).catch(() => undefined)
  let written = 0
  while (written < bytes && !isAnswered && !sent.destroyed) {
    if (!sent.write(piece))
      await Promise.race([
        once(sent, 'drain'),
        answered.catch(() => undefined),
        new Promise((done) => setTimeout(done, 500)),
      ])
    written += piece.length
  }
  sent.end()
  const [response] = await answered.catch(() => [undefined])
  response?.resume()
  sent.destroy()
  return { status: response?.statusCode, written }
}

describe('a body that does not say how long it is', () => {
  const large = endpoints.filter(
    ({ input, allow }) => (input.body ?? input.bytes) !== undefined && allow === 'signed-in',
  )

  it.each(named(large))('%s: too long is refused, from a stranger unread', async (_, endpoint) => {
    const limit = endpoint.bodyLimitBytes
    const known = await sendChunked(endpoint, limit + 128 * 1024, {
      authorization: `Bearer ${await sessionOf(host, host.here.people.monitor.id)}`,
    })
    expect([undefined, 413].includes(known.status)).toBe(true)
    for (const headers of [{}, { authorization: `Bearer ${'B'.repeat(43)}` }]) {
      const stranger = await sendChunked(endpoint, 64 * 1024 * 1024, headers as Record<string, string>)
      expect([undefined, 401, 413].includes(stranger.status)).toBe(true)
      expect(stranger.written).toBeLessThan(32 * 1024 * 1024)
    }
  })
})
