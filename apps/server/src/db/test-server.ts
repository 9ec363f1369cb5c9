// One engine for all database tests of a run: the embedded one, or PostgreSQL 15 for the project "db-15" of vitest. It forgets everything
// at the end, so it need not wait for the disk.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { openEmbedded } from './embedded.ts'
import type { TestServer } from './test-database.ts'
import { openPostgres15 } from './test-server-15.ts'

const settings = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  autovacuum: 'off',
  max_connections: '300',
}

/** Started by vitest once before the database tests; what it returns stops the engine again. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env['KOMAR_TEST_SERVER']
  if (given !== undefined) {
    // Whoever runs the tests over and over (bench/wall.ts) keeps one engine for all.
    project.provide('testServer', JSON.parse(given) as TestServer)
    return () => Promise.resolve()
  }
  const { ownerUrl, appUrl, administratorUrl, stop } = await (project.name === 'db-15' ? openOldest() : openOwn())
  project.provide('testServer', { ownerUrl, appUrl, administratorUrl })
  return stop
}

/** An embedded engine of its own; `stop` takes everything away. */
export async function openOwn(): Promise<TestServer & { stop: () => Promise<void> }> {
  const dataDirectory = await mkdtemp(join(tmpdir(), 'komar-test-'))
  const engine = await openEmbedded({ dataDirectory, purpose: 'serve', settings })
  const stop = async () => {
    await engine.stop()
    await rm(dataDirectory, { recursive: true, force: true })
  }
  return { ...engine, stop }
}

function openOldest(): ReturnType<typeof openPostgres15> {
  const programs = process.env['KOMAR_POSTGRES_15']
  if (programs === undefined)
    throw new Error('KOMAR_POSTGRES_15 names no directory: run "npm test -- db", which looks for PostgreSQL 15')
  return openPostgres15(programs, settings)
}
