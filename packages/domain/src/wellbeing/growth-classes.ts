// What a z-score is called.
// Rule: below −2 moderate, below −3 severe: short for age (stunted), light for age (underweight), thin for length (wasted); from five
// years thinness is told by body mass index. A flagged score gets no name.
// Source: WHO Child Growth Standards for the three under five; publicschema.org acute-malnutrition-severity (which cites the WHO
// reference 2007) for five years and over. Names for overweight are left out: no source for them was read.
import type { Evidence } from './evidence.ts'
import type { GrowthIndex } from './growth.ts'
import { isImplausible } from './growth-flags.ts'

export type GrowthClass = 'severe' | 'moderate' | 'none'

export const growthClassEvidence: Record<'haz' | 'waz' | 'whz' | 'baz', Evidence> = {
  haz: { source: 'WHO Child Growth Standards: stunting below −2, severe below −3', status: 'sourced' },
  waz: { source: 'WHO Child Growth Standards: underweight below −2, severe below −3', status: 'sourced' },
  whz: { source: 'WHO Child Growth Standards: wasting below −2, severe below −3', status: 'sourced' },
  baz: { source: 'publicschema.org acute-malnutrition-severity, citing the WHO reference 2007', status: 'sourced' },
}

/** Stunting of `haz`, underweight of `waz`, wasting of `whz`, thinness of `baz`; null without a score that can be believed. */
export function growthClass(index: keyof typeof growthClassEvidence, z: number | null): GrowthClass | null {
  if (z === null || isImplausible(index satisfies GrowthIndex, z)) return null
  if (z < -3) return 'severe'
  return z < -2 ? 'moderate' : 'none'
}
