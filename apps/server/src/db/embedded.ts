// The embedded PostgreSQL: real server processes in the data directory, for whoever has no database server.
// An engine that ends without having been asked to is started again for as long as it takes: a full disk gets room one day.
// Whoever holds the advisory lock below is the one Komar of a data directory. The engine gives the lock back when its holder dies,
// however it dies; so an engine that runs and whose lock is free was left behind by a killed Komar, and is adopted.
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import { OperatorProblem } from '../operator-problem.ts'
import { chooseAccount } from './embedded-account.ts'
import { findBinaries } from './embedded-binaries.ts'
import {
  ADMINISTRATOR,
  clearStalePidFile,
  type Engine,
  ensureCluster,
  findPostmaster,
  lastLogLine,
  lastLogLines,
  type Postmaster,
  spawnPostmaster,
  stopPostmaster,
} from './embedded-cluster.ts'
import { preparePlaces } from './embedded-places.ts'
import { APP, DATABASE, ensureRolesAndDatabase, OWNER } from './embedded-roles.ts'

export type EmbeddedOptions = {
  dataDirectory: string
  /** 'serve': be the one Komar of this directory. 'join': use the engine of a Komar that runs, else be the one. */
  purpose: 'serve' | 'join'
  /** Where the engine lies when the account that runs it cannot enter the data directory; only tests say. */
  systemDirectory?: string
  /** Engine settings on top of ours. */
  settings?: Record<string, string>
  /** Hears when the engine has ended by itself, why it does not start again, and that it runs again. */
  report?: (line: string) => void
}

export type EmbeddedDatabase = {
  ownerUrl: string
  appUrl: string
  /** A superuser's connection; for tests and maintenance of the embedded engine only. */
  administratorUrl: string
  /** The same, in Komar's own database. */
  maintenanceUrl: string
  /** Where the engine's files are. */
  directory: string
  /** Where its socket is: beside them, or in the temporary directory where their path is too long for one. */
  socketDirectory: string
  /** How the engine was found: a killed Komar leaves one running. */
  origin: 'started' | 'adopted' | 'joined'
  /** Resolves if the engine ended without having been asked to and cannot be had again: another Komar has taken it. */
  lost: Promise<void>
  /** Stops the engine, unless it is another Komar's. */
  stop: () => Promise<void>
}

const PATIENCE_MS = 60_000
const STEP_MS = 20
const LONGEST_PAUSE_MS = 5_000
// Any constant will do: "komar" in ASCII.
const LOCK_KEY = 0x6b6f6d6172

type Attempt =
  | { outcome: 'not-yet' }
  | { outcome: 'refused'; problem: OperatorProblem }
  | { outcome: 'open'; client: pg.Client; holdsLock: boolean; postmaster: Postmaster }

type Held = { client: pg.Client; holdsLock: boolean; postmaster: Postmaster; origin: 'started' | 'adopted' }

/** The one problem that waiting does not mend. */
class TakenProblem extends OperatorProblem {}

/** Starts, adopts or joins the engine of a data directory and makes sure that roles and database exist. */
export async function openEmbedded(options: EmbeddedOptions): Promise<EmbeddedDatabase> {
  const account = await chooseAccount()
  const binaries = await findBinaries(account)
  const places = await preparePlaces(options.dataDirectory, account, options.systemDirectory)
  const engine: Engine = { account, binaries, places, settings: options.settings ?? {} }
  await ensureCluster(engine)
  const held = await hold(engine, options)
  if (held.holdsLock) await ensureRolesAndDatabase(held.client, places.secrets)
  return keep(engine, options, held)
}

/** Starts, adopts or joins the engine. @throws OperatorProblem when that does not work within a minute. */
async function hold(engine: Engine, options: EmbeddedOptions): Promise<Held> {
  const { places } = engine
  const giveUpAt = performance.now() + PATIENCE_MS
  let hasStarted = false
  let hasEnded = (): boolean => false
  for (;;) {
    const postmaster = await findPostmaster(places.cluster)
    if (postmaster === null && (!hasStarted || hasEnded())) {
      if (hasStarted) await throwUnlessPassing(engine)
      await clearStalePidFile(places.cluster)
      const child = await spawnPostmaster(engine)
      hasEnded = () => child.exitCode !== null || child.signalCode !== null
      hasStarted = true
    }
    const attempt = postmaster === null ? { outcome: 'not-yet' as const } : await attach(engine, postmaster, options)
    if (attempt.outcome === 'refused') throw attempt.problem
    if (attempt.outcome === 'open') return { ...attempt, origin: hasStarted && !hasEnded() ? 'started' : 'adopted' }
    if (performance.now() > giveUpAt)
      throw new OperatorProblem(`PostgreSQL in ${places.directory} does not answer: ${await lastLogLine(places)}`)
    await wait(STEP_MS)
  }
}

