// All complaints that a reader may see, in the order of the work: those that wait for an answer, the longest overdue first; those
// answered and still watched; the rest.
import { complaintCounts, type ComplaintCounts } from '@komar/domain/assess/complaint-counts'
import { complaintsOf, type Complaint } from '@komar/domain/assess/complaint-state'
import type { Recorded } from '@komar/domain/chronicle/entry'
import type { CountryPack } from '@komar/domain/policy'
import { settled } from '@komar/domain/settled'
import { addDays, compareDates, type PlainDate } from '@komar/domain/time/plain-date'

export type ComplaintGroups = {
  open: readonly Complaint[]
  watched: readonly Complaint[]
  closed: readonly Complaint[]
  counts: ComplaintCounts
}

const countedDays = 30

/** Groups complaints out of the entries of many chronicles. */
export function complaintGroups(entries: readonly Recorded[], pack: CountryPack, today: PlainDate): ComplaintGroups {
  const chronicles = Map.groupBy(entries, ({ subject }) => subject)
  const all = [...chronicles.values()].flatMap((each) => complaintsOf(settled(each), each, pack))
  const byDue = all.toSorted((left, right) =>
    compareDates(left.answerDue ?? left.madeOn, right.answerDue ?? right.madeOn),
  )
  const answered = byDue.filter(({ answer }) => answer !== null)
  const isWatched = ({ watchUntil }: Complaint): boolean => watchUntil !== null && today <= watchUntil
  return {
    open: byDue.filter(({ answer }) => answer === null),
    watched: answered.filter(isWatched),
    closed: answered.filter((each) => !isWatched(each)).toReversed(),
    counts: complaintCounts(all, addDays(today, -countedDays), today),
  }
}
