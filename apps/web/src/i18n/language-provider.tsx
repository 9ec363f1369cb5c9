import { i18n } from '@lingui/core'
import { I18nProvider } from '@lingui/react'
import { createContext, use, useMemo, useState, type ReactNode } from 'react'
import {
  rememberLanguage,
  rememberedDigits,
  rememberedLanguage,
  speak,
  type Digits,
  type Language,
} from './language.ts'
import { inLatinFigures } from './format-number.ts'
import { keptWord } from './kept-words.ts'
import type { MessageId, TextValues } from './message-id.ts'
import type { Say, Speech } from './speech.ts'

type LanguageChoice = Speech & {
  /** Speaks another language from now on, and on the next visit. */
  choose: (language: Language, digits?: Digits) => Promise<void>
  /** Speaks another language without taking it for this person's choice. */
  follow: (language: Language) => Promise<void>
}

const LanguageContext = createContext<LanguageChoice | null>(null)

type Props = { language?: Language; digits?: Digits; children: ReactNode }

/** Gives the page its language. `speak` must have been called once before, so that nothing is shown without words. */
export function LanguageProvider(props: Props): ReactNode {
  const [spoken, setSpoken] = useState({
    language: props.language ?? rememberedLanguage(),
    digits: props.digits ?? rememberedDigits(),
  })
  const choice = useMemo(
    (): LanguageChoice => ({
      ...spoken,
      text: sayIn(spoken),
      choose: async (language, digits = spoken.digits) => {
        rememberLanguage(language, digits)
        await speak(language, digits)
        setSpoken({ language, digits })
      },
      follow: async (language) => {
        await speak(language, spoken.digits)
        setSpoken({ language, digits: spoken.digits })
      },
    }),
    [spoken],
  )
  return (
    <LanguageContext value={choice}>
      <I18nProvider i18n={i18n}>{props.children}</I18nProvider>
    </LanguageContext>
  )
}

// A new function for each language, so that what depends on it is made again.
function sayIn({ language, digits }: Pick<Speech, 'language' | 'digits'>): Say {
  const say = (id: MessageId, values?: TextValues): string => i18n._(keptWord(id), values)
  // Numbers inside a sentence look like those beside it: two kinds of figures on one page are read as two kinds of numbers.
  return language === 'km' && digits === 'latin' ? (id, values) => inLatinFigures(say(id, values)) : say
}

/** The reader's language and how to change it. */
export function useLanguage(): LanguageChoice {
  const choice = use(LanguageContext)
  if (!choice) throw new Error('useLanguage: no LanguageProvider above')
  return choice
}

/** What formatting functions need. */
export function useSpeech(): Speech {
  return useLanguage()
}

/** `text('id', { place: value })`: one text of the catalogue. */
export function useText(): Say {
  return useLanguage().text
}
