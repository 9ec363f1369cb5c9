// Komar's own process, as a service manager starts, asks and ends it.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

const MAIN = join(import.meta.dirname, '../main.ts')
/** Far more than any start takes, so that only a start that never comes ends a run. */
const PATIENCE_MS = 600_000
const STEP_MS = 10

export type KomarProcess = {
  origin: string
  /** What Komar has said since its last start. */
  said: () => string
  /** Starts Komar's process; does not wait for it to answer. */
  start: () => void
  /** Waits until /readyz says "ok", or `status`. Answers how many milliseconds it took. */
  untilReady: (status?: string) => Promise<number>
  /** Whether the process is there, whatever it answers. */
  isRunning: () => boolean
  killServer: () => Promise<void>
  /** Asks Komar to end, as a service manager does. Answers its exit code. */
  stop: () => Promise<number | null>
}

/** A process on a free port, with these settings in its environment. It is not started. */
export async function komarProcess(settings: Record<string, string>): Promise<KomarProcess> {
  const port = await freePort()
  const origin = `http://127.0.0.1:${port}`
  let server: ChildProcess | undefined
  let said = ''
  const start = () => {
    said = ''
    server = spawn(process.execPath, [MAIN, '--no-demo'], {
      env: { ...process.env, DATABASE_URL: '', DATABASE_APP_URL: '', ...settings, PORT: String(port) },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    for (const stream of [server.stdout, server.stderr]) stream?.on('data', (text: Buffer) => (said += text.toString()))
  }
  const end = async (signal: NodeJS.Signals) => {
    const ending = server
    if (ending === undefined || hasEnded(ending)) return ending?.exitCode ?? null
    const ended = once(ending, 'exit')
    ending.kill(signal)
    await ended
    return ending.exitCode
  }
  const untilReady = async (status = 'ok') => {
    const began = performance.now()
    while (performance.now() - began < PATIENCE_MS) {
      if (hasEnded(server)) throw new Error(`Komar has ended: ${said}`)
      if ((await healthOf(origin)) === status) return performance.now() - began
      await pause(STEP_MS)
    }
    throw new Error(`Komar does not become "${status}": ${said}`)
  }
  const killServer = async () => void (await end('SIGKILL'))
  return {
    origin,
    said: () => said,
    start,
    untilReady,
    isRunning: () => !hasEnded(server),
    killServer,
    stop: () => end('SIGTERM'),
  }
}

function hasEnded(server: ChildProcess | undefined): boolean {
  return server === undefined || server.exitCode !== null || server.signalCode !== null
}

/** What /readyz says; null: no answer. */
export async function healthOf(origin: string): Promise<string | null> {
  const answer = await fetch(`${origin}/readyz`).catch(() => undefined)
  const body = (await answer?.json().catch(() => undefined)) as { status?: string } | undefined // the host's own answer
  return body?.status ?? null
}

/** A port of the loopback that was free a moment ago. */
async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const address = probe.address()
  probe.close()
  await once(probe, 'close')
  if (address === null || typeof address === 'string') throw new Error('no port is free')
  return address.port
}
