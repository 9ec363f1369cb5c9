import type { KinFile } from '@komar/domain/care/kin-file'
import { openWarnings } from '@komar/domain/care/place-state'
import type { PlainDate } from '@komar/domain/time/plain-date'
import type { ReactNode } from 'react'
import { sayOption } from '../chronicle/field-words.ts'
import { formatDate } from '../i18n/format-date.ts'
import { formatEdtf } from '../i18n/format-edtf.ts'
import { useSpeech } from '../i18n/language-provider.tsx'
import type { MessageId } from '../i18n/message-id.ts'
import { Notice } from '../ui/notice.tsx'
import { approvalLine, supportLines, type SupportLine } from './kin-view.ts'

type Props = { file: KinFile }
type DatedProps = Props & { today: PlainDate }

/** Whether the carer is approved, until when, for how many, and what holds it. */
export function ApprovalPart({ file, today }: DatedProps): ReactNode {
  const speech = useSpeech()
  const line = approvalLine(file.care, today)
  const lastAsk = file.care.asks.at(-1)
  return (
    <div className="stack-tight">
      {openWarnings(file.places).length > 0 && <Notice tone="brick">{speech.text('safety.warning-open')}</Notice>}
      {line.is === 'none' ? (
        <p>{speech.text(file.care.relation === 'home' ? 'kin.home-by-child' : 'kin.approval-none')}</p>
      ) : (
        <>
          <p>{speech.text(`kin.approval-${line.is}`, { date: formatDate(line.until, speech) })}</p>
          <p>{speech.text('kin.places', { taken: file.placesTaken, capacity: line.capacity })}</p>
        </>
      )}
      {lastAsk !== undefined && (
        <p className="soft">
          {sayOption('approvalStep', lastAsk.body.approvalStep, speech)}: {lastAsk.body.askedOf},{' '}
          {formatEdtf(lastAsk.entry.occurred, speech)}
        </p>
      )}
    </div>
  )
}

export function HouseholdPart({ file: { places } }: Props): ReactNode {
  const speech = useSpeech()
  const last = places.households.at(-1)
  if (last === undefined) return <p>{speech.text('kin.household-none')}</p>
  const { people = [], ownChildren, whereChildSleeps } = last.body
  return (
    <div className="stack-tight">
      <ul className="plain-list">
        {people.map(({ person, ageYears }, index) => (
          // Two of a household may be called the same, and rows never change their order.
          // oxlint-disable-next-line react/no-array-index-key
          <li key={index}>
            {ageYears === undefined ? person : speech.text('kin.person-age', { person, years: ageYears })}
          </li>
        ))}
      </ul>
      <p>{speech.text('kin.own-children', { count: ownChildren })}</p>
      {whereChildSleeps !== undefined && (
        <p className="soft">
          {speech.text('field.whereChildSleeps')}: {whereChildSleeps}
        </p>
      )}
    </div>
  )
}

export function InspectionPart({ file: { places } }: Props): ReactNode {
  const speech = useSpeech()
  if (places.inspections.length === 0) return <Notice tone="amber">{speech.text('kin.inspections-none')}</Notice>
  return (
    <ul className="stack-tight plain-list">
      {places.inspections.toReversed().map(({ id, body, entry }) => (
        <li key={id}>
          {formatEdtf(entry.occurred, speech)}, {body.inspectedBy}:{' '}
          {sayOption('registration', body.registration, speech)}, {sayOption('fitness', body.fitness, speech)}
          {body.conditions !== undefined && <p className="soft">{body.conditions}</p>}
        </li>
      ))}
    </ul>
  )
}

export function VisitPart({ file: { care } }: Props): ReactNode {
  const speech = useSpeech()
  if (care.assessments.length === 0) return <p>{speech.text('kin.visits-none')}</p>
  return (
    <ul className="stack-tight plain-list">
      {care.assessments.toReversed().map(({ id, body, entry }) => (
        <li key={id}>
          {formatEdtf(entry.occurred, speech)}: {sayOption('recommendation', body.recommendation, speech)}
          {body.reasonsAgainst !== undefined && (
            <span>
              {' '}
              ({body.reasonsAgainst.map((reason) => sayOption('reasonsAgainst', reason, speech)).join(', ')})
            </span>
          )}
          <p className="soft">{[body.household, body.dangers].filter(Boolean).join(' · ')}</p>
        </li>
      ))}
    </ul>
  )
}

const supportWords = {
  came: 'kin.support-came',
  owed: 'kin.support-owed',
  late: 'kin.support-late',
} as const satisfies Record<SupportLine['is'], MessageId>

export function SupportPart({ file: { places }, today }: DatedProps): ReactNode {
  const speech = useSpeech()
  const lines = supportLines(places, today)
  const unpromised = places.supportGiven.filter(({ body }) => body.support === undefined)
  if (lines.length + unpromised.length === 0) return <p>{speech.text('kin.support-none')}</p>
  return (
    <ul className="stack-tight plain-list">
      {lines.map(({ plan: { id, body }, is }) => (
        <li key={id}>
          {speech.text(supportWords[is], { what: body.what, who: body.promisedBy, date: formatDate(body.by, speech) })}
        </li>
      ))}
      {unpromised.map(({ id, body, entry }) => (
        <li key={id}>
          {formatEdtf(entry.occurred, speech)}: {body.what}
        </li>
      ))}
    </ul>
  )
}
