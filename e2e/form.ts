// Fills in a form of the page by the names of its fields, so that one journey serves both languages; words are taken from the
// catalogues of the page itself.
import { readFileSync } from 'node:fs'
import { headingOf, settled, type Language } from './sign-in.ts'
import type { Page } from '@playwright/test'

type Catalogue = Record<string, string>

function catalogue(language: Language): Catalogue {
  const path = new URL(`../apps/web/src/i18n/${language}.json`, import.meta.url)
  return JSON.parse(readFileSync(path, 'utf8')) as Catalogue // a flat file of texts, checked by the page's own tests
}

const catalogues: Record<Language, Catalogue> = { en: catalogue('en'), km: catalogue('km') }

/** A text of the page as its catalogue has it, with values for its plain braces. */
export function say(language: Language, id: string, values: Readonly<Record<string, string>> = {}): string {
  const text = catalogues[language][id]
  if (text === undefined) throw new Error(`no text ${id} in ${language}`)
  return text.replaceAll(/\{(\w+)\}/g, (braces, name: string) => values[name] ?? braces)
}

/** Matches a text of the page whatever stands where its braces are; of a plural, use `say` of what is shown. */
export function saying(language: Language, id: string): RegExp {
  const parts = say(language, id).split(/\{\w+\}/)
  return new RegExp(parts.map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)).join('.+'))
}

export type Answer =
  | { text: string }
  | { choose: string }
  | { select: string }
  /** As much as is known: 2014-12-05, 2014-12 or 2014. */
  | { date: string }
  /** The message id of its label. */
  | { tick: string }

/** Answers the fields of the open form, in order; a field is named as in its entry: `panel.1.name`. */
export async function fill(page: Page, language: Language, answers: Readonly<Record<string, Answer>>): Promise<void> {
  for (const [path, answer] of Object.entries(answers)) {
    const id = `field-${path.replaceAll('.', '-')}`
    if ('text' in answer) await page.locator(`#${id}`).fill(answer.text)
    else if ('select' in answer) await page.locator(`#${id}`).selectOption(answer.select)
    else if ('choose' in answer) await page.locator(`input[name="${id}"][value="${answer.choose}"]`).check()
    else if ('tick' in answer) await page.getByLabel(say(language, answer.tick), { exact: false }).first().check()
    else await fillDate(page, id, answer.date)
  }
}

async function fillDate(page: Page, id: string, date: string): Promise<void> {
  const whole = page.locator(`input#${id}`)
  if ((await whole.count()) > 0) return whole.fill(date)
  const [year = '', month = '', day = ''] = date.split('-')
  await page.locator(`#${id}-from-year`).fill(year)
  await page.locator(`#${id}-from-month`).selectOption(month === '' ? '' : String(Number(month)))
  await page.locator(`#${id}-from-day`).fill(day === '' ? '' : String(Number(day)))
}

/** Presses a button by its text. */
export async function pressNamed(
  page: Page,
  language: Language,
  id: string,
  values: Readonly<Record<string, string>> = {},
): Promise<void> {
  await page.getByRole('button', { name: say(language, id, values), exact: true }).click()
}

/** Presses the form's main button. */
export async function press(page: Page): Promise<void> {
  await page.locator('main button[type=submit]').click()
}

/** Records the form, and waits until the page has gone on to where the form leads. */
export async function record(page: Page): Promise<void> {
  const form = new URL(page.url()).pathname
  const left = await headingOf(page)
  await press(page)
  await page.waitForURL(({ pathname }) => pathname !== form, { waitUntil: 'commit', timeout: 20_000 })
  // The address changes first: until the next page is there, the form still stands.
  await left.gone()
  await settled(page)
}

/** The device has written down all that was typed. */
export async function untilSaved(page: Page): Promise<void> {
  await page.locator('.saved-at[aria-busy=false] svg').waitFor()
}
