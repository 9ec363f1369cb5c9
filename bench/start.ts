// From the start of the process to a server that answers, as `npm start` starts it, and the memory it takes.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { freePort, temporaryDirectory } from './host.ts'
import { spreadOf, type Spread } from './statistics.ts'

const runs = 3
const main = join(import.meta.dirname, '../apps/server/src/main.ts')

/** First starts on an empty directory: the engine, the migrations. Milliseconds. */
export async function measureFirstStart(): Promise<Spread> {
  const times: number[] = []
  for (let run = 0; run < runs; run += 1) {
    const directory = await temporaryDirectory()
    times.push(await startOnce(directory))
    await rm(directory, { recursive: true, force: true })
  }
  return spreadOf(times)
}

/** Starts again on a directory with data; its database was stopped, the system's file cache was not emptied. */
export async function measureStart(directory: string): Promise<Spread> {
  const times: number[] = []
  for (let run = 0; run < runs; run += 1) times.push(await startOnce(directory))
  return spreadOf(times)
}

async function startOnce(dataDirectory: string): Promise<number> {
  const port = await freePort()
  const began = performance.now()
  const server = spawn(process.execPath, [main, '--no-demo'], {
    env: { ...process.env, KOMAR_DATA: dataDirectory, PORT: String(port) },
    stdio: 'ignore',
  })
  const ended = once(server, 'exit')
  for (;;) {
    if (server.exitCode !== null) throw new Error('the server ended at its start')
    const answer = await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => undefined)
    if (answer?.ok === true) break
    await pause(5)
  }
  const ms = performance.now() - began
  server.kill('SIGTERM')
  await ended
  return ms
}

export type Memory = { serverMb: number; databaseMb: number }

/**
 * Resident memory of the server's process, and of all its database's, pages they share counted once. `backendPid`: one of the
 * database's processes. null where there is no /proc.
 */
export async function memoryOf(serverPid: number, backendPid: number): Promise<Memory | null> {
  const parents = await parentOfEach()
  const postmaster = parents.get(backendPid)
  if (postmaster === undefined) return null
  const database = [...parents].filter(([pid, parent]) => parent === postmaster || pid === postmaster)
  const shares = await Promise.all(database.map(([pid]) => megabytes(pid, 'Pss')))
  return { serverMb: await megabytes(serverPid, 'Rss'), databaseMb: shares.reduce((sum, share) => sum + share, 0) }
}

async function megabytes(pid: number, field: 'Rss' | 'Pss'): Promise<number> {
  const text = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8').catch(() => '')
  return Number(new RegExp(`^${field}: +(\\d+) kB`, 'mu').exec(text)?.[1] ?? 0) / 1024
}

async function parentOfEach(): Promise<Map<number, number>> {
  const names = await readdir('/proc').catch(() => [])
  const pids = names.filter((name) => /^\d+$/u.test(name))
  const pairs = pids.map(async (pid): Promise<[number, number]> => {
    const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')
    return [Number(pid), Number(text.slice(text.lastIndexOf(')')).split(' ')[2])]
  })
  return new Map(await Promise.all(pairs))
}
