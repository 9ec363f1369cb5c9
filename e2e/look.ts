// Takes pictures of pages for people to look at: every route given, at three widths, in both languages, light and dark.
// Needs a running demonstration host. `node e2e/look.ts --user NAME --password WORDS / /children`
// Options: --origin http://localhost:8080, --out reports/look (ignored by git). Without --user it shows what a stranger sees.
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { chromium, type Browser, type BrowserContext } from '@playwright/test'
import { signInBehind, speakIn } from './way-in.ts'

const widthsPx = [360, 768, 1280]
const heightPx = 800
const languages = ['en', 'km'] as const
const schemes = ['light', 'dark'] as const

type Look = { language: (typeof languages)[number]; scheme: (typeof schemes)[number]; widthPx: number }
type Options = { origin: string; out: string; user: string | undefined; password: string | undefined; routes: string[] }

function readOptions(): Options {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      origin: { type: 'string', default: 'http://localhost:8080' },
      out: { type: 'string', default: 'reports/look' },
      user: { type: 'string' },
      password: { type: 'string' },
    },
  })
  const { origin, out, user, password } = values
  return { origin, out, user, password, routes: positionals.length > 0 ? positionals : ['/'] }
}

async function openLook(browser: Browser, { origin, user, password }: Options, look: Look): Promise<BrowserContext> {
  const context = await browser.newContext({
    baseURL: origin,
    colorScheme: look.scheme,
    viewport: { width: look.widthPx, height: heightPx },
  })
  await speakIn(context, look.language)
  if (user !== undefined && password !== undefined) await signInBehind(context, user, password)
  return context
}

async function picture(context: BrowserContext, route: string, look: Look, out: string): Promise<void> {
  const page = await context.newPage()
  page.on('console', (message) => {
    if (message.type() === 'error') process.stderr.write(`${route}: ${message.text()}\n`)
  })
  await page.goto(route)
  await page.locator('h1').first().waitFor()
  // Open pages keep a stream of changes open, so that the network is never idle: give the lists a moment instead.
  await page.waitForTimeout(settleMs)
  const overflowPx = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  )
  const name = [
    route.replaceAll(/[^a-z0-9]+/gi, '-').replaceAll(/^-|-$/g, '') || 'start',
    look.language,
    look.scheme,
    look.widthPx,
  ].join('_')
  if (overflowPx > 0) process.stderr.write(`${name}: ${overflowPx} px wider than the screen\n`)
  await page.screenshot({ path: join(out, `${name}.png`), fullPage: true })
  await page.close()
}

const settleMs = 600

async function main(): Promise<void> {
  const options = readOptions()
  await mkdir(options.out, { recursive: true })
  const executablePath = process.env['KOMAR_CHROMIUM'] ?? '/usr/bin/chromium'
  const browser = await chromium.launch({ executablePath, args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] })
  const looks = languages.flatMap((language) =>
    schemes.flatMap((scheme) => widthsPx.map((widthPx): Look => ({ language, scheme, widthPx }))),
  )
  for (const look of looks) {
    const context = await openLook(browser, options, look)
    for (const route of options.routes) await picture(context, route, look, options.out)
    await context.close()
  }
  await browser.close()
}

await main()
