// The bands of the SDQ as data: for each informant and form the original three and the newer four, each with source and status.
// Rule: a band is known by the score on its better side; more is worse, except for prosocial, where less is worse.
// Uncertain: every table describes children in the United Kingdom. Other countries differ widely, and no Cambodian norms were found.
// Several tables are from memory (`recollection`): the page says "unverified" until somebody has held them against sdqinfo.org.
import type { Evidence } from './evidence.ts'
import type { SdqBandedScale, SdqForm, SdqInformant } from './sdq.ts'

export const sdqBand3 = ['normal', 'borderline', 'abnormal'] as const
export const sdqBand4 = ['close-to-average', 'slightly-raised', 'high', 'very-high'] as const
/** The four words for prosocial. */
export const sdqBand4Prosocial = ['close-to-average', 'slightly-lowered', 'low', 'very-low'] as const
export type SdqBand = (typeof sdqBand3 | typeof sdqBand4 | typeof sdqBand4Prosocial)[number]

export type SdqBandSet = {
  labels: readonly SdqBand[]
  prosocialLabels: readonly SdqBand[]
  /** The last score of each band but the worst; for prosocial the lowest score of each band but the worst. */
  cuts: Partial<Record<SdqBandedScale, readonly number[]>>
  evidence: Evidence
  /** Scales that are less well sourced than the rest of the table. */
  weaker: Partial<Record<SdqBandedScale, Evidence>>
}

const fromMemory: Evidence = {
  source: 'from memory; check against the scoring PDF of sdqinfo.org',
  status: 'recollection',
}
const impactFromMemory = { impact: fromMemory }

const three = (cuts: SdqBandSet['cuts'], evidence: Evidence, weaker: SdqBandSet['weaker'] = {}): SdqBandSet => ({
  labels: sdqBand3,
  prosocialLabels: sdqBand3,
  cuts,
  evidence,
  weaker,
})

const four = (cuts: SdqBandSet['cuts'], evidence: Evidence, weaker: SdqBandSet['weaker'] = {}): SdqBandSet => ({
  labels: sdqBand4,
  prosocialLabels: sdqBand4Prosocial,
  cuts,
  evidence,
  weaker,
})

type BandTables = { three: SdqBandSet | null; four: SdqBandSet | null }

const parent4to17: BandTables = {
  three: three(
    {
      total: [13, 16],
      emotional: [3, 4],
      conduct: [2, 3],
      hyperactivity: [5, 6],
      peer: [2, 3],
      prosocial: [6, 5],
      impact: [0, 1],
    },
    { source: 'BMC Psychiatry s12888-021-03218-x, table 2', status: 'sourced' },
    { prosocial: fromMemory, ...impactFromMemory },
  ),
  four: four(
    {
      total: [13, 16, 19],
      emotional: [3, 4, 6],
      conduct: [2, 3, 5],
      hyperactivity: [5, 7, 8],
      peer: [2, 3, 4],
      prosocial: [8, 7, 6],
      impact: [0, 1, 2],
    },
    fromMemory,
  ),
}

const teacher4to17: BandTables = {
  three: three(
    {
      total: [11, 15],
      emotional: [4, 5],
      conduct: [2, 3],
      hyperactivity: [5, 6],
      peer: [3, 4],
      prosocial: [6, 5],
      impact: [0, 1],
    },
    { source: 'a mirror of an encyclopaedia (eudic), second hand', status: 'sourced' },
    impactFromMemory,
  ),
  four: four(
    {
      total: [11, 15, 18],
      emotional: [3, 4, 5],
      conduct: [2, 3, 4],
      hyperactivity: [5, 7, 8],
      peer: [2, 4, 5],
      prosocial: [6, 5, 4],
      impact: [0, 1, 2],
    },
    { source: 'PMC4830858, table 1, citing sdqinfo', status: 'sourced' },
    impactFromMemory,
  ),
}

const self11to17: BandTables = {
  three: three(
    {
      total: [15, 19],
      emotional: [5, 6],
      conduct: [3, 4],
      hyperactivity: [5, 6],
      peer: [3, 5],
      prosocial: [6, 5],
      impact: [0, 1],
    },
    { source: 'a study deck (brainscape), second hand', status: 'sourced' },
    impactFromMemory,
  ),
  four: four(
    {
      total: [14, 17, 19],
      emotional: [4, 5, 6],
      conduct: [3, 4, 5],
      hyperactivity: [5, 6, 7],
      peer: [2, 3, 4],
      prosocial: [7, 6, 5],
      impact: [0, 1, 2],
    },
    fromMemory,
  ),
}

const parent2to4: BandTables = {
  three: three(
    { total: [12, 15], emotional: [2, 3], conduct: [3, 4], hyperactivity: [5, 6], peer: [2, 3], prosocial: [7, 6] },
    { source: 'BMC Pediatrics s12887-023-03837-1, table 2 (lower bounds)', status: 'sourced' },
  ),
  four: four(
    {
      total: [12, 15, 18],
      emotional: [2, 3, 4],
      conduct: [3, 4, 5],
      hyperactivity: [5, 6, 7],
      peer: [2, 3, 4],
      prosocial: [7, 6, 5],
    },
    fromMemory,
  ),
}

// No table for teachers of children of two to four was found.
const none: BandTables = { three: null, four: null }

/** The two tables for an informant and a form; null where none is known. */
export function sdqBandTables(informant: SdqInformant, form: SdqForm): BandTables {
  if (informant === 'self') return self11to17
  if (form === '2-4') return informant === 'parent' ? parent2to4 : none
  return informant === 'parent' ? parent4to17 : teacher4to17
}

/** The band of a score; null without a score, or where the table says nothing about the scale. */
export function sdqBandOf(set: SdqBandSet | null, scale: SdqBandedScale, score: number | null): SdqBand | null {
  const cuts = set?.cuts[scale]
  if (set === null || cuts === undefined || score === null) return null
  const isProsocial = scale === 'prosocial'
  const place = cuts.findIndex((cut) => (isProsocial ? score >= cut : score <= cut))
  const labels = isProsocial ? set.prosocialLabels : set.labels
  return labels[place === -1 ? cuts.length : place] ?? null
}

/** How sure the band of one scale is; null where there is no band. */
export function sdqBandEvidence(set: SdqBandSet | null, scale: SdqBandedScale): Evidence | null {
  if (set?.cuts[scale] === undefined) return null
  return set.weaker[scale] ?? set.evidence
}
