import type { ChildRow } from '@komar/contract/register'
import { isEdtf } from '@komar/domain/time/edtf'
import { plainDate, type DateRange, type PlainDate } from '@komar/domain/time/plain-date'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { formatDate, formatDistance } from '../i18n/format-date.ts'
import { formatEdtf } from '../i18n/format-edtf.ts'
import type { MessageId } from '../i18n/message-id.ts'
import { useSpeech } from '../i18n/language-provider.tsx'
import type { Speech } from '../i18n/speech.ts'
import { PersonName, useNames } from '../shell/names.tsx'
import { buttonClass } from '../ui/button.tsx'
import { ClockChip } from '../ui/clock-chip.tsx'
import { List, type Column } from '../ui/list.tsx'
import { PageState } from '../ui/page-state.tsx'
import { isFiltered, type ChildSearch } from './child-filter.ts'
import type { Directory } from './directory.ts'

type Props = {
  rows: readonly ChildRow[]
  total: number
  today: PlainDate
  directory: Directory
  isSearched: boolean
  search: ChildSearch
}

export function ChildrenList({ rows, total, today, directory, isSearched, search }: Props): ReactNode {
  const speech = useSpeech()
  const columns = useColumns(today, directory)
  return (
    <List
      caption={captionOf(total, isSearched, speech)}
      columns={columns}
      rows={rows}
      rowKey={({ id }) => id}
      whenEmpty={<NoChild isAsked={isSearched || isFiltered(search)} />}
    />
  )
}

const counted = 1000

function captionOf(total: number, isSearched: boolean, { text }: Speech): string {
  if (isSearched) return text('children.caption-found', { count: total })
  return total > counted
    ? text('children.caption-many', { count: counted })
    : text('children.caption', { count: total })
}

function NoChild({ isAsked }: { isAsked: boolean }): ReactNode {
  const { text } = useSpeech()
  if (!isAsked) {
    return <PageState kind="empty" heading={text('children.none-yet')} next={text('children.none-yet-next')} />
  }
  return (
    <PageState kind="empty" heading={text('children.empty')} next={text('children.empty-next')}>
      <Link to="/children" search={{}} className={buttonClass()}>
        {text('children.clear')}
      </Link>
    </PageState>
  )
}

function useColumns(today: PlainDate, directory: Directory): Column<ChildRow>[] {
  const speech = useSpeech()
  const { text } = speech
  return [
    {
      id: 'limit',
      heading: text('children.column-limit'),
      hideLabel: true,
      cell: (row) => <ClockChip state={row.state} firstDayPast={firstDayPast(row)} today={today} />,
    },
    { id: 'name', heading: text('children.column-name'), isName: true, cell: (row) => <ChildLink child={row} /> },
    {
      id: 'where',
      heading: text('children.column-where'),
      cell: (row) => (row.isInside ? row.facility && directory.facilityName(row.facility) : text('where.outside')),
    },
    { id: 'born', heading: text('children.column-born'), cell: (row) => sayBirths(row.born, speech) },
    { id: 'decision', heading: text('children.column-decision'), cell: (row) => sayDecision(row, speech) },
    {
      id: 'next',
      heading: text('children.column-next'),
      cell: ({ nextDue }) => (nextDue === null ? null : formatDistance(plainDate(nextDue), today, speech)),
    },
  ]
}

/** A child's name and code, and the way to its page. */
export function ChildLink({ child }: { child: ChildRow }): ReactNode {
  const { text } = useSpeech()
  const { areHidden } = useNames()
  return (
    <>
      <Link to="/children/$id" params={{ id: child.id }}>
        <PersonName person={child} />
      </Link>
      {!areHidden && child.code !== null && (
        <span className="soft small children-code"> {text('children.code', { code: child.code })}</span>
      )}
      {child.sameAs !== null && child.sameAs !== undefined && (
        <span className="soft small"> {text('merge.leads-on')}</span>
      )}
    </>
  )
}

/** The first day past the limit of a row, with both its ends; null where none is known or none comes. */
export function firstDayPast({ pastFrom, state }: ChildRow): DateRange | null {
  if (pastFrom === null || state === 'no-limit') return null
  return { earliest: plainDate(pastFrom.earliest), latest: plainDate(pastFrom.latest) }
}

/** What the sources say of a birth; two that differ are both said. */
export function sayBirths(born: readonly string[], speech: Speech): string {
  const said = [...new Set(born.filter(isEdtf).map((each) => formatEdtf(each, speech, 'between')))]
  return said.reduce(
    (first, second) => (first === '' ? second : speech.text('children.born-two', { first, second })),
    '',
  )
}

const decisionWords: Readonly<Record<string, MessageId>> = {
  full: 'option.type.full',
  interim: 'option.type.interim',
  overstay: 'option.type.overstay',
}

function sayDecision({ decision, isInside }: ChildRow, speech: Speech): string {
  if (decision === null) return isInside ? speech.text('children.decision-missing') : ''
  const words = decisionWords[decision.type]
  const type = words === undefined ? decision.type : speech.text(words)
  return speech.text('children.decision-until', { type, date: formatDate(plainDate(decision.until), speech) })
}
