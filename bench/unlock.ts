// A phone that is slow: real Chromium with its processor slowed six times, a store with many entries, no network. How long from the
// password to Today, what of it the password itself costs, how much memory the page takes, and how often an idle page wakes.
// node scripts/on-node.mjs bench/unlock.ts [--entries 50000] [--minutes 3]
import { createAccountWithPassword, putIntoCircle } from '@komar/server/src/access/first-account.ts'
import { chromium, type BrowserContext, type CDPSession, type Page } from '@playwright/test'
import { randomUUID } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { availableParallelism, loadavg } from 'node:os'
import { setTimeout as pause } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { startHost, temporaryDirectory, type BenchHost } from './host.ts'
import { addAgency, addPerson } from './people.ts'
import { handIn, populate } from './population.ts'
import { spreadOf, type Spread } from './statistics.ts'
import { factEntry, makePen } from './synthetic.ts'

const slowness = 6
const runs = 3
const person = { user: 'bench-supervisor', password: 'measurements only 2026' }
const longestMs = 1_200_000

export type UnlockFigures = {
  entries: number
  children: number
  argon2: { memoryMiB: number; passes: number }
  /** From the press of the button, with no network, to Today's list. Milliseconds. */
  unlock: Spread
  /** Of that, the password's stretching, by the page's own marks. */
  password: Spread
  firstSyncSeconds: number
  /** Load average of the machine while it was unlocked. */
  load: number
  /** After unlocking, garbage collected: the page's heap in megabytes. */
  heapMb: number
  bytesAtRestEach: number
  /** An hour, reckoned from so many minutes: timers that ran, requests that left. */
  idle: { what: 'online' | 'offline' | 'locked'; minutes: number; timers: number; requests: number }[]
}

/** Fills a host, lets one device take it all in, then shuts the host off and opens the device again and again. */
export async function measureUnlock(
  host: BenchHost,
  { entries, minutes }: { entries: number; minutes: number },
  tell: (figure: object) => void,
): Promise<UnlockFigures> {
  const filled = await fill(host, entries)
  tell(filled)
  const directory = await temporaryDirectory()
  const context = await open(directory)
  try {
    const page = await context.newPage()
    await page.addInitScript(countTimers)
    const cdp = await context.newCDPSession(page)
    const origin = `http://localhost:${host.port}`
    await page.goto(origin)
    await untilServed(page)
    await slowDown(cdp, slowness)
    await page.reload()
    await enter(page)
    await slowDown(cdp, 1)
    const began = performance.now()
    const bytes = await untilAllIsHere(page, tell)
    const firstSyncSeconds = (performance.now() - began) / 1000
    const idle = [await watchIdle(page, 'online', minutes)]
    await context.setOffline(true)
    await context.route('**/v1/**', (route) => route.abort('internetdisconnected'))
    const load = loadavg()[0] ?? 0
    await lock(page)
    idle.push(await watchIdle(page, 'locked', minutes))
    const times = await unlockOften(page, cdp, tell)
    await cdp.send('HeapProfiler.collectGarbage')
    const { usedSize } = await cdp.send('Runtime.getHeapUsage')
    idle.push(await watchIdle(page, 'offline', minutes))
    return {
      ...filled,
      argon2: await stretchingOf(page),
      ...times,
      firstSyncSeconds,
      load,
      heapMb: usedSize / 1e6,
      bytesAtRestEach: bytes / filled.entries,
      idle,
    }
  } finally {
    await context.close()
    await rm(directory, { recursive: true, force: true, maxRetries: 5 })
  }
}

/** Begins with a locked page; each time it is loaded anew, as somebody who comes back finds it. */
async function unlockOften(
  page: Page,
  cdp: CDPSession,
  tell: (figure: object) => void,
): Promise<Pick<UnlockFigures, 'unlock' | 'password'>> {
  const [unlocks, passwords]: [number[], number[]] = [[], []]
  for (let run = 0; run < runs; run += 1) {
    if (run > 0) await lock(page)
    await page.reload()
    await page.locator('#password').waitFor({ timeout: longestMs })
    await pause(3000)
    await slowDown(cdp, slowness)
    const { ms, passwordMs } = await unlock(page)
    await slowDown(cdp, 1)
    tell({ unlockMs: Math.round(ms), passwordMs: Math.round(passwordMs) })
    unlocks.push(ms)
    passwords.push(passwordMs)
  }
  return { unlock: spreadOf(unlocks), password: spreadOf(passwords) }
}

