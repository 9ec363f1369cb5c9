// Whether a change between two scores is more than the questionnaire's own noise.
// Rule: the change is divided by the standard error of a difference, SD × √(2 × (1 − reliability)); beyond ±1.96 it is reliable, which
// chance alone would bring about once in twenty. A reliable change says nothing about why, nor whether it matters to the child.
// Source: Jacobson and Truax, Journal of Consulting and Clinical Psychology 1991;59:12–19, from memory. The figures that it needs
// are data below, with a source and status each; where a scale has none, no change of it is called reliable.
import type { Evidence } from './evidence.ts'
import type { SdqFiveScale, SdqInformant } from './sdq.ts'

export type ChangeFigures = {
  /** Of the scale, in a general population. Above 0. */
  sd: number
  /** 0 to below 1. */
  reliability: number
  evidence: Evidence
}

export type ReliableChange = {
  change: number
  /** The change in standard errors of a difference. */
  index: number
  direction: 'higher' | 'lower' | 'none'
  /** The smallest change that counts. */
  threshold: number
}

/** How sure the method is. */
export const reliableChangeEvidence: Evidence = {
  source: 'Jacobson and Truax 1991, from memory',
  status: 'recollection',
}

const Z_95 = 1.96

/**
 * The change from one score to a later one of the same scale, form and informant.
 * @throws RangeError for an SD that is not above 0, or a reliability that is not from 0 to below 1
 */
export function reliableChange(before: number, after: number, figures: ChangeFigures): ReliableChange {
  const { sd, reliability } = figures
  if (!(sd > 0)) throw new RangeError('The standard deviation is not above 0')
  if (!(reliability >= 0 && reliability < 1)) throw new RangeError('The reliability is not from 0 to below 1')
  const error = sd * Math.sqrt(2 * (1 - reliability))
  const change = after - before
  const threshold = Z_95 * error
  const isReliable = Math.abs(change) > threshold
  return {
    change,
    index: change / error,
    direction: isReliable ? (change > 0 ? 'higher' : 'lower') : 'none',
    threshold,
  }
}

const britishTeachers = 'SD: British teachers of children of 5 to 15 (PMC4830858, table 2)'
const meanAlpha = 'reliability: mean alpha of the British study, 0.73 (Goodman 2001, abstract)'
const teacher = (sd: number): ChangeFigures => ({
  sd,
  reliability: 0.73,
  evidence: { source: `${britishTeachers}; ${meanAlpha}`, status: 'sourced' },
})
const fromMemory = (sd: number, reliability: number): ChangeFigures => ({
  sd,
  reliability,
  evidence: {
    source: 'British norms and alpha of the total score (Goodman 2001), from memory',
    status: 'recollection',
  },
})

/** What is known for the SDQ; a scale that is not here has no figures, and no change of it is called reliable. */
export const sdqChangeFigures: Record<SdqInformant, Partial<Record<SdqFiveScale | 'total', ChangeFigures>>> = {
  parent: { total: fromMemory(5.8, 0.82) },
  teacher: {
    emotional: teacher(1.9),
    conduct: teacher(1.6),
    hyperactivity: teacher(2.8),
    prosocial: teacher(2.4),
    total: teacher(6),
  },
  self: { total: fromMemory(5.2, 0.8) },
}
