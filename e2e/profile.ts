// A browser with a profile of its own on the disk, which can be closed or killed, opened again, and looked through.
import { chromium, type BrowserContext } from '@playwright/test'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export type Profile = {
  directory: string
  /** Opens the browser on this profile, as it was left. */
  open: () => Promise<BrowserContext>
  /** Ends the browser as a battery does: at once, nothing is told. */
  kill: () => Promise<void>
  /** Closes what is open and removes the profile. */
  dispose: () => Promise<void>
}

type Options = Parameters<typeof chromium.launchPersistentContext>[1]

const longestEndMs = 10_000

/** Makes an empty profile. Call `dispose` at the end, whatever happened. */
export async function makeProfile(options: Options = {}): Promise<Profile> {
  const directory = await mkdtemp(join(tmpdir(), 'komar-profile-'))
  const executablePath = process.env['KOMAR_CHROMIUM'] ?? '/usr/bin/chromium'
  const args = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  let context: BrowserContext | null = null

  const open = async (): Promise<BrowserContext> => {
    context = await chromium.launchPersistentContext(directory, { executablePath, args, ...options })
    return context
  }
  const kill = async (): Promise<void> => {
    const closed = new Promise((resolve) => context?.once('close', resolve))
    const pids = await processesOf(directory)
    for (const pid of pids) process.kill(pid, 'SIGKILL')
    if (pids.length === 0) throw new Error('the browser that was to be killed does not run')
    await closed
    await untilEnded(directory)
    // A killed browser leaves its lock, as on a device whose battery was empty; the next start finds that its owner is gone.
    context = null
  }
  const dispose = async (): Promise<void> => {
    await context?.close().catch(() => undefined)
    await untilEnded(directory)
    await rm(directory, { recursive: true, force: true, maxRetries: 5 })
  }
  return { directory, open, kill, dispose }
}

/** The processes of the browser on this profile: none other names the directory. */
async function processesOf(directory: string): Promise<number[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number)
  const commands = await Promise.all(pids.map((pid) => readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')))
  return pids.filter((pid, index) => pid !== process.pid && commands[index]?.includes(`--user-data-dir=${directory}`))
}

async function untilEnded(directory: string): Promise<void> {
  const until = Date.now() + longestEndMs
  while (Date.now() < until && (await processesOf(directory)).length > 0) {
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}
