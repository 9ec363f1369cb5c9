// A measured child beside the WHO's standards: z-scores of every index, from 0 to 60 months by day and to 19 years by month.
// Rule: the WHO's own method, step by step: the 0.7 cm between lying and standing, the table by age, restriction beyond ±3 for what
// hangs on weight, two decimals, then the flags. With oedema no z-score that hangs on weight is made; acute malnutrition is then severe.
// A flagged score is kept and shown, and left out of every aggregate.
// Source: WHO Child Growth Standards 2006/2007 and Reference 2007; WHO anthro and anthroplus for what these leave open (posture not
// said, standing under nine months, the limits of implausible scores). Ours: −0.7 cm for a child of five or more measured lying too.
import {
  correctedAgeDays,
  DAYS_PER_MONTH,
  FIRST_STANDING_DAY,
  LAST_REFERENCE_MONTH,
  LAST_REFERENCE_WEIGHT_MONTH,
  LAST_STANDARD_DAY,
  monthsOfDays,
} from './growth-age.ts'
import type { GrowthFlag } from './growth-flags.ts'
import { growthFlags } from './growth-flags.ts'
import type { GrowthTables, LmsSeries, LmsTable, Sex } from './growth-table.ts'
import { zAt } from './growth-table.ts'
import { roundZ } from './lms.ts'

export type Posture = 'lying' | 'standing'

/** One visit. What was not measured is null; a measure that is not above 0 counts as not measured, and is flagged. */
export type GrowthMeasurement = {
  sex: Sex
  /** Days since birth; a fraction is rounded half up. Null when unknown: only weight-for-length can be told then. */
  ageDays: number | null
  weightKg: number | null
  /** Length or height as it was read, before any correction. */
  heightCm: number | null
  /** Null when nobody wrote it down: taken as the one that the age asks for. */
  posture: Posture | null
  /** Pitting of both feet. */
  oedema: boolean
  headCm: number | null
  muacCm: number | null
  tricepsMm?: number | null
  subscapularMm?: number | null
}

/** The eight indices: length, weight, weight-for-length, BMI, head, arm, triceps and subscapular skinfold. */
export const growthIndices = ['haz', 'waz', 'whz', 'baz', 'hcz', 'acz', 'tsz', 'ssz'] as const
export type GrowthIndex = (typeof growthIndices)[number]

export type GrowthScores = Record<GrowthIndex, number | null> & {
  /** Length or height as the tables take it, after the 0.7 cm. */
  heightCm: number | null
  /** kg/m², on that height; unrounded. */
  bmi: number | null
  flags: readonly GrowthFlag[]
}

/**
 * The z-scores of one visit, rounded to two decimals, half away from zero; null where the WHO defines none.
 * @param measurement weight in kg, length, head and arm in cm, skinfolds in mm
 * @param tables `growthTables` of growth-tables.ts
 */
export function growthScores(measurement: GrowthMeasurement, tables: GrowthTables): GrowthScores {
  const { ageDays, oedema } = measurement
  const days = ageDays !== null && ageDays >= 0 ? Math.floor(ageDays + 0.5) : null
  const posture = believedPosture(measurement.posture, days)
  const height = correctedHeight(positive(measurement.heightCm), posture, days)
  const weight = oedema ? null : positive(measurement.weightKg)
  const bmi = weight === null || height === null ? null : weight / (height / 100) ** 2
  const scores: GrowthScores = {
    haz: null,
    waz: null,
    whz: null,
    baz: null,
    hcz: null,
    acz: null,
    tsz: null,
    ssz: null,
    heightCm: height,
    bmi,
    flags: [],
  }
  if (days === null || days <= LAST_STANDARD_DAY) {
    scores.whz = weightForLength(measurement.sex, days, posture, weight, height, tables)
    if (days !== null) scoreStandards(scores, measurement, days, weight, tables)
  } else {
    scoreReference(scores, measurement.sex, monthsOfDays(days), weight, tables)
  }
  scores.flags = growthFlags(measurement, scores, days, tables)
  return scores
}

