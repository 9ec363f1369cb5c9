// On which days a child in prison is past the statutory limit.
// Rule: a child in prison on day d is past the limit when d ≥ birth + the limit in force on d. A passed limit removes nobody.
// Source: product.md, law; Law on Prisons art. 41 (three years), Prison Procedure no. 34 (six years, before).
// A country, or a time, without a fixed limit: nobody is past it, and nobody is within it either. "No limit in law known to Komar".
// Why two corners are enough: each unknown moves the set of past days one way only. A later birth makes it smaller. An earlier
// start of a stricter law makes it larger, of a laxer law smaller. So all unknowns at one end give the largest set, at the
// other the smallest, and every consistent choice lies between.
import type { Edtf } from '../time/edtf.ts'
import { earliest, latest } from '../time/edtf.ts'
import type { DateRange, MissingDay, PlainDate } from '../time/plain-date.ts'
import { addDays, addMonths, firstDay, lastDay, later } from '../time/plain-date.ts'
import type { DaySpan } from '../time/span.ts'
import { firstOf, intersectSpans, mergeSpans, onwardsFrom } from '../time/span.ts'
import type { Limit } from './pack.ts'

/** The limits and the leap-day rule: what of a law pack the clock needs. */
export type LimitRules = { limits: readonly Limit[]; missingDay: { rule: MissingDay } }

/** Days past the limit for a child always in prison: in every case (`certain`), in the worst case (`possible`). */
export type PastDays = { certain: DaySpan[]; possible: DaySpan[] }

export type LimitState = 'within' | 'approaching' | 'may-be-past' | 'past' | 'no-limit'

type DatedLimit = { from: PlainDate; months: number | null }

function datedLimits(limits: readonly Limit[], corner: 'most' | 'least'): DatedLimit[] {
  return limits.map(({ from, months }, index) => {
    if (from === null) return { from: firstDay, months }
    const previous = limits[index - 1]
    const isStricter = previous === undefined || orNever(months) < orNever(previous.months)
    const bound = isStricter === (corner === 'most') ? earliest(from) : latest(from)
    return { from: bound ?? firstDay, months }
  })
}

function orNever(months: number | null): number {
  return months ?? Number.POSITIVE_INFINITY
}

/** Days past the limit for one day of birth and known law starts. */
export function pastSpans(birth: PlainDate, limits: readonly DatedLimit[], missingDay: MissingDay): DaySpan[] {
  const spans = limits.flatMap(({ from, months }, index) => {
    if (months === null) return []
    const next = limits[index + 1]
    const last = next === undefined ? lastDay : addDays(next.from, -1)
    return [{ first: later(from, addMonths(birth, months, missingDay)), last }]
  })
  return mergeSpans(spans)
}

/** Days past the limit, certain and possible, for a birth that may be uncertain (or, with an open end, unknown). */
export function pastDays(birth: Edtf, rules: LimitRules): PastDays {
  const { limits, missingDay } = rules
  return {
    certain: pastSpans(latest(birth) ?? lastDay, datedLimits(limits, 'least'), missingDay.rule),
    possible: pastSpans(earliest(birth) ?? firstDay, datedLimits(limits, 'most'), missingDay.rule),
  }
}

/**
 * The first day on which a child who is in prison is past the limit, whatever today is. From `from` on, for a country whose
 * limit was raised and who is asked about a later day. A day that is never reached is 9999-12-31.
 */
export function limitDates(birth: Edtf, rules: LimitRules, from: PlainDate = firstDay): DateRange {
  const { certain, possible } = pastDays(birth, rules)
  const firstFrom = (spans: DaySpan[]) => firstOf(intersectSpans(spans, [onwardsFrom(from)])) ?? lastDay
  return { earliest: firstFrom(possible), latest: firstFrom(certain) }
}

/** The limit that certainly holds on a day: what "past the limit" meant then. None before the first that the pack knows. */
export function limitCertainlyOn({ limits }: Pick<LimitRules, 'limits'>, day: PlainDate): Limit | undefined {
  return limits.findLast(({ from }) => from === null || (latest(from) ?? lastDay) <= day)
}

/** The limit in force on a day so far as its beginning is known: the one to tell people of. */
export function limitPerhapsOn({ limits }: Pick<LimitRules, 'limits'>, day: PlainDate): Limit | undefined {
  return limits.findLast(({ from }) => from === null || (earliest(from) ?? day) <= day)
}

/** Whether a limit in months certainly is in force on a day: only then can a child be called within it. */
export function hasLimitOn({ limits }: Pick<LimitRules, 'limits'>, day: PlainDate): boolean {
  const certain = limits.findLastIndex(({ from }) => from === null || (latest(from) ?? lastDay) <= day)
  const possible = limits
    .slice(Math.max(certain, 0))
    .filter(({ from }) => from === null || (earliest(from) ?? day) <= day)
  return certain >= 0 && possible.every(({ months }) => months !== null)
}

/** Whether the first day past the limit never comes, because the law that holds for the child's days has no fixed limit. */
export function isWithoutLimit({ earliest: first }: DateRange): boolean {
  return first === lastDay
}

/**
 * Plan from the earliest day, speak of a breach only from the latest, between them find out. Dates that never come are those of a law
 * without a fixed limit.
 */
export function limitState(dates: DateRange, today: PlainDate, leadMonthsBefore: number): LimitState {
  if (isWithoutLimit(dates)) return 'no-limit'
  if (today >= dates.latest) return 'past'
  if (today >= dates.earliest) return 'may-be-past'
  return today >= planningOpens(dates, leadMonthsBefore) ? 'approaching' : 'within'
}

/** The day on which planning begins. Where the month lacks the day, its last day: rather a day early than late. */
export function planningOpens(dates: DateRange, leadMonthsBefore: number): PlainDate {
  return addMonths(dates.earliest, -leadMonthsBefore, 'last-day')
}
