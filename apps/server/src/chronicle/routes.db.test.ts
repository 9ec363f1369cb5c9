import { appendEntries, listRefusals, pullFeed } from '@komar/contract/chronicle'
import { showSession } from '@komar/contract/session'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { testHost, type TestHost, type TestPerson } from '../http/test-host.ts'
import { childRegistered, entryOf, join, newId, noteWritten, type Person } from './test-people.ts'

let host: TestHost
let worker: TestPerson
let writer: Person
beforeAll(async () => {
  host = await testHost()
  worker = host.here.people['social-worker']
  const shown = await host.call(showSession, {}, worker.token)
  const { device } = shown.json<{ device: string }>()
  writer = { user: worker.id, agency: worker.agency, device, secret: '', token: '' } as Person // ids of the test host are UUIDs
})
afterAll(() => host.dispose())

it('takes entries in, hands them out as lines, and logs what was delivered', async () => {
  const child = newId()
  const [good, bad] = [childRegistered(writer, child), noteWritten(writer, newId())]
  const sent = await host.call(appendEntries, { body: { entries: [good, bad, 'nonsense'] } }, worker.token)
  expect(sent.statusCode).toBe(200)
  expect(sent.json()).toMatchObject({
    results: [
      { id: good.id, status: 'accepted', seq: 1 },
      { id: bad.id, status: 'refused', problem: { code: 'access.not-permitted' } },
      { id: '', status: 'refused', problem: { code: 'entry.malformed' } },
    ],
  })
  const pulled = await host.call(pullFeed, { query: { limit: 10 } }, worker.token)
  expect(pulled.headers['content-type']).toMatch(/^application\/x-ndjson/u)
  const lines = pulled.body
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>)
  expect(lines[0]).toMatchObject({ ...good, seq: 1 })
  expect(lines.at(-1)).toMatchObject({ more: false, head: { seq: 1 }, backedUpTo: 0 })
  const log = await host.administrator.query(
    'select subject, classes from komar.read_log where account = $1 and what = $2',
    [worker.id, 'delivered'],
  )
  expect(log.rows).toEqual([{ subject: child, classes: 1 }])
})

it('lists the own refusals, and says when they are answered', async () => {
  const refused = noteWritten(writer, newId())
  await host.call(appendEntries, { body: { entries: [refused] } }, worker.token)
  const answer = { ...childRegistered(writer), answers: refused.id }
  await host.call(appendEntries, { body: { entries: [answer] } }, worker.token)
  const { refusals } = (await host.call(listRefusals, { query: {} }, worker.token)).json<{
    refusals: { id: string; isAnswered: boolean }[]
  }>()
  expect(refusals[0]).toMatchObject({
    id: refused.id,
    kind: 'register.note-written',
    isAnswered: true,
    problem: { code: 'access.not-permitted' },
  })
  const others = await host.call(listRefusals, { query: {} }, host.there.people['social-worker'].token)
  expect(others.json()).toEqual({ refusals: [] })
})

it('refuses more than 500 entries, and a cursor that it did not make', async () => {
  const entries = Array.from({ length: 501 }, () => ({}))
  expect((await host.call(appendEntries, { body: { entries } }, worker.token)).statusCode).toBe(400)
  const answer = await host.call(pullFeed, { query: { after: 'made-up' } }, worker.token)
  expect([answer.statusCode, answer.json<{ code: string }>().code]).toEqual([410, 'request.cursor-unknown'])
})

it.each([
  ['br', brotliDecompressSync],
  ['gzip', gunzipSync],
])('sends lines compressed (%s), the same as they are', async (encoding, decompress) => {
  await host.call(appendEntries, { body: { entries: [1, 2, 3].map(() => childRegistered(writer)) } }, worker.token)
  const ask = (accept: string) =>
    host.app.inject({
      url: '/v1/feed',
      headers: { authorization: `Bearer ${worker.token}`, 'accept-encoding': accept },
    })
  const [plain, sent] = [await ask('identity'), await ask(encoding)]
  expect(sent.headers['content-encoding']).toBe(encoding)
  expect(sent.headers['content-type']).toMatch(/^application\/x-ndjson/u)
  expect(sent.rawPayload.length).toBeLessThan(plain.rawPayload.length / 2)
  expect(decompress(sent.rawPayload).toString()).toBe(plain.body)
})

it('takes an act that cannot be taken back from nobody who has not proved lately who they are', async () => {
  const { id, token } = host.here.people.supervisor
  const { device } = (await host.call(showSession, {}, token)).json<{ device: string }>()
  const by = { ...writer, user: id, device } as Person
  const db = await host.administrator.connect()
  await join(db, by.user, host.here.circle)
  db.release()
  const child = newId()
  const entries = [childRegistered(by, child), noteWritten(by, child)]
  await host.call(appendEntries, { body: { entries } }, token)
  const request = entryOf(by, {
    kind: 'access.erasure-asked',
    subject: child,
    body: { toErase: [entries[1]?.id], ground: 'wrong-person', whyErase: 'It is about somebody else.' },
  })
  const send = async () => {
    const answer = await host.call(appendEntries, { body: { entries: [request] } }, token)
    const [result] = answer.json<{ results: { status: string; problem?: { code: string } }[] }>().results
    return result?.problem?.code ?? result?.status
  }
  const provedAgo = (minutes: number) =>
    host.owner.query(`update komar.session set proved_at = now() - make_interval(mins => $2) where account = $1`, [
      id,
      minutes,
    ])
  await provedAgo(11)
  expect(await send()).toBe('session.confirm')
  await provedAgo(0)
  expect(await send()).toBe('accepted')
})
