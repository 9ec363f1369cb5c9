// People of the demonstration in their own browsers, each signed in by the form: the password opens the store of a device, and a session's
// cookie alone opens nothing.
import { test as base, expect, type Browser, type BrowserContext, type Page } from '@playwright/test'
import { startHost } from './host-process.ts'
import { followInside, quietPath, signInBehind, speakIn } from './way-in.ts'

const password = 'demonstration only 2014'

export type Login =
  | 'officer'
  | 'officer-kcm'
  | 'monitor'
  | 'worker'
  | 'supervisor'
  | 'ngo-worker'
  | 'ngo-supervisor'
  | 'clinician'
  | 'specialist'
  | 'carer'
  | 'analyst'
  | 'admin'
export type Language = 'en' | 'km'

type Look = {
  language?: Language
  widthPx?: number
  /**
   * The service worker keeps the app in this window's browser, and the device all that its owner may see, as everywhere in use. Left out:
   * neither, because fetching all of it for every window of every journey takes longer than most journeys (app.journey.ts and
   * whole-visit.journey.ts prove it); the device then keeps its owner's case-load.
   */
  isKept?: boolean
  /**
   * A window for this journey alone: it is locked, hides names, keeps all, or what reaches it is recorded. The others stay open from one
   * journey to the next, because signing in and fetching what a device keeps is what takes time. Left out: only one that is kept.
   */
  isOwn?: boolean
  /** Faults that the journey itself provokes: a refusal, a lost network. */
  expected?: RegExp
}

/** What the host says about who is signed in; the members that the journeys need. */
export type Session = {
  account: { id: string; displayName: string }
  agency: { id: string }
  device: string
  host: { today: string }
}

export type Visitor = { page: Page; context: BrowserContext; session: Session; login: Login; origin: string }

const heightPx = 800

export { password, expect }

type Fixtures = {
  open: (login: Login, look?: Look) => Promise<Visitor>
  faults: string[]
}

/** `page`: the one that journeys work on; another stays open behind it. */
type Window = Visitor
/** The windows that stay open, by who opened them and how they look; the one used last is the last. */
type Windows = Map<string, Window>

/** Each follows what is accepted in the others; with more of them that costs more than signing in again. */
const mostWindows = 10

/** While journeys are written, without KOMAR_DEMONSTRATION: the demonstration that runs on PORT. */
const runningOrigin = `http://localhost:${process.env['PORT'] ?? '8099'}`
const longestStartMs = 120_000

/** `open` gives a person's window; a fault in the console of any window fails the journey. */
export const test = base.extend<Fixtures, { hostOrigin: string; windows: Windows }>({
  hostOrigin: [
    // oxlint-disable-next-line no-empty-pattern
    async ({}, use) => {
      if (process.env['KOMAR_DEMONSTRATION'] === undefined) return use(runningOrigin)
      const host = await startHost({ data: 'demonstration' })
      await use(host.origin)
      await host.dispose()
    },
    { scope: 'worker', timeout: longestStartMs },
  ],
  windows: [
    // oxlint-disable-next-line no-empty-pattern
    async ({}, use) => {
      const windows: Windows = new Map()
      await use(windows)
      await close(windows.values())
    },
    { scope: 'worker' },
  ],
  baseURL: ({ hostOrigin }, use) => use(hostOrigin),
  // Playwright names what a fixture needs by destructuring, also when that is nothing.
  // oxlint-disable-next-line no-empty-pattern
  faults: async ({}, use) => {
    const faults: string[] = []
    await use(faults)
    expect(faults, 'faults in the console').toEqual([])
  },
  open: async ({ browser, baseURL, faults, windows }, use) => {
    const given = new Set<Window>()
    const own: Window[] = []
    const more: Page[] = []
    await use(async (login, look = {}) => {
      const { expected, isOwn = look.isKept === true, ...looks } = look
      const key = JSON.stringify([login, looks])
      const known = isOwn ? undefined : await signedIn(windows.get(key))
      const window = known ?? (await openWindow(browser, baseURL ?? '', login, look))
      if (isOwn) own.push(window)
      else {
        windows.delete(key)
        windows.set(key, window)
      }
      const visitor = given.has(window) ? { ...window, page: await window.context.newPage() } : window
      if (visitor !== window) more.push(visitor.page)
      given.add(window)
      watch(visitor.page, faults, expected)
      return visitor
    })
    for (const page of more) await page.close()
    await close(own)
    for (const { page } of given) await leave(page)
    const tooMany = [...windows.entries()].slice(0, -mostWindows)
    await close(tooMany.map(([, window]) => window))
    for (const [key] of tooMany) windows.delete(key)
  },
})

