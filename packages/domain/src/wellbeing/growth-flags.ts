// What is doubtful about a visit: scores outside what the WHO believes of a living child, and the slip that most likely explains it.
// Rule: nothing is corrected. A flagged score stays, is left out of aggregates, and the child is measured again.
// Source: WHO anthro and anthroplus (|HAZ| > 6; WAZ < −6 or > 5; |WHZ|, |BAZ|, |HCZ|, |ACZ|, |TSZ|, |SSZ| > 5, on rounded scores).
// The likely causes are ours: they are guesses, and are worded so.
import { DAYS_PER_MONTH, FIRST_STANDING_DAY, LAST_REFERENCE_MONTH, LAST_STANDARD_DAY } from './growth-age.ts'
import type { GrowthIndex, GrowthMeasurement, GrowthScores } from './growth.ts'
import type { GrowthTables } from './growth-table.ts'
import { zAt } from './growth-table.ts'

/** Below the first or above the second a score is implausible. */
export const plausibleZ: Record<GrowthIndex, readonly [number, number]> = {
  haz: [-6, 6],
  waz: [-6, 5],
  whz: [-5, 5],
  baz: [-5, 5],
  hcz: [-5, 5],
  acz: [-5, 5],
  tsz: [-5, 5],
  ssz: [-5, 5],
}

export type GrowthFlag =
  | `implausible-${GrowthIndex}`
  /** Pitting of both feet: no score that hangs on weight. */
  | 'oedema'
  /** "Standing" under nine months: the length was not corrected. */
  | 'standing-under-9-months'
  /** Before birth: counted as unknown. */
  | 'age-below-zero'
  /** Over 228 months: no reference. */
  | 'age-over-19-years'
  /** Shorter or longer than weight-for-length knows. */
  | 'height-outside-table'
  /** 0 or less: counted as not measured. */
  | `${'weight' | 'height' | 'head' | 'muac' | 'triceps' | 'subscapular'}-not-above-zero`
  | 'height-perhaps-in-metres'
  | 'height-perhaps-in-millimetres'
  | 'weight-perhaps-in-grams'
  | 'weight-and-height-perhaps-swapped'
  | 'head-perhaps-in-millimetres'
  | 'muac-perhaps-in-millimetres'
  | 'head-and-muac-perhaps-swapped'
  /** Weight fits length, but neither fits the age. */
  | 'age-perhaps-wrong'

const none: readonly GrowthFlag[] = []

/** Whether this score is to be left out of aggregates. */
export function isImplausible(index: GrowthIndex, z: number): boolean {
  const range = plausibleZ[index]
  return z < range[0] || z > range[1]
}

/** All flags of a visit, most telling first; always the same empty list when there are none, as a million visits would notice. */
export function growthFlags(
  measurement: GrowthMeasurement,
  scores: GrowthScores,
  days: number | null,
  tables: GrowthTables,
): readonly GrowthFlag[] {
  let flags = none
  if (measurement.oedema) flags = and(flags, 'oedema')
  const isInfant = days !== null && days < 9 * DAYS_PER_MONTH
  if (measurement.posture === 'standing' && isInfant) flags = and(flags, 'standing-under-9-months')
  if ((measurement.ageDays ?? 0) < 0) flags = and(flags, 'age-below-zero')
  if ((days ?? 0) > LAST_REFERENCE_MONTH * DAYS_PER_MONTH) flags = and(flags, 'age-over-19-years')
  flags = withImplausible(flags, scores)
  flags = withNotAboveZero(flags, measurement)
  if (isOutsideTable(measurement, scores, days)) flags = and(flags, 'height-outside-table')
  flags = withUnits(flags, measurement)
  // From five years on neither has a table, and an arm thicker than the head is doubtful by itself.
  if (areHeadAndArmSwapped(measurement)) flags = and(flags, 'head-and-muac-perhaps-swapped')
  // What explains nothing doubtful is not looked for.
  if (flags === none) return none
  if (areWeightAndHeightSwapped(measurement, days, tables)) flags = and(flags, 'weight-and-height-perhaps-swapped')
  return looksLikeWrongAge(scores) ? and(flags, 'age-perhaps-wrong') : flags
}

function and(flags: readonly GrowthFlag[], flag: GrowthFlag): readonly GrowthFlag[] {
  return [...flags, flag]
}

