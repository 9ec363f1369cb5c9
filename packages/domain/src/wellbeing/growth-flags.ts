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
  const [low, high] = plausibleZ[index]
  return z < low || z > high
}

/** All flags of a visit, most telling first; the same empty list when there are none. */
export function growthFlags(
  measurement: GrowthMeasurement,
  scores: GrowthScores,
  days: number | null,
  tables: GrowthTables,
): readonly GrowthFlag[] {
  if (isBeyondDoubt(measurement, scores, days)) return none
  const flags: GrowthFlag[] = []
  if (measurement.oedema) flags.push('oedema')
  const isInfant = days !== null && days < 9 * DAYS_PER_MONTH
  if (measurement.posture === 'standing' && isInfant) flags.push('standing-under-9-months')
  if (measurement.ageDays !== null && measurement.ageDays < 0) flags.push('age-below-zero')
  if (days !== null && days > LAST_REFERENCE_MONTH * DAYS_PER_MONTH) flags.push('age-over-19-years')
  pushImplausible(flags, scores)
  pushNotAboveZero(flags, measurement)
  if (isOutsideTable(measurement, scores, days)) flags.push('height-outside-table')
  pushUnits(flags, measurement)
  pushSwaps(flags, measurement, days, tables)
  if (looksLikeWrongAge(scores)) flags.push('age-perhaps-wrong')
  return flags.length === 0 ? none : flags
}

// For speed, since nearly every visit is an ordinary one: true only where none of the flags can arise, as each measure that was
// taken has a score and each score is far from implausible.
function isBeyondDoubt(measurement: GrowthMeasurement, scores: GrowthScores, days: number | null): boolean {
  const { weightKg, heightCm, headCm, muacCm, tricepsMm, subscapularMm } = measurement
  if (measurement.oedema || days === null || days > LAST_STANDARD_DAY) return false
  if (measurement.posture === 'standing' && days < FIRST_STANDING_DAY) return false
  const isOrdinary =
    (weightKg === null || isNear(scores.waz)) &&
    (heightCm === null || isNear(scores.haz)) &&
    (weightKg === null || heightCm === null || (isNear(scores.whz) && isNear(scores.baz)))
  return (
    isOrdinary &&
    (headCm === null || isNear(scores.hcz)) &&
    (muacCm === null || isNear(scores.acz)) &&
    ((tricepsMm ?? null) === null || isNear(scores.tsz)) &&
    ((subscapularMm ?? null) === null || isNear(scores.ssz))
  )
}

function isNear(z: number | null): boolean {
  return z !== null && z >= -5 && z <= 5
}

function pushImplausible(flags: GrowthFlag[], scores: GrowthScores): void {
  if (scores.haz !== null && isImplausible('haz', scores.haz)) flags.push('implausible-haz')
  if (scores.waz !== null && isImplausible('waz', scores.waz)) flags.push('implausible-waz')
  if (scores.whz !== null && isImplausible('whz', scores.whz)) flags.push('implausible-whz')
  if (scores.baz !== null && isImplausible('baz', scores.baz)) flags.push('implausible-baz')
  if (scores.hcz !== null && isImplausible('hcz', scores.hcz)) flags.push('implausible-hcz')
  if (scores.acz !== null && isImplausible('acz', scores.acz)) flags.push('implausible-acz')
  if (scores.tsz !== null && isImplausible('tsz', scores.tsz)) flags.push('implausible-tsz')
  if (scores.ssz !== null && isImplausible('ssz', scores.ssz)) flags.push('implausible-ssz')
}

function pushNotAboveZero(flags: GrowthFlag[], measurement: GrowthMeasurement): void {
  const { weightKg, heightCm, headCm, muacCm, tricepsMm = null, subscapularMm = null } = measurement
  if (weightKg !== null && !(weightKg > 0)) flags.push('weight-not-above-zero')
  if (heightCm !== null && !(heightCm > 0)) flags.push('height-not-above-zero')
  if (headCm !== null && !(headCm > 0)) flags.push('head-not-above-zero')
  if (muacCm !== null && !(muacCm > 0)) flags.push('muac-not-above-zero')
  if (tricepsMm !== null && !(tricepsMm > 0)) flags.push('triceps-not-above-zero')
  if (subscapularMm !== null && !(subscapularMm > 0)) flags.push('subscapular-not-above-zero')
}

function isOutsideTable(measurement: GrowthMeasurement, scores: GrowthScores, days: number | null): boolean {
  if (scores.whz !== null || scores.heightCm === null || measurement.oedema) return false
  return measurement.weightKg !== null && measurement.weightKg > 0 && (days === null || days <= LAST_STANDARD_DAY)
}

// No child under 19 is this tall, heavy or round, in these units; in the other unit it is an everyday figure.
function pushUnits(flags: GrowthFlag[], { weightKg, heightCm, headCm, muacCm }: GrowthMeasurement): void {
  if (heightCm !== null && heightCm >= 0.3 && heightCm < 2.3) flags.push('height-perhaps-in-metres')
  if (heightCm !== null && heightCm >= 300) flags.push('height-perhaps-in-millimetres')
  if (weightKg !== null && weightKg >= 500) flags.push('weight-perhaps-in-grams')
  if (headCm !== null && headCm >= 200) flags.push('head-perhaps-in-millimetres')
  if (muacCm !== null && muacCm >= 50) flags.push('muac-perhaps-in-millimetres')
}

function pushSwaps(
  flags: GrowthFlag[],
  { sex, weightKg, heightCm, headCm, muacCm }: GrowthMeasurement,
  days: number | null,
  tables: GrowthTables,
): void {
  if (headCm !== null && muacCm !== null && headCm > 0 && muacCm > headCm && muacCm < 70) {
    flags.push('head-and-muac-perhaps-swapped')
  }
  if (weightKg === null || heightCm === null || !(weightKg > heightCm) || days === null) return
  if (days > LAST_STANDARD_DAY) {
    flags.push('weight-and-height-perhaps-swapped')
    return
  }
  const table = days < FIRST_STANDING_DAY ? tables.weightForLength : tables.weightForHeight
  if (Math.abs(zAt(table[sex], weightKg * 10, heightCm, true)) <= 5) flags.push('weight-and-height-perhaps-swapped')
}

// Length and weight off in the same direction, and fitting each other: the child is right and the birth date is not.
function looksLikeWrongAge({ haz, waz, whz }: GrowthScores): boolean {
  if (haz === null || waz === null || whz === null || Math.abs(whz) > 3 || Math.sign(haz) !== Math.sign(waz))
    return false
  return Math.abs(haz) > 3 && Math.abs(waz) > 3 && (isImplausible('haz', haz) || isImplausible('waz', waz))
}
