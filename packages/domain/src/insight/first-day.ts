// The first day with old data: children already inside, nobody assessed, nobody responsible. Hundreds of duties missed years ago are
// history, not alarms: while no plan is made they stay on the children's own pages, and the plan is the one next step. What is never put
// off stays in sight: the limit, a decision past it, its notice, a danger, and whatever has only now fallen due.
// Source: practice.md part 2, "First day with old data"; both numbers are practice defaults.
import { putOffCodes } from '../assess/start-up.ts'
import type { DeadlineCode } from '../deadline-codes.ts'
import { addDays, type PlainDate } from '../time/plain-date.ts'

/** Of a child whom nobody has in a plan or on a case-load, old news too once it is as old as `oldNewsDays`. */
export const oldNewsCodes: readonly DeadlineCode[] = [
  'law.limit-early',
  'law.birth-date-unsure',
  'care.departed-without-plan',
  'care.own-arrangement-visit',
  'care.follow-up-visit',
  'care.follow-up-call',
  'care.contact-due',
]
export const oldNewsDays = 30

// Asked of each deadline of each child.
const putOff: ReadonlySet<string> = new Set(putOffCodes)
const oldNews: ReadonlySet<string> = new Set(oldNewsCodes)

/** The assessments for whose lack a child is planned in a wave. */
export const plannedAssessmentCodes: readonly DeadlineCode[] = ['assess.full-assessment', 'assess.birth-assessment']

/** Children who wait: inside, with an assessment missed and in no wave; and with no responsible agency though the day has passed. */
export type Untaken = { unplanned: number; unallocated: number }

/** From so many children on, the backlog is a plan's matter; fewer are seen one by one. */
export const startUpFrom = 10

/** Is there more left from before than can be taken row by row? */
export function isStartUp({ unplanned, unallocated }: Untaken): boolean {
  return unplanned >= startUpFrom || unallocated >= startUpFrom
}

/** Does this stand as history, not as an alarm, while nobody has taken the child in hand? */
export function isHistory({ code, due }: { code: string; due: PlainDate }, today: PlainDate): boolean {
  if (due >= today) return false
  return putOff.has(code) || (oldNews.has(code) && due < addDays(today, -oldNewsDays))
}
