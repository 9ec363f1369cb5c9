// The languages of the page and how one is loaded: a catalogue is fetched only for the language that is read.
import { i18n, type Messages } from '@lingui/core'

export const languages = ['en', 'km'] as const
export type Language = (typeof languages)[number]

/** Which figures numbers and dates are written with in Khmer; English always uses Latin ones. */
export type Digits = 'latin' | 'khmer'

const languageKey = 'komar.language'
const digitsKey = 'komar.digits'

const loaders: Record<Language, () => Promise<{ default: object }>> = {
  en: () => import('./en.json'),
  km: () => import('./km.json'),
}

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
  const [catalogue] = await Promise.all([loaders[language](), language === 'km' ? khmerFont() : undefined])
  // compile-catalogues.ts has turned the texts into Lingui's parsed messages.
  i18n.load(language, catalogue.default as Messages)
  i18n.activate(language, numberLocale(language, digits))
  document.documentElement.lang = language
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
