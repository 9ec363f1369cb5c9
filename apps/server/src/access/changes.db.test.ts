import { afterAll, beforeAll, expect, it } from 'vitest'
import { testHost, type TestHost } from '../http/test-host.ts'
import { eventOf } from './changes.ts'

let host: TestHost
let origin: string
beforeAll(async () => {
  host = await testHost()
  origin = await host.app.listen({ port: 0, host: '127.0.0.1' })
})
afterAll(() => host.dispose())

async function openPage(token: string) {
  const response = await fetch(`${origin}/v1/changes`, { headers: { authorization: `Bearer ${token}` } })
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
  if (reader === undefined) throw new Error('no body')
  return { response, reader }
}

/** Reads until the text is there; vitest's own limit ends the wait. */
async function readUntil(reader: ReadableStreamDefaultReader<string>, wanted: string): Promise<string> {
  let text = ''
  while (!text.includes(wanted)) {
    const { value, done } = await reader.read()
    if (done) throw new Error(`ended with: ${text}`)
    text += value
  }
  return text
}

it('tells every open page the number and nothing else', async () => {
  const pages = await Promise.all(
    [host.here.people.monitor, host.there.people.supervisor].map(({ token }) => openPage(token)),
  )
  for (const { response } of pages) {
    expect(response.status).toBe(200)
    expect(response.headers.get('content-type')).toContain('text/event-stream')
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'")
  }
  await host.owner.query(`select pg_notify('komar_changes', '42')`)
  for (const { reader } of pages) {
    expect(await readUntil(reader, '"42"')).toBe('retry: 5000\n\nevent: change\ndata: {"seq":"42"}\n\n')
    await reader.cancel()
  }
})

it('hears again after the database ended its connection', async () => {
  const { reader } = await openPage(host.here.people.monitor.token)
  await host.administrator.query(
    `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'komar changes'`,
  )
  // What was said while nobody listened is lost, so pages are told to pull once the line is back.
  await readUntil(reader, 'data: {}')
  await host.owner.query(`select pg_notify('komar_changes', '43')`)
  expect(await readUntil(reader, '"43"')).toContain('change')
  await reader.cancel()
})

it('passes on nothing but numbers', () => {
  expect(eventOf('scope')).toBe('event: change\ndata: {}\n\n')
  expect(eventOf('1 Sokha')).toBe('event: change\ndata: {}\n\n')
})
