// Hosts that a journey can stop and start again at the same address: a browser's own switch for "offline" does not reach service
// workers and open streams as a host that is gone does.
import { fork, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export type HostProcess = {
  origin: string
  start: () => Promise<void>
  /** Stops as an operator does; calls under way are answered first. */
  stop: () => Promise<void>
  /** Serves another build of the web app from now on; stopped hosts stay stopped. */
  serveWebApp: (webRoot: string) => Promise<void>
  /** Stops it and removes its data directory. */
  dispose: () => Promise<void>
}

type Options = {
  /** `demonstration`: a copy of the one that `npm test` has loaded (people and password of sign-in.ts). */
  data: 'empty' | 'demonstration'
  webRoot?: string
  /** Further settings, for the address at which it will be. */
  settings?: (origin: string) => Promise<Record<string, string>>
}

const longestStartMs = 60_000
const longestStopMs = 20_000

/** Starts a host on a free port of the loopback, with a data directory of its own. Call `dispose` at the end, whatever happened. */
export async function startHost({ data, webRoot: firstWebRoot, settings }: Options): Promise<HostProcess> {
  const directory = await mkdtemp(join(tmpdir(), 'komar-host-'))
  if (data === 'demonstration') await copyInto(directory, demonstration())
  const port = await freePort()
  const origin = `http://localhost:${port}`
  const further = await settings?.(origin)
  let webRoot = firstWebRoot
  let running: ChildProcess | null = null

  const start = async (): Promise<void> => {
    if (running !== null) return
    running = fork(join(import.meta.dirname, 'host-program.ts'), {
      env: {
        ...process.env,
        ...further,
        KOMAR_DATA: directory,
        PORT: String(port),
        JOURNEY_IS_DEMONSTRATION: data === 'demonstration' ? 'yes' : 'no',
        ...(webRoot !== undefined && { JOURNEY_WEB_ROOT: webRoot }),
      },
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    })
    await untilServing(running, origin)
  }
  const stop = async (): Promise<void> => {
    const ending = running
    running = null
    if (ending !== null) await end(ending)
  }
  const handle: HostProcess = {
    origin,
    start,
    stop,
    serveWebApp: async (next) => {
      webRoot = next
      if (running === null) return
      await stop()
      await start()
    },
    dispose: async () => {
      await stop()
      await rm(directory, { recursive: true, force: true })
    },
  }
  await start().catch(async (error: unknown) => {
    await handle.dispose()
    throw error
  })
  return handle
}

function demonstration(): string {
  const directory = process.env['KOMAR_DEMONSTRATION']
  if (directory !== undefined) return directory
  throw new Error(
    'KOMAR_DEMONSTRATION names no data directory with a loaded demonstration: "npm test -- browser" loads one; while writing, name your own (stopped).',
  )
}

/** With owners and modes: the engine's files belong to its own account when the journeys run as root. */
async function copyInto(directory: string, from: string): Promise<void> {
  const copying = spawn('cp', ['-Rp', `${from}/.`, directory], { stdio: 'inherit' })
  const [code] = await once(copying, 'exit')
  if (code !== 0) throw new Error(`${from} could not be copied`)
}

async function untilServing(host: ChildProcess, origin: string): Promise<void> {
  const said: string[] = []
  await new Promise<void>((resolve, reject) => {
    const fail = (what: string): void => reject(new Error(`the host ${what}:\n${said.join('\n')}`))
    const timer = setTimeout(() => fail('did not start in time'), longestStartMs)
    // What it logs is nobody's, but why it did not start is.
    host.stderr?.on('data', (chunk) => said.length < 100 && said.push(String(chunk)))
    host.once('exit', () => fail('ended at its start'))
    host.on('message', (line) => {
      if (typeof line === 'string') said.push(line)
      if (line !== `✓ Komar is at ${origin}`) return
      clearTimeout(timer)
      resolve()
    })
  })
}

async function end(host: ChildProcess): Promise<void> {
  if (host.exitCode !== null) return
  const ended = once(host, 'exit')
  host.send('stop')
  const timer = setTimeout(() => host.kill('SIGKILL'), longestStopMs)
  await ended
  clearTimeout(timer)
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const address = probe.address()
  probe.close()
  await once(probe, 'close')
  if (address === null || typeof address === 'string') throw new Error('no port was given')
  return address.port
}
