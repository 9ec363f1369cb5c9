// Everyone can use every page: no serious axe finding in either scheme, nothing wider than a small phone at twice the text size in
// either language, the keyboard alone is enough, and nothing personal stands in an address or a title.
import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { facilityId, registerFamily, type Family } from './family.ts'
import { say } from './form.ts'
import { expect, goTo, password, settled, test, watch, type Language, type Login, type Visitor } from './sign-in.ts'

// The longest journeys, each with a family of its own: they need not wait for one another.
test.describe.configure({ mode: 'parallel' })

const names = {
  mother: { km: 'ប៉ែន ស្រីណុច ចន្ទបូរណ៍រតនៈសោភ័ណ', latin: 'Pen Sreynoch Chanborathanakosophorn' },
  child: { km: 'ប៉ែន ពន្លឺ', latin: 'Pen Ponleu' },
}
const refusedOnPurpose = /\b(401|403|404)\b/

/** The main pages by who opens them; the worker's and the officer's forms stand for all forms, which one renderer draws. */
function pagesOf({ mother, child, facility }: Family): [Login, string[]][] {
  const report = '/reports/situation?asOf=2013-07-31'
  const reading = ['/', '/children', `/children/${child}`, '/carers', `/carers/${mother}`]
  const forms = ['view', 'entry-check', 'separation-plan'].map((form) => `/children/${child}/record/${form}`)
  return [
    [
      'supervisor',
      [...reading, '/facilities', `/facilities/${facility}`, report, `/children/${child}/record/decision`, '/keys'],
    ],
    ['worker', forms],
    ['monitor', [`/facilities/${facility}/visit`, '/prepare', '/device', '/reminders', '/unsent']],
    ['clinician', [`/facilities/${facility}/measure`]],
    ['carer', ['/diary']],
    ['officer', ['/record/register-carer', '/reports/situation', '/no-such-page']],
    ['admin', ['/', '/people', '/people/new', '/people/new-agency']],
  ]
}

async function family(open: (login: Login) => Promise<Visitor>): Promise<Family> {
  return registerFamily(await open('officer'), await open('supervisor'), names)
}

