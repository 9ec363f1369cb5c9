// Emergencies, folded: each order with who was told of it and its review. One that begins before the last has ended goes on from it, so
// that fourteen days cannot be renewed by moving the child from one emergency place to the next (practice.md part 3, G-E1).
import { statedOf, type Settled, type Stated } from '../chronicle/fold.ts'
import { bearsId } from '../assess/state.ts'
import type { PlainDate } from '../time/plain-date.ts'
import * as kinds from './emergency-kinds.ts'

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
  return orders.reduce<Emergency[]>((found, order) => {
    const review = reviews.findLast(({ body }) => bearsId(order, body.order)) ?? null
    const former = found.at(-1)
    const since = former !== undefined && goesOn(former, order.body.on) ? former.since : order.body.on
    return [...found, { order, since, told: told.filter(({ body }) => bearsId(order, body.order)), review }]
  }, [])
}

/** Whether an emergency is still going on on a day: it was not ended by the child's return, and its last day has not passed. */
export function goesOn({ order, review }: Emergency, day: PlainDate): boolean {
  return review?.body.emergencyOutcome !== 'back-with-mother' && day <= order.body.until
}
