import {
  isMissing,
  measureStateOn,
  voices,
  type MeasureState,
  type StandingMeasure,
} from '@komar/domain/assess/measure-standing'
import type { CountryPack } from '@komar/domain/policy'
import type { PlainDate } from '@komar/domain/time/plain-date'
import { CircleAlert, CircleCheck, CircleDashed, CircleHelp } from 'lucide-react'
import type { ReactNode } from 'react'
import { formatDate } from '../i18n/format-date.ts'
import { useSpeech } from '../i18n/language-provider.tsx'
import type { Speech } from '../i18n/speech.ts'
import { List, type Column } from '../ui/list.tsx'
import { sayMeasure } from './measure-line.ts'
import './measure-list.css'

type Props = {
  measures: readonly StandingMeasure[]
  pack: CountryPack
  today: PlainDate
  agencyName: (id: string) => string
}

/** Special measures: how each stands, who owes it by when, and what each voice last said. What is there is folded under what is not. */
export function MeasureList({ measures, ...about }: Props): ReactNode {
  const { text } = useSpeech()
  const missing = measures.filter(isMissing)
  const others = measures.filter((measure) => !isMissing(measure))
  if (measures.length === 0) return <p>{text('measures.none')}</p>
  return (
    <div className="stack-tight">
      <p className="soft">{text('measures.caption', { count: measures.length, missing: missing.length })}</p>
      {missing.length > 0 && <MeasureTable measures={missing} caption={text('measures.missing')} {...about} />}
      {others.length > 0 && (
        <details>
          <summary>{text('measures.others', { count: others.length })}</summary>
          <MeasureTable measures={others} caption={text('measures.others', { count: others.length })} {...about} />
        </details>
      )}
    </div>
  )
}

function MeasureTable({ measures, caption, ...about }: Props & { caption: string }): ReactNode {
  const speech = useSpeech()
  return (
    <List
      caption={caption}
      columns={columnsOf(about, speech)}
      rows={measures}
      rowKey={({ measure, class: of }) => `${measure} ${of}`}
      whenEmpty={null}
    />
  )
}

type About = Omit<Props, 'measures'>

function columnsOf({ pack, today, agencyName }: About, speech: Speech): Column<StandingMeasure>[] {
  const { text } = speech
  return [
    {
      id: 'what',
      heading: text('measures.column-what'),
      isName: true,
      cell: (measure) => (
        <>
          {sayMeasure({ number: measure.measure, class: measure.class }, pack, speech)}{' '}
          <span className="soft small">{text('measures.class', { class: measure.class })}</span>
        </>
      ),
    },
    {
      id: 'state',
      heading: text('measures.column-state'),
      cell: (measure) => <StateOf measure={measure} today={today} />,
    },
    {
      id: 'who',
      heading: text('measures.column-who'),
      cell: (measure) => (
        <>
          {measure.dutyHolder}
          <div className="soft small">{sayWhen(measure, today, speech)}</div>
        </>
      ),
    },
    {
      id: 'said',
      heading: text('measures.column-said'),
      cell: (measure) => <Said measure={measure} today={today} agencyName={agencyName} />,
    },
  ]
}

const signs = {
  provided: CircleCheck,
  'to-confirm': CircleHelp,
  owed: CircleDashed,
  'not-provided': CircleAlert,
} as const satisfies Record<MeasureState, unknown>

function StateOf({ measure, today }: { measure: StandingMeasure; today: PlainDate }): ReactNode {
  const { text } = useSpeech()
  const state = measureStateOn(measure, today)
  const Icon = signs[state]
  const isToday = measure.class === 'A' && measure.missing !== null
  return (
    <>
      <span className="measure-state">
        <Icon aria-hidden="true" size={18} /> {text(`measures.state.${state}`)}
      </span>
      {isToday && <div className="small">{text('measures.act-today')}</div>}
      {measure.state === 'can-be-provided-now' && measure.missing !== null && (
        <div className="soft small">{text('measures.can-now')}</div>
      )}
    </>
  )
}

/** When it was due, or by when somebody looks again, and how often that is. */
function sayWhen({ missing, lookAgainBy, row, letter }: StandingMeasure, today: PlainDate, speech: Speech): string {
  const { text } = speech
  const sent = letter === null ? [] : [text('measures.letter', { date: formatDate(letter.body.answerDue, speech) })]
  if (missing !== null) {
    return [text('measures.due', { date: formatDate(missing.due, speech) }), ...sent].join(' · ')
  }
  const every = row?.check.everyDays ?? null
  if (lookAgainBy === null || every === null) return text('measures.look-on-event')
  const words = lookAgainBy < today ? 'measures.look-overdue' : 'measures.look-again'
  return text(words, { date: formatDate(lookAgainBy, speech), days: every })
}

type SaidProps = { measure: StandingMeasure } & Pick<About, 'agencyName' | 'today'>

/** Each voice by itself; two that differ stand as they are, and nobody makes one out of them. */
function Said({ measure, today, agencyName }: SaidProps): ReactNode {
  const speech = useSpeech()
  const { text } = speech
  const spoken = voices.filter((voice) => measure.voices[voice] !== null)
  const accepted = (measure.row?.proof ?? []).map((voice) => text(`measures.voice.${voice}`))
  return (
    <>
      {spoken.length === 0 && <span className="soft">{text('measures.nothing-said')}</span>}
      <ul className="plain-list">
        {spoken.map((voice) => (
          <li key={voice}>
            <span className="soft">{text(`measures.voice.${voice}`)}:</span>{' '}
            {sayVoice(measure.voices[voice], speech, agencyName)}
          </li>
        ))}
      </ul>
      {measure.doVoicesDiffer && <p className="small">{text('measures.voices-differ')}</p>}
      {measureStateOn(measure, today) !== 'provided' && (
        <p className="soft small">{text('measures.proof', { proof: accepted.join(', ') })}</p>
      )}
    </>
  )
}

function sayVoice(
  voice: StandingMeasure['voices']['record'],
  speech: Speech,
  agencyName: SaidProps['agencyName'],
): string {
  if (voice === null) return speech.text('measures.nothing-said')
  const state = speech.text(voice.isInPlace ? 'measures.in-place' : 'measures.not-in-place')
  const by = agencyName(voice.confirmation.entry.agency)
  return voice.on === null
    ? `${state} (${by})`
    : speech.text('measures.said', { state, date: formatDate(voice.on, speech), by })
}
