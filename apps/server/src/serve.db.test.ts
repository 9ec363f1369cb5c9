import { once } from 'node:events'
import { mkdtemp } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { freshDatabase, type TestDatabase } from './db/test-database.ts'
import type { Settings } from './env.ts'
import { serve } from './serve.ts'

let database: TestDatabase

beforeEach(async () => {
  database = await freshDatabase()
})

afterEach(() => database.dispose())

test('answers until it is asked to stop, and says what it does', async () => {
  const settings = await makeSettings()
  const said: string[] = []
  let stop = (_reason: string): void => undefined
  const stopRequested = new Promise<string>((resolve) => (stop = resolve))
  const served = serve(settings, { isDemonstration: false, say: (line) => said.push(line), stopRequested })
  await expect.poll(() => said.at(-1), { timeout: 20_000 }).toBe(`✓ Komar is at ${settings.origin}`)
  expect((await fetch(`${settings.origin}/healthz`)).status).toBe(200)
  stop('SIGTERM')
  await served
  expect(said.slice(-2)).toEqual(['… Stopping (SIGTERM)', '✓ Stopped'])
  await expect(fetch(`${settings.origin}/healthz`)).rejects.toThrow('fetch failed')
})

test('a port in use is one clear sentence', async () => {
  const settings = await makeSettings()
  const other = createServer().listen(settings.port, '127.0.0.1')
  await once(other, 'listening')
  const options = { isDemonstration: false, say: () => undefined, stopRequested: new Promise<string>(() => undefined) }
  await expect(serve(settings, options)).rejects.toThrow(`Port ${settings.port} of 127.0.0.1 is in use`)
  other.close()
})

async function makeSettings(): Promise<Settings> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  if (address === null || typeof address === 'string') throw new Error('no free port')
  const { port } = address
  const { ownerUrl, appUrl } = database
  return {
    dataDirectory: await mkdtemp(join(tmpdir(), 'komar-serve-')),
    host: '127.0.0.1',
    port,
    origin: `http://127.0.0.1:${port}`,
    trustedProxies: [],
    backupRecipients: [],
    backups: null,
    keys: {},
    mail: null,
    server: { ownerUrl, appUrl },
  }
}
