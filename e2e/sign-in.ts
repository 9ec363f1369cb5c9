// People of the demonstration in their own browser windows. Signing in by the API once per person keeps the journeys short; the page
// of signing in has a journey of its own.
import { test as base, expect, type Browser, type BrowserContext, type Page } from '@playwright/test'

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

type States = Map<Login, Awaited<ReturnType<BrowserContext['storageState']>>>
/** One sign-in for each person serves all journeys: each more would count against the limits on sign-ins. */
const states: States = new Map()
const heightPx = 800

export { password, expect }

/** `open` gives a person's window; a fault in the console of any window fails the journey. */
export const test = base.extend<{ open: (login: Login, look?: Look) => Promise<Visitor>; faults: string[] }>({
  // Playwright names what a fixture needs by destructuring, also when that is nothing.
  // oxlint-disable-next-line no-empty-pattern
  faults: async ({}, use) => {
    const faults: string[] = []
    await use(faults)
    expect(faults, 'faults in the console').toEqual([])
  },
  open: async ({ browser, baseURL, faults }, use) => {
    const contexts: BrowserContext[] = []
    await use(async (login, look = {}) => {
      const visitor = await openWindow(browser, baseURL ?? '', login, look)
      contexts.push(visitor.context)
      watch(visitor.page, faults, look.expected)
      return visitor
    })
    for (const context of contexts) await context.close()
  },
})

async function openWindow(browser: Browser, origin: string, login: Login, look: Look): Promise<Visitor> {
  const { language = 'en', scheme = 'light', widthPx = 1280 } = look
  const state = states.get(login) ?? (await signIn(browser, origin, login))
  states.set(login, state)
  const context = await browser.newContext({
    baseURL: origin,
    storageState: state,
    colorScheme: scheme,
    viewport: { width: widthPx, height: heightPx },
  })
  await context.addInitScript((chosen) => localStorage.setItem('komar.language', chosen), language)
  const answer = await context.request.get('/v1/session')
  const session: Session = await answer.json()
  return { page: await context.newPage(), context, session, login, origin }
}

async function signIn(browser: Browser, origin: string, login: Login) {
  const context = await browser.newContext({ baseURL: origin })
  const answer = await context.request.post('/v1/session', { data: { user: login, password }, headers: { origin } })
  expect(answer.status(), `${login} signs in`).toBe(201)
  const state = await context.storageState()
  await context.close()
  return state
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

/** The page's heading stands and no part of it is still being loaded. */
export async function settled(page: Page): Promise<void> {
  await expect(page.locator('h1, main h2').first()).toBeVisible()
  await expect(page.locator('.skeleton')).toHaveCount(0)
}
