// A database of its own for each database test: a copy of one that was migrated once, in about 30 ms.
import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { inject } from 'vitest'
import { prepareDatabase } from './prepare.ts'

export type TestServer = { ownerUrl: string; appUrl: string; administratorUrl: string }

declare module 'vitest' {
  // An interface, because only interfaces can be added to.
  interface ProvidedContext {
    testServer: TestServer
  }
}

export type TestDatabase = {
  name: string
  ownerUrl: string
  appUrl: string
  /** A superuser: sees past row-level security, to check what is really there. */
  administratorUrl: string
  /** Drops the database, with whatever is still connected to it. */
  dispose: () => Promise<void>
}

/** Whoever keeps an engine for many runs (bench/wall.ts) may have put one of its own there. */
export const TEMPLATE = 'komar_template'
const LOCK_KEY = 1

/** A migrated, otherwise empty database. Needs the vitest project "db": name the test *.db.test.ts or *.rls.test.ts. */
export async function freshDatabase(): Promise<TestDatabase> {
  const server = inject('testServer')
  const name = `test_${randomUUID().replaceAll('-', '')}`
  await asAdministrator(server, async (client) => {
    await client.query('select pg_advisory_lock($1)', [LOCK_KEY])
    await ensureTemplate(client, server)
    await client.query('select pg_advisory_unlock($1)', [LOCK_KEY])
    await client.query(`create database ${name} template ${TEMPLATE} strategy file_copy owner komar_owner`)
  })
  return {
    name,
    ownerUrl: inDatabase(server.ownerUrl, name),
    appUrl: inDatabase(server.appUrl, name),
    administratorUrl: inDatabase(server.administratorUrl, name),
    dispose: () =>
      asAdministrator(server, async (client) => void (await client.query(`drop database ${name} with (force)`))),
  }
}

async function ensureTemplate(client: pg.Client, server: TestServer): Promise<void> {
  const { rowCount } = await client.query('select from pg_database where datname = $1', [TEMPLATE])
  if (rowCount === 1) return
  const unfinished = `${TEMPLATE}_unfinished`
  await client.query(`drop database if exists ${unfinished} with (force)`)
  await client.query(`create database ${unfinished} owner komar_owner`)
  await prepareDatabase({ ownerUrl: inDatabase(server.ownerUrl, unfinished), appUrl: server.appUrl })
  await client.query(`alter database ${unfinished} rename to ${TEMPLATE}`)
}

async function asAdministrator(server: TestServer, work: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client({ connectionString: server.administratorUrl })
  await client.connect()
  try {
    await work(client)
  } finally {
    await client.end()
  }
}

/** The address of another database of the same server. */
export function inDatabase(url: string, name: string): string {
  const changed = new URL(url)
  changed.pathname = `/${name}`
  return changed.href
}
