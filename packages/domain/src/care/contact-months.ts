// Contact as a row of months: in each, how often child and mother met, how often they spoke, and which planned contacts were missed and
// on which side the cause lay. A call adds to a visit and does not replace it. Source: practice.md part 3, G-C1.
import { edtfBounds } from '../time/edtf.ts'
import { addMonths, type PlainDate } from '../time/plain-date.ts'
import type { missedCauses } from './kinds.ts'
import type { Contact } from './state.ts'

export type MissedCause = (typeof missedCauses)[number]

export const missSides = ['prison', 'home', 'means', 'child', 'mother', 'not-known'] as const
export type MissSide = (typeof missSides)[number]

const sides: Record<MissedCause, MissSide> = {
  prison: 'prison',
  carer: 'home',
  money: 'means',
  distance: 'means',
  'child-ill': 'child',
  'child-did-not-want': 'child',
  'mother-did-not-want': 'mother',
  unknown: 'not-known',
}

/** On which side the cause of a miss lies; the side is a place to help, not a fault. */
export function sideOf(cause: MissedCause): MissSide {
  return sides[cause]
}

export type ContactMonth = {
  /** YYYY-MM */
  month: string
  met: readonly Contact[]
  spoke: readonly Contact[]
  missed: readonly Contact[]
  /** What the cell shows: a meeting counts most, then a talk, then a miss. */
  shows: 'met' | 'spoke' | 'missed' | 'nothing'
}

const mostMonths = 240

/** The months from the first day to the last, both included, the earliest first; at most twenty years back from the last. */
export function contactMonths(contacts: readonly Contact[], from: PlainDate, to: PlainDate): ContactMonth[] {
  const byMonth = Map.groupBy(contacts, ({ entry }) => (edtfBounds(entry.occurred).latest ?? '').slice(0, 7))
  return monthsBetween(from, to).map((month) => {
    const inMonth = byMonth.get(month) ?? []
    const met = inMonth.filter(({ body }) => body.hasHappened && body.way === 'visit')
    const spoke = inMonth.filter(({ body }) => body.hasHappened && body.way !== 'visit')
    const missed = inMonth.filter(({ body }) => !body.hasHappened)
    const shows = met.length > 0 ? 'met' : spoke.length > 0 ? 'spoke' : missed.length > 0 ? 'missed' : 'nothing'
    return { month, met, spoke, missed, shows }
  })
}

function monthsBetween(from: PlainDate, to: PlainDate): string[] {
  const months: string[] = []
  for (let back = 0; back < mostMonths; back += 1) {
    // The first of a month has every month before it.
    const month = addMonths(firstOf(to), -back).slice(0, 7)
    if (month < from.slice(0, 7)) break
    months.unshift(month)
  }
  return months
}

function firstOf(day: PlainDate): PlainDate {
  return `${day.slice(0, 7)}-01` as PlainDate // the first of a month that exists
}

/** Misses by side, the most frequent first. */
export function missesBySide(contacts: readonly Contact[]): { side: MissSide; count: number }[] {
  const missed = contacts.filter(({ body }) => !body.hasHappened)
  const found = missSides.map((side) => ({
    side,
    count: missed.filter(({ body }) => sideOf(body.cause ?? 'unknown') === side).length,
  }))
  return found.filter(({ count }) => count > 0).toSorted((left, right) => right.count - left.count)
}
