// Ages as growth takes them: whole days. A month is 30.4375 days there (365.25 ÷ 12), never a calendar month.
// Rule: under 731 days a child is measured lying, from then on standing; the standards hold under 60 months, the reference from there.
// Source: WHO anthro and anthroplus (age in days, half up; age in months unrounded < 60). Correcting the age of a child born early,
// to 24 months, is common practice and no rule of the WHO: both ages are shown, and the corrected one replaces nothing.

/** Days in a month of the growth standards. */
export const DAYS_PER_MONTH = 30.4375
/** The first day that is measured standing. */
export const FIRST_STANDING_DAY = 731
/** The last day of the standards: 1,826 days are 59.99 months, 1,827 are 60.02. */
export const LAST_STANDARD_DAY = 1826
/** The last month of the reference, and of its weight-for-age. */
export const LAST_REFERENCE_MONTH = 228
export const LAST_REFERENCE_WEIGHT_MONTH = 120

const TERM_DAYS = 40 * 7
const PRETERM_DAYS = 37 * 7
const CORRECTED_TO_DAYS = 24 * DAYS_PER_MONTH

/** How sure the correction for an early birth is. */
export const correctedAgeEvidence = {
  source:
    'common clinical practice: 40 weeks less the weeks of pregnancy, to 24 months; no text of the WHO was read for it',
  status: 'practice',
} as const

/** Days of an age in months, half up, as the WHO's programs round. `months` 0 or more, fractions welcome. */
export function daysOfMonths(months: number): number {
  return Math.floor(months * DAYS_PER_MONTH + 0.5)
}

/** Months of an age in days, unrounded. */
export function monthsOfDays(days: number): number {
  return days / DAYS_PER_MONTH
}

/**
 * The age counted from the day on which the child was due; negative before that day.
 * Null for a child who was not born early (37 weeks or more) or whose age has reached 24 months: then there is nothing to correct.
 * @param ageDays whole days since birth
 * @param gestationDays days of pregnancy at birth (32 weeks and 3 days: 227)
 */
export function correctedAgeDays(ageDays: number, gestationDays: number): number | null {
  if (gestationDays >= PRETERM_DAYS || ageDays >= CORRECTED_TO_DAYS) return null
  return ageDays - (TERM_DAYS - gestationDays)
}
