// Age is counted in completed calendar months from a birth that may be uncertain, on a given day. It is never stored.
// Rule: n months are completed on the day that addMonths(birth, n) gives; so with a birth in a range the age is a range.
// Source: product.md, "an integer age is never stored"; OSCaR's days ÷ 365 calls 73 % of third birthdays a day early.
// No medical age test narrows the range: only a document or a person who knows does.
import type { Edtf } from './edtf.ts'
import { edtfBounds } from './edtf.ts'
import type { MissingDay, PlainDate } from './plain-date.ts'
import { addMonths, partsOf } from './plain-date.ts'

/** Completed months, both ends possible. `minMonths` is 0 while the child may be unborn. */
export type AgeRange = { minMonths: number; maxMonths: number }

export type YearsAndMonths = { years: number; months: number }

/** `possibly` when some of the days of birth that can be true say yes and others no. */
export type Certainty = 'yes' | 'possibly' | 'no'

/** Completed months from a known day of birth; negative before it. */
export function completedMonths(birth: PlainDate, day: PlainDate, missingDay: MissingDay = 'next-day'): number {
  const from = partsOf(birth)
  const to = partsOf(day)
  const months = (to.year - from.year) * 12 + (to.month - from.month)
  return addMonths(birth, months, missingDay) <= day ? months : months - 1
}

/** The age on a day; null when the child is certainly not yet born, or when its birth has no first or no last day. */
export function ageAt(birth: Edtf, day: PlainDate, missingDay: MissingDay = 'next-day'): AgeRange | null {
  const { earliest, latest } = edtfBounds(birth)
  if (earliest === null || latest === null || earliest > day) return null
  return {
    minMonths: latest > day ? 0 : completedMonths(latest, day, missingDay),
    maxMonths: completedMonths(earliest, day, missingDay),
  }
}

/** Whether the child has completed so many months on that day. */
export function hasReachedAge(
  birth: Edtf,
  day: PlainDate,
  months: number,
  missingDay: MissingDay = 'next-day',
): Certainty {
  const { earliest, latest } = edtfBounds(birth)
  if (latest !== null && addMonths(latest, months, missingDay) <= day) return 'yes'
  return earliest === null || addMonths(earliest, months, missingDay) <= day ? 'possibly' : 'no'
}

/** 82 months are 6 years and 10 months. */
export function toYearsAndMonths(months: number): YearsAndMonths {
  const years = Math.floor(months / 12)
  return { years, months: months - years * 12 }
}
