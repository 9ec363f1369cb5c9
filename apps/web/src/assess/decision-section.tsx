import type { Decision } from '@komar/domain/assess/state'
import type { ChildAssess } from '@komar/domain/assess/state'
import type { CountryPack } from '@komar/domain/policy'
import type { PlainDate } from '@komar/domain/time/plain-date'
import type { ReactNode } from 'react'
import { sayOption } from '../chronicle/field-words.ts'
import { formatDate } from '../i18n/format-date.ts'
import { useSpeech } from '../i18n/language-provider.tsx'
import type { Speech } from '../i18n/speech.ts'
import { DecisionTable } from '../ui/decision-table.tsx'
import { decisionsToShow, measuresToShow, optionsTable, type DecisionStanding } from './decision-view.ts'
import { MeasureList } from './measure-list.tsx'
import { Panel } from './panel.tsx'

type Props = {
  state: ChildAssess
  pack: CountryPack
  today: PlainDate
  /** Since when the child lives in this prison; null outside. */
  since: PlainDate | null
  agencyName: (id: string) => string
}

/** The decision that holds, its reasoning where the reader may see it, what it owes, and those before it. */
export function DecisionSection({ state, pack, today, since, agencyName }: Props): ReactNode {
  const speech = useSpeech()
  const { current, standing, former } = decisionsToShow(state, today)
  if (current === null) return <p>{speech.text('decision.none')}</p>
  // Who is to leave is still inside: what was owed stays owed until it goes. To who has left, nothing of it is owed any more.
  const lastStay = state.decisions.findLast(({ outcome, from }) => outcome === 'stay' && from <= today)
  const stay = since === null ? undefined : current.outcome === 'stay' ? current : lastStay
  return (
    <div className="stack">
      <Outcome decision={current} standing={standing} />
      <Reasoning decision={current} agencyName={agencyName} />
      {stay !== undefined && pack.measures !== null && (
        <section className="stack-tight">
          <h3>{speech.text('measures.title')}</h3>
          <MeasureList
            measures={measuresToShow(state, stay, pack.measures, since)}
            pack={pack}
            today={today}
            agencyName={agencyName}
          />
        </section>
      )}
      {former.length > 0 && (
        <details>
          <summary>{speech.text('decision.former')}</summary>
          <ul className="stack-tight plain-list">
            {former.map((decision) => (
              <li key={decision.id}>
                <strong>{sayDecision(decision, speech)}</strong>
                <p className="soft">{sayDates(decision, speech)}</p>
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  )
}

/** "Full decision: stay for now". */
export function sayDecision({ type, outcome }: Decision, speech: Speech): string {
  return speech.text('decision.title', {
    type: sayOption('type', type, speech),
    outcome: sayOption('outcome', outcome, speech),
  })
}

function sayDates({ from, until }: Decision, speech: Speech): string {
  return speech.text('decision.dates', { from: formatDate(from, speech), until: formatDate(until, speech) })
}

function Outcome({ decision, standing }: { decision: Decision; standing: DecisionStanding }): ReactNode {
  const speech = useSpeech()
  const words = {
    'in-force': speech.text('decision.in-force'),
    'run-out': speech.text('decision.run-out', { date: formatDate(decision.until, speech) }),
    begins: speech.text('decision.begins', { date: formatDate(decision.from, speech) }),
  }
  return (
    <div className="card stack-tight">
      <p>
        <strong>{sayDecision(decision, speech)}</strong>
      </p>
      <p>{sayDates(decision, speech)}</p>
      <p className={standing === 'in-force' ? 'soft' : undefined}>{words[standing]}</p>
      <Orders decision={decision} />
      {decision.declared === null && <p>{speech.text('decision.undeclared')}</p>}
    </div>
  )
}

/** What an interim decision orders at once, and who decided at the ministry. */
function Orders({ decision }: { decision: Decision }): ReactNode {
  const speech = useSpeech()
  const { orders = [], ministryLevel } = decision.made?.body ?? {}
  return (
    <>
      {orders.length > 0 && (
        <p>
          {speech.text('field.orders')}: {orders.map((order) => sayOption('orders', order, speech)).join(', ')}
        </p>
      )}
      {ministryLevel !== undefined && (
        <p>
          {speech.text('field.ministryLevel')}: {ministryLevel.who}, {formatDate(ministryLevel.when, speech)}
        </p>
      )}
    </>
  )
}

function Reasoning({ decision, agencyName }: { decision: Decision; agencyName: (id: string) => string }): ReactNode {
  const speech = useSpeech()
  const { made } = decision
  if (made === null) return <p className="soft">{speech.text('decision.reasons-hidden')}</p>
  const table = optionsTable(decision, speech)
  return (
    <>
      <section className="stack-tight">
        <h3>{speech.text('decision.reasons')}</h3>
        <p>{made.body.reasons}</p>
      </section>
      {made.body.overstay !== undefined && <Overstay overstay={made.body.overstay} />}
      {table !== null && (
        <section className="stack-tight">
          <h3>{speech.text('decision.options')}</h3>
          <DecisionTable
            caption={speech.text('decision.options')}
            options={table.options}
            domains={table.rows}
            views={[]}
            opinions={[]}
          />
        </section>
      )}
      <Panel members={made.body.panel} agencyName={agencyName} />
    </>
  )
}

type OverstayBody = NonNullable<NonNullable<Decision['made']>['body']['overstay']>

function Overstay({ overstay }: { overstay: OverstayBody }): ReactNode {
  const speech = useSpeech()
  return (
    <section className="stack-tight">
      <h3>{speech.text('decision.overstay-why')}</h3>
      <p>{overstay.whyNoSafePlace}</p>
      <p>
        {speech.text('decision.overstay-who')}: {overstay.whoIsFindingOne}
      </p>
      <ul className="stack-tight plain-list">
        {overstay.steps.map(({ what, by }) => (
          <li key={`${by} ${what}`}>{speech.text('decision.step', { what, date: formatDate(by, speech) })}</li>
        ))}
      </ul>
    </section>
  )
}
