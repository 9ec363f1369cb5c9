import type { ReactNode } from 'react'
import { useLanguage } from '../i18n/language-provider.tsx'
import { languages, type Digits, type Language } from '../i18n/language.ts'
import { Button } from '../ui/button.tsx'

/** Each language is named in itself, so that someone who cannot read this page finds the other. */
const ownNames: Record<Language, string> = { en: 'English', km: 'ភាសាខ្មែរ' }
const figures: Record<Digits, string> = { latin: '123', khmer: '១២៣' }

type Props = { onChosen?: (language: Language) => void }

export function LanguageSwitch({ onChosen }: Props): ReactNode {
  const { language, digits, choose, text } = useLanguage()
  const pick = async (chosen: Language): Promise<void> => {
    await choose(chosen)
    onChosen?.(chosen)
  }
  return (
    <div className="stack-tight">
      <div className="row" role="group" aria-label={text('shell.language')}>
        {languages.map((each) => (
          <Button key={each} lang={each} aria-pressed={each === language} onClick={() => void pick(each)}>
            {ownNames[each]}
          </Button>
        ))}
      </div>
      {language === 'km' && (
        <div className="row" role="group" aria-label={text('shell.figures')}>
          {(['latin', 'khmer'] as const).map((each) => (
            <Button key={each} aria-pressed={each === digits} onClick={() => void choose(language, each)}>
              {figures[each]}
            </Button>
          ))}
        </div>
      )}
    </div>
  )
}
