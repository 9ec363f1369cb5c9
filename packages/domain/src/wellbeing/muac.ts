// Mid-upper-arm circumference and acute malnutrition under five.
// Rule: severe with any one of: arm under 115 mm, weight-for-length below −3, pitting of both feet. Moderate: arm from 115 to under
// 125 mm, or weight-for-length from −3 to below −2. The arm counts from 6 to under 60 months. A score flagged as implausible makes no
// class: the child is measured again. Under six months weight-for-length and oedema alone speak; from five years there is no class here.
// Source: WHO and UNICEF joint statement 2009 (severe); publicschema.org acute-malnutrition-severity (moderate, adequate).
// Ours: an arm under 6 or over 30 cm is no child's arm but a slip (millimetres, another column), and makes no class.
import type { GrowthScores } from './growth.ts'
import { DAYS_PER_MONTH, LAST_STANDARD_DAY } from './growth-age.ts'
import { isImplausible } from './growth-flags.ts'

export type MuacClass = 'severe' | 'moderate' | 'adequate'
export type AcuteMalnutrition = 'severe' | 'moderate' | 'none'

/** In centimetres: below the first severe, below the second moderate. */
export const muacCutoffs = {
  severeBelowCm: 11.5,
  moderateBelowCm: 12.5,
  fromMonths: 6,
  beforeMonths: 60,
  believedCm: { from: 6, to: 30 },
  severe: {
    source: 'WHO and UNICEF: WHO child growth standards and the identification of severe acute malnutrition (2009)',
    status: 'sourced',
  },
  moderate: { source: 'publicschema.org/vocab/acute-malnutrition-severity: 115 to 124 mm', status: 'sourced' },
} as const

const FROM_DAYS = muacCutoffs.fromMonths * DAYS_PER_MONTH

/**
 * The class of an arm circumference; null when it was not measured or not believed, the age is unknown, or outside 6 to 59 months.
 * @param muacCm in centimetres
 * @param ageDays whole days
 */
export function muacClass(muacCm: number | null, ageDays: number | null): MuacClass | null {
  if (ageDays === null || ageDays < FROM_DAYS || ageDays > LAST_STANDARD_DAY) return null
  const { from, to } = muacCutoffs.believedCm
  if (muacCm === null || !(muacCm >= from && muacCm <= to)) return null
  if (muacCm < muacCutoffs.severeBelowCm) return 'severe'
  return muacCm < muacCutoffs.moderateBelowCm ? 'moderate' : 'adequate'
}

/** Acute malnutrition by any one sign; null when there is nothing to tell it by. */
export function acuteMalnutrition(
  child: { ageDays: number | null; muacCm: number | null; oedema: boolean },
  { whz }: Pick<GrowthScores, 'whz'>,
): AcuteMalnutrition | null {
  if (child.ageDays !== null && child.ageDays > LAST_STANDARD_DAY) return null
  const arm = muacClass(child.muacCm, child.ageDays)
  const weight = whz === null || isImplausible('whz', whz) ? null : whz
  if (child.oedema || arm === 'severe' || (weight !== null && weight < -3)) return 'severe'
  if (arm === 'moderate' || (weight !== null && weight < -2)) return 'moderate'
  return arm === null && weight === null ? null : 'none'
}
