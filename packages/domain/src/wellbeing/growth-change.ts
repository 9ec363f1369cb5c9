// How a child grew between two visits: what was gained a day, which lines of the chart were crossed, and whether growth falters.
// Rule one: two of the lines −3, −2, −1, 0, 1, 2, 3 crossed downwards. Rule two: a fall of as many centile spaces as the birth weight
// allows: one for a child born under the 9th centile, two up to the 91st, three above; or a weight now below the 2nd centile.
// Source of rule two: NICE guideline NG75 (2017), recommendations on faltering growth. Practice, and so marked: rule one; that a centile
// space is two thirds of a z-score. Weight lost in the first three weeks is judged by itself: more than a tenth of the birth weight.
// No norm for velocity is loaded: the WHO's velocity standards (2009) are not here, so gains are shown and not judged.
import type { Evidence } from './evidence.ts'
import { DAYS_PER_MONTH } from './growth-age.ts'

export const falteringEvidence = {
  twoLines: {
    source: 'clinical practice; WHO training course module C warns of every crossed line',
    status: 'practice',
  },
  centileSpaces: { source: 'NICE NG75 (2017), faltering growth, section 1.2', status: 'sourced' },
  centileSpace: { source: 'spacing of the UK charts, two thirds of a z-score', status: 'practice' },
  earlyLoss: { source: 'NICE NG75 (2017), 1.1.2', status: 'sourced' },
} as const satisfies Record<string, Evidence>

/** The lines of the chart. */
export const chartLines: readonly number[] = [-3, -2, -1, 0, 1, 2, 3]

const CENTILE_SPACE = 2 / 3
// Standard normal deviates of the 2nd and 9th centile; the 91st is the mirror of the 9th.
const SECOND_CENTILE = -2.0537489106
const NINTH_CENTILE = -1.340755034
const FIRST_WEEKS_DAYS = 21
// An unknown birth weight is taken as one in the middle.
const ORDINARY = 0

export type Visit = { ageDays: number; z: number }

/** How many lines of the chart lie between the two, with the first on or above and the second below; 0 when the child rose. */
export function linesCrossedDown(fromZ: number, toZ: number): number {
  return chartLines.filter((line) => fromZ >= line && toZ < line).length
}

/** How many centile spaces the child fell; negative when it rose. */
export function centileSpacesDown(fromZ: number, toZ: number): number {
  return (fromZ - toZ) / CENTILE_SPACE
}

export type Faltering = {
  linesDown: number
  spacesDown: number
  /** Centile spaces that may not be lost; by birth weight, two when that is unknown. */
  spacesAllowed: 1 | 2 | 3
  twoLines: boolean
  centileSpaces: boolean
  belowSecondCentile: boolean
}

/**
 * Compares two visits by weight-for-age (or, for rule one alone, any other index). Leave flagged scores out before.
 * Null when the later visit is not later, or within the first three weeks, when weight loss is judged by itself.
 * @param birthZ weight-for-age at birth; null when unknown
 */
export function faltering(from: Visit, to: Visit, birthZ: number | null): Faltering | null {
  if (to.ageDays <= from.ageDays || to.ageDays <= FIRST_WEEKS_DAYS) return null
  const spacesAllowed = allowedSpaces(birthZ ?? ORDINARY)
  const spacesDown = centileSpacesDown(from.z, to.z)
  const linesDown = linesCrossedDown(from.z, to.z)
  return {
    linesDown,
    spacesDown,
    spacesAllowed,
    twoLines: linesDown >= 2,
    centileSpaces: spacesDown >= spacesAllowed,
    belowSecondCentile: to.z < SECOND_CENTILE,
  }
}

function allowedSpaces(birthZ: number): 1 | 2 | 3 {
  if (birthZ < NINTH_CENTILE) return 1
  return birthZ > -NINTH_CENTILE ? 3 : 2
}

/** Whether more than a tenth of the birth weight is lost; asked in the first three weeks. Both in kg, above 0. */
export function isEarlyLossTooGreat(birthKg: number, nowKg: number): boolean {
  return (birthKg - nowKg) / birthKg > 0.1 + 1e-12
}

/** What was gained a day, in grams, and for each kilogram of the first weight; null when the visits are not apart. */
export function weightVelocity(
  from: { ageDays: number; weightKg: number },
  to: { ageDays: number; weightKg: number },
): { gramsPerDay: number; gramsPerKgPerDay: number } | null {
  const days = to.ageDays - from.ageDays
  if (!(days > 0) || !(from.weightKg > 0)) return null
  const gramsPerDay = ((to.weightKg - from.weightKg) * 1000) / days
  return { gramsPerDay, gramsPerKgPerDay: gramsPerDay / from.weightKg }
}

/** Centimetres gained in a month of 30.4375 days (length, head or arm); null when the visits are not apart. */
export function centimetresPerMonth(
  from: { ageDays: number; centimetres: number },
  to: { ageDays: number; centimetres: number },
): number | null {
  const days = to.ageDays - from.ageDays
  return days > 0 ? ((to.centimetres - from.centimetres) / days) * DAYS_PER_MONTH : null
}
