import type { ChildCare, Meeting, Placement, Plan } from '@komar/domain/care/state'
import type { ReactNode } from 'react'
import { sayOption, sayTier } from '../chronicle/field-words.ts'
import { formatDate } from '../i18n/format-date.ts'
import { formatEdtf } from '../i18n/format-edtf.ts'
import { useSpeech } from '../i18n/language-provider.tsx'
import { hasCare } from './care-view.ts'
import { FollowUpList } from './follow-up-list.tsx'

type Props = { care: ChildCare; mayReadCare: boolean; notes?: ReactNode }

/** Emergencies and warning signs, the plan, the move and follow-ups. */
export function CareSection({ care, mayReadCare, notes }: Props): ReactNode {
  const { text } = useSpeech()
  if (!mayReadCare) return <p className="soft">{text('care.hidden')}</p>
  if (!hasCare(care)) return notes ?? <p>{text('care.none')}</p>
  const plan = care.plans.at(-1)
  const hasMoved = care.placements.length > 0
  return (
    <div className="stack">
      {notes}
      {care.placements.toReversed().map((placement) => (
        <PlacementCard key={placement.id} placement={placement} />
      ))}
      {plan !== undefined && <PlanCard plan={plan} />}
      {(hasMoved || care.followUps.length > 0) && <FollowUpList followUps={care.followUps} />}
      <Meetings meetings={care.meetings} />
    </div>
  )
}

function PlacementCard({ placement: { body, entry } }: { placement: Placement }): ReactNode {
  const speech = useSpeech()
  const notes = [
    ...(body.isParentsOwnArrangement ? [speech.text('care.own-arrangement')] : []),
    ...(body.plan === undefined && !body.isParentsOwnArrangement ? [speech.text('care.without-plan')] : []),
  ]
  return (
    <div className="card stack-tight">
      <h3>{speech.text('care.placed')}</h3>
      <p>
        {speech.text('care.placed-line', {
          tier: sayTier(body.tier, speech),
          date: formatEdtf(entry.occurred, speech, 'between'),
        })}
      </p>
      {notes.length > 0 && <p className="soft">{notes.join(' · ')}</p>}
    </div>
  )
}

function PlanCard({ plan: { body } }: { plan: Plan }): ReactNode {
  const speech = useSpeech()
  const { contact, firstFollowUpOn } = body
  return (
    <div className="card stack-tight">
      <h3>{speech.text('care.plan')}</h3>
      <p>
        {speech.text('care.plan-line', { date: formatDate(body.moveOn, speech), tier: sayTier(body.tier, speech) })}
      </p>
      {contact !== undefined && (
        <>
          <p>
            {speech.text('field.contact')}:{' '}
            {speech.text('care.contact-every', { days: contact.everyDays, date: formatDate(contact.firstOn, speech) })}
          </p>
          <p className="soft">{speech.text('care.contact-brings', { who: contact.whoBrings, fare: contact.fare })}</p>
        </>
      )}
      {firstFollowUpOn !== undefined && (
        <p>
          {speech.text('field.firstFollowUpOn')}: {formatDate(firstFollowUpOn, speech)}
        </p>
      )}
    </div>
  )
}

function Meetings({ meetings }: { meetings: readonly Meeting[] }): ReactNode {
  const speech = useSpeech()
  if (meetings.length === 0) return null
  return (
    <section className="stack-tight">
      <h3>{speech.text('care.meetings')}</h3>
      <ul className="plain-list">
        {meetings.map(({ id, body, entry }) => (
          <li key={id}>
            {formatEdtf(entry.occurred, speech)}, {sayOption('howItWent', body.howItWent, speech)}
            {body.words !== undefined && <p className="soft">{body.words}</p>}
          </li>
        ))}
      </ul>
    </section>
  )
}
