// The languages of the page and how one is loaded: a catalogue is fetched only for the language that is read.
import { i18n, type Messages } from '@lingui/core'
import type { PagePart } from './first-words.ts'

export const languages = ['en', 'km'] as const
export type Language = (typeof languages)[number]

/** Which figures numbers and dates are written with in Khmer; English always uses Latin ones. */
export type Digits = 'latin' | 'khmer'

const languageKey = 'komar.language'
const digitsKey = 'komar.digits'

// compile-catalogues.ts cuts each catalogue in two and turns the texts into Lingui's parsed messages.
const parts: Record<PagePart, Record<string, () => Promise<Messages>>> = {
  first: import.meta.glob<Messages>('./{en,km}.json', { query: '?part=first', import: 'default' }),
  rest: import.meta.glob<Messages>('./{en,km}.json', { query: '?part=rest', import: 'default' }),
}
const loaded = new Set<string>()
let isWholeWanted = false

export function isLanguage(value: unknown): value is Language {
  return languages.some((language) => language === value)
}

/** Whether someone has chosen a language on this device; otherwise the account's own is spoken after sign-in. */
export function hasChosenLanguage(): boolean {
  return isLanguage(localStorage.getItem(languageKey))
}

/** The language last chosen on this device, else the browser's own when we speak it, else Khmer. */
export function rememberedLanguage(): Language {
  const remembered = localStorage.getItem(languageKey)
  if (isLanguage(remembered)) return remembered
  return navigator.languages.map((tag) => tag.split('-')[0]).find(isLanguage) ?? 'km'
}

export function rememberedDigits(): Digits {
  return localStorage.getItem(digitsKey) === 'khmer' ? 'khmer' : 'latin'
}

/** Keeps a choice for the next visit on this device. */
export function rememberLanguage(language: Language, digits: Digits): void {
  localStorage.setItem(languageKey, language)
  localStorage.setItem(digitsKey, digits)
}

/** Loads a language and speaks it from now on. */
export async function speak(language: Language, digits: Digits): Promise<void> {
  await Promise.all([load(language, 'first'), language === 'km' ? khmerFont() : undefined])
  // Asked only now: a page may have come to need all words meanwhile. Nothing may be waited for between the answer and the change.
  if (isWholeWanted) await load(language, 'rest')
  i18n.activate(language, numberLocale(language, digits))
  document.documentElement.lang = language
}

/** Loads the words of all pages, in the language that is spoken and from now on in any other. */
export async function speakWhole(): Promise<void> {
  isWholeWanted = true
  if (isLanguage(i18n.locale)) await load(i18n.locale, 'rest')
}

async function load(language: Language, part: PagePart): Promise<void> {
  const fetchPart = parts[part][`./${language}.json`]
  if (!fetchPart) throw new Error(`speak: no catalogue for ${language}`)
  const words = await fetchPart()
  if (loaded.has(`${language} ${part}`)) return
  loaded.add(`${language} ${part}`)
  // A copy, because Lingui writes later parts into the first.
  i18n.load(language, { ...words })
}

/** The BCP 47 tag that makes Intl write the wanted figures. */
export function numberLocale(language: Language, digits: Digits): string {
  if (language === 'en') return 'en-GB'
  return digits === 'khmer' ? 'km-u-nu-khmr' : 'km-u-nu-latn'
}

const fontPatienceMs = 400

/** Waits a moment for the Khmer font, so that the text does not jump; a slow network does not hold the page back. */
async function khmerFont(): Promise<void> {
  if (!('fonts' in document)) return
  const patience = new Promise((resolve) => setTimeout(resolve, fontPatienceMs))
  await Promise.race([document.fonts.load('1em "Noto Sans Khmer Variable"', 'ក').catch(() => []), patience])
}
