// The law's clock of one child: word, shape and colour, the date and how far off it is; one tap tells how it was reckoned.
import type { Edtf } from '@komar/domain/time/edtf'
import type { DateRange, PlainDate } from '@komar/domain/time/plain-date'
import { useEffect, useRef, type ReactNode, type RefObject } from 'react'
import {
  formatDate,
  formatDays,
  formatDistance,
  formatMonths,
  formatRange,
  formatRangeDistance,
} from '../i18n/format-date.ts'
import { formatEdtf } from '../i18n/format-edtf.ts'
import type { MessageId } from '../i18n/message-id.ts'
import { useSpeech } from '../i18n/language-provider.tsx'
import type { Speech } from '../i18n/speech.ts'
import { StateShape, type ClockState } from './state-shape.tsx'
import './clock-chip.css'

export type ClockReckoning = {
  birth: Edtf | null
  /** `months` null: the law that is known has no fixed limit. `note`: what the source says beside it. */
  limit: { months: number | null; from: Edtf | null; note: string | null; source: string; isVerified: boolean } | null
  daysOver: { min: number; max: number }
}

type Props = {
  state: ClockState
  /** The first day past the limit; both ends when it is uncertain, null when it is not known or does not come. */
  firstDayPast: DateRange | null
  today: PlainDate
  /** How it was reckoned, where it is known; without it the chip does not open. */
  reckoning?: ClockReckoning | undefined
}

export const clockWords = {
  within: 'clock.within',
  approaching: 'clock.approaching',
  'may-be-past': 'clock.may-be-past',
  past: 'clock.past',
  'no-limit': 'clock.no-limit-known',
  unknown: 'clock.unknown',
  'not-in-prison': 'clock.not-in-prison',
} as const satisfies Record<ClockState, MessageId>

export function ClockChip(props: Props): ReactNode {
  const details = useRef<HTMLDetailsElement>(null)
  useClosing(details)
  if (!props.reckoning) return <BriefFace {...props} />
  return (
    <details className="clock-chip" ref={details}>
      <summary>
        <Face {...props} />
      </summary>
      <Panel {...props} reckoning={props.reckoning} />
    </details>
  )
}

function Face({ state, firstDayPast, today }: Props): ReactNode {
  const speech = useSpeech()
  return (
    <span className={`clock-chip-face clock-chip-${state}`}>
      <StateShape state={state} />
      <span className="clock-chip-words">
        <span className="clock-chip-state">{speech.text(clockWords[state])}</span>
        {firstDayPast && state !== 'not-in-prison' && (
          <span>
            {speech.text('clock.date-and-distance', {
              date: formatRange(firstDayPast, speech),
              distance: formatRangeDistance(firstDayPast, today, speech),
            })}
          </span>
        )}
      </span>
    </span>
  )
}

/** One line for dense rows: the state, and the day with its distance; of an uncertain day both ends, and no distance. */
function BriefFace({ state, firstDayPast, today }: Props): ReactNode {
  const speech = useSpeech()
  const isCertain = firstDayPast !== null && firstDayPast.earliest === firstDayPast.latest
  return (
    <span className={`clock-chip clock-chip-face clock-chip-brief clock-chip-${state}`}>
      <StateShape state={state} />
      <span className="clock-chip-state">{speech.text(clockWords[state])}</span>
      {firstDayPast && state !== 'not-in-prison' && (
        <span className="small">
          {isCertain
            ? speech.text('clock.date-and-distance', {
                date: formatDate(firstDayPast.latest, speech),
                distance: formatDistance(firstDayPast.latest, today, speech),
              })
            : formatRange(firstDayPast, speech)}
        </span>
      )}
    </span>
  )
}

function Panel({ firstDayPast, reckoning }: Props & { reckoning: ClockReckoning }): ReactNode {
  const speech = useSpeech()
  const { birth, limit, daysOver } = reckoning
  const certainty = firstDayPast === null ? 'none' : firstDayPast.earliest === firstDayPast.latest ? 'exact' : 'range'
  const isWithoutLimit = limit !== null && limit.months === null
  return (
    <div className="clock-chip-panel">
      <dl>
        <Line term="clock.birth">
          {birth ? formatEdtf(birth, speech, 'between') : speech.text('clock.birth-unknown')}
        </Line>
        <Line term="clock.limit">{limit ? limitWords(limit, speech) : speech.text('clock.no-limit')}</Line>
        <Line term="clock.first-day-past">
          {firstDayPast ? formatRange(firstDayPast, speech) : speech.text('clock.no-day')}
        </Line>
        <Line term="clock.days-over">{formatDays(daysOver, speech)}</Line>
        {!isWithoutLimit && <Line term="clock.certainty">{speech.text(certaintyWords[certainty])}</Line>}
      </dl>
    </div>
  )
}

const certaintyWords = {
  exact: 'clock.certain',
  range: 'clock.uncertain',
  none: 'clock.cannot-tell',
} as const satisfies Record<string, MessageId>

function limitWords(limit: NonNullable<ClockReckoning['limit']>, speech: Speech): ReactNode {
  const age = limit.months === null ? speech.text('clock.no-limit-known') : formatMonths(limit.months, speech)
  return (
    <>
      {limit.from ? speech.text('clock.limit-since', { age, date: formatEdtf(limit.from, speech, 'between') }) : age}
      {limit.note !== null && (
        <>
          <br />
          {limit.note}
        </>
      )}
      <br />
      <span className="soft small">{limit.source}</span>
      {!limit.isVerified && <span className="soft small"> · {speech.text('clock.unverified')}</span>}
    </>
  )
}

function Line({ term, children }: { term: MessageId; children: ReactNode }): ReactNode {
  const speech = useSpeech()
  return (
    <div>
      <dt>{speech.text(term)}</dt>
      <dd>{children}</dd>
    </div>
  )
}

/** Closes an open panel on Escape and on a press elsewhere, as people expect of something that lies over the page. */
function useClosing(details: RefObject<HTMLDetailsElement | null>): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape' || !details.current?.open) return
      details.current.open = false
      details.current.querySelector('summary')?.focus()
    }
    const onPress = (event: PointerEvent): void => {
      if (event.target instanceof Node && details.current?.contains(event.target)) return
      if (details.current) details.current.open = false
    }
    document.addEventListener('keydown', onKey)
    document.addEventListener('pointerdown', onPress)
    return () => {
      document.removeEventListener('keydown', onKey)
      document.removeEventListener('pointerdown', onPress)
    }
  }, [details])
}
