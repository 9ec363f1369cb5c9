// The situation report of July 2013 prints what was published (product.md, G5 and G9), from entries alone, in both languages.
import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { expect, goTo, test, type Language } from './sign-in.ts'

const reportDay = '/reports/situation?asOf=2013-07-31'

const figures = (page: Page) => page.locator('.situation-figures dd')
const charges = (page: Page) => page.locator('.charge-bars li')

/** The rows of the trend's table that were published by others: when, how many, who, coverage. */
async function published(page: Page): Promise<string[][]> {
  await page.locator('#trend').getByRole('button').click()
  const rows = await page.locator('#trend tbody tr').all()
  const cells = await Promise.all(rows.map((row) => row.locator('th, td').allInnerTexts()))
  const isOwn = (row: string[]): boolean => row.at(-1) === row[2]
  return cells.map((row) => row.map((cell) => cell.trim())).filter((row) => !isOwn(row))
}

const words: Record<Language, { trial: string; reporting: string; women: string; assessed: string; riel: string }> = {
  en: {
    trial: 'Still awaiting trial: 35 of 64 (55 %).',
    reporting: '15 of 23 facilities that hold women counted in the last 31 days.',
    women: 'They hold over 80 % of the women held',
    assessed: 'Assessments finished so far by any state authority: 0; by others: 0.',
    riel: '51 children × 1,400 riel = 71,400 riel',
  },
  km: { trial: '35', reporting: '15', women: '80', assessed: '0', riel: '71,400' },
}

for (const language of ['en', 'km'] as const) {
  test(`the report as of 31 July 2013 prints what was published, in ${language}`, async ({ open }) => {
    const { page } = await open('supervisor', { language })
    await goTo(page, reportDay)
    await expect(figures(page)).toHaveText(['51', '12', '64', '0'])
    const most = await charges(page).locator('strong').allInnerTexts()
    // Drug trafficking, theft, prostitution: 61 of 64, all but three.
    expect(most.slice(0, 3)).toEqual(['38', '17', '6'])
    expect(most.slice(3)).toEqual(['1', '1', '1'])
    await expect(page.locator('#carers')).toContainText(words[language].trial)
    await expect(page.locator('#facilities')).toContainText(words[language].reporting)
    await expect(page.locator('#facilities')).toContainText(words[language].women)
    await expect(page.locator('#decisions')).toContainText(words[language].assessed)
    await expect(page.locator('#food')).toContainText(words[language].riel)
    await expect(page.locator('html')).toHaveAttribute('lang', language)
  })
}

test('the ages and the children past the limit are those of the report', async ({ open }) => {
  const { page } = await open('analyst')
  await goTo(page, reportDay)
  await expect(page.getByText('They are aged from 1 month to 8 years.')).toBeVisible()
  await expect(page.locator('#past-limit')).toContainText('Children past the age limit: 12.')
  await expect(page.locator('#past-limit table')).toHaveCount(0)
  await expect(page.locator('#facilities')).toContainText(
    'Facilities with learning or play on site: 4; run by the State: 0',
  )
})

test('the trend shows each published count as a point with its source and coverage', async ({ open }) => {
  const { page } = await open('supervisor')
  await goTo(page, '/reports/situation')
  const rows = await published(page)
  expect(rows.map((row) => row.slice(0, 4))).toEqual([
    ['April 2011', '36', 'prisons department', 'national'],
    ['May 2012', '81', 'LICADHO', '14 facilities'],
    ['July 2013', '51', 'LICADHO', '15 of 23 facilities'],
    ['November 2014', '40', 'LICADHO', expect.stringContaining('monitored')],
  ])
  for (const row of rows) expect(row.at(-1), 'a source').not.toBe('')
})

test('the saved files hold the same figures', async ({ open }) => {
  const { page } = await open('supervisor')
  await goTo(page, reportDay)
  const saving = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Save for programs (JSON)' }).click()
  const file = await (await saving).path()
  const saved: unknown = JSON.parse(await readFile(file, 'utf8'))
  expect(saved).toMatchObject({
    asOf: '2013-07-31',
    children: { total: 51, overLimitAge: 12 },
    carers: { total: 64, preTrial: 35 },
    assessments: { byState: 0 },
    facilities: { reporting: 15, withWomen: 23 },
  })
})
