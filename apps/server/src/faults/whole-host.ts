// A whole host to do harm to: Komar's own process with its own engine in a data directory, as `npm start` runs it, and people of a test.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { addAgency, addPerson, type Person } from '../chronicle/test-people.ts'
import { findPostmaster } from '../db/embedded-cluster.ts'
import { openEmbedded } from '../db/embedded.ts'
import { prepareDatabase } from '../db/prepare.ts'

const MAIN = join(import.meta.dirname, '../main.ts')
/** Far more than any start takes, so that only a start that never comes ends a run. */
const PATIENCE_MS = 600_000
const STEP_MS = 10

export type WholeHost = {
  origin: string
  people: Person[]
  ownerUrl: string
  /** A superuser's connection string, to look at what is really there. */
  administratorUrl: string
  /** What Komar has said since its last start. */
  said: () => string
  /** Starts Komar's process; does not wait for it to answer. */
  start: () => void
  /** Waits until /readyz says "ok", or `status`. Answers how many milliseconds it took. */
  untilReady: (status?: string) => Promise<number>
  killServer: () => Promise<void>
  killPostmaster: () => Promise<void>
  /** Asks Komar to end, as a service manager does. Answers its exit code. */
  stop: () => Promise<number | null>
}

/** Makes a host with so many social workers in the data directory. It is not started. */
export async function makeWholeHost(dataDirectory: string, writers: number): Promise<WholeHost> {
  const engine = await openEmbedded({ dataDirectory, purpose: 'serve' })
  const { ownerUrl, appUrl, administratorUrl, directory } = engine
  const inKomar = new URL(administratorUrl)
  inKomar.pathname = new URL(appUrl).pathname
  await prepareDatabase({ ownerUrl, appUrl })
  const people = await makePeople(inKomar.href, writers)
  await engine.stop()
  const port = await freePort()
  const origin = `http://127.0.0.1:${port}`
  let server: ChildProcess | undefined
  let said = ''
  const start = () => {
    said = ''
    server = spawn(process.execPath, [MAIN, '--no-demo'], {
      env: { ...process.env, KOMAR_DATA: dataDirectory, PORT: String(port), DATABASE_URL: '', DATABASE_APP_URL: '' },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    for (const stream of [server.stdout, server.stderr]) stream?.on('data', (text: Buffer) => (said += text.toString()))
  }
  const end = async (signal: NodeJS.Signals) => {
    const ending = server
    if (ending === undefined || ending.exitCode !== null || ending.signalCode !== null) return ending?.exitCode ?? null
    const ended = once(ending, 'exit')
    ending.kill(signal)
    await ended
    return ending.exitCode
  }
  return {
    origin,
    people,
    ownerUrl,
    administratorUrl: inKomar.href,
    said: () => said,
    start,
    untilReady: (status = 'ok') =>
      untilReady(
        origin,
        status,
        () => hasEnded(server),
        () => said,
      ),
    killServer: async () => void (await end('SIGKILL')),
    killPostmaster: async () => {
      const postmaster = await findPostmaster(join(directory, 'cluster'))
      if (postmaster !== null) process.kill(postmaster.pid, 'SIGKILL')
    },
    stop: () => end('SIGTERM'),
  }
}

async function makePeople(url: string, writers: number): Promise<Person[]> {
  const administrator = new pg.Client({ connectionString: url })
  await administrator.connect()
  try {
    await administrator.query(`insert into komar.host (stamp, country) values ('real', 'kh')`)
    const agency = await addAgency(administrator)
    const people: Person[] = []
    for (let one = 0; one < writers; one += 1)
      people.push(await addPerson(administrator, agency, ['social-worker', 'prison-officer']))
    return people
  } finally {
    await administrator.end()
  }
}

function hasEnded(server: ChildProcess | undefined): boolean {
  return server === undefined || server.exitCode !== null || server.signalCode !== null
}

async function untilReady(origin: string, status: string, isOver: () => boolean, said: () => string): Promise<number> {
  const began = performance.now()
  while (performance.now() - began < PATIENCE_MS) {
    if (isOver()) throw new Error(`Komar has ended: ${said()}`)
    if ((await healthOf(origin)) === status) return performance.now() - began
    await pause(STEP_MS)
  }
  throw new Error(`Komar does not become "${status}": ${said()}`)
}

/** What /readyz says; null: no answer. */
export async function healthOf(origin: string): Promise<string | null> {
  const answer = await fetch(`${origin}/readyz`).catch(() => undefined)
  const body = (await answer?.json().catch(() => undefined)) as { status?: string } | undefined // the host's own answer
  return body?.status ?? null
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const address = probe.address()
  probe.close()
  await once(probe, 'close')
  if (address === null || typeof address === 'string') throw new Error('no port is free')
  return address.port
}