/**
 * The same visit at the age counted from the day on which the child was due, to stand beside the real scores and never in their place.
 * Null for a child not born early, at 24 months or more, at an unknown age, or before the day it was due.
 * @param gestationDays days of pregnancy at birth
 */
export function correctedScores(
  measurement: GrowthMeasurement,
  gestationDays: number,
  tables: GrowthTables,
): { ageDays: number; scores: GrowthScores } | null {
  const ageDays = measurement.ageDays === null ? null : correctedAgeDays(measurement.ageDays, gestationDays)
  if (ageDays === null || ageDays < 0) return null
  return { ageDays, scores: growthScores({ ...measurement, ageDays }, tables) }
}

// Nobody stands at that age: WHO's program takes the posture as a slip of the pen, and does not correct.
function believedPosture(posture: Posture | null, days: number | null): Posture | null {
  return posture === 'standing' && days !== null && days < 9 * DAYS_PER_MONTH ? null : posture
}

// A child lying is 0.7 cm longer. Kept to a millionth of a centimetre, so that 65.7 − 0.7 is 65 and still in the table.
function correctedHeight(height: number | null, posture: Posture | null, days: number | null): number | null {
  if (height === null || days === null || posture === null) return height
  if (posture === 'standing' && days < FIRST_STANDING_DAY) return Math.round((height + 0.7) * 1e6) / 1e6
  if (posture === 'lying' && days >= FIRST_STANDING_DAY) return Math.round((height - 0.7) * 1e6) / 1e6
  return height
}

function scoreStandards(
  scores: GrowthScores,
  { sex, headCm, muacCm, tricepsMm, subscapularMm }: GrowthMeasurement,
  days: number,
  weight: number | null,
  tables: GrowthTables,
): void {
  scores.haz = score(tables.lengthForAge[sex], days, scores.heightCm)
  scores.waz = score(tables.weightForAge[sex], days, weight)
  scores.baz = score(tables.bmiForAge[sex], days, scores.bmi)
  scores.hcz = score(tables.headForAge[sex], days, positive(headCm))
  scores.acz = score(tables.armForAge[sex], days, positive(muacCm))
  scores.tsz = score(tables.tricepsForAge[sex], days, positive(tricepsMm))
  scores.ssz = score(tables.subscapularForAge[sex], days, positive(subscapularMm))
}

function scoreReference(
  scores: GrowthScores,
  sex: Sex,
  months: number,
  weight: number | null,
  tables: GrowthTables,
): void {
  if (months > LAST_REFERENCE_MONTH) return
  scores.haz = score(tables.heightForAge2007[sex], months, scores.heightCm)
  scores.baz = score(tables.bmiForAge2007[sex], months, scores.bmi)
  if (months <= LAST_REFERENCE_WEIGHT_MONTH) scores.waz = score(tables.weightForAge2007[sex], months, weight)
}

/** Lying under 24 months, standing from then on; at an unknown age as it was measured, and else lying under 87 cm. */
function weightForLength(
  sex: Sex,
  days: number | null,
  posture: Posture | null,
  weight: number | null,
  height: number | null,
  tables: GrowthTables,
): number | null {
  const cm = height ?? Number.NaN
  const isLying = days === null ? posture === 'lying' || (posture === null && cm < 87) : days < FIRST_STANDING_DAY
  const table: LmsTable = isLying ? tables.weightForLength : tables.weightForHeight
  return score(table[sex], cm * 10, weight)
}

function score(series: LmsSeries, at: number, measure: number | null): number | null {
  const z = zAt(series, at, measure ?? Number.NaN)
  return Number.isNaN(z) ? null : roundZ(z)
}

function positive(measure: number | null | undefined): number | null {
  const value = measure ?? 0
  return value > 0 && value < Number.POSITIVE_INFINITY ? value : null
}
