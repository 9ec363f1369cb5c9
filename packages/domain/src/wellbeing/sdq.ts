// The Strengths and Difficulties Questionnaire: from 25 answers (0, 1, 2) to scales, by item number alone.
// Rule: five scales of five items; five items are turned round. A scale is scored from three answers on: five times their mean, rounded
// half up. The total is the sum of the first four; a sum with a part missing is missing. Impact adds what lies above "only a little".
// Source: sdqinfo scoring instructions (2 to 4 years, 2015; 4 to 17 years, 2014) and github.com/gbiele/masterfile, scripts4tests/sdq.R.
// Uncertain: that "no difficulties" makes the impact 0 is partly from memory; that a missing impact answer leaves it unscored is ours.
// The questionnaire is © Robert Goodman and youthinmind: Komar holds no word of it.
import type { SdqBandSet } from './sdq-bands.ts'
import { sdqBandOf, sdqBandTables } from './sdq-bands.ts'

export const sdqInformants = ['parent', 'teacher', 'self'] as const
export type SdqInformant = (typeof sdqInformants)[number]
/** Carers fill in the parent's form. Parents and teachers of older children have a form 11–17 that is scored like 4–17. */
export const sdqForms = ['2-4', '4-17', '11-17'] as const
export type SdqForm = (typeof sdqForms)[number]

export type SdqAnswer = 0 | 1 | 2
/** 0 no or not at all, 1 minor or only a little, 2 definite or a medium amount, 3 severe or a great deal. */
export type SdqImpactAnswer = 0 | 1 | 2 | 3

export const sdqImpactItems = ['difficulties', 'distress', 'home', 'friends', 'learning', 'leisure'] as const
export type SdqImpactItem = (typeof sdqImpactItems)[number]
/** `difficulties` is the question that opens the supplement; a teacher is not asked about home and leisure. */
export type SdqImpactAnswers = Partial<Record<SdqImpactItem, SdqImpactAnswer | null>>

export const sdqItems = {
  emotional: [3, 8, 13, 16, 24],
  conduct: [5, 7, 12, 18, 22],
  hyperactivity: [2, 10, 15, 21, 25],
  peer: [6, 11, 14, 19, 23],
  prosocial: [1, 4, 9, 17, 20],
} as const

/** Scored 2 − answer. */
export const sdqReversed: readonly number[] = [7, 11, 14, 21, 25]

export const sdqFiveScales = ['emotional', 'conduct', 'hyperactivity', 'peer', 'prosocial'] as const
export type SdqFiveScale = (typeof sdqFiveScales)[number]
export const sdqScales = [...sdqFiveScales, 'total', 'externalising', 'internalising', 'impact'] as const
export type SdqScale = (typeof sdqScales)[number]
/** Scales with bands; externalising and internalising have none. */
export const sdqBandedScales = [...sdqFiveScales, 'total', 'impact'] as const
export type SdqBandedScale = (typeof sdqBandedScales)[number]

/** Printed with every result. */
export const SDQ_NORMS = 'UK bands; no Cambodian norms'

export type SdqResult = {
  /** 0–10 each; total 0–40; externalising and internalising 0–20; impact 0–10, of a teacher 0–6. Null when too much is missing. */
  scores: Record<SdqScale, number | null>
  /** Null where the scale has no score, or the form no table. */
  band4: Record<SdqBandedScale, SdqBandSet['labels'][number] | null>
  band3: Record<SdqBandedScale, SdqBandSet['labels'][number] | null>
  /** Of the 25. */
  missing: number
  /** The supplement says "no difficulties" and yet tells of some: scored 0, to be asked again. */
  impactContradicts: boolean
  norms: typeof SDQ_NORMS
}

/** Whether this informant fills in this form. The form for oneself begins at eleven. */
export function isSdqForm(informant: SdqInformant, form: SdqForm): boolean {
  return informant !== 'self' || form === '11-17'
}

/** The form for a child of this age in completed months when it is filled in; null under two years, and for a self-report under eleven. */
export function sdqFormAt(ageMonths: number, informant: SdqInformant): SdqForm | null {
  if (ageMonths >= 18 * 12) return null
  if (informant === 'self') return ageMonths >= 11 * 12 ? '11-17' : null
  if (ageMonths < 2 * 12) return null
  return ageMonths < 4 * 12 ? '2-4' : '4-17'
}

/**
 * Scores one questionnaire of one informant. Informants are never averaged.
 * @param items 25 answers in the order of the paper; null for one left out
 * @throws RangeError when there are not 25, or when the informant has no such form
 */
export function scoreSdq(
  items: readonly (SdqAnswer | null)[],
  impact: SdqImpactAnswers,
  informant: SdqInformant,
  form: SdqForm,
): SdqResult {
  if (items.length !== 25) throw new RangeError(`An SDQ has 25 answers, not ${items.length}`)
  if (!isSdqForm(informant, form)) throw new RangeError(`A self-report has no form ${form}`)
  const { emotional, conduct, hyperactivity, peer, prosocial } = fiveScales(items)
  const scores = {
    emotional,
    conduct,
    hyperactivity,
    peer,
    prosocial,
    total: sum([emotional, conduct, hyperactivity, peer]),
    externalising: sum([conduct, hyperactivity]),
    internalising: sum([emotional, peer]),
    impact: impactScore(impact, informant),
  }
  const tables = sdqBandTables(informant, form)
  return {
    scores,
    band4: bands(scores, tables.four),
    band3: bands(scores, tables.three),
    missing: items.filter((item) => item === null).length,
    impactContradicts: impact.difficulties === 0 && askedImpact(informant).some((item) => (impact[item] ?? 0) > 0),
    norms: SDQ_NORMS,
  }
}

function fiveScales(items: readonly (SdqAnswer | null)[]): Record<SdqFiveScale, number | null> {
  const scale = (name: SdqFiveScale) => scaleScore(sdqItems[name], items)
  return {
    emotional: scale('emotional'),
    conduct: scale('conduct'),
    hyperactivity: scale('hyperactivity'),
    peer: scale('peer'),
    prosocial: scale('prosocial'),
  }
}

function scaleScore(numbers: readonly number[], items: readonly (SdqAnswer | null)[]): number | null {
  let answered = 0
  let points = 0
  for (const number of numbers) {
    const answer = items[number - 1] ?? null
    if (answer === null) continue
    answered += 1
    points += sdqReversed.includes(number) ? 2 - answer : answer
  }
  return answered < 3 ? null : Math.floor(0.5 + (5 * points) / answered)
}

function impactScore(impact: SdqImpactAnswers, informant: SdqInformant): number | null {
  if (impact.difficulties === 0) return 0
  return sum(
    askedImpact(informant).map((item) => {
      const answer = impact[item] ?? null
      return answer === null ? null : Math.max(0, answer - 1)
    }),
  )
}

function askedImpact(informant: SdqInformant): readonly SdqImpactItem[] {
  return informant === 'teacher'
    ? ['distress', 'friends', 'learning']
    : ['distress', 'home', 'friends', 'learning', 'leisure']
}

function sum(parts: readonly (number | null)[]): number | null {
  let total = 0
  for (const part of parts) {
    if (part === null) return null
    total += part
  }
  return total
}

function bands(scores: SdqResult['scores'], set: SdqBandSet | null): SdqResult['band4'] {
  const band = (scale: SdqBandedScale) => sdqBandOf(set, scale, scores[scale])
  return {
    emotional: band('emotional'),
    conduct: band('conduct'),
    hyperactivity: band('hyperactivity'),
    peer: band('peer'),
    prosocial: band('prosocial'),
    total: band('total'),
    impact: band('impact'),
  }
}
