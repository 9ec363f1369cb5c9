import type { ChildCare, Contact, FollowUp, Meeting, Placement, Plan } from '@komar/domain/care/state'
import type { ReactNode } from 'react'
import { sayOption, sayTier } from '../chronicle/field-words.ts'
import { formatDate } from '../i18n/format-date.ts'
import { formatEdtf } from '../i18n/format-edtf.ts'
import { useSpeech } from '../i18n/language-provider.tsx'
import { hasCare } from './care-view.ts'

/** The plan, the move, contact with the mother and follow-ups. */
export function CareSection({ care, mayReadCare }: { care: ChildCare; mayReadCare: boolean }): ReactNode {
  const { text } = useSpeech()
  if (!mayReadCare) return <p className="soft">{text('care.hidden')}</p>
  if (!hasCare(care)) return <p>{text('care.none')}</p>
  const plan = care.plans.at(-1)
  const hasMoved = care.placements.length > 0
  return (
    <div className="stack">
      {care.placements.toReversed().map((placement) => (
        <PlacementCard key={placement.id} placement={placement} />
      ))}
      {plan !== undefined && <PlanCard plan={plan} />}
      {(hasMoved || care.contacts.length > 0) && <Contacts contacts={care.contacts} />}
      {(hasMoved || care.followUps.length > 0) && <FollowUps followUps={care.followUps} />}
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

function Contacts({ contacts }: { contacts: readonly Contact[] }): ReactNode {
  const speech = useSpeech()
  return (
    <section className="stack-tight">
      <h3>{speech.text('care.contacts')}</h3>
      {contacts.length === 0 && <p>{speech.text('care.contacts-none')}</p>}
      <ul className="plain-list">
        {contacts.toReversed().map(({ id, body, entry }) => (
          <li key={id}>
            {formatEdtf(entry.occurred, speech)}, {sayOption('way', body.way, speech)}
            {!body.hasHappened && (
              <span> {speech.text('care.missed', { cause: sayOption('cause', body.cause ?? 'unknown', speech) })}</span>
            )}
            {body.words !== undefined && <p className="soft">{body.words}</p>}
          </li>
        ))}
      </ul>
    </section>
  )
}

function FollowUps({ followUps }: { followUps: readonly FollowUp[] }): ReactNode {
  const speech = useSpeech()
  return (
    <section className="stack-tight">
      <h3>{speech.text('care.follow-ups')}</h3>
      {followUps.length === 0 && <p>{speech.text('care.follow-ups-none')}</p>}
      <ul className="plain-list">
        {followUps.toReversed().map(({ id, body, entry }) => (
          <li key={id}>
            {formatEdtf(entry.occurred, speech)}, {sayOption('way', body.way, speech)},{' '}
            {speech.text(body.isChildSeen ? 'care.child-seen' : 'care.child-not-seen')}
            {body.concern !== 'none' && <strong> · {sayOption('concern', body.concern, speech)}</strong>}
            {body.words !== undefined && <p className="soft">{body.words}</p>}
          </li>
        ))}
      </ul>
    </section>
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
