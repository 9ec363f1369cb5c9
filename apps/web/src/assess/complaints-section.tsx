// Complaints on the page of a child, a carer or a prison, and the way to take one. Who may not read the class gets no section at all,
// not even an empty one.
import { complaintsOf, type Complaint } from '@komar/domain/assess/complaint-state'
import type { Recorded } from '@komar/domain/chronicle/entry'
import { settled } from '@komar/domain/settled'
import type { PlainDate } from '@komar/domain/time/plain-date'
import { Link } from '@tanstack/react-router'
import { useMemo, type ReactNode } from 'react'
import { sayOption } from '../chronicle/field-words.ts'
import { formatDate } from '../i18n/format-date.ts'
import { useSpeech, useText } from '../i18n/language-provider.tsx'
import { usePolicy } from '../policy/use-policy.ts'
import { mayRecordKind } from '../register/actions.ts'
import { useSession } from '../shell/session.tsx'
import { buttonClass } from '../ui/button.tsx'
import { Section } from '../ui/section.tsx'
import { ComplaintCard, type ComplaintSubject } from './complaint-card.tsx'

type Props = { complaints: readonly Complaint[]; subject: ComplaintSubject; today: PlainDate }

export function ComplaintsSection({ complaints, subject, today }: Props): ReactNode {
  const text = useText()
  const { mayRead } = useSession()
  if (!mayRead.includes('safeguarding')) return null
  const address = subject.type === 'child' ? `/children/${subject.id}` : `/facilities/${subject.id}`
  const kind = subject.type === 'child' ? 'assess.complaint-made' : 'assess.place-complaint-made'
  return (
    <Section id="complaints" title="complaints.title">
      {complaints.length === 0 && <p>{text('complaints.none')}</p>}
      {complaints.toReversed().map((complaint) => (
        <ComplaintCard key={complaint.id} complaint={complaint} subject={subject} today={today} />
      ))}
      <Take to={`${address}/record/complaint`} kind={kind} />
    </Section>
  )
}

function Take({ to, kind }: { to: string; kind: string }): ReactNode {
  const text = useText()
  const session = useSession()
  if (!mayRecordKind(session, kind)) return null
  return (
    <p className="screen-only">
      <Link to={to} className={buttonClass()}>
        {text('complaints.take')}
      </Link>
    </p>
  )
}

type OfEntries = { entries: readonly Recorded[]; id: string; today: PlainDate }

/** A prison's complaints, from its chronicle. */
export function PlaceComplaints({ entries, id, today }: OfEntries): ReactNode {
  const complaints = useComplaints(entries)
  return complaints === null ? null : (
    <ComplaintsSection complaints={complaints} subject={{ type: 'facility', id }} today={today} />
  )
}

/** What a carer complained of about her children: each leads to the child, where its answer stands. */
export function CarerComplaints({ entries, id }: Omit<OfEntries, 'today'>): ReactNode {
  const speech = useSpeech()
  const { mayRead } = useSession()
  const complaints = useComplaints(entries)
  if (complaints === null || !mayRead.includes('safeguarding')) return null
  return (
    <Section id="complaints" title="complaints.title">
      {complaints.length === 0 && <p>{speech.text('complaints.none')}</p>}
      <ul className="plain-list">
        {complaints.map(({ id: complaint, made, madeOn }) => (
          <li key={complaint}>
            <Link to="/children/$id" params={{ id: made.entry.subject }} hash="complaints">
              {made.body.about.map((topic) => sayOption('about', topic, speech)).join(', ')}
            </Link>
            , {formatDate(madeOn, speech)}
          </li>
        ))}
      </ul>
      <Take to={`/carers/${id}/record/complaint`} kind="assess.complaint-made" />
    </Section>
  )
}

function useComplaints(entries: readonly Recorded[]): readonly Complaint[] | null {
  const pack = usePolicy()
  return useMemo(() => (pack === null ? null : complaintsOf(settled(entries), entries, pack)), [entries, pack])
}