/** A supervisor of the agency that registered all of them. Eight or nine entries for each family, the rest facts. Answers how many. */
async function fill(host: BenchHost, entries: number): Promise<{ children: number; entries: number }> {
  const agency = await addAgency(host, 'visits', 'non-governmental')
  const monitors = await Promise.all([1, 2].map(() => addPerson(host, agency, 'monitor', [agency.circle])))
  const size = { children: Math.max(20, Math.round(entries / 20)), facilities: 10 }
  const population = await populate(host, monitors, size)
  const writer = await addPerson(host, agency, 'social-worker', [agency.circle])
  const pen = makePen(writer)
  const more = Math.max(0, entries - population.entries)
  await handIn(
    host,
    writer,
    Array.from({ length: more }, () => factEntry(pen, pen.random.pick(population.families).child)),
  )
  const id = randomUUID()
  const account = { id, user: person.user, displayName: person.user, agency: agency.id, language: 'en' } as const
  await createAccountWithPassword(host.owner, { ...account, roles: ['supervisor'] }, person.password)
  await putIntoCircle(host.owner, { account: id, circle: agency.circle, since: '2000-01-01' })
  await host.owner.query('vacuum analyze')
  return { children: population.families.length, entries: population.entries + size.facilities + more }
}

function open(directory: string): Promise<BrowserContext> {
  return chromium.launchPersistentContext(directory, {
    executablePath: process.env['KOMAR_CHROMIUM'] ?? '/usr/bin/chromium',
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
    viewport: { width: 360, height: 740 },
  })
}

async function slowDown(cdp: CDPSession, rate: number): Promise<void> {
  await cdp.send('Emulation.setCPUThrottlingRate', { rate })
}

async function untilServed(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready
    if (navigator.serviceWorker.controller !== null) return
    await new Promise((resolve) => {
      navigator.serviceWorker.addEventListener('controllerchange', resolve, { once: true })
    })
  })
}

async function enter(page: Page): Promise<void> {
  await page.locator('#user').fill(person.user)
  await page.locator('#password').fill(person.password)
  await page.locator('form button[type=submit]').click()
  await page.locator('.frame-bar').waitFor({ timeout: longestMs })
}

/** By the page's own clock: what this program itself takes is not counted. */
async function unlock(page: Page): Promise<{ ms: number; passwordMs: number }> {
  await page.locator('#user').fill(person.user)
  await page.locator('#password').fill(person.password)
  return page.evaluate(async () => {
    const counts: { storeOpenedMs: number } = Reflect.get(globalThis, 'benchCounts')
    const began = performance.now()
    document.querySelector<HTMLButtonElement>('form button[type=submit]')?.click()
    const ms = await new Promise<number>((resolve) => {
      // Looking at each frame would take half of a processor that is slowed.
      const seen = new MutationObserver(() => {
        const isStanding = document.querySelector('.today-first li, .today-group') !== null
        if (!isStanding || document.querySelector('.skeleton') !== null) return
        seen.disconnect()
        // When it is drawn: after the frame that follows.
        requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - began)))
      })
      seen.observe(document.documentElement, { subtree: true, childList: true })
    })
    return { ms, passwordMs: counts.storeOpenedMs - began }
  })
}

async function lock(page: Page): Promise<void> {
  for (let press = 0; press < 3; press += 1) await page.keyboard.press('Escape')
  await page.locator('#password').waitFor({ timeout: longestMs })
}

const heldSchema = z.object({ segments: z.number(), bytes: z.number(), rows: z.number() })

/** The store's rows stand still, and there are some: the download and the summaries are done. */
async function untilAllIsHere(page: Page, tell: (figure: object) => void): Promise<number> {
  const until = performance.now() + longestMs
  let [before, still] = ['', 0]
  while (performance.now() < until) {
    await pause(1000)
    const held = heldSchema.parse(await page.evaluate(countRows))
    const now = JSON.stringify(held)
    still = now === before && held.segments > 0 ? still + 1 : 0
    before = now
    if (still >= 15) {
      tell(held)
      return held.bytes
    }
  }
  throw new Error('the device did not take everything in')
}

async function countRows(): Promise<z.infer<typeof heldSchema>> {
  const names = (await indexedDB.databases()).flatMap(({ name = '' }) => (name.includes('store') ? [name] : []))
  const found = { segments: 0, bytes: 0, rows: 0 }
  for (const name of names) {
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open(name)
      request.addEventListener('success', () => resolve(request.result))
      request.addEventListener('error', () => reject(new Error('no store')))
    })
    for (const table of ['segments', 'snapshot']) {
      if (!database.objectStoreNames.contains(table)) continue
      const rows = await new Promise<unknown[]>((resolve) => {
        const request = database.transaction(table).objectStore(table).getAll()
        request.addEventListener('success', () => resolve(request.result))
      })
      found.rows += rows.length
      if (table === 'segments') found.segments += rows.length
      for (const row of rows) if (row instanceof Uint8Array) found.bytes += row.byteLength
    }
    database.close()
  }
  return found
}

