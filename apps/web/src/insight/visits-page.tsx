import { listVisits, type DueVisitRow } from '@komar/contract/work'
import { visitRounds, type Round } from '@komar/domain/insight/visit-rounds'
import { plainDate, type PlainDate } from '@komar/domain/time/plain-date'
import { Link, useSearch } from '@tanstack/react-router'
import { useCallback, type ReactNode } from 'react'
import { districtName } from '../care/forms/districts.ts'
import { formatDate, formatDistance } from '../i18n/format-date.ts'
import { useSpeech } from '../i18n/language-provider.tsx'
import type { Speech } from '../i18n/speech.ts'
import { usePolicy } from '../policy/use-policy.ts'
import { recordAddress } from '../register/actions.ts'
import { useDirectory, type Directory } from '../register/directory.ts'
import { Answered } from '../shell/answered.tsx'
import { PersonName } from '../shell/names.tsx'
import { Page } from '../shell/page.tsx'
import { useSession } from '../shell/session.tsx'
import { ask } from '../store/ask.ts'
import { useAnswer } from '../store/use-answer.ts'
import { PageState } from '../ui/page-state.tsx'
import { sayDeadline } from './deadline-words.ts'
import { DeadlineMark, Mend } from './deadline-line.tsx'
import { StartUpNotice } from './start-up-notice.tsx'
import { WorkTabs } from './work-tabs.tsx'

const usualDays = 14

type Visit = { child: string; place: string | null; due: PlainDate; harm: number; row: DueVisitRow }

/** Where to go, and on which day: visits that are due soon, put together by prison and district. */
export function VisitsPage(): ReactNode {
  const { text } = useSpeech()
  const { whose = 'mine' } = useSearch({ from: '/frame/visits' })
  const days = usePolicy()?.procedures?.work.visitsAhead.value ?? usualDays
  const question = useCallback(
    (isBackground: boolean) => ask(listVisits, { query: { whose, days } }, { isBackground }),
    [whose, days],
  )
  const asked = useAnswer(question)
  return (
    <Answered asked={asked} title="visits.title">
      {({ visits, startUp, today }) => (
        <Page title="visits.title" lead={<p className="soft">{text('visits.lead', { days })}</p>}>
          <WorkTabs />
          <StartUpNotice startUp={startUp} />
          <Whose whose={whose} />
          <Rounds visits={visits} today={plainDate(today)} days={days} />
        </Page>
      )}
    </Answered>
  )
}

function Whose({ whose }: { whose: 'mine' | 'all' }): ReactNode {
  const { text } = useSpeech()
  const { roles } = useSession()
  if (!roles.includes('supervisor')) return null
  return (
    <p className="screen-only">
      {whose === 'all' ? (
        <Link to="/visits">{text('visits.only-mine')}</Link>
      ) : (
        <Link to="/visits" search={{ whose: 'all' }}>
          {text('visits.all')}
        </Link>
      )}
    </p>
  )
}

function Rounds({
  visits,
  today,
  days,
}: {
  visits: readonly DueVisitRow[]
  today: PlainDate
  days: number
}): ReactNode {
  const { text } = useSpeech()
  const directory = useDirectory()
  const due = visits.map((row): Visit => ({
    child: row.child.id,
    place: row.place === null ? null : `${row.place.type} ${row.place.id}`,
    due: plainDate(row.deadline.due),
    harm: row.deadline.harm,
    row,
  }))
  const rounds = visitRounds(due, today, days)
  if (rounds.length === 0) return <PageState kind="empty" heading={text('visits.empty')} />
  return (
    <ol className="plain-list stack">
      {rounds.map((round) => (
        <RoundOf key={round.place ?? ''} round={round} today={today} directory={directory} />
      ))}
    </ol>
  )
}

type RoundProps = { round: Round<Visit>; today: PlainDate; directory: Directory }

function RoundOf({ round, today, directory }: RoundProps): ReactNode {
  const speech = useSpeech()
  const { country } = useSession().host
  const children = Map.groupBy(round.visits, ({ child }) => child)
  const place = round.visits[0]?.row.place ?? null
  return (
    <li className="work-round stack-tight">
      <h2>{sayPlace(place, directory, speech, country)}</h2>
      <p>
        {round.isLate ? (
          <strong>{speech.text('visits.late')}</strong>
        ) : (
          speech.text('visits.by', {
            date: formatDate(round.on, speech),
            distance: formatDistance(round.on, today, speech),
          })
        )}{' '}
        <span className="soft">{speech.text('visits.children', { count: children.size })}</span>
      </p>
      <ul className="plain-list work-children">
        {[...children].map(([child, visits]) => (
          <ChildVisit key={child} visits={visits} isPlaceKnown={place !== null} />
        ))}
      </ul>
    </li>
  )
}

function ChildVisit({ visits, isPlaceKnown }: { visits: readonly Visit[]; isPlaceKnown: boolean }): ReactNode {
  const speech = useSpeech()
  const child = visits[0]?.row.child
  if (child === undefined) return null
  return (
    <li>
      <Link to="/children/$id" params={{ id: child.id }}>
        <PersonName person={child} />
      </Link>
      <ul className="plain-list">
        {visits.map(({ row: { deadline } }) => (
          <li key={`${deadline.code} ${deadline.key}`} className="deadline-facts">
            <DeadlineMark state={deadline.state} /> <span>{sayDeadline(deadline, speech)}</span>{' '}
            <span className="soft">{formatDate(plainDate(deadline.due), speech)}</span> <Mend deadline={deadline} />
          </li>
        ))}
      </ul>
      {!isPlaceKnown && <Link to={recordAddress(child.id, 'living-outside')}>{speech.text('visits.say-place')}</Link>}
    </li>
  )
}

function sayPlace(
  place: DueVisitRow['place'],
  directory: Directory,
  { text, language }: Speech,
  country: string,
): string {
  if (place === null) return text('visits.place-unknown')
  return place.type === 'facility' ? directory.facilityName(place.id) : districtName(place.id, language, country)
}
