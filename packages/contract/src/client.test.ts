import { expect, it } from 'vitest'
import { z } from 'zod'
import { addressOf, call, callForFile, confirmBy, speakFor } from './client.ts'
import { endpoint } from './endpoint.ts'

const change = endpoint({
  id: 'test.change',
  method: 'PUT',
  path: '/v1/things/:id/parts/:part',
  summary: 'Made up',
  allow: 'signed-in',
  input: {
    params: z.object({ id: z.string(), part: z.string() }),
    query: z.object({ asOf: z.string().optional() }),
    body: z.object({ size: z.number().default(1) }),
  },
  output: z.object({ done: z.boolean() }),
  example: { params: { id: 'a', part: 'b' }, query: {}, body: {} },
})

function answering(status: number, body: unknown): { sent: Request[]; fetch: typeof fetch } {
  const sent: Request[] = []
  const fake = async (url: string, init: RequestInit) => {
    sent.push(new Request(url, init))
    return new Response(typeof body === 'string' ? body : JSON.stringify(body), { status })
  }
  return { sent, fetch: fake as typeof fetch } // called with these two alone
}

const input = { params: { id: 'a/b', part: 'ក' }, query: { asOf: '2013-07-31' }, body: {} }
const origin = 'http://localhost'

it('puts each part where it belongs, encoded', () => {
  expect(addressOf(change, input)).toBe('/v1/things/a%2Fb/parts/%E1%9E%80?asOf=2013-07-31')
  expect(addressOf(change, { ...input, query: { asOf: undefined } })).toBe('/v1/things/a%2Fb/parts/%E1%9E%80')
  expect(() => addressOf(change, {})).toThrow('missing path parameter id')
})

it('sends JSON and answers what the schema declares', async () => {
  const { sent, fetch } = answering(200, { done: true, secret: 1 })
  expect(await call(change, input, { origin, fetch, isBackground: true, token: 't' })).toEqual({
    ok: true,
    value: { done: true },
  })
  expect(sent[0]?.method).toBe('PUT')
  expect(Object.fromEntries(sent[0]?.headers ?? [])).toMatchObject({
    'content-type': 'application/json',
    'komar-background': '1',
    authorization: 'Bearer t',
  })
})

it('says for which store it speaks, and nothing where none is open', async () => {
  const { sent, fetch } = answering(200, { done: true })
  await call(change, input, { origin, fetch })
  speakFor('one')
  await call(change, input, { origin, fetch })
  await call(change, input, { origin, fetch, device: 'another' })
  speakFor(null)
  await call(change, input, { origin, fetch })
  expect(sent.map(({ headers }) => headers.get('komar-device'))).toEqual([null, 'one', 'another', null])
})

it('ends what is under way for a store that is spoken for no longer, and nothing else', async () => {
  const silent = ((_url: string, { signal }: RequestInit) =>
    new Promise((_, reject) => {
      signal?.addEventListener('abort', () => reject(new Error('ended')))
    })) as typeof fetch // never answers by itself
  const settled: string[] = []
  const made = (name: string, options: object): Promise<void> =>
    call(change, input, { origin, fetch: silent, ...options }).then(({ ok }) => void settled.push(`${name} ${ok}`))
  void made('for nobody', {})
  speakFor('one')
  speakFor('one')
  const own = made('for the store', {})
  const timed = made('with a limit of its own', { signal: AbortSignal.timeout(1) })
  void made('for another', { device: 'another' })
  await timed
  expect(settled).toEqual(['with a limit of its own false'])
  speakFor(null)
  await own
  expect(settled).toEqual(['with a limit of its own false', 'for the store false'])
})

it('answers a problem as a value', async () => {
  const problem = {
    type: '/v1/docs#problem-request.not-found',
    title: 'Not found',
    status: 404,
    code: 'request.not-found',
  }
  expect(await call(change, input, { origin, ...answering(404, problem) })).toEqual({ ok: false, problem })
})

it.each([
  [502, '<html>', 'host.unavailable'],
  [429, 'slow down', 'request.too-many'],
  [404, '{}', 'host.failed'],
  [200, '{"done": "yes"}', 'host.unavailable'],
])('does not believe %i with %s', async (status, body, code) => {
  expect(await call(change, input, { origin, ...answering(status, body) })).toMatchObject({
    ok: false,
    problem: { code },
  })
})

it('says when no answer came', async () => {
  const fetch = () => Promise.reject(new TypeError('network'))
  expect(await call(change, input, { origin, fetch })).toEqual({ ok: false, problem: 'offline' })
})

const unproved = { type: 'about:blank', title: '', status: 403, code: 'session.confirm' }

/** Refuses the first call for want of a proof. */
function wantingProof(): { calls: number[]; fetch: typeof fetch } {
  const calls: number[] = []
  const fake = async () => {
    calls.push(1)
    return calls.length === 1
      ? new Response(JSON.stringify(unproved), { status: 403 })
      : new Response(JSON.stringify({ done: true }))
  }
  return { calls, fetch: fake }
}

it('asks who it is where the host wants to know, and goes on', async () => {
  confirmBy(() => Promise.resolve(true))
  const { calls, fetch } = wantingProof()
  expect(await call(change, input, { origin, fetch })).toEqual({ ok: true, value: { done: true } })
  expect(calls).toHaveLength(2)
  const file = await callForFile(change, input, { origin, ...wantingProof() })
  expect(file.ok && (await file.value.text())).toBe('{"done":true}')
  confirmBy(null)
})

it('leaves it refused when the person does not say, and when nobody asked or nobody can be asked', async () => {
  const refused = { ok: false, problem: unproved }
  expect(await call(change, input, { origin, ...wantingProof() })).toEqual(refused)
  confirmBy(() => Promise.resolve(false))
  expect(await call(change, input, { origin, ...wantingProof() })).toEqual(refused)
  confirmBy(() => Promise.resolve(true))
  const [background, program] = [wantingProof(), wantingProof()]
  expect(await call(change, input, { origin, ...background, isBackground: true })).toEqual(refused)
  expect(await call(change, input, { origin, ...program, token: 't' })).toEqual(refused)
  expect([background.calls.length, program.calls.length]).toEqual([1, 1])
  confirmBy(null)
})
