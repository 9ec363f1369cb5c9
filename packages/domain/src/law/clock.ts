// The statutory clock of one child: how old, past the limit since when, by how many days, or how many days are left.
// Rule: first day past = first day in prison and past; days over = days in prison past the limit, each day once, up to the day asked.
// Source: interface.md, `clock`; product.md G1 (born 2005-03, in prison 2005-03/2012-01: past from 2011-03, 6 y 10 m on leaving).
// Birth, stays and the start of a law are taken as independent unknowns: a stay before a possible birth does not narrow the
// birth, since what is written as a stay is often the mother's.
import type { Certainty, YearsAndMonths } from '../time/age.ts'
import { ageAt, toYearsAndMonths } from '../time/age.ts'
import type { Edtf } from '../time/edtf.ts'
import type { PlainDate } from '../time/plain-date.ts'
import { compareDates, daysBetween, earlier, lastDay } from '../time/plain-date.ts'
import type { DaySpan, SpanKnowledge, UncertainSpan } from '../time/span.ts'
import { countDays, covers, firstOf, intersectSpans, knowSpans, upTo } from '../time/span.ts'
import type { Limit } from './pack.ts'
import type { LimitRules, LimitState, PastDays } from './past.ts'
import { hasLimitOn, isWithoutLimit, limitDates, limitState, pastDays } from './past.ts'

export type ClockInput = {
  birth: Edtf
  /** The child's stays in prison; both ends of each included. */
  inPrison: readonly UncertainSpan[]
  rules: LimitRules
  asOf: PlainDate
  leadMonths: number
}

export type DayCount = { min: number; max: number }

export type Clock = {
  asOf: PlainDate
  /** Null when not born yet, or when the birth has no first or no last day. */
  age: YearsAndMonths | { min: YearsAndMonths; max: YearsAndMonths } | null
  limits: readonly Limit[]
  /** In these stays, whatever `asOf` is. Null: no such day (`earliest`), perhaps no such day (`latest`). */
  firstDayPast: { earliest: PlainDate | null; latest: PlainDate | null }
  daysOver: DayCount
  /** Days until the limit; null when it is certainly past, when the child is not in prison, and when no limit comes. */
  daysLeft: DayCount | null
  state: LimitState | 'not-in-prison'
  isInPrison: Certainty
}

/** The clock of one child on one day. Total: any dates give an answer. */
export function statutoryClock(input: ClockInput): Clock {
  const { birth, rules, asOf } = input
  const stays = knowSpans(input.inPrison)
  const past = pastDays(birth, rules)
  const next = limitDates(birth, rules, asOf)
  const isInPrison = presence(stays, asOf)
  const state =
    isInPrison === 'no' ? 'not-in-prison' : stateUnder(rules, limitState(next, asOf, input.leadMonths), asOf)
  const isCounting = state !== 'not-in-prison' && state !== 'past' && !isWithoutLimit(next)
  return {
    asOf,
    age: age(birth, rules, asOf),
    limits: rules.limits,
    firstDayPast: {
      earliest: firstOf(intersectSpans(stays.widest, past.possible)),
      latest: latestFirstDay(stays, past),
    },
    daysOver: daysOver(stays, past, asOf),
    daysLeft: isCounting ? { min: daysBetween(asOf, next.earliest), max: daysBetween(asOf, next.latest) } : null,
    state,
    isInPrison,
  }
}

/** Nobody is within a limit that is not there: before the first law that the pack knows, and where the law has none. */
function stateUnder(rules: LimitRules, state: LimitState, asOf: PlainDate): LimitState {
  if (state !== 'within' && state !== 'no-limit') return state
  return hasLimitOn(rules, asOf) ? 'within' : 'no-limit'
}

/** The day to show when none is asked for: the last day in prison, or today for a child who is still there. */
export function defaultAsOf(inPrison: readonly UncertainSpan[], today: PlainDate): PlainDate {
  const last = knowSpans(inPrison).widest.at(-1)?.last ?? lastDay
  return earlier(last, today)
}

function age(birth: Edtf, rules: LimitRules, asOf: PlainDate): Clock['age'] {
  const range = ageAt(birth, asOf, rules.missingDay.rule)
  if (range === null) return null
  const min = toYearsAndMonths(range.minMonths)
  return range.minMonths === range.maxMonths ? min : { min, max: toYearsAndMonths(range.maxMonths) }
}

function presence(stays: SpanKnowledge, day: PlainDate): Certainty {
  if (covers(stays.certain, day)) return 'yes'
  return covers(stays.widest, day) ? 'possibly' : 'no'
}

/** A loose stay puts the first day past off the most when it is its last possible day, or a day not past at all. */
function latestFirstDay(stays: SpanKnowledge, past: PastDays): PlainDate | null {
  const certain = firstOf(intersectSpans(stays.certain, past.certain))
  const loose = stays.loose.filter((span) => isWithin(span, past.certain)).map((span) => span.last)
  const candidates = certain === null ? loose : [certain, ...loose]
  return candidates.length === 0 ? null : candidates.reduce(earlier)
}

function daysOver(stays: SpanKnowledge, past: PastDays, asOf: PlainDate): DayCount {
  const until = [upTo(asOf)]
  const certainlyPast = intersectSpans(past.certain, until)
  const unavoidable = stays.loose.filter(
    (span) => isWithin(span, certainlyPast) && intersectSpans([span], stays.certain).length === 0,
  )
  return {
    min: countDays(intersectSpans(stays.certain, certainlyPast)) + fewestDays(unavoidable),
    max: countDays(intersectSpans(intersectSpans(stays.widest, past.possible), until)),
  }
}

function isWithin(span: DaySpan, spans: readonly DaySpan[]): boolean {
  return spans.some(({ first, last }) => first <= span.first && span.last <= last)
}

/** The fewest days such that each span holds one of them: take the last day of the span that ends first, and so on. */
function fewestDays(spans: readonly DaySpan[]): number {
  let taken: PlainDate | null = null
  let count = 0
  for (const span of spans.toSorted((a, b) => compareDates(a.last, b.last))) {
    if (taken !== null && span.first <= taken) continue
    taken = span.last
    count += 1
  }
  return count
}
