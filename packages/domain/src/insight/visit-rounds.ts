// Visits put together by place and day: whoever goes to a district or a prison for one child sees the others there who are due soon.
// Source: practice.md part 2, "Social worker, 40 children": visits grouped by district and day. A place is visited on the day its
// most pressing visit is due, today where that has passed; what is due there within the days ahead comes along, the most pressing first.
import { compareText } from '../chronicle/order.ts'
import { addDays, type PlainDate } from '../time/plain-date.ts'

/** A visit that is due: `place` is a prison's id, a district's code, or null where nobody has said where the child lives. */
export type DueVisit = { child: string; place: string | null; due: PlainDate; harm: number }

export type Round<Visit extends DueVisit> = {
  place: string | null
  on: PlainDate
  isLate: boolean
  visits: readonly Visit[]
}

/**
 * The rounds of the coming days, the nearest first. `aheadDays`: how far ahead a visit may be due and still come along.
 * A child with several things due is one visit: its most pressing is kept first, the others stand beside it.
 */
export function visitRounds<Visit extends DueVisit>(
  visits: readonly Visit[],
  today: PlainDate,
  aheadDays: number,
): Round<Visit>[] {
  const end = addDays(today, aheadDays)
  const places = new Map<string | null, Visit[]>()
  for (const visit of visits) {
    if (visit.due > end) continue
    places.set(visit.place, [...(places.get(visit.place) ?? []), visit])
  }
  const rounds = [...places].map(([place, here]) => {
    const first = here.reduce((least, { due }) => (due < least ? due : least), end)
    return { place, on: first < today ? today : first, isLate: first < today, visits: here.toSorted(byNeed) }
  })
  return rounds.toSorted((left, right) => compareText(left.on, right.on) || right.visits.length - left.visits.length)
}

function byNeed(left: DueVisit, right: DueVisit): number {
  return left.harm - right.harm || compareText(left.due, right.due) || compareText(left.child, right.child)
}
