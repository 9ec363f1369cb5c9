// The start and the end of a server: settings → database → migrations → host → pages and API, and back in the opposite order.
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import pg from 'pg'
import { readClientSecret } from './access/provider-settings.ts'
import { makeProvider, type Provider } from './access/provider.ts'
import { type Database, openDatabase } from './db/connect.ts'
import { renewProjections } from './chronicle/renew-projections.ts'
import { scrub, ScrubHeld } from './chronicle/scrub.ts'
import { prepareDatabase } from './db/prepare.ts'
import type { Settings } from './env.ts'
import { establish, type EstablishOptions } from './establish.ts'
import { buildApp } from './http/app.ts'
import { loadHostKeys, type HostKeys } from './keys/host-keys.ts'
import { recogniseKeys } from './keys/known-keys.ts'
import { recogniseSigningKey } from './keys/known-signing-key.ts'
import { OperatorProblem } from './operator-problem.ts'
import { keepSchedule } from './schedule.ts'
import { worldOf } from './world.ts'

export type ServeOptions = EstablishOptions & {
  /** The old keys are lost: take new ones. */
  areKeysNew?: boolean
  /** Resolves when the server is to end, with what asked for it. */
  stopRequested: Promise<string>
  /** The built web app that it serves; this checkout's own when left out. */
  webRoot?: string
}

const WEB_APP = join(import.meta.dirname, '../../web/dist')
const LONGEST_STOP_MS = 15_000
const SWEEP_MS = 50

/** Runs the server until it is asked to stop, and stops it gracefully: calls under way are answered first. */
export async function serve(settings: Settings, options: ServeOptions): Promise<void> {
  const { say } = options
  const provider = providerOf(settings)
  say('… Starting the database')
  const database = await openDatabase(settings, 'serve', say)
  say(`✓ ${database.description}`)
  try {
    await prepareDatabase({ ...database, progress: (step) => say(`… ${step}`) })
    const keys = await keysFor(settings, database, options.areKeysNew ?? false)
    await renewProjections(database, { worldOf, say })
    await scrubAtStart(database, say)
    await establish(database, options)
    await listenUntilStopped({ ...settings, hostKeys: keys, identity: provider }, database, options)
  } finally {
    await database.close()
    say('✓ Stopped')
  }
}

/** Before anything is begun: a secret that cannot be read stops the start. */
function providerOf({ provider: settings, origin }: Settings): Provider | null {
  return settings === null ? null : makeProvider({ settings, clientSecret: readClientSecret(settings), origin })
}

/** Another process of this host, or a backup, may hold it up: then it is done at night. */
async function scrubAtStart(database: Database, say: (line: string) => void): Promise<void> {
  try {
    if ((await scrub(database)) !== null) say('✓ Rewrote what an erasure had left in the files')
  } catch (error) {
    if (!(error instanceof ScrubHeld)) throw error
    say(`! ${error.message}`)
  }
}

async function keysFor(settings: Settings, { ownerUrl }: Database, areNew: boolean): Promise<HostKeys> {
  const keys = await loadHostKeys(settings.dataDirectory, settings.keys)
  const owner = new pg.Client({ connectionString: ownerUrl })
  await owner.connect()
  try {
    await recogniseKeys(owner, keys, areNew)
    await recogniseSigningKey(owner, keys.signing, areNew)
  } finally {
    await owner.end()
  }
  return keys
}

async function listenUntilStopped(
  settings: Settings & { hostKeys: HostKeys; identity: Provider | null },
  database: Database,
  { say, stopRequested, webRoot = WEB_APP }: ServeOptions,
): Promise<void> {
  const app = await buildApp({
    pool: database.app,
    databaseAppUrl: database.appUrl,
    databaseDirectory: database.directory,
    origins: [settings.origin],
    webRoot,
    trustedProxies: settings.trustedProxies,
    keys: settings.hostKeys,
    mail: settings.mail,
    provider: settings.identity,
    backups: settings.backups,
    isLogging: true,
  })
  await app.listen({ host: settings.host, port: settings.port }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EADDRINUSE') throw error
    throw new OperatorProblem(
      `Port ${settings.port} of ${settings.host} is in use: stop what uses it, or set another, for example PORT=8081.`,
    )
  })
  say(`✓ Komar is at ${settings.origin}`)
  const schedule = keepSchedule({
    pool: database.app,
    ownerUrl: database.ownerUrl,
    maintenanceUrl: database.maintenanceUrl,
    settings,
    keys: settings.hostKeys,
  })
  const lost = database.lost.then(() => {
    throw new OperatorProblem(
      'The database has ended by itself and another Komar uses it now, so this one has ended too.',
    )
  })
  lost.catch(() => undefined)
  try {
    const reason = await Promise.race([stopRequested, lost])
    say(`… Stopping (${reason})`)
  } finally {
    await schedule.stop()
    await closeWithin(app, LONGEST_STOP_MS)
  }
}

async function closeWithin(app: FastifyInstance, limitMs: number): Promise<void> {
  const cut = setTimeout(() => app.server.closeAllConnections(), limitMs)
  // A connection whose answer was under way stays open afterwards, for a next call that will not be taken.
  const sweep = setInterval(() => app.server.closeIdleConnections(), SWEEP_MS)
  await app.close()
  clearTimeout(cut)
  clearInterval(sweep)
}
