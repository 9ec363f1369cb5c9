import type { PlainDate } from '@komar/domain/time/plain-date'
import { History } from 'lucide-react'
import type { ReactNode } from 'react'
import { formatDate } from '../i18n/format-date.ts'
import { useSpeech } from '../i18n/language-provider.tsx'
import { Button } from './button.tsx'
import './as-of-bar.css'

type Props = { asOf: PlainDate; knownAt: PlainDate | null; onToday: () => void }

/** Worn by a page that shows a past day; such a page has no forms (ui.md, "As-of bar"). */
export function AsOfBar({ asOf, knownAt, onToday }: Props): ReactNode {
  const speech = useSpeech()
  const day = formatDate(asOf, speech)
  return (
    <div className="as-of-bar">
      <History aria-hidden="true" size={20} />
      <strong>
        {knownAt === null
          ? speech.text('as-of.day', { day })
          : speech.text('as-of.day-known', { day, known: formatDate(knownAt, speech) })}
      </strong>
      <span>{speech.text('as-of.not-editable')}</span>
      <Button onClick={onToday}>{speech.text('as-of.to-today')}</Button>
    </div>
  )
}
