// Where a child lives outside, folded: the last word of those who know, and stays with host families.
import type { SubjectId } from '../chronicle/entry.ts'
import { statedOf, type Settled, type Stated } from '../chronicle/fold.ts'
import { edtfBounds } from '../time/edtf.ts'
import type { PlainDate } from '../time/plain-date.ts'
import { hostStayStated, livingOutsideStated } from './outside-kinds.ts'

export type LivingOutside = Stated<typeof livingOutsideStated>

export type ChildOutside = {
  /** What was said last about where the child lives; null where nobody said anything. */
  living: LivingOutside | null
  all: readonly LivingOutside[]
  hostStays: readonly Stated<typeof hostStayStated>[]
}

/** What is known of a child's life outside. */
export function childOutside(settled: Settled, child: SubjectId): ChildOutside {
  const all = statedOf(settled, livingOutsideStated).filter(({ entry }) => entry.subject === child)
  return {
    living: all.at(-1) ?? null,
    all,
    hostStays: statedOf(settled, hostStayStated).filter(({ entry }) => entry.subject === child),
  }
}

/** Nobody looks after the child, or nobody knows where it is: to be acted on the same day (E1). */
export function isUnattended({ body }: LivingOutside): boolean {
  return body.whereaboutsKnown === 'no' || body.attended !== 'yes'
}

/** The first and the last day on which it may have been said to live so. */
export function livingSince({ entry }: LivingOutside): { earliest: PlainDate; latest: PlainDate } | null {
  const { earliest, latest } = edtfBounds(entry.occurred)
  const first = earliest ?? latest
  return first === null ? null : { earliest: first, latest: latest ?? first }
}
