// People of the demonstration in their own browsers, each signed in by the form: the password opens the store of a device, and a session's
// cookie alone opens nothing.
import { test as base, expect, type Browser, type BrowserContext, type Page } from '@playwright/test'
import { startHost } from './host-process.ts'
import { signInBehind } from './way-in.ts'

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
export type Scheme = 'light' | 'dark'

type Look = {
  language?: Language
  scheme?: Scheme
  widthPx?: number
  /**
   * The service worker keeps the app in this window's browser, and the device all that its owner may see, as everywhere in use. Left out:
   * neither, because fetching all of it for every window of every journey takes longer than most journeys (app.journey.ts and
   * whole-visit.journey.ts prove it); the device then keeps its owner's case-load.
   */
  isKept?: boolean
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
  /** In a story of several steps a person stays signed in from one step to the next: `test.use({ isOneStory: true })`. */
  isOneStory: boolean
}

/** The windows of a file's story, by who opened them and how they look. */
type Windows = { file: string; byLook: Map<string, Omit<Visitor, 'page'>> }

/** While journeys are written, without KOMAR_DEMONSTRATION: the demonstration that runs on PORT. */
const runningOrigin = `http://localhost:${process.env['PORT'] ?? '8099'}`
const longestStartMs = 120_000

/** `open` gives a person's window; a fault in the console of any window fails the journey. */
export const test = base.extend<Fixtures, { hostOrigin: string; windows: Windows }>({
  isOneStory: [false, { option: true }],
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
      const windows: Windows = { file: '', byLook: new Map() }
      await use(windows)
      await closeAll(windows)
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
  open: async ({ browser, baseURL, faults, windows, isOneStory }, use, { file }) => {
    if (windows.file !== file) await closeAll(windows)
    windows.file = file
    const pages: Page[] = []
    await use(async (login, look = {}) => {
      const { expected, ...looks } = look
      const key = isOneStory ? JSON.stringify([login, looks]) : crypto.randomUUID()
      const known = windows.byLook.get(key) ?? (await openWindow(browser, baseURL ?? '', login, look))
      windows.byLook.set(key, known)
      const page = await known.context.newPage()
      pages.push(page)
      watch(page, faults, expected)
      return { ...known, page }
    })
    for (const page of pages) await page.close()
    if (!isOneStory) await closeAll(windows)
  },
})

async function closeAll({ byLook }: Windows): Promise<void> {
  for (const { context } of byLook.values()) await context.close()
  byLook.clear()
}

async function openWindow(browser: Browser, origin: string, login: Login, look: Look): Promise<Omit<Visitor, 'page'>> {
  const { language = 'en', scheme = 'light', widthPx = 1280, isKept = false } = look
  const context = await browser.newContext({
    baseURL: origin,
    serviceWorkers: isKept ? 'allow' : 'block',
    colorScheme: scheme,
    viewport: { width: widthPx, height: heightPx },
  })
  await context.addInitScript((chosen) => localStorage.setItem('komar.language', chosen), language)
  await signInBehind(context, login, password)
  const answer = await context.request.get('/v1/session')
  const session: Session = await answer.json()
  if (!isKept) await keepLittle(context, origin)
  return { context, session, login, origin }
}

async function keepLittle(context: BrowserContext, origin: string): Promise<void> {
  const data = { facilities: [], pinned: [] }
  const answer = await context.request.put('/v1/device/keeping', { data, headers: { origin } })
  expect(answer.status(), 'chooses what the device keeps').toBe(200)
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

/** Opens a page and waits until its heading stands and nothing is still being loaded. */
export async function goTo(page: Page, path: string): Promise<void> {
  await page.goto(path)
  await settled(page)
}

/** The page's heading stands and no part of it is still being loaded. Looked at with each frame: an expectation looks once a second. */
export async function settled(page: Page): Promise<void> {
  await page.locator('h1, main h2').first().waitFor()
  await page.waitForFunction(() => document.querySelector('.skeleton') === null, undefined, { polling: 'raf' })
}
