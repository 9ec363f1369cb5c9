// Complaints for the monthly indicators (practice.md part 5, row 25): of those whose answer fell due in a span of days, how many were
// answered by their day. Counted as it was known: an answer that came later counts for nothing. No person and no story.
import type { PlainDate } from '../time/plain-date.ts'
import type { Complaint } from './complaint-state.ts'

export type ComplaintCounts = { due: number; answeredInTime: number; answeredLate: number; unanswered: number }

/** Counts those due from one day to another, both included, as of the last day. */
export function complaintCounts(complaints: readonly Complaint[], from: PlainDate, until: PlainDate): ComplaintCounts {
  const due = complaints.filter(({ answerDue }) => from <= answerDue && answerDue <= until)
  const inTime = due.filter(({ answeredOn, answerDue }) => answeredOn !== null && answeredOn <= answerDue)
  const late = due.filter(
    ({ answeredOn, answerDue }) => answeredOn !== null && answerDue < answeredOn && answeredOn <= until,
  )
  return {
    due: due.length,
    answeredInTime: inTime.length,
    answeredLate: late.length,
    unanswered: due.length - inTime.length - late.length,
  }
}
