// Running counts of one facility. They grow by one person at a time and have a fixed size, so that a country folds in constant memory.
import { addCount, countOne, noCount, type Certainty, type Count } from './share.ts'
import type { CarerFigures } from './situation-carer.ts'
import type { Inside } from './situation-child.ts'
import type { Charge, Range } from './situation-report.ts'

export type Tally = {
  children: Count
  overLimitAge: Count
  ages: { minMonths: number; maxMonths: number } | null
  withOverstayDecision: number
  /** How many children are over by so many days at least; the days are few thousand at most. */
  daysOver: Map<number, number>
  decisions: { full: number; interim: number; overstay: number; none: number }
  assessed: number
  withoutBirthDate: number
  withoutKnownCarer: number
  daysThisMonth: Range
  trend: Count[]
  carers: Count
  carersWithChildInside: number
  pregnant: number
  byCharge: Map<Charge, number>
  preTrial: number
}

/** An empty tally for a trend of so many days. */
export function startTally(trendDays: number): Tally {
  return {
    children: noCount(),
    overLimitAge: noCount(),
    ages: null,
    withOverstayDecision: 0,
    daysOver: new Map(),
    decisions: { full: 0, interim: 0, overstay: 0, none: 0 },
    assessed: 0,
    withoutBirthDate: 0,
    withoutKnownCarer: 0,
    daysThisMonth: { min: 0, max: 0 },
    trend: Array.from({ length: trendDays }, noCount),
    carers: noCount(),
    carersWithChildInside: 0,
    pregnant: 0,
    byCharge: new Map(),
    preTrial: 0,
  }
}

/** Adds a child who lives in the facility. Changes the tally. */
export function tallyChild(tally: Tally, child: Inside): void {
  countOne(tally.children, child.certainty)
  tally.decisions[child.decision ?? 'none'] += 1
  if (child.isAssessed) tally.assessed += 1
  if (!child.hasBirthDate) tally.withoutBirthDate += 1
  if (child.carer === null) tally.withoutKnownCarer += 1
  if (child.age !== null) tally.ages = widest(tally.ages, child.age)
  if (child.pastLimit === null) return
  countOne(tally.overLimitAge, child.pastLimit)
  if (child.pastLimit !== 'certain') return
  if (child.decision === 'overstay') tally.withOverstayDecision += 1
  add(tally.daysOver, child.daysOver.min, 1)
}

/** Adds a carer with a child inside, or pregnant. Changes the tally. */
export function tallyCarer(tally: Tally, carer: CarerFigures, certainty: Certainty, hasChildInside: boolean): void {
  countOne(tally.carers, certainty)
  if (certainty !== 'certain') return
  if (hasChildInside) tally.carersWithChildInside += 1
  if (carer.isPregnant) tally.pregnant += 1
  if (carer.isPreTrial) tally.preTrial += 1
  add(tally.byCharge, carer.charge, 1)
}

/** Adds the counts of another facility. Changes `sum`. */
export function addTally(sum: Tally, other: Tally): void {
  addCount(sum.children, other.children)
  addCount(sum.overLimitAge, other.overLimitAge)
  if (other.ages !== null) sum.ages = widest(sum.ages, other.ages)
  for (const key of ['full', 'interim', 'overstay', 'none'] as const) sum.decisions[key] += other.decisions[key]
  for (const key of countKeys) sum[key] += other[key]
  for (const [days, children] of other.daysOver) add(sum.daysOver, days, children)
  for (const [charge, carers] of other.byCharge) add(sum.byCharge, charge, carers)
  sum.daysThisMonth.min += other.daysThisMonth.min
  sum.daysThisMonth.max += other.daysThisMonth.max
  addCount(sum.carers, other.carers)
}

const countKeys = [
  'withOverstayDecision',
  'assessed',
  'withoutBirthDate',
  'withoutKnownCarer',
  'carersWithChildInside',
  'pregnant',
  'preTrial',
] as const

function widest(ages: Tally['ages'], other: { minMonths: number; maxMonths: number }): Tally['ages'] {
  if (ages === null) return { ...other }
  return {
    minMonths: Math.min(ages.minMonths, other.minMonths),
    maxMonths: Math.max(ages.maxMonths, other.maxMonths),
  }
}

function add<Key>(counts: Map<Key, number>, key: Key, more: number): void {
  counts.set(key, (counts.get(key) ?? 0) + more)
}
