// Complaints for those who answer them: overdue first. What is withheld from the reader is not among them, and nothing says so.
import { listComplaints } from '@komar/contract/complaints'
import type { ChildRow } from '@komar/contract/register'
import { placeComplaintMade } from '@komar/domain/assess/complaint-kinds'
import type { Complaint } from '@komar/domain/assess/complaint-state'
import { plainDate, type PlainDate } from '@komar/domain/time/plain-date'
import { Link } from '@tanstack/react-router'
import { useMemo, type ReactNode } from 'react'
import { readEntry } from '../chronicle/merge-feed.ts'
import type { MessageId } from '../i18n/message-id.ts'
import { useSpeech, useText } from '../i18n/language-provider.tsx'
import { usePolicy } from '../policy/use-policy.ts'
import { useDirectory, type Directory } from '../register/directory.ts'
import { Answered } from '../shell/answered.tsx'
import { PersonName } from '../shell/names.tsx'
import { Page } from '../shell/page.tsx'
import { ask } from '../store/ask.ts'
import { useAnswer } from '../store/use-answer.ts'
import { Loading, PageState } from '../ui/page-state.tsx'
import { Section } from '../ui/section.tsx'
import { ComplaintCard } from './complaint-card.tsx'
import { complaintGroups } from './complaint-groups.ts'

function question(isBackground: boolean) {
  return ask(listComplaints, {}, { isBackground })
}

export function ComplaintsPage(): ReactNode {
  const { text } = useSpeech()
  const asked = useAnswer(question)
  return (
    <Answered asked={asked} title="complaints.title">
      {({ entries, children, today }) => (
        <Page title="complaints.title" lead={<p className="soft">{text('complaints.lead')}</p>}>
          <Listed entries={entries} children={children} today={plainDate(today)} />
        </Page>
      )}
    </Answered>
  )
}

type ListedProps = { entries: readonly unknown[]; children: readonly ChildRow[]; today: PlainDate }

function Listed({ entries, children, today }: ListedProps): ReactNode {
  const text = useText()
  const pack = usePolicy()
  const directory = useDirectory()
  const groups = useMemo(
    () =>
      pack === null
        ? null
        : complaintGroups(
            entries.flatMap((entry) => readEntry(entry) ?? []),
            pack,
            today,
          ),
    [entries, pack, today],
  )
  if (groups === null) return <Loading />
  const { open, watched, closed, counts } = groups
  if (open.length + watched.length + closed.length === 0) {
    return <PageState kind="empty" heading={text('complaints.none')} next={text('complaints.none-next')} />
  }
  const shared = { children, directory, today }
  return (
    <>
      {counts.due > 0 && <p>{text('complaints.counted', { answered: counts.answeredInTime, due: counts.due })}</p>}
      <Group id="open" title="complaints.open" complaints={open} {...shared} />
      <Group id="watched" title="complaints.watched" complaints={watched} {...shared} />
      <Group id="closed" title="complaints.closed" complaints={closed} {...shared} />
    </>
  )
}

type GroupProps = {
  id: string
  title: MessageId
  complaints: readonly Complaint[]
  children: readonly ChildRow[]
  directory: Directory
  today: PlainDate
}

function Group({ id, title, complaints, children, directory, today }: GroupProps): ReactNode {
  if (complaints.length === 0) return null
  return (
    <Section id={id} title={title}>
      {complaints.map((complaint) => {
        const { subject, kind } = complaint.made.entry
        const isPlace = kind === placeComplaintMade.name
        return (
          <ComplaintCard
            key={complaint.id}
            complaint={complaint}
            subject={{ type: isPlace ? 'facility' : 'child', id: subject }}
            today={today}
            about={<About id={subject} isPlace={isPlace} children={children} directory={directory} />}
          />
        )
      })}
    </Section>
  )
}

type AboutProps = { id: string; isPlace: boolean; children: readonly ChildRow[]; directory: Directory }

function About({ id, isPlace, children, directory }: AboutProps): ReactNode {
  const text = useText()
  if (isPlace) {
    return (
      <Link to="/facilities/$id" params={{ id }}>
        {directory.facilityName(id)}
      </Link>
    )
  }
  const child = children.find((each) => each.id === id)
  return (
    <Link to="/children/$id" params={{ id }}>
      {child === undefined ? text('today.child-not-shown') : <PersonName person={child} />}
    </Link>
  )
}
