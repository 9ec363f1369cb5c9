// A deadline is a dated item that follows from a chronicle and the country's rules: a task, or a breach of a duty by an institution.
// It is computed without "today", so that the host can store it; whether it is open, due or breached is a comparison with a day.
// A breach names the duty and who holds it, never an officer (practice.md, part 2).
import { compareText } from './order.ts'
import type { AccessClass } from '../access/classes.ts'
import type { PlainDate } from '../time/plain-date.ts'
import type { AgencyId, Uuid } from './entry.ts'

export type Duty = 'prison' | 'social-affairs' | 'both' | 'health' | 'justice'

export type Deadline = {
  /** Stable code; its sentence stands in the catalogues: 'law.limit-near'. */
  code: string
  /** Tells two deadlines of one code apart: a measure's number, a spell's id. */
  key: string
  /** Classes that a reader needs to see the details; to others it reads "to be confirmed by the social worker". */
  classes: readonly AccessClass[]
  /** First day on which anyone should see it. */
  opens: PlainDate
  /** Last day on which it can be met in time. */
  due: PlainDate
  /** First day on which the duty is certainly broken; null when there is none. */
  breachFrom: PlainDate | null
  duty: Duty
  /** 1 (life and liberty) to 5 (tidiness): what cannot wait comes first. */
  harm: 1 | 2 | 3 | 4 | 5
  params: Record<string, string | number>
  /** Accounts and agencies that never see it: those complained of. */
  withheld?: readonly Uuid[]
  /** Agencies that wrote all it follows from, and so see it by their role alone. */
  agencies?: readonly AgencyId[]
}

export type DeadlineState = 'not-yet' | 'open' | 'due-soon' | 'overdue' | 'breach'

/** How a deadline stands on a day. Due soon means within a week. */
export function deadlineState(deadline: Deadline, today: PlainDate, weekAhead: PlainDate): DeadlineState {
  if (today < deadline.opens) return 'not-yet'
  if (deadline.breachFrom !== null && deadline.breachFrom <= today) return 'breach'
  if (deadline.due < today) return 'overdue'
  return deadline.due <= weekAhead ? 'due-soon' : 'open'
}

/** What cannot wait comes first: by harm, then by how soon, then by code. */
export function byUrgency(left: Deadline, right: Deadline): number {
  return left.harm - right.harm || compareText(left.due, right.due) || compareText(left.code, right.code)
}

/** What social affairs owes a child, for those who read its care: the deadline that most rules of care set. */
export function careDeadline<Code extends string>(
  code: Code,
  key: string,
  opens: PlainDate,
  due: PlainDate,
  breachFrom: PlainDate | null,
  harm: Deadline['harm'],
): Deadline {
  return { code, key, classes: ['identity', 'care'], opens, due, breachFrom, duty: 'social-affairs', harm, params: {} }
}
