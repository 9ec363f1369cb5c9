// For tests only: speaks a language from the catalogues' own texts, and renders what needs one.
import { i18n } from '@lingui/core'
import { compileMessageOrThrow } from '@lingui/message-utils/compileMessage'
import { render, type RenderResult } from '@testing-library/react'
import type { ReactNode } from 'react'
import en from './en.json' with { type: 'json' }
import km from './km.json' with { type: 'json' }
import { LanguageProvider } from './language-provider.tsx'
import { numberLocale, type Digits, type Language } from './language.ts'
import type { Speech } from './speech.ts'

const catalogues: Record<Language, Record<string, string>> = { en, km }

/** Speaks a language from now on. */
export function speakForTest(language: Language, digits: Digits = 'latin'): Speech {
  const messages = Object.entries(catalogues[language]).map(([id, text]) => [id, compileMessageOrThrow(text)])
  i18n.loadAndActivate({
    locale: language,
    locales: numberLocale(language, digits),
    messages: Object.fromEntries(messages),
  })
  return { language, digits, text: (id, values) => i18n._(id, values) }
}

/** Renders in a language. */
export function renderSpoken(page: ReactNode, language: Language = 'en', digits: Digits = 'latin'): RenderResult {
  speakForTest(language, digits)
  return render(
    <LanguageProvider language={language} digits={digits}>
      {page}
    </LanguageProvider>,
  )
}
