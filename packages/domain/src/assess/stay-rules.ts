// How long a decision may last, and how often in a row. A full stay: three months under one year of age, six after, never past the
// limit (practice.md part 3, G-X1): reckoned from the latest birth and the earliest day past. An interim decision: 14 days, at most
// twice in a row, may keep together but not separate (G-A, G-B). An overstay: 30 days, three times in a row, and only for a child
// who may be past the limit (G-L1); it says why there is no safe place yet, who is finding one, and which steps are due when.
import type { Check } from '../chronicle/gate.ts'
import { check } from '../chronicle/gate.ts'
import type { BodyOf } from '../chronicle/kind.ts'
import { birthAsEdtf, limitRange } from '../law/signals.ts'
import type { PolicyPack } from '../policy.ts'
import type { DayRange } from '../register/state.ts'
import { ageAt } from '../time/age.ts'
import { addDays, addMonths, type PlainDate } from '../time/plain-date.ts'
import type * as kinds from './kinds.ts'
import type { Decision } from './state.ts'

export const stayGateCodes = [
  'decision.ends-after-it-begins',
  'decision.stay-not-too-long',
  'decision.stay-within-limit',
  'interim.not-too-long',
  'interim.not-too-often',
  'interim.keeps-together',
  'overstay.not-too-long',
  'overstay.not-too-often',
  'overstay.is-a-stay',
  'overstay.may-be-past-limit',
  'overstay.says-why',
  'overstay.has-dated-steps',
  'decision.ministry-decided-before',
  'decision.leaves-no-gap',
] as const
type Code = (typeof stayGateCodes)[number]

type Body = BodyOf<typeof kinds.decisionMade>
type Before = { decisions: readonly Decision[]; birth: DayRange; isInside: boolean; today: PlainDate }

/** True when some possible day of birth makes the child younger than so many months on a day; true too when nothing is known. */
export function mayBeYounger(birth: DayRange, day: PlainDate, months: number): boolean {
  const born = birthAsEdtf(birth)
  const age = born === null ? null : ageAt(born, day)
  return age === null || age.minMonths < months
}

/** The checks on how long a decision lasts and what it may be about. */
export function stayChecks(body: Body, before: Before, pack: PolicyPack): Check[] {
  const { decisions, birth, today } = before
  const { ministryLevel } = body
  const always = [
    need('decision.ends-after-it-begins', body.until >= body.from),
    ...(before.isInside ? [need('decision.leaves-no-gap', leavesNoGap(body, decisions, today))] : []),
    ...(ministryLevel === undefined ? [] : [need('decision.ministry-decided-before', ministryLevel.when <= today)]),
  ]
  switch (body.type) {
    case 'full':
      return body.outcome === 'stay' ? [...always, ...fullStayChecks(body, birth, pack)] : always
    case 'interim':
      return [...always, ...interimChecks(body, decisions, pack)]
    case 'overstay':
      return [...always, ...overstayChecks(body, decisions, birth, pack)]
  }
}

/** It begins today or earlier, or no later than the day after those before it end; and it lasts until the next one begins. */
function leavesNoGap({ from, until }: Body, decisions: readonly Decision[], today: PlainDate): boolean {
  const next = decisions.find((decision) => decision.from > from)
  const before = decisions.findLast((decision) => decision.from <= from)
  const isJoined = from <= today || (before !== undefined && from <= addDays(before.until, 1))
  return isJoined && (next === undefined || until >= addDays(next.from, -1))
}

function fullStayChecks(body: Body, birth: DayRange, pack: PolicyPack): Check[] {
  const { stayUnderOneLastsAtMost, stayFromOneLastsAtMost } = pack.procedures.decisions
  const months = (mayBeYounger(birth, body.from, 12) ? stayUnderOneLastsAtMost : stayFromOneLastsAtMost).value
  const limit = limitRange(birth, pack.law, body.from)
  const isWithin = limit !== null && body.until < limit.earliest
  return [
    need('decision.stay-not-too-long', body.until <= addMonths(body.from, months), { months }),
    need('decision.stay-within-limit', isWithin, limit === null ? {} : { earliest: limit.earliest }),
  ]
}

function interimChecks(body: Body, decisions: readonly Decision[], pack: PolicyPack): Check[] {
  const { lasts, times } = pack.procedures.decisions.interim
  return [
    need('interim.not-too-long', body.until <= addDays(body.from, lasts.value), { days: lasts.value }),
    need('interim.not-too-often', isAllowedAgain(body, decisions, times.value), { times: times.value }),
    need('interim.keeps-together', body.outcome !== 'leave-to-care'),
  ]
}

function overstayChecks(body: Body, decisions: readonly Decision[], birth: DayRange, pack: PolicyPack): Check[] {
  const { days, times } = pack.law.overstay
  const limit = limitRange(birth, pack.law, body.from)
  const { overstay } = body
  return [
    need('overstay.not-too-long', body.until <= addDays(body.from, days), { days }),
    need('overstay.not-too-often', isAllowedAgain(body, decisions, times), { times }),
    need('overstay.is-a-stay', body.outcome === 'stay'),
    need('overstay.may-be-past-limit', limit === null || limit.earliest <= body.from),
    need('overstay.says-why', overstay !== undefined),
    need('overstay.has-dated-steps', (overstay?.steps.length ?? 0) > 0),
  ]
}

/** A row of this length is ended by another decision, or goes on by word of the ministry. */
function isAllowedAgain({ type, from, ministryLevel }: Body, decisions: readonly Decision[], times: number): boolean {
  return ministryLevel !== undefined || inARow(decisions, type, from) < times
}

/** How many decisions of this type stand in a row on both sides of a day: one that is entered late must not fill a gap. */
function inARow(decisions: readonly Decision[], type: Decision['type'], day: PlainDate): number {
  // An interim decision is no answer to an overstay, so one in between ends no row of overstays.
  const counted = type === 'overstay' ? decisions.filter((decision) => decision.type !== 'interim') : decisions
  const former = counted.filter((decision) => decision.from <= day)
  const later = counted.filter((decision) => decision.from > day)
  const firstOther = later.findIndex((decision) => decision.type !== type)
  const before = former.length - 1 - former.findLastIndex((decision) => decision.type !== type)
  return before + (firstOther === -1 ? later.length : firstOther)
}

function need(code: Code, holds: boolean, params?: Check['params']): Check {
  return check(code, ['identity', 'care'], holds, params)
}