/** A page for the next journey: nothing of this one listens to it, and it asks the host nothing by itself, which may be refused by now. */
async function leave(page: Page): Promise<void> {
  page.removeAllListeners()
  if (page.isClosed()) return
  await page.unrouteAll()
  const isInApp = (await page.locator('.frame-bar').count()) > 0
  if (!isInApp) await page.goto('about:blank')
  else if (new URL(page.url()).pathname !== quietPath) await goInside(page, quietPath)
}

/** The window, unless its session ended meanwhile: the administrator may have ended it, in another journey. */
async function signedIn(window: Window | undefined): Promise<Window | undefined> {
  const answer = await window?.context.request.get('/v1/session')
  if (answer?.ok() === true && window?.page.isClosed() === false) return window
  await window?.context.close()
  return undefined
}

async function close(windows: Iterable<Window>): Promise<void> {
  for (const { context } of windows) await context.close()
}

async function openWindow(browser: Browser, origin: string, login: Login, look: Look): Promise<Window> {
  const { language = 'en', widthPx = 1280, isKept = false } = look
  const context = await browser.newContext({
    baseURL: origin,
    serviceWorkers: isKept ? 'allow' : 'block',
    viewport: { width: widthPx, height: heightPx },
  })
  await speakIn(context, language)
  if (!isKept) await holdFeed(context)
  await signInBehind(context, login, password)
  const answer = await context.request.get('/v1/session')
  const session: Session = await answer.json()
  if (!isKept) await keepLittle(context, origin)
  return { page: await context.newPage(), context, session, login, origin }
}

const hasChosen = 'journey.has-chosen'

/**
 * What is not to be kept is not fetched first: the pages of this browser wait with it until the choice is made. By a route of Playwright's
 * every page would fetch all files of the app anew: with one, a browser keeps nothing.
 */
async function holdFeed(context: BrowserContext): Promise<void> {
  await context.addInitScript((key) => {
    const { fetch } = globalThis
    globalThis.fetch = async (asked, given) => {
      const waits = (asked instanceof Request ? asked.url : asked.toString()).includes('/v1/feed')
      while (waits && localStorage.getItem(key) === null) await new Promise((resolve) => setTimeout(resolve, 20))
      return fetch(asked, given)
    }
  }, hasChosen)
}

async function keepLittle(context: BrowserContext, origin: string): Promise<void> {
  const data = { facilities: [], pinned: [] }
  const answer = await context.request.put('/v1/device/keeping', { data, headers: { origin } })
  expect(answer.status(), 'chooses what the device keeps').toBe(200)
  await context.pages()[0]?.evaluate((key) => localStorage.setItem(key, 'yes'), hasChosen)
}

/** Adds to `faults` what the browser complains about, except what is expected. */
export function watch(page: Page, faults: string[], expected?: RegExp): void {
  const report = (fault: string): void => {
    if (expected?.test(fault) !== true) faults.push(fault)
  }
  page.on('console', (message) => {
    if (message.type() === 'error') report(`${message.text()} ${message.location().url}`)
  })
  page.on('pageerror', (error) => report(String(error)))
}

/** Opens a page, inside the app where that is open already, and waits until its heading stands and nothing is still being loaded. */
export async function goTo(page: Page, path: string): Promise<void> {
  if (await isElsewhereInApp(page, path)) await goInside(page, path)
  else await page.goto(path)
  await settled(page)
}

/** On another page of the app: the same one, for the same or another child, is loaded anew, so that it can be told when it stands. */
async function isElsewhereInApp(page: Page, path: string): Promise<boolean> {
  if (!URL.canParse(path, page.url())) return false
  const [here, there] = [new URL(page.url()), new URL(path, page.url())]
  const form = ({ pathname }: URL): string => pathname.replaceAll(/[\da-f]{8}-[\da-f-]{27}/g, ':id')
  return form(here) !== form(there) && (await page.locator('.frame-bar').count()) > 0
}

async function goInside(page: Page, path: string): Promise<void> {
  const left = await headingOf(page)
  await followInside(page, path)
  await left.gone()
}

/** The heading that stands now; `gone`: waits until it does no more. */
export async function headingOf(page: Page): Promise<{ gone: () => Promise<void> }> {
  const heading = await page.locator('h1, main h2').first().elementHandle()
  return {
    gone: async () =>
      void (await page.waitForFunction((left) => left?.isConnected !== true, heading, { polling: 'raf' })),
  }
}

/** The page's heading stands and no part of it is still being loaded. Looked at with each frame: an expectation looks once a second. */
export async function settled(page: Page): Promise<void> {
  await page.locator('h1, main h2').first().waitFor()
  await page.waitForFunction(() => document.querySelector('.skeleton') === null, undefined, { polling: 'raf' })
}