async function attach(engine: Engine, postmaster: Postmaster, { purpose }: EmbeddedOptions): Promise<Attempt> {
  const connectionString = makeUrl(postmaster, ADMINISTRATOR, engine.places.secrets.administrator, 'postgres')
  const client = new pg.Client({ connectionString, application_name: `komar ${process.pid}` })
  client.on('error', ignoreLoss)
  try {
    await client.connect()
  } catch (error) {
    if (isPassing(error)) return { outcome: 'not-yet' }
    const reason = error instanceof Error ? error.message : String(error)
    return {
      outcome: 'refused',
      problem: new OperatorProblem(
        `PostgreSQL in ${engine.places.directory} runs but does not let Komar in: ${reason}`,
      ),
    }
  }
  const { rows } = await client.query<{ got: boolean }>('select pg_try_advisory_lock($1) as got', [LOCK_KEY])
  const holdsLock = rows[0]?.got === true
  if (!holdsLock && purpose === 'serve') {
    const problem = new TakenProblem(
      `Another Komar (${await nameHolder(client)}) is using ${engine.places.directory}: stop it, or give this one another data directory with KOMAR_DATA.`,
    )
    await client.end()
    return { outcome: 'refused', problem }
  }
  return { outcome: 'open', client, holdsLock, postmaster }
}

function keep(engine: Engine, options: EmbeddedOptions, first: Held): EmbeddedDatabase {
  let held = first
  let isStopping = false
  let renewal: Promise<void> = Promise.resolve()
  const lost = new Promise<void>((resolve) => {
    const watch = () =>
      held.client.once('end', () => {
        if (isStopping) return
        // On Windows it would come back on another port.
        if (!held.holdsLock || process.platform === 'win32') resolve()
        else renewal = renew(engine, options, () => isStopping).then(take, resolve)
      })
    const take = (again: Held | null) => {
      if (again === null) return
      held = again
      watch()
    }
    watch()
  })
  const { secrets } = engine.places
  const url = (role: string, password: string, database: string) => makeUrl(held.postmaster, role, password, database)
  return {
    ownerUrl: url(OWNER, secrets.owner, DATABASE),
    appUrl: url(APP, secrets.app, DATABASE),
    administratorUrl: url(ADMINISTRATOR, secrets.administrator, 'postgres'),
    maintenanceUrl: url(ADMINISTRATOR, secrets.administrator, DATABASE),
    directory: engine.places.directory,
    socketDirectory: engine.places.socketDirectory,
    origin: first.holdsLock ? first.origin : 'joined',
    lost,
    stop: async () => {
      if (isStopping) return
      isStopping = true
      await renewal
      if (held.holdsLock) await stopPostmaster(engine, held.postmaster.pid)
      await held.client.end().catch(ignoreLoss)
    },
  }
}

/** The engine again, however long that takes; null when it is no longer wanted. @throws TakenProblem when another Komar has it. */
async function renew(engine: Engine, options: EmbeddedOptions, isStopping: () => boolean): Promise<Held | null> {
  const { report = () => undefined } = options
  report('! The database has ended by itself; starting it again')
  for (let pauseMs = STEP_MS; !isStopping(); pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)) {
    try {
      const held = await hold(engine, options)
      report('✓ The database runs again')
      return held
    } catch (error) {
      if (error instanceof TakenProblem) throw error
      if (pauseMs === LONGEST_PAUSE_MS || pauseMs === STEP_MS)
        report(`! ${error instanceof OperatorProblem ? error.message : describeFault(error)}`)
      await wait(pauseMs)
    }
  }
  return null
}

/** Such as ENOSPC when the log of the engine finds no room. */
function describeFault(error: unknown): string {
  return error instanceof Error && 'code' in error
    ? `PostgreSQL does not start: ${String(error.code)}`
    : 'PostgreSQL does not start'
}

function makeUrl(postmaster: Postmaster, role: string, password: string, database: string): string {
  const host = process.platform === 'win32' ? '127.0.0.1' : encodeURIComponent(postmaster.socketDirectory)
  return `postgresql://${role}:${password}@localhost:${postmaster.port}/${database}?host=${host}`
}

async function nameHolder(client: pg.Client): Promise<string> {
  const { rows } = await client.query<{ name: string }>(
    `select a.application_name as name from pg_locks l join pg_stat_activity a using (pid)
     where l.locktype = 'advisory' and l.granted and (l.classid::bigint << 32 | l.objid::bigint) = $1`,
    [LOCK_KEY],
  )
  return rows[0]?.name.replace('komar ', 'process ') ?? 'a process that is ending'
}

// The server is starting, stopping, or has died between our look at its file and our call.
function isPassing(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  const lacksCode = error instanceof Error && error.message.startsWith('Connection terminated')
  return lacksCode || ['57P03', '57P01', 'ECONNREFUSED', 'ENOENT', 'ECONNRESET', 'EPIPE'].includes(String(code))
}

// Two Komars that start at once race for the lock file, and the processes of a killed server need a moment to end: both pass.
async function throwUnlessPassing({ places }: Engine): Promise<void> {
  const lines = await lastLogLines(places)
  // Its last word says that it ended, the one before why: all from where it gave up is the reason.
  const gaveUpAt = lines.findLastIndex((line) => /FATAL|PANIC/.test(line))
  const reason = gaveUpAt === -1 ? lines.slice(-1) : lines.slice(gaveUpAt)
  const isPassingReason =
    /postmaster\.pid|\.lock" already exists|shared memory|socket lock|other processes|Is another postmaster/i.test(
      reason.join(' '),
    )
  if (!isPassingReason)
    throw new OperatorProblem(`PostgreSQL in ${places.directory} does not start: ${reason[0] ?? ''}`)
}

function ignoreLoss(): void {
  // The end of this connection is noticed by its 'end' event.
}
