// In which order an append's rows are written. Entries are held by row-level security, which looks at circles: so an entry stands in a
// round after the one that writes the circles that it needs, and not after one that writes those of a later entry. Within this, the
// rounds are as few as can be: a call that registers fifty families takes as many as one family does.
import type { Placing } from '@komar/domain/access/placing'
import type { SubjectId, SubjectType, Uuid } from '@komar/domain/chronicle/entry'
import type { Sound } from './plan.ts'

/** A subject brought into being by an entry. */
export type Opened = { id: SubjectId; type: SubjectType; by: Uuid }

/** Written at once: entries, then the subjects they open, then the circles that follow from a subject's chronicle. */
export type Round = { entries: Sound[]; opened: Opened[]; placings: Map<SubjectId, readonly Placing[]> }

export type Rounds = {
  list: Round[]
  /** The first round in which an entry about a subject may stand. */
  open: Map<SubjectId, number>
  /** The last round with an entry about a subject. */
  used: Map<SubjectId, number>
}

export function noRounds(): Rounds {
  return { list: [], open: new Map(), used: new Map() }
}

/** Gives an entry the first round that it may stand in, and answers which. */
export function addEntry(rounds: Rounds, sound: Sound, subjects: readonly SubjectId[]): number {
  const place = Math.max(0, ...subjects.map((subject) => rounds.open.get(subject) ?? 0))
  roundAt(rounds, place).entries.push(sound)
  for (const subject of subjects) rounds.used.set(subject, Math.max(place, rounds.used.get(subject) ?? 0))
  return place
}

/** Circles that follow from the chronicle of `via`, by an entry in a round. `touched`: whose circles they are or were, `via` included. */
export function addPlacings(
  rounds: Rounds,
  entryRound: number,
  placed: { via: SubjectId; touched: readonly SubjectId[]; opened: Opened | null; placings: readonly Placing[] },
): void {
  const { via, touched, opened, placings } = placed
  // Not before an earlier entry about any of them: it is judged by the circles of its own time.
  const place = Math.max(entryRound, ...touched.map((subject) => rounds.used.get(subject) ?? 0))
  const round = roundAt(rounds, place)
  if (opened !== null) round.opened.push(opened)
  round.placings.set(via, placings)
  for (const subject of touched) rounds.open.set(subject, Math.max(place + 1, rounds.open.get(subject) ?? 0))
}

function roundAt({ list }: Rounds, place: number): Round {
  for (;;) {
    const round = list[place]
    if (round !== undefined) return round
    list.push({ entries: [], opened: [], placings: new Map() })
  }
}
