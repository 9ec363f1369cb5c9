// Whom a new law puts past the limit on the very day it starts: the list to act on before that day, child by child.
// Rule: in prison on the day the law starts, past the limit under it, and not past under the law before it.
// Source: Law on Prisons art. 41, six years to three from December 2011 (the report, page 2): practice.md part 2, "first day with old data".
// A law that starts on an uncertain day, or an uncertain birth, makes some of them possible only.
import type { Edtf } from '../time/edtf.ts'
import { edtfBounds } from '../time/edtf.ts'
import type { DateRange, PlainDate } from '../time/plain-date.ts'
import { addDays, addMonths, earlier, firstDay, lastDay, later } from '../time/plain-date.ts'
import type { UncertainSpan } from '../time/span.ts'
import { intersectSpans, knowSpans } from '../time/span.ts'
import type { LimitRules } from './past.ts'

export type ChildInPrison<Id> = { id: Id; birth: Edtf; inPrison: readonly UncertainSpan[] }
export type NewlyPast<Id> = { id: Id; certainty: 'certain' | 'possible' }

type Change = { starts: DateRange; months: number; monthsBefore: number | null }

/**
 * The children whom the law that starts at `lawStart` (its `from`, as written in the pack) puts past the limit on its first
 * day. Empty when the limit is not lowered, and when the pack has no such law.
 */
export function newlyPastOn<Id>(
  lawStart: Edtf,
  children: readonly ChildInPrison<Id>[],
  rules: LimitRules,
): NewlyPast<Id>[] {
  const change = changeAt(lawStart, rules)
  if (change === null) return []
  return children.flatMap(({ id, birth, inPrison }) => {
    const certainty = newlyPast(change, birth, inPrison, rules)
    return certainty === null ? [] : [{ id, certainty }]
  })
}

function changeAt(lawStart: Edtf, { limits }: LimitRules): Change | null {
  const index = limits.findIndex(({ from }) => from === lawStart)
  const limit = limits[index]
  const { earliest, latest } = edtfBounds(lawStart)
  if (limit === undefined || limit.months === null || earliest === null || latest === null) return null
  const monthsBefore = limits[index - 1]?.months ?? null
  if (monthsBefore !== null && limit.months >= monthsBefore) return null
  return { starts: { earliest, latest }, months: limit.months, monthsBefore }
}

/** Days on which a child born on that day is past under the new limit and not yet under the old; may be none. */
function caught(birth: PlainDate, change: Change, rules: LimitRules): { first: PlainDate; last: PlainDate } {
  const reaches = (months: number) => addMonths(birth, months, rules.missingDay.rule)
  return {
    first: reaches(change.months),
    last: change.monthsBefore === null ? lastDay : addDays(reaches(change.monthsBefore), -1),
  }
}

function newlyPast(change: Change, birth: Edtf, inPrison: readonly UncertainSpan[], rules: LimitRules) {
  const { starts } = change
  const bounds = edtfBounds(birth)
  const oldest = caught(bounds.earliest ?? firstDay, change, rules)
  const youngest = caught(bounds.latest ?? lastDay, change, rules)
  const stays = knowSpans(inPrison)
  const possible = { first: later(oldest.first, starts.earliest), last: earlier(youngest.last, starts.latest) }
  if (intersectSpans(stays.widest, [possible]).length === 0) return null
  const isCaughtInAnyCase = youngest.first <= starts.earliest && starts.latest <= oldest.last
  const isInPrisonInAnyCase = stays.certain.some(({ first, last }) => first <= starts.earliest && starts.latest <= last)
  return isCaughtInAnyCase && isInPrisonInAnyCase ? 'certain' : 'possible'
}
