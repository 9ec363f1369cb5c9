// When a child is visited after a move: a call on day 2; visits by day 7 (within 48 hours for who may be under three, and after a move
// without a plan), 14, 30, monthly to six months, quarterly to two years, then half-yearly. Source: practice.md part 3, G-F1.
// A visit meets every step up to its day, and the next one when it comes within a week before it.
import { mayBeYounger } from '../assess/stay-rules.ts'
import type { PolicyPack } from '../policy.ts'
import type { DayRange } from '../register/state.ts'
import { addDays, addMonths, daysBetween, type PlainDate } from '../time/plain-date.ts'

/** Support lasts until schooling ends: visits are dated for so many months at most after a move. */
const longestMonths = 216
const hoursPerDay = 24
const earlyDays = 7

/** Days after the move by which the child is first visited. */
export function firstFollowUpDays(birth: DayRange, moveOn: PlainDate, pack: PolicyPack): number {
  const { visits, firstVisitUnderThreeWithin, firstVisitUnderThreeAgeBelow } = pack.procedures.followUp
  const isYoung = mayBeYounger(birth, moveOn, firstVisitUnderThreeAgeBelow.value * 12)
  return isYoung ? Math.floor(firstVisitUnderThreeWithin.value / hoursPerDay) : visits.first.value
}

/** The days by which visits are due after a move, in order. */
export function visitDays(movedOn: PlainDate, firstDays: number, pack: PolicyPack): PlainDate[] {
  const { visits, monthlyUntil, quarterlyUntil, quarterlyEvery, afterwardsEvery } = pack.procedures.followUp
  const early = [firstDays, visits.second.value, visits.third.value].map((days) => addDays(movedOn, days))
  return [
    ...early,
    ...monthsFrom(movedOn, 2, monthlyUntil.value, 1),
    ...monthsFrom(movedOn, monthlyUntil.value + quarterlyEvery.value, quarterlyUntil.value, quarterlyEvery.value),
    ...monthsFrom(movedOn, quarterlyUntil.value + afterwardsEvery.value, longestMonths, afterwardsEvery.value),
  ]
}

function monthsFrom(movedOn: PlainDate, first: number, last: number, every: number): PlainDate[] {
  const steps = Math.max(0, Math.floor((last - first) / every) + 1)
  return Array.from({ length: steps }, (_, index) => addMonths(movedOn, first + index * every))
}

/** The next day by which a visit is due, given the days on which the child was visited; null when the schedule has ended. */
export function nextVisitDue(
  schedule: readonly PlainDate[],
  visitedOn: readonly PlainDate[],
  movedOn: PlainDate,
): PlainDate | null {
  const last = visitedOn
    .filter((day) => day >= movedOn)
    .toSorted()
    .at(-1)
  if (last === undefined) return schedule[0] ?? null
  return (
    schedule.find((due, index) => {
      const gap = daysBetween(schedule[index - 1] ?? movedOn, due)
      const tolerance = index === 0 ? gap : Math.min(earlyDays, Math.floor(gap / 2))
      return last < addDays(due, -tolerance)
    }) ?? null
  )
}
