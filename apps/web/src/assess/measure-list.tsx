import type { PolicyPack } from '@komar/domain/policy'
import { CircleCheck, CircleDashed } from 'lucide-react'
import type { ReactNode } from 'react'
import { sayOption } from '../chronicle/field-words.ts'
import { formatDate } from '../i18n/format-date.ts'
import { useSpeech } from '../i18n/language-provider.tsx'
import type { Speech } from '../i18n/speech.ts'
import { List, type Column } from '../ui/list.tsx'
import { sayMeasure, type Measure } from './measure-line.ts'

/** Special measures: which are in place, which are owed, by whom and by when. */
export function MeasureList({ measures, pack }: { measures: readonly Measure[]; pack: PolicyPack }): ReactNode {
  const speech = useSpeech()
  return (
    <List
      caption={speech.text('measures.title')}
      columns={columnsOf(pack, speech)}
      rows={measures}
      rowKey={({ number, class: of }) => `${number} ${of}`}
      whenEmpty={<p>{speech.text('measures.none')}</p>}
    />
  )
}

function columnsOf(pack: PolicyPack, speech: Speech): Column<Measure>[] {
  const { text } = speech
  return [
    {
      id: 'what',
      heading: text('measures.column-what'),
      isName: true,
      cell: (measure) => sayMeasure(measure, pack, speech),
    },
    { id: 'state', heading: text('measures.column-state'), cell: (measure) => <MeasureState measure={measure} /> },
    { id: 'who', heading: text('measures.column-who'), cell: ({ dutyHolder }) => dutyHolder },
    {
      id: 'due',
      heading: text('measures.column-due'),
      cell: ({ due, isInPlace }) => (isInPlace ? null : formatDate(due, speech)),
    },
    { id: 'seen', heading: text('measures.column-seen'), cell: (measure) => saySeen(measure, speech) },
  ]
}

function MeasureState({ measure }: { measure: Measure }): ReactNode {
  const { text } = useSpeech()
  const Icon = measure.isInPlace ? CircleCheck : CircleDashed
  const words = measure.isInPlace
    ? 'measures.in-place'
    : measure.seen !== null
      ? 'measures.not-in-place'
      : measure.state === 'can-be-provided-now'
        ? 'measures.can-now'
        : 'measures.owed'
  return (
    <span className="row">
      <Icon aria-hidden="true" size={18} /> {text(words)}
    </span>
  )
}

function saySeen({ seen, letterAnswerDue }: Measure, speech: Speech): string {
  const letter =
    letterAnswerDue === null ? [] : [speech.text('measures.letter', { date: formatDate(letterAnswerDue, speech) })]
  if (seen === null || seen.on === null) return [speech.text('measures.never-confirmed'), ...letter].join(' · ')
  const state = speech.text(seen.isInPlace ? 'measures.in-place' : 'measures.not-in-place')
  const proof = sayOption('proof', seen.proof, speech)
  return [speech.text('measures.confirmed', { state, date: formatDate(seen.on, speech), proof }), ...letter].join(' · ')
}