async function stretchingOf(page: Page): Promise<UnlockFigures['argon2']> {
  return page.evaluate(async () => {
    for (const { name = '' } of await indexedDB.databases()) {
      const database = await new Promise<IDBDatabase>((resolve) => {
        const request = indexedDB.open(name)
        request.addEventListener('success', () => resolve(request.result))
      })
      const isIt = database.objectStoreNames.contains('settings')
      const found = isIt
        ? await new Promise<{ parameters: UnlockFigures['argon2'] }>((resolve) => {
            const request = database.transaction('settings').objectStore('settings').get('stretching')
            request.addEventListener('success', () => resolve(request.result))
          })
        : null
      database.close()
      if (found !== null) return found.parameters
    }
    throw new Error('this device has no parameters of its password')
  })
}

/** Before any script of the page: counts what its timers run, and notes when a store is opened, which is when its key is known. */
function countTimers(): void {
  const counts = { timers: 0, storeOpenedMs: 0 }
  Object.assign(globalThis, { benchCounts: counts })
  const open = indexedDB.open.bind(indexedDB)
  indexedDB.open = (...given) => {
    if (given[0].startsWith('komar-store-')) counts.storeOpenedMs = performance.now()
    return open(...given)
  }
  for (const name of ['setTimeout', 'setInterval'] as const) {
    const own = globalThis[name].bind(globalThis)
    Object.assign(globalThis, {
      [name]: (call: unknown, ms?: number, ...rest: unknown[]) =>
        own(
          (...given: unknown[]) => {
            counts.timers += 1
            if (typeof call === 'function') Reflect.apply(call, globalThis, given)
          },
          ms,
          ...rest,
        ),
    })
  }
}

const countsSchema = z.object({ timers: z.number() })

async function watchIdle(page: Page, what: 'online' | 'offline' | 'locked', minutes: number) {
  let requests = 0
  const count = (): void => void (requests += 1)
  await pause(5000)
  const read = async () => countsSchema.parse(await page.evaluate(() => Reflect.get(globalThis, 'benchCounts')))
  const before = await read()
  page.on('request', count)
  await pause(minutes * 60_000)
  page.off('request', count)
  const after = await read()
  const hourly = (number: number) => Math.round((number * 60) / minutes)
  return { what, minutes, timers: hourly(after.timers - before.timers), requests: hourly(requests) }
}

/** The figures as lines of text. */
export function unlockText(figures: UnlockFigures | null): string[] {
  if (figures === null) return ['Unlocking in a browser was not measured in this run.']
  const {
    entries,
    children,
    argon2,
    unlock: whole,
    password,
    firstSyncSeconds,
    heapMb,
    bytesAtRestEach,
    idle,
    load,
  } = figures
  const spread = ({ median, min, max }: Spread) => [median, min, max].map((ms) => (ms / 1000).toFixed(1))
  const [from, of] = [spread(whole), spread(password)]
  return [
    `**Unlocking**, in Chromium with its processor slowed ${slowness} times, no network, ${entries.toLocaleString('en-GB')} entries of ${children.toLocaleString('en-GB')} children: ${from[0]} s (${from[1]}–${from[2]}) from the press of the button to Today’s list, of which ${of[0]} s (${of[1]}–${of[2]}) until the store is opened, nearly all of it Argon2id with the parameters that the slowed browser had chosen (${argon2.memoryMiB} MiB, ${argon2.passes} passes). The aim is under 3 s. First sync before it, not slowed: ${Math.round(firstSyncSeconds)} s. Heap after: ${Math.round(heapMb)} MB. At rest with the snapshot: ${Math.round(bytesAtRestEach)} bytes an entry. Load average when it was unlocked: ${load.toFixed(1)} on ${availableParallelism()} cores.`,
    '',
    '| idle page | timers run an hour | requests an hour |',
    '|---|---|---|',
    ...idle.map(({ what, timers, requests }) => `| ${what} | ${timers} | ${requests} |`),
    '',
    `Reckoned from ${idle[0]?.minutes ?? 0} minutes each, from five seconds after the page came to rest.`,
  ]
}

if (import.meta.main) {
  const { values } = parseArgs({
    options: { entries: { type: 'string', default: '50000' }, minutes: { type: 'string', default: '3' } },
  })
  const host = await startHost()
  const say = (figure: object): void => void process.stdout.write(`${JSON.stringify(figure)}\n`)
  try {
    say(await measureUnlock(host, { entries: Number(values.entries), minutes: Number(values.minutes) }, say))
  } finally {
    await host.stop()
  }
}
