// The pictures of the guides, taken from a running demonstration: small PNGs in docs/pictures/.
// `node e2e/pictures.ts` with the host at http://localhost:8080, or --origin; --out for another folder. Each picture is looked at by a
// person before it is committed. The report's own child, the one real story, is never in a picture.
import { mkdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { chromium, type Browser, type Page } from '@playwright/test'

const password = 'demonstration only 2014'
const largestBytes = 150_000

type Child = { id: string; names: { latin: string | null }; decision: { type: string } | null; facility: string | null }
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
const phone = { widthPx: 360, heightPx: 740 }
const at = (path: string) => () => Promise.resolve(path)

/** A child whose file has a long history: allocated, assessed, decided on. */
async function aChild(ask: Ask): Promise<string> {
  const body = { where: 'inside', decision: 'full', limit: 50 }
  const { children } = await ask<{ children: Child[] }>('/v1/children/search', body)
  const found = children.find(({ names }) => names.latin !== 'Sokun')
  if (found === undefined) throw new Error('the demonstration has no child with a decision')
  return `/children/${found.id}`
}

async function toSection(page: Page, id: string): Promise<void> {
  await page.locator(`#${id}`).evaluate((element) => element.scrollIntoView({ block: 'start' }))
}

const pictures: readonly Picture[] = [
  { name: 'today-en-1280', user: 'supervisor', language: 'en', ...desk, path: at('/') },
  { name: 'today-km-360', user: 'supervisor', language: 'km', ...phone, path: at('/') },
  { name: 'children-en-1280', user: 'supervisor', language: 'en', ...desk, path: at('/children') },
  { name: 'child-en-1280', user: 'supervisor', language: 'en', ...desk, path: aChild },
  { name: 'child-km-360', user: 'supervisor', language: 'km', ...phone, path: aChild },
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
    path: async (ask) => `${await aChild(ask)}/record/separation-plan`,
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
]

async function take(browser: Browser, origin: string, out: string, picture: Picture): Promise<void> {
  const { name, user, language, widthPx, heightPx } = picture
  const context = await browser.newContext({ baseURL: origin, viewport: { width: widthPx, height: heightPx } })
  const signedIn = await context.request.post('/v1/session', { data: { user, password }, headers: { origin } })
  if (!signedIn.ok()) throw new Error(`sign-in of ${user} answered ${signedIn.status()}`)
  const ask: Ask = async (path, body) => (await context.request.post(path, { data: body, headers: { origin } })).json()
  await context.addInitScript((chosen) => localStorage.setItem('komar.language', chosen), language)
  const page = await context.newPage()
  await page.goto(await picture.path(ask))
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

const settleMs = 1500

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      origin: { type: 'string', default: 'http://localhost:8080' },
      out: { type: 'string', default: join(import.meta.dirname, '../docs/pictures') },
    },
  })
  await mkdir(values.out, { recursive: true })
  const executablePath = process.env['KOMAR_CHROMIUM'] ?? '/usr/bin/chromium'
  const browser = await chromium.launch({ executablePath, args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] })
  for (const picture of pictures) await take(browser, values.origin, values.out, picture)
  await browser.close()
}

await main()
