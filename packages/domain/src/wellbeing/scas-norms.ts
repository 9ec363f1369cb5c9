// What a SCAS score is held against: mean and standard deviation of a published sample, by sex and age. No norm, no T-score.
// Rule: T = 50 + 10 × (score − mean) ÷ SD; 60 or more is elevated, and no diagnosis.
// Source: scaswebsite.com (T of 60; Nauta et al. 2004 for parents; preschool totals of boys). Uncertain: T tables of the child form are
// with the rights holder and are not here; the straight line is our approximation to a table; none of the samples is Cambodian.
import type { Evidence } from './evidence.ts'
import type { Sex } from './growth-table.ts'
import type { ScasScale, ScasVersion } from './scas.ts'

type MeanSd = readonly [mean: number, sd: number]

/** A sample that scores can be held against; a licence pack may bring others. */
export type ScasNorm = {
  version: ScasVersion
  sex: Sex
  /** Completed years, both included. */
  years: { from: number; to: number }
  scales: Partial<Record<ScasScale | 'total', MeanSd>>
  evidence: Evidence
}

/** Beside each T-score. */
export const scasTEvidence: Evidence = {
  source: 'Komar: a straight line from published mean and SD, in place of the table of the rights holder',
  status: 'practice',
}

/** From here on a T-score is elevated (about the highest 15 %). */
export const SCAS_ELEVATED_T = 60

const nauta: Evidence = {
  source: 'Nauta et al. 2004, by scaswebsite.com/index.php?p=1_17; the Netherlands and Australia, not Cambodia',
  status: 'sourced',
}
const preschoolSite: Evidence = {
  source: 'scaswebsite.com/index.php?p=1_30; Australia, not Cambodia',
  status: 'sourced',
}

const parentNorm = (sex: Sex, from: number, to: number, scales: ScasNorm['scales']): ScasNorm => ({
  version: 'parent',
  sex,
  years: { from, to },
  scales,
  evidence: nauta,
})

const preschoolNorm = (year: number, total: MeanSd): ScasNorm => ({
  version: 'preschool',
  sex: 'male',
  years: { from: year, to: year },
  scales: { total },
  evidence: preschoolSite,
})

/** The published norms that could be read: the parent form, and the total of the preschool form for boys. */
export const scasNorms: readonly ScasNorm[] = [
  parentNorm('male', 6, 11, {
    separation: [3.4, 3.5],
    social: [4.3, 3.0],
    gad: [2.9, 2.1],
    panic: [1.0, 1.6],
    physical: [3.2, 2.8],
    ocd: [1.2, 1.7],
    total: [16.0, 11.6],
  }),
  parentNorm('male', 12, 18, {
    separation: [1.8, 2.1],
    social: [3.4, 2.1],
    gad: [2.5, 2.2],
    panic: [0.9, 1.6],
    physical: [2.1, 2.1],
    ocd: [1.1, 2.0],
    total: [11.8, 8.3],
  }),
  parentNorm('female', 6, 11, {
    separation: [3.7, 2.9],
    social: [4.8, 3.2],
    gad: [3.1, 1.9],
    panic: [0.9, 1.2],
    physical: [2.7, 1.8],
    ocd: [1.1, 1.8],
    total: [15.9, 9.0],
  }),
  parentNorm('female', 12, 18, {
    separation: [1.8, 2.1],
    social: [4.1, 2.7],
    gad: [2.4, 2.0],
    panic: [1.2, 2.1],
    physical: [2.4, 2.2],
    ocd: [0.8, 1.5],
    total: [12.6, 9.1],
  }),
  preschoolNorm(3, [23.64, 16.01]),
  preschoolNorm(4, [19.87, 14.96]),
  preschoolNorm(5, [18.12, 12.7]),
  preschoolNorm(6, [23.79, 14.27]),
]

/** The first norm that fits; null means "no norm loaded", which is what the page then says. */
export function findScasNorm(
  norms: readonly ScasNorm[],
  version: ScasVersion,
  child: { sex: Sex; ageYears: number },
): ScasNorm | null {
  const fits = (norm: ScasNorm) =>
    norm.version === version &&
    norm.sex === child.sex &&
    child.ageYears >= norm.years.from &&
    child.ageYears <= norm.years.to
  return norms.find(fits) ?? null
}

/** The T-score of a score, rounded half up to a whole number; null without a score, or when the norm says nothing about the scale. */
export function scasT(score: number | null, scale: ScasScale | 'total', norm: ScasNorm): number | null {
  const line = norm.scales[scale]
  if (line === undefined || score === null) return null
  const [mean, sd] = line
  return Math.floor(50.5 + (10 * (score - mean)) / sd + 1e-9)
}
