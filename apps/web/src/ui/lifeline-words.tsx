import type { ReactNode } from 'react'
import { formatRange } from '../i18n/format-date.ts'
import { useSpeech } from '../i18n/language-provider.tsx'
import type { Speech } from '../i18n/speech.ts'
import type { Mark } from './lifeline-data.ts'

/** When a mark was, in words: "from 3 May 2010 until 1 January 2012". */
export function sayWhen(mark: Mark, speech: Speech): string {
  if (mark.type === 'moment') return formatRange(mark.at, speech)
  const from = formatRange(mark.from, speech)
  if (mark.until === null) return speech.text('date.since', { date: from })
  return speech.text('date.from-until', { from, to: formatRange(mark.until, speech) })
}

/** A mark as one sentence, for those who hear the picture. */
export function sayMark(mark: Mark, speech: Speech): string {
  return speech.text('lifeline.mark', { label: mark.label, when: sayWhen(mark, speech) })
}

/** The words of the chosen mark, with the way to its entry. */
export function MarkWords({ mark, link }: { mark: Mark; link: ReactNode }): ReactNode {
  const speech = useSpeech()
  return (
    <p>
      <strong>{mark.label}</strong> <span>{sayWhen(mark, speech)}</span> {link}
    </p>
  )
}
