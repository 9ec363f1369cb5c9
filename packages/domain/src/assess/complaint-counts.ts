// Complaints for the monthly indicators (practice.md part 5, row 25): of those whose answer fell due in a span of days, how many were
// answered by their day. Counted as it was known: an answer that came later counts for nothing. No person and no story.
import type { PlainDate } from '../time/plain-date.ts'
import { isAnsweredInTime, isDueWithin, type Complaint } from './complaint-state.ts'

export type ComplaintCounts = { due: number; answeredInTime: number; answeredLate: number; unanswered: number }

/** Counts those due from one day to another, both included, as of the last day. */
export function complaintCounts(complaints: readonly Complaint[], from: PlainDate, until: PlainDate): ComplaintCounts {
  const due = complaints.filter((complaint) => isDueWithin(complaint, from, until))
  const inTime = due.filter(isAnsweredInTime)
  const late = due.filter(
    (complaint) => complaint.answeredOn !== null && !isAnsweredInTime(complaint) && complaint.answeredOn <= until,
  )
  return {
    due: due.length,
    answeredInTime: inTime.length,
    answeredLate: late.length,
    unanswered: due.length - inTime.length - late.length,
  }
}
