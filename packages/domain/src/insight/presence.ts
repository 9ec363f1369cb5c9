// Who was where on a day, when the days of coming and going may be uncertain.
// Rule: certainly there = began at the latest on that day and ended at the earliest after it. The day of leaving is a day outside.
// A move between two places on an uncertain day leaves the person certainly inside, in the place moved to.
import type { SubjectId } from '../chronicle/entry.ts'
import { edtfBounds, type Edtf } from '../time/edtf.ts'
import { addDays, firstDay, lastDay, type PlainDate } from '../time/plain-date.ts'
import { spanBetween, type UncertainSpan } from '../time/span.ts'
import type { Certainty } from './share.ts'

/** A stay in a place; `isMove`: it ended because the next one began. */
export type Stay = { facility: SubjectId | null; from: Edtf; to: Edtf | null; isMove: boolean }

export type Presence<S extends Stay> = { stay: S; certainty: Certainty }

/** Where the person was on a day; null for nowhere inside. `stays` are in the order of time. */
export function presenceOn<S extends Stay>(stays: readonly S[], day: PlainDate): Presence<S> | null {
  const possible = stays.flatMap((stay, index) => (mayHold(stay, day) ? [{ stay, index }] : []))
  const certain = possible.findLast(({ stay }) => hasBegun(stay, day) && hasNotEnded(stay, day))
  if (certain !== undefined) return { stay: certain.stay, certainty: 'certain' }
  const last = possible.at(-1)
  if (last === undefined) return null
  const isInside = hasNotEnded(last.stay, day) && wasInsideBefore(stays, last.index, day)
  return { stay: last.stay, certainty: isInside ? 'certain' : 'possible' }
}

/** The days of a stay, its last day the one before leaving. */
export function daysOfStay({ from, to }: Stay): UncertainSpan {
  const span = spanBetween(from, to)
  if (to === null) return span
  return { first: span.first, last: { earliest: addDays(span.last.earliest, -1), latest: addDays(span.last.latest, -1) } }
}

function wasInsideBefore(stays: readonly Stay[], index: number, day: PlainDate): boolean {
  for (let at = index - 1; at >= 0; at -= 1) {
    const stay = stays[at]
    if (stay === undefined || !stay.isMove) return false
    if (hasBegun(stay, day)) return true
  }
  return false
}

function mayHold({ from, to }: Stay, day: PlainDate): boolean {
  const begins = edtfBounds(from).earliest ?? firstDay
  return begins <= day && (to === null || (edtfBounds(to).latest ?? lastDay) > day)
}

function hasBegun({ from }: Stay, day: PlainDate): boolean {
  return (edtfBounds(from).latest ?? lastDay) <= day
}

function hasNotEnded({ to }: Stay, day: PlainDate): boolean {
  return to === null || (edtfBounds(to).earliest ?? firstDay) > day
}
