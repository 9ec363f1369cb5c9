// Rounds, folded: which were made, when the next is due, and what is left open from earlier ones. A monthly visit is a round too.
// Days between rounds are data: procedures, `rounds`. Practice default: a place not looked at within a month counts as not reporting
// (practice.md part 5, common rules).
import { statedOf, type Settled, type Stated } from '../chronicle/fold.ts'
import { edtfBounds } from '../time/edtf.ts'
import { addDays, type PlainDate } from '../time/plain-date.ts'
import { placeAnswered, questionClosed, questionLeft, roundMade } from './round-kinds.ts'

export type FacilityRounds = {
  /** Oldest first. */
  rounds: readonly Stated<typeof roundMade>[]
  places: readonly Stated<typeof placeAnswered>[]
  /** Questions and promises of earlier visits that nobody closed; those whom the reader may see. */
  open: readonly Stated<typeof questionLeft>[]
}

/** What a facility's chronicle says of rounds. */
export function facilityRounds(settled: Settled): FacilityRounds {
  const closed = new Set(statedOf(settled, questionClosed).map(({ body }) => body.question))
  return {
    rounds: statedOf(settled, roundMade),
    places: statedOf(settled, placeAnswered),
    open: statedOf(settled, questionLeft).filter(({ id }) => !closed.has(id)),
  }
}

export type RoundStanding = { last: PlainDate | null; due: PlainDate | null; isLate: boolean }

/** When the next round is due: so many days after the last; at once where there was none. `everyDays` ≥ 1; null: no rule says. */
export function roundStanding(
  { rounds }: Pick<FacilityRounds, 'rounds'>,
  everyDays: number | null,
  today: PlainDate,
): RoundStanding {
  const last = rounds
    .map(({ entry }) => edtfBounds(entry.occurred).latest)
    .filter((day) => day !== null)
    .toSorted()
    .at(-1)
  if (everyDays === null) return { last: last ?? null, due: null, isLate: false }
  if (last === undefined) return { last: null, due: null, isLate: true }
  const due = addDays(last, everyDays)
  return { last, due, isLate: due < today }
}
