// Emergencies, folded: each order with who was told of it and its review. One that follows another goes on from it until the child is
// back or moved under a plan, so that fourteen days are not renewed by moving the child from one emergency place to the next, nor by
// waiting a day in between (practice.md part 3, G-E1).
import { statedOf, type Settled, type Stated } from '../chronicle/fold.ts'
import { bearsId } from '../assess/state.ts'
import type { PlainDate } from '../time/plain-date.ts'
import { residenceBegan } from '../register/kinds.ts'
import { edtfBounds } from '../time/edtf.ts'
import { reunited } from './after-kinds.ts'
import * as kinds from './emergency-kinds.ts'
import { separationPlanned } from './kinds.ts'

export type EmergencyOrder = Stated<typeof kinds.emergencyOrdered>
export type Told = Stated<typeof kinds.emergencyTold>
export type Review = Stated<typeof kinds.emergencyReviewed>

export type Emergency = {
  order: EmergencyOrder
  /** The day on which the first of orders that follow each other began. */
  since: PlainDate
  told: readonly Told[]
  review: Review | null
}

/** The emergencies of a child, in the order in which the host accepted them. Orders that wait on a device are left out. */
export function childEmergencies(settled: Settled): Emergency[] {
  const told = statedOf(settled, kinds.emergencyTold)
  const reviews = statedOf(settled, kinds.emergencyReviewed).filter(({ isPending }) => !isPending)
  const orders = statedOf(settled, kinds.emergencyOrdered).filter(({ isPending }) => !isPending)
  const ends = endsOf(settled)
  return orders.reduce<Emergency[]>((found, order) => {
    const review = reviews.findLast(({ body }) => bearsId(order, body.order)) ?? null
    const former = found.at(-1)
    const since = former !== undefined && !isEndedBy(former, order.body.on, ends) ? former.since : order.body.on
    return [...found, { order, since, told: told.filter(({ body }) => bearsId(order, body.order)), review }]
  }, [])
}

/** Whether an emergency is still going on on a day: it was not ended by the child's return, and its last day has not passed. */
export function goesOn({ order, review }: Emergency, day: PlainDate): boolean {
  return review?.body.emergencyOutcome !== 'back-with-mother' && day <= order.body.until
}

/** Days on which an emergency can end: the child lives in a prison again, is back with its mother, or moves under an accepted plan. */
function endsOf(settled: Settled): PlainDate[] {
  const back = [...statedOf(settled, residenceBegan), ...statedOf(settled, reunited)]
  const planned = statedOf(settled, separationPlanned).filter(({ isPending }) => !isPending)
  return [
    ...back.flatMap(({ entry }) => edtfBounds(entry.occurred).earliest ?? []),
    ...planned.map(({ body }) => body.moveOn),
  ]
}

function isEndedBy({ order, review }: Emergency, day: PlainDate, ends: readonly PlainDate[]): boolean {
  return review?.body.emergencyOutcome === 'back-with-mother' || ends.some((end) => order.body.on < end && end <= day)
}
