import { listBacklog, type WaitingRow } from '@komar/contract/work'
import { waveSet } from '@komar/domain/assess/start-up-kinds'
import { proposeWaves, type ProposedWave } from '@komar/domain/insight/proposed-waves'
import { edtfBounds, parseEdtf } from '@komar/domain/time/edtf'
import { plainDate, type PlainDate } from '@komar/domain/time/plain-date'
import { Link } from '@tanstack/react-router'
import { useState, type ReactNode } from 'react'
import { formatDate } from '../i18n/format-date.ts'
import { useSpeech, useText } from '../i18n/language-provider.tsx'
import { usePolicy } from '../policy/use-policy.ts'
import { useActs } from '../record/use-acts.ts'
import { recordAddress } from '../register/actions.ts'
import { useDirectory } from '../register/directory.ts'
import { Answered } from '../shell/answered.tsx'
import { PersonName } from '../shell/names.tsx'
import { Page } from '../shell/page.tsx'
import { ask } from '../store/ask.ts'
import { useAnswer } from '../store/use-answer.ts'
import { Button, buttonClass } from '../ui/button.tsx'
import { PageState } from '../ui/page-state.tsx'
import { TextField } from '../ui/text-field.tsx'
import { ActsOutcome } from './case-load-page.tsx'
import { WorkTabs } from './work-tabs.tsx'

function askBacklog(isBackground: boolean) {
  return ask(listBacklog, {}, { isBackground })
}

/** The first months with old data: whom nobody assessed, in dated waves, and the plan that Komar proposes for the rest. */
export function StartUpPage(): ReactNode {
  const text = useText()
  const asked = useAnswer(askBacklog)
  return (
    <Answered asked={asked} title="start-up.title">
      {({ waiting, today }) => (
        <Page title="start-up.title" lead={<p className="soft">{text('start-up.lead')}</p>}>
          <WorkTabs />
          {waiting.length === 0 && <PageState kind="empty" heading={text('start-up.empty')} />}
          <Unplanned waiting={waiting.filter(({ wave }) => wave === null)} today={plainDate(today)} />
          <Planned waiting={waiting.filter(({ wave }) => wave !== null)} today={plainDate(today)} />
        </Page>
      )}
    </Answered>
  )
}

function Unplanned({ waiting, today }: { waiting: readonly WaitingRow[]; today: PlainDate }): ReactNode {
  const text = useText()
  const pack = usePolicy()
  const [typed, setTyped] = useState<string | null>(null)
  const { isSending, outcome, send } = useActs(pack)
  if (waiting.length === 0 || pack === null || pack.procedures === null) return null
  const perWeek = typed ?? String(pack.procedures.work.visitsPerWorkerAndWeek.value)
  const waves = proposeWaves(waiting.map(waitingOf), today, Number(perWeek) || 1)
  const plan = (): void => {
    const acts = waves.flatMap(({ wave, by, children }) =>
      children.map((subject) => ({ kind: waveSet.name, subject, body: { wave, by } })),
    )
    void send(acts)
  }
  return (
    <section className="stack" aria-labelledby="unplanned">
      <h2 id="unplanned">{text('start-up.unplanned', { count: waiting.length })}</h2>
      <p>{text('start-up.order')}</p>
      <TextField
        id="per-week"
        label={text('start-up.per-week')}
        value={perWeek}
        onChange={setTyped}
        inputMode="numeric"
      />
      <p>{text('start-up.takes', { weeks: waves.length })}</p>
      <div>
        <Button weight="main" disabled={isSending} onClick={plan}>
          {text('start-up.plan', { count: waiting.length })}
        </Button>
      </div>
      <p className="soft">{text('start-up.can-change')}</p>
      <ActsOutcome outcome={outcome} />
      <Waves waves={waves} waiting={waiting} today={today} />
    </section>
  )
}

function waitingOf({ child, bornLatest }: WaitingRow) {
  const since = parseEdtf(child.livesSince ?? '')
  return {
    child: child.id,
    bornLatest: bornLatest === null ? null : plainDate(bornLatest),
    insideSince: since.ok ? edtfBounds(since.value).earliest : null,
    pastFrom: child.pastFrom === null ? null : plainDate(child.pastFrom.earliest),
  }
}

function Planned({ waiting, today }: { waiting: readonly WaitingRow[]; today: PlainDate }): ReactNode {
  const text = useText()
  if (waiting.length === 0) return null
  const groups = Map.groupBy(waiting, ({ wave }) => `${String(wave?.number ?? 0).padStart(2, '0')} ${wave?.by ?? ''}`)
  const waves = [...groups]
    .toSorted(([left], [right]) => (left < right ? -1 : 1))
    .flatMap(([, rows]): ProposedWave[] => {
      const wave = rows[0]?.wave
      if (wave === undefined || wave === null) return []
      return [{ wave: wave.number, by: plainDate(wave.by), children: rows.map(({ child }) => child.id) }]
    })
  return (
    <section className="stack" aria-labelledby="planned">
      <h2 id="planned">{text('start-up.planned', { count: waiting.length })}</h2>
      <p className="first-day-steps screen-only">
        <Link to="/case-load" className={buttonClass('plain')}>
          {text('first-day.to-case-load')}
        </Link>
        <Link to="/visits" search={{ whose: 'all' }} className={buttonClass('plain')}>
          {text('start-up.to-visits')}
        </Link>
      </p>
      <Waves waves={waves} waiting={waiting} today={today} isPlanned />
    </section>
  )
}

type WavesProps = {
  waves: readonly ProposedWave[]
  waiting: readonly WaitingRow[]
  today: PlainDate
  isPlanned?: boolean
}

function Waves({ waves, waiting, today, isPlanned = false }: WavesProps): ReactNode {
  const speech = useSpeech()
  const rows = new Map(waiting.map((row) => [row.child.id, row]))
  return (
    <ol className="plain-list stack">
      {waves.map(({ wave, by, children }) => (
        <li key={`${wave} ${by}`} className="work-round stack-tight">
          <h3>{speech.text('start-up.wave', { wave, date: formatDate(by, speech) })}</h3>
          <ul className="plain-list work-children">
            {children.map((id) => {
              const row = rows.get(id)
              return row === undefined ? null : <WaitingChild key={id} row={row} today={today} isPlanned={isPlanned} />
            })}
          </ul>
        </li>
      ))}
    </ol>
  )
}

function WaitingChild({ row, today, isPlanned }: { row: WaitingRow; today: PlainDate; isPlanned: boolean }): ReactNode {
  const speech = useSpeech()
  const directory = useDirectory()
  const { id, facility, pastFrom } = row.child
  const isPast = pastFrom !== null && pastFrom.latest <= today
  const isMaybePast = pastFrom !== null && pastFrom.earliest <= today
  return (
    <li>
      <Link to="/children/$id" params={{ id }}>
        <PersonName person={row.child} />
      </Link>{' '}
      {isMaybePast && <strong>{speech.text(isPast ? 'children.state-past' : 'children.state-may-be-past')} · </strong>}
      <span className="soft">
        {facility !== null && `${directory.facilityName(facility)} · `}
        {speech.text('start-up.owed-since', { date: formatDate(plainDate(row.owedSince), speech) })}
      </span>{' '}
      {isPlanned && <Link to={recordAddress(id, 'wave')}>{speech.text('start-up.change')}</Link>}
    </li>
  )
}
