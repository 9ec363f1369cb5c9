import { missingCode, type MissingCode } from '@komar/domain/assess/questionnaire'
import type { ReactNode } from 'react'
import type { MessageId } from '../i18n/message-id.ts'
import { useText } from '../i18n/language-provider.tsx'
import { Button } from '../ui/button.tsx'

export const missingWords = {
  'does-not-know': 'missing.does-not-know',
  'not-asked': 'missing.not-asked',
  'prefers-not-to-say': 'missing.prefers-not-to-say',
} as const satisfies Record<MissingCode, MessageId>

type Props = { label: string; missing: MissingCode | undefined; onChange: (missing: MissingCode | undefined) => void }

/** "Does not know", "not asked" and "prefers not to say" are full answers, and never read as "no". */
export function MissingChoice({ label, missing, onChange }: Props): ReactNode {
  const text = useText()
  return (
    <div className="question-missing" role="group" aria-label={text('missing.for', { question: label })}>
      {missingCode.options.map((code) => (
        <Button
          key={code}
          aria-pressed={missing === code}
          onClick={() => onChange(missing === code ? undefined : code)}
        >
          {text(missingWords[code])}
        </Button>
      ))}
    </div>
  )
}
