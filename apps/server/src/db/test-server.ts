// One embedded engine for all database tests of a run. It forgets everything at the end, so it need not wait for the disk.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { openEmbedded } from './embedded.ts'
import type { TestServer } from './test-database.ts'

declare module 'vitest' {
  // An interface, because only interfaces can be added to.
  interface ProvidedContext {
    testServer: TestServer
  }
}

/** Started by vitest once before the database tests; what it returns stops the engine again. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env['KOMAR_TEST_SERVER']
  if (given !== undefined) {
    // Whoever runs the tests over and over (bench/wall.ts) keeps one engine for all.
    project.provide('testServer', JSON.parse(given) as TestServer)
    return () => Promise.resolve()
  }
  const dataDirectory = await mkdtemp(join(tmpdir(), 'komar-test-'))
  const engine = await openEmbedded({
    dataDirectory,
    purpose: 'serve',
    settings: {
      fsync: 'off',
      synchronous_commit: 'off',
      full_page_writes: 'off',
      autovacuum: 'off',
      max_connections: '300',
    },
  })
  const { ownerUrl, appUrl, administratorUrl } = engine
  project.provide('testServer', { ownerUrl, appUrl, administratorUrl })
  return async () => {
    await engine.stop()
    await rm(dataDirectory, { recursive: true, force: true })
  }
}
