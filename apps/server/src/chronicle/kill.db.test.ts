// The server's process is killed (-9) twenty times while four clients append: what was acknowledged is there, what was not can be
// sent again, and the chain fits. The database's own crash is PostgreSQL's matter (embedded.db.test.ts kills that).
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join as joinPath } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { verifyChain } from './chain.ts'
import { addAgency, addPerson, childRegistered, testChronicle, type Person, type TestChronicle } from './test-people.ts'

const kills = 20
const clients = 4
const entriesPerCall = 5

let host: TestChronicle
let worker: Person
let directory: string
beforeAll(async () => {
  host = await testChronicle()
  worker = await addPerson(host.administrator, await addAgency(host.administrator), ['social-worker'])
  directory = await mkdtemp(joinPath(tmpdir(), 'komar-kill-'))
})
afterAll(async () => {
  await host.dispose()
  await rm(directory, { recursive: true })
})

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  return typeof address === 'object' && address !== null ? address.port : 0
}

async function startServer(port: number): Promise<ChildProcess> {
  const server = spawn(process.execPath, [joinPath(import.meta.dirname, '../main.ts'), '--no-demo'], {
    env: {
      ...process.env,
      DATABASE_URL: host.database.ownerUrl,
      DATABASE_APP_URL: host.database.appUrl,
      KOMAR_DATA: directory,
      PORT: String(port),
    },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let complaint = ''
  server.stderr?.on('data', (data: Buffer) => (complaint += data.toString()))
  for (let tries = 0; tries < 400; tries += 1) {
    if (server.exitCode !== null) throw new Error(`the server ended: ${complaint}`)
    const answer = await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => undefined)
    if (answer?.ok === true) return server
    await pause(25)
  }
  throw new Error(`the server did not start: ${complaint}`)
}

type Ledger = { acknowledged: Set<string>; pending: unknown[][] }

async function send(port: number, entries: unknown[], ledger: Ledger): Promise<boolean> {
  const answer = await fetch(`http://127.0.0.1:${port}/v1/entries`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${worker.secret}` },
    body: JSON.stringify({ entries }),
  }).catch(() => undefined)
  const body = (await answer?.json().catch(() => undefined)) as
    { results?: { id: string; status: string }[] } | undefined // the server's own answer
  if (body === undefined) return false
  for (const { id, status } of body.results ?? []) {
    expect(['accepted', 'duplicate']).toContain(status)
    ledger.acknowledged.add(id)
  }
  return body.results !== undefined
}

async function writeUntilKilled(port: number, state: { isUp: boolean }, ledger: Ledger): Promise<void> {
  while (state.isUp) {
    const entries = Array.from({ length: entriesPerCall }, () => childRegistered(worker))
    if (!(await send(port, entries, ledger))) ledger.pending.push(entries)
  }
}

it('loses no acknowledged entry over 20 kills', async () => {
  const port = await freePort()
  const ledger: Ledger = { acknowledged: new Set(), pending: [] }
  for (let kill = 0; kill < kills; kill += 1) {
    const server = await startServer(port)
    const state = { isUp: true }
    const writing = Array.from({ length: clients }, () => writeUntilKilled(port, state, ledger))
    // From 40 ms, in the middle of the first calls, to 420 ms.
    await pause(40 + kill * 20)
    server.kill('SIGKILL')
    state.isUp = false
    await Promise.all([once(server, 'exit'), ...writing])
  }
  const interrupted = ledger.pending.length
  const server = await startServer(port)
  for (const entries of ledger.pending) expect(await send(port, entries, ledger)).toBe(true)
  server.kill('SIGKILL')
  await once(server, 'exit')
  const { rows } = await host.administrator.query<{ entry: string }>('select entry from komar.chain')
  expect(new Set(rows.map(({ entry }) => entry))).toEqual(ledger.acknowledged)
  expect(ledger.acknowledged.size).toBeGreaterThan(kills * entriesPerCall)
  expect(interrupted).toBeGreaterThanOrEqual(kills)
  expect(await verifyChain(host.administrator)).toMatchObject({ fits: true, entries: ledger.acknowledged.size })
}, 120_000)