/** Serious and critical findings, each as one readable line. */
async function findings(page: Page, scheme: 'light' | 'dark' = 'light'): Promise<string[]> {
  // No page has a frame in it; looking for frames needs a second page each time, and takes longer than the rest.
  const axe = new AxeBuilder({ page }).options({ resultTypes: ['violations'] }).setLegacyMode()
  // The dark scheme is the same page in other colours.
  const { violations } = await (scheme === 'dark' ? axe.withRules(['color-contrast']) : axe).analyze()
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`))
}

const words = [...Object.values(names.child), ...Object.values(names.mother), 'Ponleu', '2013-04']

/** How much wider than a small phone the open page is with its text at twice the size; 0 when it fits. */
async function excessPx(page: Page): Promise<number> {
  const { width, height } = page.viewportSize() ?? { width: 1280, height: 800 }
  await page.setViewportSize({ width: 360, height })
  const excess = await page.evaluate(async () => {
    document.documentElement.style.fontSize = '200%'
    // What is drawn to the width of its place is drawn again.
    for (let frame = 0; frame < 3; frame += 1) await new Promise((resolve) => requestAnimationFrame(resolve))
    return document.documentElement.scrollWidth - document.documentElement.clientWidth
  })
  await page.setViewportSize({ width, height })
  return Math.max(0, excess)
}

async function searchByName(page: Page, shown: string): Promise<void> {
  await page.locator('main input').first().fill('Pen Ponleu')
  await page.keyboard.press('Enter')
  await expect(page.getByText(shown).first()).toBeVisible()
}

/** As the menu names each language: in itself. */
const languageNames: Record<Language, string> = { en: 'English', km: 'ភាសាខ្មែរ' }

/** Changes the language of the open page by the menu, and shuts the menu again. */
async function speak(page: Page, language: Language): Promise<void> {
  await page.locator('.frame-tools summary').click()
  await page.getByRole('button', { name: languageNames[language] }).click()
  await expect(page.locator('html')).toHaveAttribute('lang', language)
  await page.locator('.frame-tools summary').click()
}

// Each page is opened once, and everything about it is looked at there, in both schemes and languages: opening them is what takes time.
test('every page: nothing serious for axe, nothing too wide, nothing personal in an address or a title', async ({
  open,
}) => {
  test.setTimeout(480_000)
  const found: Record<string, string[]> = {}
  const tooWide: Record<string, number> = {}
  const seen: string[] = []
  const look = async (page: Page, path: string, language: Language) => {
    seen.push(await page.title(), page.url())
    const excess = await excessPx(page)
    if (excess > 0) tooWide[`${path} in ${language}`] = excess
  }
  for (const [login, paths] of pagesOf(await family(open))) {
    const { page, context } = await open(login, { language: 'en', expected: refusedOnPurpose, isOwn: true })
    page.on('request', (request) => seen.push(decodeURIComponent(request.url().replaceAll('+', ' '))))
    for (const path of paths) {
      await goTo(page, path)
      await look(page, path, 'en')
      const faults = await findings(page, 'light')
      await page.emulateMedia({ colorScheme: 'dark' })
      faults.push(...(await findings(page, 'dark')))
      await page.emulateMedia({ colorScheme: 'light' })
      if (faults.length > 0) found[path] = faults
      if (path === '/children') await searchByName(page, names.child.latin)
      await speak(page, 'km')
      await settled(page)
      await look(page, path, 'km')
      if (path === '/children') await searchByName(page, names.child.km)
      await speak(page, 'en')
    }
    await context.close()
  }
  expect(found).toEqual({})
  expect(tooWide).toEqual({})
  expect(seen.filter((text) => words.some((word) => text.includes(word)))).toEqual([])
  expect(seen.length).toBeGreaterThan(150)
})

test('axe finds nothing serious on the way in', async ({ page }) => {
  await goTo(page, '/')
  await expect(page.locator('#user')).toBeVisible()
  expect(await findings(page)).toEqual([])
  await page.locator('button[type=submit]').click()
  await expect(page.getByRole('alert')).toBeVisible()
  expect(await findings(page)).toEqual([])
})

/** Goes on with Tab until the keyboard stands where it should; a person would not go on for ever either. */
async function tabTo(page: Page, selector: string, way: 'on' | 'backwards' = 'on'): Promise<void> {
  await page.locator(selector).first().waitFor({ state: 'attached' })
  for (let presses = 0; presses < 80; presses += 1) {
    if (await page.evaluate((wanted) => document.activeElement?.matches(wanted) === true, selector)) return
    await page.keyboard.press(way === 'on' ? 'Tab' : 'Shift+Tab')
  }
  throw new Error(`the keyboard does not reach ${selector}`)
}

test('with the keyboard alone: sign in, open a child, record what its mother says', async ({ open, page, faults }) => {
  watch(page, faults, refusedOnPurpose)
  const { child } = await family(open)
  await page.goto('/children')
  await tabTo(page, '#user')
  await page.keyboard.type('worker')
  await tabTo(page, '#password')
  await page.keyboard.type(password)
  await page.keyboard.press('Enter')
  await expect(page.locator('main h1')).toBeVisible()
  await settled(page)
  await tabTo(page, 'input[type=search], main input[type=text], main form input')
  await page.keyboard.type('Ponleu')
  await page.keyboard.press('Enter')
  await expect(page.locator('main tbody tr')).not.toHaveCount(0)
  await tabTo(page, `a[href="/children/${child}"]`)
  await page.keyboard.press('Enter')
  await expect(page.locator('h1')).toContainText('Pen Ponleu')
  await settled(page)
  await tabTo(page, '.record-menu summary')
  await page.keyboard.press('Enter')
  await tabTo(page, `a[href="/children/${child}/record/view"]`)
  await page.keyboard.press('Enter')
  await settled(page)
  for (const field of ['whose', 'about', 'stance', 'freely']) {
    await tabTo(page, `[name=field-${field}]`)
    await page.keyboard.press(field === 'whose' ? 'ArrowDown' : 'Space')
  }
  await tabTo(page, '#field-words')
  await page.keyboard.type('By keyboard alone')
  await tabTo(page, '[name=field-basis]')
  await page.keyboard.press('Space')
  await tabTo(page, 'main button[type=submit]')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(new RegExp(`/children/${child}$`), { timeout: 20_000 })
  await expect(page.getByText('By keyboard alone').first()).toBeVisible()
})

test('with the keyboard alone: lock, unlock, and record a round', async ({ open }) => {
  const monitor = await open('monitor', { isOwn: true })
  const { page } = monitor
  const prison = await facilityId(monitor, 'CC2')
  await goTo(page, `/facilities/${prison}/visit`)
  await expect(page.locator('.visit-child').first()).toBeVisible()
  for (let press = 0; press < 3; press += 1) await page.keyboard.press('Escape')
  await expect(page.locator('#user')).toBeVisible()
  await tabTo(page, '#user')
  await page.keyboard.type('monitor')
  await tabTo(page, '#password')
  await page.keyboard.type(password)
  await page.keyboard.press('Enter')
  await settled(page)
  await tabTo(page, 'a[href="/facilities"]')
  await page.keyboard.press('Enter')
  await settled(page)
  await tabTo(page, `a[href="/facilities/${prison}"]`)
  await page.keyboard.press('Enter')
  await settled(page)
  await tabTo(page, `a[href="/facilities/${prison}/visit"]`)
  await page.keyboard.press('Enter')
  await expect(page.locator('.visit-child').first()).toBeVisible()
  await tabTo(page, '.visit-child input[type=radio]')
  await page.keyboard.press('Space')
  await expect(page.locator('.visit-bar')).toContainText('1 thing not recorded yet')
  await tabTo(page, '.visit-bar button', 'backwards')
  await page.keyboard.press('Enter')
  await expect(page.getByText(say('en', 'visit.done'), { exact: true })).toBeVisible()
})

test('the language changes on the spot and stays; names are hidden everywhere at once', async ({ open }) => {
  const { child } = await family(open)
  // Another window of the same person, whose language is not set beforehand.
  const { page, context } = await open('worker', { language: 'en', isOwn: true })
  await goTo(page, `/children/${child}`)
  await speak(page, 'km')
  await expect(page.locator('h1')).toContainText('ប៉ែន ពន្លឺ')
  await speak(page, 'en')

  await page.getByRole('button', { name: say('en', 'shell.hide-names') }).click()
  for (const path of [`/children/${child}`, '/children', '/', '/carers']) {
    await goTo(page, path)
    const shown = await page.locator('body').innerText()
    for (const name of [...Object.values(names.child), ...Object.values(names.mother)])
      expect(shown).not.toContain(name)
  }
  await context.clearCookies()
})
