// Opens the database that the settings name: a server's, or the embedded engine in the data directory.
import pg from 'pg'
import type { DatabaseSettings } from '../env.ts'
import { OperatorProblem } from '../operator-problem.ts'
import { openEmbedded, type EmbeddedOptions } from './embedded.ts'
import { makePool } from './pool.ts'

export type Database = {
  /** For migrations and maintenance; the app never uses it. */
  ownerUrl: string
  appUrl: string
  /** A superuser of the embedded engine; null where the engine is another's. */
  maintenanceUrl: string | null
  /** Connections of the app's role, held by row-level security. */
  app: pg.Pool
  /** Where an embedded engine keeps its files; null for a server elsewhere. */
  directory: string | null
  /** In words, for the person who starts Komar. */
  description: string
  /** Resolves if an embedded engine ended without having been asked to and cannot be had again. */
  lost: Promise<void>
  close: () => Promise<void>
}

const OLDEST_SERVER = 150000
// The database itself ends a statement after 30 s (as-actor.ts); one that does not even do that is gone.
const ANSWER_LIMIT_MS = 40_000

/**
 * Opens the database. 'join' lets a command work beside a running Komar on the same embedded engine. `report` hears what an embedded
 * engine does unasked.
 */
export async function openDatabase(
  settings: DatabaseSettings,
  purpose: 'serve' | 'join',
  report?: (line: string) => void,
): Promise<Database> {
  const { server, dataDirectory } = settings
  return server === null ? openOwnEngine({ dataDirectory, purpose, ...(report && { report }) }) : openServer(server)
}

async function openOwnEngine(options: EmbeddedOptions): Promise<Database> {
  const engine = await openEmbedded(options)
  const app = makePool({ url: engine.appUrl, answerLimitMs: ANSWER_LIMIT_MS })
  const close = async () => {
    await app.end()
    await engine.stop()
  }
  const description = `embedded PostgreSQL (${engine.origin}) in ${engine.directory}`
  const { ownerUrl, appUrl, maintenanceUrl, directory, lost } = engine
  return { ownerUrl, appUrl, maintenanceUrl, app, directory, description, lost, close }
}

async function openServer({ ownerUrl, appUrl }: { ownerUrl: string; appUrl: string }): Promise<Database> {
  await checkServer('DATABASE_URL', ownerUrl)
  await checkServer('DATABASE_APP_URL', appUrl)
  const app = makePool({ url: appUrl, answerLimitMs: ANSWER_LIMIT_MS })
  const lost = new Promise<void>(() => undefined)
  const description = 'PostgreSQL at DATABASE_URL'
  return { ownerUrl, appUrl, maintenanceUrl: null, app, directory: null, description, lost, close: () => app.end() }
}

async function checkServer(setting: string, url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 })
  try {
    await client.connect()
    const { rows } = await client.query<{ version: string }>(`select current_setting('server_version_num') as version`)
    const version = Number(rows[0]?.version)
    if (version < OLDEST_SERVER) {
      throw new OperatorProblem(
        `${setting} leads to a PostgreSQL ${Math.floor(version / 10000)}: Komar needs 15 or newer.`,
      )
    }
  } catch (error) {
    if (error instanceof OperatorProblem) throw error
    // The URL holds a password and is not repeated.
    const reason = error instanceof Error ? error.message || error.name : String(error)
    throw new OperatorProblem(`${setting} does not lead to a database that lets Komar in: ${reason}`)
  } finally {
    await client.end().catch(() => undefined)
  }
}
