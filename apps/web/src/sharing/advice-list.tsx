// Recommendations in rows: who was advised what, reply due, reply, done. The same rows on a prison's page and in the national list.
import type { AdviceRow } from '@komar/contract/advice'
import type { AdviceState } from '@komar/domain/sharing/kinds'
import { adviceStateOn, factsOfAdvice, type Advice } from '@komar/domain/sharing/state'
import { edtfBounds } from '@komar/domain/time/edtf'
import { plainDate, type PlainDate } from '@komar/domain/time/plain-date'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { sayOption } from '../chronicle/field-words.ts'
import { formatDate } from '../i18n/format-date.ts'
import { useSpeech } from '../i18n/language-provider.tsx'
import type { Speech } from '../i18n/speech.ts'
import { List, type Column } from '../ui/list.tsx'
import { StateShape } from '../ui/state-shape.tsx'
import '../ui/dated-lines.css'

/** A row of the ledger; where it is, only in a list of several places. */
export type AdviceLine = Omit<AdviceRow, 'facility' | 'facilityCode' | 'facilityName' | 'agency'> & {
  facility: { id: string; name: { en: string; km: string } } | null
}

/** A row from the chronicle of a facility. */
export function lineOf(advice: Advice, today: PlainDate): AdviceLine {
  const { id, given, givenOn, replyDue, reply, followed } = advice
  return {
    id,
    facility: null,
    to: given.body.to,
    advice: given.body.advice,
    followsFrom: given.body.followsFrom ?? null,
    givenOn,
    replyDue,
    repliedOn: reply === null ? null : edtfBounds(reply.entry.occurred).latest,
    reply: reply?.body.reply ?? null,
    replyWords: reply?.body.words ?? null,
    passedTo: reply?.body.passedTo ?? null,
    promisedBy: reply?.body.promisedBy ?? null,
    outcome: followed?.body.outcome ?? null,
    outcomeOn: followed === null ? null : edtfBounds(followed.entry.occurred).latest,
    outcomeWords: followed?.body.words ?? null,
    state: adviceStateOn(factsOfAdvice(advice), today),
  }
}

type Props = {
  lines: readonly AdviceLine[]
  /** Where a reply and an outcome are recorded; null where they are not. */
  actions: ((line: AdviceLine) => ReactNode) | null
}

export function AdviceList({ lines, actions }: Props): ReactNode {
  const speech = useSpeech()
  const hasPlaces = lines.some(({ facility }) => facility !== null)
  return (
    <List
      caption={speech.text('advice.caption', { count: lines.length })}
      columns={columnsOf(speech, hasPlaces, actions)}
      rows={lines}
      rowKey={({ id }) => id}
      whenEmpty={<p className="soft">{speech.text('advice.none')}</p>}
    />
  )
}

function columnsOf(speech: Speech, hasPlaces: boolean, actions: Props['actions']): Column<AdviceLine>[] {
  const { text } = speech
  const place: Column<AdviceLine> = {
    id: 'place',
    heading: text('advice.column-place'),
    cell: ({ facility }) =>
      facility && (
        <Link to="/facilities/$id" params={{ id: facility.id }}>
          {facility.name[speech.language]}
        </Link>
      ),
  }
  return [
    { id: 'what', heading: text('advice.column-what'), isName: true, cell: (line) => <What line={line} /> },
    ...(hasPlaces ? [place] : []),
    { id: 'to', heading: text('advice.column-to'), cell: ({ to }) => to },
    { id: 'state', heading: text('advice.column-state'), cell: ({ state }) => <AdviceMark state={state} /> },
    { id: 'reply', heading: text('advice.column-reply'), cell: (line) => sayReply(line, speech) },
    { id: 'outcome', heading: text('advice.column-outcome'), cell: (line) => sayOutcome(line, speech) },
    ...(actions === null ? [] : [{ id: 'do', heading: text('advice.column-do'), cell: actions }]),
  ]
}

function What({ line: { advice, followsFrom, givenOn } }: { line: AdviceLine }): ReactNode {
  const speech = useSpeech()
  const more = [dayOf(givenOn, speech), followsFrom].filter((part) => part !== null && part !== '').join(' · ')
  return (
    <>
      {advice}
      {more !== '' && <div className="soft small">{more}</div>}
    </>
  )
}

const shapes = {
  'reply-overdue': 'past',
  'promise-overdue': 'past',
  waiting: 'approaching',
  accepted: 'within',
  refused: 'may-be-past',
  done: 'unknown',
} as const satisfies Record<AdviceState, string>

function AdviceMark({ state }: { state: AdviceState }): ReactNode {
  const { text } = useSpeech()
  return (
    <span className={`deadline-mark deadline-mark-${shapes[state]}`}>
      <StateShape state={shapes[state]} />
      {text(`advice.state.${state}`)}
    </span>
  )
}

function dayOf(day: string | null, speech: Speech): string | null {
  return day === null ? null : formatDate(plainDate(day), speech)
}

function sayReply(
  { reply, replyDue, repliedOn, promisedBy, passedTo, replyWords }: AdviceLine,
  speech: Speech,
): string {
  const { text } = speech
  if (reply === null) return text('advice.reply-due', { date: dayOf(replyDue, speech) ?? '' })
  const parts = [
    sayOption('reply', reply, speech),
    dayOf(repliedOn, speech),
    promisedBy === null ? null : text('letters.promised-by', { date: dayOf(promisedBy, speech) ?? '' }),
    passedTo,
    replyWords,
  ]
  return parts.filter((part) => part !== null).join(' · ')
}

function sayOutcome({ outcome, outcomeOn, outcomeWords }: AdviceLine, speech: Speech): string {
  if (outcome === null) return speech.text('advice.not-seen')
  const parts = [sayOption('outcome', outcome, speech), dayOf(outcomeOn, speech), outcomeWords]
  return parts.filter((part) => part !== null).join(' · ')
}
