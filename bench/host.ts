// A host to measure: an empty data directory, a free port, the server's process, and the owner's connection to set things up with.
import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { makePool } from '@komar/server/src/db/pool.ts'
import { establishHost } from '@komar/server/src/access/host.ts'
import type { Pool } from 'pg'
import { z } from 'zod'

export type BenchHost = {
  dataDirectory: string
  port: number
  /** The server's process id. */
  pid: number
  owner: Pool
  app: Pool
  /** A superuser's connection string. */
  maintenanceUrl: string
  /** Stops the server and its database; `keepData` leaves the data directory to whoever goes on with it. */
  stop: (keepData?: 'keepData') => Promise<void>
  /** Removes a data directory that was kept. */
  remove: () => Promise<void>
}

const ready = z.object({ ownerUrl: z.string(), appUrl: z.string(), maintenanceUrl: z.string() })

/** A port of the loopback that was free a moment ago. */
export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const address = probe.address()
  probe.close()
  await once(probe, 'close')
  if (address === null || typeof address === 'string') throw new Error('no port was given')
  return address.port
}

/** A new directory under the system's temporary one. */
export function temporaryDirectory(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'komar-bench-'))
}

/** Starts a server on a data directory, a new one unless given, and makes it a real host when it is none yet. */
export async function startHost(given?: string): Promise<BenchHost> {
  const dataDirectory = given ?? (await temporaryDirectory())
  const port = await freePort()
  const server = fork(join(import.meta.dirname, 'server.ts'), {
    env: { ...process.env, KOMAR_DATA: dataDirectory, PORT: String(port) },
    execArgv: serverArguments(),
    // It logs each call, as in use; the lines go nowhere.
    stdio: ['ignore', 'ignore', process.env['BENCH_SERVER_LOG'] === undefined ? 'ignore' : 'inherit', 'ipc'],
  })
  const { ownerUrl, appUrl, maintenanceUrl } = await untilReady(server)
  const owner = makePool({ url: ownerUrl, name: 'komar bench', max: 2 })
  const app = makePool({ url: appUrl, name: 'komar bench', max: 2 })
  await establishHost(owner, {
    stamp: 'real',
    country: 'kh',
    timeZone: 'Asia/Phnom_Penh',
    startedOn: '2024-01-01',
    clockOffset: '0',
  })
  const remove = () => rm(dataDirectory, { recursive: true, force: true })
  const stop = async (keepData?: 'keepData') => {
    await Promise.all([owner.end(), app.end()])
    const ended = once(server, 'exit')
    server.send('stop')
    await ended
    if (keepData === undefined) await remove()
  }
  return { dataDirectory, port, pid: server.pid ?? 0, owner, app, maintenanceUrl, stop, remove }
}

/** BENCH_SERVER_ARGUMENTS: for a profile of the server, such as --cpu-prof. */
function serverArguments(): string[] {
  return (process.env['BENCH_SERVER_ARGUMENTS'] ?? '').split(' ').filter((word) => word !== '')
}

async function untilReady(server: ChildProcess): Promise<z.infer<typeof ready>> {
  const ended = once(server, 'exit').then(([code]) => {
    throw new Error(`the server ended at its start (${String(code)}); BENCH_SERVER_LOG=1 shows why`)
  })
  const [message]: unknown[] = await Promise.race([once(server, 'message'), ended])
  ended.catch(() => undefined)
  return ready.parse(message)
}
