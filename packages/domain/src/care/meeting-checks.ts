// Meetings of the child with its future carer before a move. Under five: at least three over fourteen days or more, one with the
// mother present, one at the new home if the child may go out; fewer with a reason, yet never none. From five on, one at least.
// Source: practice.md part 3, G-S1 ("one visit is not enough"). Meetings count up to the day of the move.
import { mayBeYounger } from '../assess/stay-rules.ts'
import type { Check } from '../chronicle/gate.ts'
import { check } from '../chronicle/gate.ts'
import type { BodyOf } from '../chronicle/kind.ts'
import type { PolicyPack } from '../policy.ts'
import type { DayRange } from '../register/state.ts'
import { edtfBounds } from '../time/edtf.ts'
import { daysBetween, type PlainDate } from '../time/plain-date.ts'
import type * as kinds from './kinds.ts'
import type { Meeting } from './state.ts'

export const meetingGateCodes = [
  'separation.meetings-enough',
  'separation.meetings-long-enough',
  'separation.meeting-with-mother',
  'separation.meeting-at-new-home',
] as const
type Code = (typeof meetingGateCodes)[number]

type Plan = Pick<BodyOf<typeof kinds.separationPlanned>, 'carer' | 'moveOn' | 'fewerMeetingsReason' | 'canVisitNewHome'>

/** The checks on the meetings before a move. */
export function meetingChecks(plan: Plan, meetings: readonly Meeting[], birth: DayRange, pack: PolicyPack): Check[] {
  const rule = pack.procedures.separation.meetingsUnderFive
  const isYoung = mayBeYounger(birth, plan.moveOn, rule.ageBelow.value * 12)
  const held = meetings.filter(({ body, entry }) => {
    const { earliest } = edtfBounds(entry.occurred)
    return body.withCarer === plan.carer && (earliest === null || earliest <= plan.moveOn)
  })
  const isRelaxed = !isYoung || plan.fewerMeetingsReason !== undefined
  const needed = isRelaxed ? 1 : rule.count.value
  const days = daysSpanned(held)
  const withMother = held.filter(({ body }) => body.isMotherPresent).length
  const atHome = held.filter(({ body }) => body.isAtNewHome).length
  return [
    need('separation.meetings-enough', held.length >= needed, { have: held.length, need: needed }),
    need('separation.meetings-long-enough', isRelaxed || days >= rule.overDays.value, {
      have: days,
      need: rule.overDays.value,
    }),
    need('separation.meeting-with-mother', isRelaxed || withMother >= rule.withMotherPresent.value),
    need('separation.meeting-at-new-home', isRelaxed || !plan.canVisitNewHome || atHome >= rule.atNewHome.value),
  ]
}

/** Days from the first meeting to the last. Of uncertain days the nearest count: the span is at least so long. */
function daysSpanned(held: readonly Meeting[]): number {
  const bounds = held.map(({ entry }) => edtfBounds(entry.occurred))
  const first = bounds
    .map(({ latest }) => latest)
    .filter(isDay)
    .toSorted()[0]
  const last = bounds
    .map(({ earliest }) => earliest)
    .filter(isDay)
    .toSorted()
    .at(-1)
  return first === undefined || last === undefined ? 0 : Math.max(0, daysBetween(first, last))
}

function isDay(day: PlainDate | null): day is PlainDate {
  return day !== null
}

function need(code: Code, holds: boolean, params?: Check['params']): Check {
  return check(code, ['care'], holds, params)
}
