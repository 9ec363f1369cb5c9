// Who was where on a day, when the days of coming and going may be uncertain.
// Rule: certainly there = began at the latest on that day and ended at the earliest after it. The day of leaving is a day outside.
// A move between two places on an uncertain day leaves the person certainly inside, in the place moved to.
import type { SubjectId } from '../chronicle/entry.ts'
import { edtfBounds, type Edtf } from '../time/edtf.ts'
import { addDays, closedRange, lastDay, type DateRange, type PlainDate } from '../time/plain-date.ts'
import type { UncertainSpan } from '../time/span.ts'
import type { Certainty } from './share.ts'

/** A stay in a place; `isMove`: it ended because the next one began. */
export type Stay = { facility: SubjectId | null; from: Edtf; to: Edtf | null; isMove: boolean }

/** A stay with its days worked out once, as a trend asks for many days. `left` null: it goes on. */
export type DatedStay<S extends Stay> = { stay: S; began: DateRange; left: DateRange | null }

export type Presence<S extends Stay> = { stay: S; certainty: Certainty }

/** Stays, in the order of time, with their days. */
export function dated<S extends Stay>(stays: readonly S[]): DatedStay<S>[] {
  return stays.map((stay) => ({ stay, began: daysOf(stay.from), left: stay.to === null ? null : daysOf(stay.to) }))
}

function daysOf(date: Edtf): DateRange {
  return closedRange(edtfBounds(date))
}

/** Where the person was on a day; null for nowhere inside. `stays` are in the order of time. */
export function presenceOn<S extends Stay>(stays: readonly DatedStay<S>[], day: PlainDate): Presence<S> | null {
  const certain = stays.findLast((each) => hasBegun(each, day) && hasNotEnded(each, day))
  if (certain !== undefined) return { stay: certain.stay, certainty: 'certain' }
  const index = stays.findLastIndex((each) => mayHold(each, day))
  const last = stays[index]
  if (last === undefined) return null
  const isInside = hasNotEnded(last, day) && wasInsideBefore(stays, index, day)
  return { stay: last.stay, certainty: isInside ? 'certain' : 'possible' }
}

/** The days of a stay, its last day the one before leaving. */
export function daysOfStay({ began, left }: DatedStay<Stay>): UncertainSpan {
  if (left === null) return { first: began, last: { earliest: lastDay, latest: lastDay } }
  return { first: began, last: { earliest: addDays(left.earliest, -1), latest: addDays(left.latest, -1) } }
}

function wasInsideBefore(stays: readonly DatedStay<Stay>[], index: number, day: PlainDate): boolean {
  for (let at = index - 1; at >= 0; at -= 1) {
    const each = stays[at]
    if (each === undefined || !each.stay.isMove) return false
    if (hasBegun(each, day)) return true
  }
  return false
}

function mayHold({ began, left }: DatedStay<Stay>, day: PlainDate): boolean {
  return began.earliest <= day && (left === null || left.latest > day)
}

function hasBegun({ began }: DatedStay<Stay>, day: PlainDate): boolean {
  return began.latest <= day
}

function hasNotEnded({ left }: DatedStay<Stay>, day: PlainDate): boolean {
  return left === null || left.earliest > day
}
