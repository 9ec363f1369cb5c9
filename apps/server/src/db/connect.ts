// Opens the database that the settings name: a server's, or the embedded engine in the data directory.
import pg from 'pg'
import type { DatabaseSettings } from '../env.ts'
import { OperatorProblem } from '../operator-problem.ts'
import { openEmbedded } from './embedded.ts'
import { makePool } from './pool.ts'

export type Database = {
  /** For migrations and maintenance; the app never uses it. */
  ownerUrl: string
  appUrl: string
  /** A superuser of the embedded engine; null where the engine is another's. */
  maintenanceUrl: string | null
  /** Connections of the app's role, held by row-level security. */
  app: pg.Pool
  /** In words, for the person who starts Komar. */
  description: string
  /** Resolves if an embedded engine ends without having been asked to. */
  lost: Promise<void>
  close: () => Promise<void>
}

const OLDEST_SERVER = 150000

/** Opens the database. 'join' lets a command work beside a running Komar on the same embedded engine. */
export async function openDatabase(settings: DatabaseSettings, purpose: 'serve' | 'join'): Promise<Database> {
  return settings.server === null ? openOwnEngine(settings.dataDirectory, purpose) : openServer(settings.server)
}

async function openOwnEngine(dataDirectory: string, purpose: 'serve' | 'join'): Promise<Database> {
  const engine = await openEmbedded({ dataDirectory, purpose })
  const app = makePool({ url: engine.appUrl })
  const close = async () => {
    await app.end()
    await engine.stop()
  }
  const description = `embedded PostgreSQL (${engine.origin}) in ${engine.directory}`
  const { ownerUrl, appUrl, maintenanceUrl } = engine
  return { ownerUrl, appUrl, maintenanceUrl, app, description, lost: engine.lost, close }
}

async function openServer({ ownerUrl, appUrl }: { ownerUrl: string; appUrl: string }): Promise<Database> {
  await checkServer('DATABASE_URL', ownerUrl)
  await checkServer('DATABASE_APP_URL', appUrl)
  const app = makePool({ url: appUrl })
  const lost = new Promise<void>(() => undefined)
  return {
    ownerUrl,
    appUrl,
    maintenanceUrl: null,
    app,
    description: 'PostgreSQL at DATABASE_URL',
    lost,
    close: () => app.end(),
  }
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
