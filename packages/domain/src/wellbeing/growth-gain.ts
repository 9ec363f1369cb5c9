// What a child gained since it was weighed before: grams and days, shown and judged by nothing. The WHO's velocity standards (2009) are not
// here; falling behind is seen by the lines of the chart (growth-signals.ts).
import { daysBetween, type PlainDate } from '../time/plain-date.ts'
import { weightVelocity } from './growth-change.ts'
import type { GrowthFlag } from './growth-flags.ts'
import type { GrowthPoint } from './growth-points.ts'

export type Gain = { since: PlainDate; days: number; grams: number; gramsPerDay: number }

/**
 * Between the last two days on which the weight can be believed; null where there are no two. A weight with swollen feet, or with a
 * flag that tells of a slip in it, is left out; a slip in the head or the arm takes no weight away.
 * @param points oldest first
 */
export function lastGain(points: readonly GrowthPoint[]): Gain | null {
  const weighed = points.filter(isBelieved)
  const last = weighed.at(-1)
  const before = weighed.findLast(({ on }) => last !== undefined && on < last.on)
  const [from, to] = [before?.measured.body.weightKg, last?.measured.body.weightKg]
  if (before === undefined || last === undefined || from === undefined || to === undefined) return null
  const days = daysBetween(before.on, last.on)
  const velocity = weightVelocity({ ageDays: 0, weightKg: from }, { ageDays: days, weightKg: to })
  if (velocity === null) return null
  return { since: before.on, days, grams: Math.round((to - from) * 1000), gramsPerDay: velocity.gramsPerDay }
}

function isBelieved({ measured: { body }, scores }: GrowthPoint): boolean {
  const flags = (scores ?? []).flatMap((each) => each.flags)
  return body.weightKg !== undefined && body.hasOedema !== true && !flags.some((flag) => ofWeight.has(flag))
}

const ofWeight: ReadonlySet<GrowthFlag> = new Set([
  'implausible-waz',
  'implausible-whz',
  'implausible-baz',
  'weight-perhaps-in-grams',
  'weight-and-height-perhaps-swapped',
])
