// The engine's processes and files: making a cluster, starting the server, asking whether it runs, stopping it.
import { type ChildProcess, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { chown, open, readFile, readlink, realpath, rename, rm, stat, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { flushNames } from '../lasting.ts'
import { OperatorProblem } from '../operator-problem.ts'
import type { Account } from './embedded-account.ts'
import type { Binaries } from './embedded-binaries.ts'
import type { Places } from './embedded-places.ts'

export type Engine = { binaries: Binaries; places: Places; account: Account | null; settings: Record<string, string> }

/** Role that owns the embedded cluster; used to make the other roles and to hold the lock, never by the application. */
export const ADMINISTRATOR = 'komar_administrator'

/** What the running server has written into postmaster.pid. */
export type Postmaster = { pid: number; port: number; socketDirectory: string; isReady: boolean }

const LARGEST_LOG_BYTES = 5_000_000
const FAST_STOP_MS = 30_000

// A statement or a constraint's detail can hold a person's name, so neither reaches the log.
const SETTINGS: Record<string, string> = {
  fsync: 'on',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  max_connections: '100',
  idle_in_transaction_session_timeout: '60s',
  unix_socket_permissions: '0700',
  // A piece of the log that is done with is removed: renamed for later use it would still hold what was erased.
  wal_recycle: 'off',
}

/** Makes an empty cluster unless there is one. Stops with a sentence when there is one of another major version. */
export async function ensureCluster(engine: Engine): Promise<void> {
  const { places, binaries } = engine
  if (!existsSync(join(places.cluster, 'PG_VERSION'))) await makeCluster(engine)
  const found = Number.parseInt(await readFile(join(places.cluster, 'PG_VERSION'), 'utf8'), 10)
  if (found !== binaries.major) {
    throw new OperatorProblem(
      `${places.cluster} was made by PostgreSQL ${found} and this Komar brings PostgreSQL ${binaries.major}: make a backup with the Komar that made it and restore that here.`,
    )
  }
}

async function makeCluster(engine: Engine): Promise<void> {
  const { places, binaries, account } = engine
  // Made beside and renamed, so that an interrupted first start leaves nothing that looks finished.
  const unfinished = `${places.cluster}.${randomUUID().slice(0, 8)}`
  const passwordFile = `${unfinished}.password`
  await writeFile(passwordFile, places.secrets.administrator, { mode: 0o600 })
  if (account !== null) await chown(passwordFile, account.uid, account.gid)
  const options = ['--auth=scram-sha-256', '--encoding=UTF8', '--locale=C', '--data-checksums', '--no-instructions']
  const collation = ['--locale-provider=builtin', '--builtin-locale=C.UTF-8']
  const names = ['-D', unfinished, '-U', ADMINISTRATOR, `--pwfile=${passwordFile}`]
  try {
    const { code, output } = await runToEnd(engine, binaries.initdb, [...names, ...options, ...collation])
    if (code !== 0) throw new OperatorProblem(`PostgreSQL could not make ${places.cluster}: ${lastLine(output)}`)
    await rename(unfinished, places.cluster).catch((error: NodeJS.ErrnoException) => {
      // Another Komar that started at the same moment was faster; its cluster is as good.
      if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error
    })
    await flushNames(places.directory)
  } finally {
    await rm(passwordFile, { force: true })
    await rm(unfinished, { recursive: true, force: true })
  }
}

/** Starts the server in a session of its own: a Ctrl-C in the terminal must reach Komar first. */
export async function spawnPostmaster(engine: Engine): Promise<ChildProcess> {
  const { places, binaries } = engine
  const transport: Record<string, string> =
    process.platform === 'win32'
      ? { listen_addresses: '127.0.0.1', unix_socket_directories: '', port: String(await findFreePort()) }
      : { listen_addresses: '', unix_socket_directories: places.socketDirectory, port: '5432' }
  const settings = Object.entries({ ...SETTINGS, ...transport, ...engine.settings })
  const logSize = await stat(places.log).then(
    (found) => found.size,
    () => 0,
  )
  const log = await open(places.log, logSize > LARGEST_LOG_BYTES ? 'w' : 'a', 0o600)
  const child = spawn(
    binaries.postgres,
    ['-D', places.cluster, ...settings.flatMap(([name, value]) => ['-c', `${name}=${value}`])],
    { ...spawnOptions(engine), detached: true, stdio: ['ignore', log.fd, log.fd] },
  )
  child.unref()
  await Promise.race([once(child, 'spawn'), once(child, 'error').then(([error]) => Promise.reject(error as Error))])
  await log.close()
  return child
}

/** The server of this cluster if it is alive. A file left behind by a dead one, or one whose number another program got, is none. */
export async function findPostmaster(cluster: string): Promise<Postmaster | null> {
  const lines = (await readFile(join(cluster, 'postmaster.pid'), 'utf8').catch(() => '')).split('\n')
  const pid = Number.parseInt(lines[0] ?? '', 10)
  if (!Number.isInteger(pid) || !(await isPostgres(pid)) || !(await worksIn(pid, cluster))) return null
  return {
    pid,
    port: Number.parseInt(lines[3] ?? '', 10),
    socketDirectory: (lines[4] ?? '').trim(),
    isReady: (lines[7] ?? '').trim() === 'ready',
  }
}

/** Removes the lock file of a dead server: PostgreSQL itself refuses to when another program has since got its number. */
export async function clearStalePidFile(cluster: string): Promise<void> {
  if ((await findPostmaster(cluster)) === null) await rm(join(cluster, 'postmaster.pid'), { force: true })
}

type Stopping = Pick<Engine, 'binaries' | 'account'> & { places: Pick<Places, 'directory' | 'cluster'> }

/** Fast shutdown: connections are ended, everything acknowledged is on disk. Immediate when that takes longer than 30 s. */
export async function stopPostmaster(engine: Stopping, pid: number): Promise<void> {
  if (process.platform === 'win32') {
    await runToEnd(engine, engine.binaries.pgCtl, ['stop', '-D', engine.places.cluster, '-m', 'fast'])
    return
  }
  signal(pid, 'SIGINT')
  if (await hasEndedWithin(pid, FAST_STOP_MS)) return
  signal(pid, 'SIGQUIT')
  await hasEndedWithin(pid, FAST_STOP_MS)
}

const lastLines = 6

/** The last lines of the server's log, the newest last: why it did not start. */
export async function lastLogLines(places: Places): Promise<string[]> {
  return (await readFile(places.log, 'utf8').catch(() => '')).trim().split('\n').slice(-lastLines)
}

/** The last line of the server's log: why it does not answer. */
export async function lastLogLine(places: Places): Promise<string> {
  return (await lastLogLines(places)).at(-1) ?? ''
}

function lastLine(text: string): string {
  return text.trim().split('\n').at(-1) ?? ''
}

/** Whether a server runs under this number, whoever started it. One that has ended and whose end nobody has asked for runs no more. */
export async function isPostgres(pid: number): Promise<boolean> {
  try {
    process.kill(pid, 0)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false
  }
  if (!existsSync('/proc/self/stat')) return true
  // "pid (name) state …": Z is a zombie.
  const found = /\((.*)\) (\S)/s.exec(await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => ''))
  return found !== null && found[1] === 'postgres' && found[2] !== 'Z'
}

// A server works in its cluster's directory. A copied data directory brings the file of the original's server along.
async function worksIn(pid: number, cluster: string): Promise<boolean> {
  const directory = await readlink(`/proc/${pid}/cwd`).catch(() => null)
  return directory === null || directory === (await realpath(cluster))
}

async function hasEndedWithin(pid: number, limitMs: number): Promise<boolean> {
  const stepMs = 10
  for (let waitedMs = 0; waitedMs < limitMs; waitedMs += stepMs) {
    if (!(await isPostgres(pid))) return true
    await wait(stepMs)
  }
  return false
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}

async function runToEnd(engine: Stopping, program: string, args: string[]): Promise<{ code: number; output: string }> {
  const child = spawn(program, args, { ...spawnOptions(engine), stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()))
  const [code] = (await once(child, 'close')) as [number | null]
  return { code: code ?? 1, output }
}

function spawnOptions({ places, account }: Stopping) {
  return {
    cwd: places.directory,
    env: { PATH: process.env['PATH'], LC_ALL: 'C', TZ: 'UTC', SystemRoot: process.env['SystemRoot'] },
    ...(account === null ? {} : { uid: account.uid, gid: account.gid }),
  }
}

async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (address === null || typeof address === 'string') throw new OperatorProblem('No port is free on 127.0.0.1.')
  return address.port
}
