// Counts that are not certain, and shares that may be printed.
// Rule: an uncertain count is a range, certain to possible; a share always shows both numbers, and a percentage only where the
// denominator is 20 or more: with fewer, one child moves it by five points. Source: practice.md part 5, common rules.

/** `certain` ≤ the true number ≤ `possible`. */
export type Count = { certain: number; possible: number }

/** A part of a whole. `percent` is rounded, and null when the whole is under 20. */
export type Share = { count: number; of: number; percent: number | null }

export type Certainty = 'certain' | 'possible'

export const smallestDenominator = 20

/** A share of whole numbers, 0 ≤ count ≤ of. */
export function shareOf(count: number, of: number): Share {
  return { count, of, percent: of < smallestDenominator ? null : Math.round((count * 100) / of) }
}

/** Nothing counted yet. */
export function noCount(): Count {
  return { certain: 0, possible: 0 }
}

/** Counts one more; what is certain is possible too. Changes `count`. */
export function countOne(count: Count, certainty: Certainty): void {
  count.possible += 1
  if (certainty === 'certain') count.certain += 1
}

/** Adds `other` to `count`, which changes. */
export function addCount(count: Count, other: Count): void {
  count.certain += other.certain
  count.possible += other.possible
}
