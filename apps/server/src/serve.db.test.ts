import { once } from 'node:events'
import { mkdtemp } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { addAgency, addPerson } from './chronicle/test-people.ts'
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

test('answers what is under way before it stops, and ends the streams of changes', async () => {
  const administrator = new pg.Client({ connectionString: database.administratorUrl })
  await administrator.connect()
  await administrator.query(`insert into komar.host (stamp, country) values ('real', 'kh')`)
  const { secret } = await addPerson(administrator, await addAgency(administrator), ['monitor'])
  const settings = await makeSettings()
  const said: string[] = []
  let stop = (_reason: string): void => undefined
  const stopRequested = new Promise<string>((resolve) => (stop = resolve))
  const served = serve(settings, { isDemonstration: false, say: (line) => said.push(line), stopRequested })
  await expect.poll(() => said.at(-1), { timeout: 20_000 }).toBe(`✓ Komar is at ${settings.origin}`)
  const headers = { authorization: `Bearer ${secret}` }
  const changes = await fetch(`${settings.origin}/v1/changes`, { headers })
  await administrator.query('begin; lock table komar.account in access exclusive mode')
  const underWay = fetch(`${settings.origin}/v1/session`, { headers })
  await expect.poll(() => waitingForLocks(administrator)).toBe(1)
  stop('SIGTERM')
  // The stream has no end of its own: it ends because Komar stops, while the other call still waits.
  expect(await changes.text()).toContain('retry: 5000')
  expect(said).not.toContain('✓ Stopped')
  await administrator.query('commit')
  expect((await underWay).status).toBe(200)
  await served
  expect(said.at(-1)).toBe('✓ Stopped')
  await administrator.end()
})

async function waitingForLocks(administrator: pg.Client): Promise<number> {
  const { rowCount } = await administrator.query(
    `select from pg_locks where not granted and database = (select oid from pg_database where datname = current_database())`,
  )
  return rowCount ?? 0
}

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
    provider: null,
    server: { ownerUrl, appUrl },
  }
}
