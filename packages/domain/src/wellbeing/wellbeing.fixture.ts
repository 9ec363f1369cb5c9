// Entries of wellbeing for tests: a girl born on 1 January 2013, and what is recorded of her.
import { entry, people } from '../example-entries.fixture.ts'
import type { Recorded } from '../chronicle/entry.ts'
import type { Kind } from '../chronicle/kind.ts'
import { settled } from '../settled.ts'
import { plainDate } from '../time/plain-date.ts'
import { childWellbeing, type ChildWellbeing } from './state.ts'

export const born = { earliest: plainDate('2013-01-01'), latest: plainDate('2013-01-01') }
/** It lives inside from its birth. */
export const inside = { earliest: born.earliest, latest: born.latest }

let number = 5000

/** A fact about the child of the examples. */
export function found(kind: Kind, day: string, body: Record<string, unknown>): Recorded {
  number += 1
  return entry(number, kind, people.child, day, body)
}

/** What stands of these entries. */
export function stateOf(...entries: readonly Recorded[]): ChildWellbeing {
  return childWellbeing(settled(entries))
}
