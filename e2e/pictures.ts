// The pictures of the guides, taken from a running demonstration: small PNGs in docs/pictures/.
// `node e2e/pictures.ts` with the host at http://localhost:8080, or --origin; --out for another folder; names to take only those. Each is
// looked at by a person before it is committed. The report's own child, the one real story, is never in a picture.
import { mkdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { chromium, type Browser, type Page } from '@playwright/test'
import { signInOn, speakIn } from './way-in.ts'

const password = 'demonstration only 2014'
const largestBytes = 150_000

type Child = {
  id: string
  code: string
  names: { latin: string | null }
  decision: { type: string } | null
  facility: string | null
}
/** Asks with a body, or just reads. */
type Ask = <Answer>(path: string, body?: unknown) => Promise<Answer>
type Picture = {
  name: string
  user: string
  language: 'en' | 'km'
  widthPx: number
  heightPx: number
  path: (ask: Ask) => Promise<string>
  /** What is done before the picture is taken. */
  before?: (page: Page) => Promise<void>
}

const desk = { widthPx: 1280, heightPx: 860 }
const low = { widthPx: 1280, heightPx: 620 }
const phone = { widthPx: 360, heightPx: 740 }
const at = (path: string) => () => Promise.resolve(path)

/** A child whose file has a long history: allocated, assessed, decided on; not the one that had two records. */
async function aChild(ask: Ask): Promise<string> {
  const body = { where: 'inside', decision: 'full', limit: 50 }
  const { children } = await ask<{ children: Child[] }>('/v1/children/search', body)
  const found = children.find(({ code, names }) => names.latin !== 'Sokun' && code !== 'K-0092')
  if (found === undefined) throw new Error('the demonstration has no child with a decision')
  return `/children/${found.id}`
}

/** A child of the demonstration by its code: the same seed gives the same codes. */
function coded(code: string, where = 'anywhere'): (ask: Ask) => Promise<string> {
  return async (ask) => {
    const [found] = (await ask<{ children: Child[] }>('/v1/children/search', { text: code, where })).children
    if (found === undefined) throw new Error(`the demonstration has no child ${code}`)
    return `/children/${found.id}`
  }
}

/** A child who left the prison, with contact and visits since. */
const aChildOutside = coded('K-0032', 'outside')
/** A child with a brother or sister and a search for someone lost. */
const aChildWithSiblings = coded('K-0094')
/** A child who was weighed and measured month by month. */
const aMeasuredChild = coded('K-0119')
/** A child about whom several people answered a questionnaire. */
const aChildAskedAbout = coded('K-0027')
/** A child for whom a children's home was looked at that is not registered. */
const aChildAndAHome = coded('K-0027')
/** A child who died. */
const aChildWhoDied = coded('K-0115')
/** A child who had two records. */
const aChildOnceTwo = coded('K-0092')

async function aPrison(ask: Ask): Promise<string> {
  const { facilities } = await ask<{ facilities: { id: string; code: string }[] }>('/v1/facilities')
  const prison = facilities.find(({ code }) => code === 'CC2')
  if (prison === undefined) throw new Error('the demonstration has no CC2')
  return `/facilities/${prison.id}`
}

async function anAccount(ask: Ask): Promise<string> {
  const { accounts } = await ask<{ accounts: { id: string; user: string }[] }>('/v1/accounts')
  const worker = accounts.find(({ user }) => user === 'worker')
  if (worker === undefined) throw new Error('the demonstration has no worker')
  return `/people/${worker.id}`
}

/** The address of a page beyond another, such as a form. */
function beyond(page: (ask: Ask) => Promise<string>, rest: string): (ask: Ask) => Promise<string> {
  return async (ask) => `${await page(ask)}${rest}`
}

async function toSection(page: Page, id: string): Promise<void> {
  await page.locator(`#${id}`).evaluate((element) => element.scrollIntoView({ block: 'start' }))
}

async function toPart(page: Page, part: string): Promise<void> {
  await page.locator(part).first().waitFor()
  await page
    .locator(part)
    .first()
    .evaluate((element) => element.scrollIntoView({ block: 'center' }))
}

/** All that the device keeps has come. */
async function untilDownloaded(page: Page): Promise<void> {
  await page.locator('#here .button-main').waitFor()
}

/** A round on which something was said of the first child. It is really recorded: take this picture last, or on a host of its own. */
async function recordARound(page: Page): Promise<void> {
  const first = page.locator('.visit-child').first()
  await first.getByText('Here, I saw it', { exact: true }).click()
  await first.locator('summary').click()
  await first.locator('[id^="ill-"]').getByText('yes', { exact: true }).click()
  await page.getByRole('button', { name: 'Record the round' }).click()
  await page.getByText('The round is recorded').waitFor()
}

const pictures: readonly Picture[] = [
  { name: 'today-km-360', user: 'worker', language: 'km', ...phone, path: at('/') },
  { name: 'child-en-1280', user: 'supervisor', language: 'en', ...desk, path: aChild },
  {
    name: 'decision-en-1280',
    user: 'supervisor',
    language: 'en',
    ...desk,
    path: aChild,
    before: (page) => toSection(page, 'decision'),
  },
  {
    name: 'separation-refused-en-1280',
    user: 'worker',
    language: 'en',
    ...desk,
    path: beyond(aChild, '/record/separation-plan'),
    before: async (page) => {
      await page.locator('.gate-panel').evaluate((element) => element.scrollIntoView({ block: 'start' }))
    },
  },
  {
    name: 'situation-en-1280',
    user: 'analyst',
    language: 'en',
    ...desk,
    path: at('/reports/situation?asOf=2013-07-31'),
  },
  { name: 'indicators-en-1280', user: 'analyst', language: 'en', ...desk, path: at('/reports/indicators') },
  { name: 'child-of-officer-km-360', user: 'officer', language: 'km', ...phone, path: aChild },
  {
    name: 'prepare-km-360',
    user: 'monitor',
    language: 'km',
    ...phone,
    path: at('/prepare'),
    before: untilDownloaded,
  },
  {
    name: 'device-en-1280',
    user: 'admin',
    language: 'en',
    ...low,
    path: anAccount,
    before: (page) => toSection(page, 'devices'),
  },
  {
    name: 'growth-km-360',
    user: 'clinician',
    language: 'km',
    ...phone,
    path: aMeasuredChild,
    before: (page) => toPart(page, '.growth-chart'),
  },
  {
    name: 'informants-en-1280',
    user: 'specialist',
    language: 'en',
    ...desk,
    path: aChildAskedAbout,
    before: (page) => toPart(page, '.informants'),
  },
  { name: 'diary-km-360', user: 'carer', language: 'km', ...phone, path: at('/diary') },
  { name: 'measure-en-1280', user: 'clinician', language: 'en', ...low, path: beyond(aPrison, '/measure') },
  { name: 'prison-en-1280', user: 'monitor', language: 'en', ...low, path: aPrison },
  { name: 'round-sheet-en-1280', user: 'monitor', language: 'en', ...low, path: beyond(aPrison, '/round-sheet') },
  { name: 'visit-km-360', user: 'monitor', language: 'km', ...phone, path: beyond(aPrison, '/visit') },
  {
    name: 'visit-place-en-360',
    user: 'monitor',
    language: 'en',
    ...phone,
    path: beyond(aPrison, '/visit'),
    before: async (page) => {
      await page.getByText('Monthly visit', { exact: true }).click()
      await toSection(page, 'place')
    },
  },
  {
    name: 'complaint-km-360',
    user: 'monitor',
    language: 'km',
    ...phone,
    path: beyond(aChild, '/record/complaint'),
  },
  { name: 'visits-en-1280', user: 'worker', language: 'en', ...low, path: at('/visits') },
  {
    name: 'ways-out-en-1280',
    user: 'worker',
    language: 'en',
    ...low,
    heightPx: 500,
    path: aChild,
    before: (page) => toSection(page, 'ways-out'),
  },
  {
    name: 'after-km-360',
    user: 'worker',
    language: 'km',
    ...phone,
    path: aChildOutside,
    before: (page) => toSection(page, 'after'),
  },
  { name: 'case-loads-en-1280', user: 'supervisor', language: 'en', ...low, path: at('/case-load') },
  { name: 'start-up-en-1280', user: 'supervisor', language: 'en', ...desk, path: at('/start-up') },
  { name: 'letters-en-1280', user: 'supervisor', language: 'en', ...low, path: at('/letters') },
  {
    name: 'birth-km-360',
    user: 'clinician',
    language: 'km',
    ...phone,
    path: beyond(aChild, '/record/birth-assessment'),
  },
  {
    name: 'periodic-en-1280',
    user: 'worker',
    language: 'en',
    ...desk,
    path: beyond(aChild, '/record/periodic-assessment'),
  },
  {
    name: 'before-limit-en-1280',
    user: 'legal',
    language: 'en',
    ...desk,
    path: beyond(aChild, '/record/before-limit-assessment'),
  },
  {
    name: 'family-km-360',
    user: 'worker',
    language: 'km',
    ...phone,
    path: aChildWithSiblings,
    before: (page) => toSection(page, 'family'),
  },
  {
    name: 'death-km-360',
    user: 'supervisor',
    language: 'km',
    ...phone,
    path: aChildWhoDied,
    before: (page) => toSection(page, 'after'),
  },
  {
    name: 'home-refused-en-1280',
    user: 'supervisor',
    language: 'en',
    ...low,
    path: beyond(aChildAndAHome, '/record/residential-approval'),
    before: async (page) => {
      await page.getByText('The home is registered.').evaluate((element) => element.scrollIntoView({ block: 'center' }))
    },
  },
  {
    name: 'one-child-en-1280',
    user: 'supervisor',
    language: 'en',
    ...low,
    path: async (ask) => {
      const kept = await aChildOnceTwo(ask)
      const { entries } = await ask<{ entries: { kind: string; also: string[] }[] }>(`/v1${kept}/chronicle`)
      const merged = entries.find(({ kind }) => kind === 'register.merged')
      return `${kept}/record/same-child?other=${merged?.also[0] ?? ''}`
    },
    before: async (page) => {
      await page.locator('h1').evaluate((element) => element.scrollIntoView({ block: 'start' }))
    },
  },
  { name: 'advice-en-1280', user: 'monitor', language: 'en', ...low, path: at('/advice') },
  { name: 'rules-en-1280', user: 'legal', language: 'en', ...low, heightPx: 520, path: at('/rules') },
  { name: 'account-en-1280', user: 'admin', language: 'en', ...low, path: anAccount },
  // It writes: no picture follows it.
  {
    name: 'visit-done-en-360',
    user: 'monitor',
    language: 'en',
    ...phone,
    path: beyond(aPrison, '/visit'),
    before: recordARound,
  },
]

async function take(browser: Browser, origin: string, out: string, picture: Picture): Promise<void> {
  const { name, user, language, widthPx, heightPx } = picture
  const isPhone = widthPx === phone.widthPx
  const viewport = { width: widthPx, height: heightPx }
  const context = await browser.newContext({ baseURL: origin, viewport, isMobile: isPhone, hasTouch: isPhone })
  const ask: Ask = async (path, body) => {
    const { request } = context
    return (
      body === undefined ? await request.get(path) : await request.post(path, { data: body, headers: { origin } })
    ).json()
  }
  await speakIn(context, language)
  const page = await context.newPage()
  await page.goto('/')
  await signInOn(page, user, password)
  await walkTo(page, await picture.path(ask))
  await page.locator('h1').first().waitFor()
  await page.locator('.skeleton').first().waitFor({ state: 'detached' })
  await page.waitForTimeout(settleMs)
  await picture.before?.(page)
  const path = join(out, `${name}.png`)
  await page.screenshot({ path })
  await context.close()
  const { size } = await stat(path)
  const tooLarge = size > largestBytes ? ', TOO LARGE' : ''
  process.stdout.write(`${path}: ${Math.round(size / 1000)} kB${tooLarge}\n`)
}

/** By the app's own way, so that no key has to be handed to a new page. */
async function walkTo(page: Page, path: string): Promise<void> {
  await page.evaluate((address) => {
    history.pushState({}, '', address)
    dispatchEvent(new PopStateEvent('popstate'))
  }, path)
}

const settleMs = 2500

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      origin: { type: 'string', default: 'http://localhost:8080' },
      out: { type: 'string', default: join(import.meta.dirname, '../docs/pictures') },
    },
  })
  await mkdir(values.out, { recursive: true })
  const executablePath = process.env['KOMAR_CHROMIUM'] ?? '/usr/bin/chromium'
  const browser = await chromium.launch({ executablePath, args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] })
  const wanted = pictures.filter(({ name }) => positionals.length === 0 || positionals.includes(name))
  for (const picture of wanted) await take(browser, values.origin, values.out, picture)
  await browser.close()
}

await main()