function withImplausible(before: readonly GrowthFlag[], scores: GrowthScores): readonly GrowthFlag[] {
  let flags = before
  if (isDoubtful('haz', scores.haz)) flags = and(flags, 'implausible-haz')
  if (isDoubtful('waz', scores.waz)) flags = and(flags, 'implausible-waz')
  if (isDoubtful('whz', scores.whz)) flags = and(flags, 'implausible-whz')
  if (isDoubtful('baz', scores.baz)) flags = and(flags, 'implausible-baz')
  if (isDoubtful('hcz', scores.hcz)) flags = and(flags, 'implausible-hcz')
  if (isDoubtful('acz', scores.acz)) flags = and(flags, 'implausible-acz')
  if (isDoubtful('tsz', scores.tsz)) flags = and(flags, 'implausible-tsz')
  if (isDoubtful('ssz', scores.ssz)) flags = and(flags, 'implausible-ssz')
  return flags
}

function isDoubtful(index: GrowthIndex, z: number | null): boolean {
  return z !== null && isImplausible(index, z)
}

function withNotAboveZero(before: readonly GrowthFlag[], measurement: GrowthMeasurement): readonly GrowthFlag[] {
  let flags = before
  if (isNotAboveZero(measurement.weightKg)) flags = and(flags, 'weight-not-above-zero')
  if (isNotAboveZero(measurement.heightCm)) flags = and(flags, 'height-not-above-zero')
  if (isNotAboveZero(measurement.headCm)) flags = and(flags, 'head-not-above-zero')
  if (isNotAboveZero(measurement.muacCm)) flags = and(flags, 'muac-not-above-zero')
  if (isNotAboveZero(measurement.tricepsMm)) flags = and(flags, 'triceps-not-above-zero')
  if (isNotAboveZero(measurement.subscapularMm)) flags = and(flags, 'subscapular-not-above-zero')
  return flags
}

function isNotAboveZero(measure: number | null | undefined): boolean {
  return !((measure ?? 1) > 0)
}

function isOutsideTable(measurement: GrowthMeasurement, scores: GrowthScores, days: number | null): boolean {
  if (scores.whz !== null || scores.heightCm === null || measurement.oedema) return false
  return (measurement.weightKg ?? 0) > 0 && (days ?? 0) <= LAST_STANDARD_DAY
}

// No child under 19 is this tall, heavy or round, in these units; in the other unit it is an everyday figure.
function withUnits(before: readonly GrowthFlag[], measurement: GrowthMeasurement): readonly GrowthFlag[] {
  const { weightKg, heightCm, headCm, muacCm } = measurement
  let flags = before
  if (isFrom(heightCm, 0.3) && !isFrom(heightCm, 2.3)) flags = and(flags, 'height-perhaps-in-metres')
  if (isFrom(heightCm, 300)) flags = and(flags, 'height-perhaps-in-millimetres')
  if (isFrom(weightKg, 500)) flags = and(flags, 'weight-perhaps-in-grams')
  if (isFrom(headCm, 200)) flags = and(flags, 'head-perhaps-in-millimetres')
  if (isFrom(muacCm, 50)) flags = and(flags, 'muac-perhaps-in-millimetres')
  return flags
}

function isFrom(measure: number | null, least: number): boolean {
  return (measure ?? 0) >= least
}

function areHeadAndArmSwapped({ headCm, muacCm }: GrowthMeasurement): boolean {
  const [head, arm] = [headCm ?? 0, muacCm ?? 0]
  return head > 0 && arm > head && arm < 70
}

/** A child weighs more kilograms than it is tall in centimetres, and the other way round it would be a believable child. */
function areWeightAndHeightSwapped(
  { sex, weightKg, heightCm }: GrowthMeasurement,
  days: number | null,
  tables: GrowthTables,
): boolean {
  const weight = weightKg ?? 0
  if (heightCm === null || days === null || !(weight > heightCm)) return false
  if (days > LAST_STANDARD_DAY) return true
  const table = days < FIRST_STANDING_DAY ? tables.weightForLength : tables.weightForHeight
  return Math.abs(zAt(table[sex], weight * 10, heightCm)) <= 5
}

// Length or weight is off, the weight far, and they fit each other: the child is right and the birth date is not. (Where they fit, both
// are off in the same direction.)
function looksLikeWrongAge({ haz, waz, whz }: GrowthScores): boolean {
  if (whz === null || Math.abs(whz) > 3 || Math.abs(waz ?? 0) <= 3) return false
  return isDoubtful('haz', haz) || isDoubtful('waz', waz)
}
