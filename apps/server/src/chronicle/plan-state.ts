// What is known while an append is being decided: it grows with each accepted entry, so that later ones of the call can build on it.
import { erasureAgreed } from '@komar/domain/access/erasure-kinds'
import { erasedBy } from '@komar/domain/access/erasure-state'
import { withholdingOf } from '@komar/domain/access/withholding'
import type { SubjectId, SubjectType, Entry, Uuid, Written } from '@komar/domain/chronicle/entry'
import type { Kind } from '@komar/domain/chronicle/kind'
import type { Problem } from '@komar/domain/chronicle/problem'
import type { Placing } from '@komar/domain/access/placing'
import type { Facts, Sound } from './plan.ts'
import { placeKey } from './placings.ts'
import { addEntry, addPlacings, noRounds, type Opened, type Rounds } from './rounds.ts'
import type { Placed } from './snapshot.ts'

export type Known =
  | { is: 'accepted'; content: string; kind: string; subject: SubjectId; agency: Uuid; withheld: readonly Uuid[] }
  | { is: 'refused'; content: string; problem: Problem }

export type State = {
  known: Map<Uuid, Known>
  /** Entries that are gone for good, or go with this call. */
  erased: Set<Uuid>
  subjects: Map<SubjectId, { type: SubjectType; openedBy: Uuid }>
  /** Subjects that a refused entry would have brought into being. */
  neverOpened: Set<SubjectId>
  placed: readonly Placed[]
  chronicles: Map<SubjectId, Entry[]>
  rounds: Rounds
  lastSeq: number
}

/** The state before the first entry. */
export function startState({ snapshot, chronicles }: Facts): State {
  const known = new Map<Uuid, Known>()
  for (const { id, content, problem } of snapshot.refusals) known.set(id, { is: 'refused', content, problem })
  for (const { id, ...entry } of snapshot.entries) known.set(id, { is: 'accepted', ...entry })
  const subjects = new Map(snapshot.subjects.map(({ id, type, openedBy }) => [id, { type, openedBy }]))
  const neverOpened = snapshot.refusals.flatMap(({ subject, opens }) =>
    opens && subject !== null && !subjects.has(subject) ? [subject] : [],
  )
  return {
    known,
    erased: new Set(snapshot.erased),
    subjects,
    neverOpened: new Set(neverOpened),
    placed: snapshot.placed,
    chronicles: new Map([...chronicles].map(([subject, entries]) => [subject, [...entries]])),
    rounds: noRounds(),
    lastSeq: snapshot.actor.seq,
  }
}

/** Adds an accepted entry to the state and to what is to be written. */
export function accept(
  sound: Sound,
  kind: Kind | undefined,
  opened: SubjectId | null,
  state: State,
  facts: Facts,
): void {
  const { written } = sound
  const subjects = [...new Set([written.subject, ...written.also])]
  const round = addEntry(state.rounds, sound, subjects)
  state.lastSeq += 1
  const recorded: Entry = { ...written, seq: state.lastSeq, received: facts.snapshot.actor.now }
  const { kind: name, subject, agency } = written
  const withheld = withheldOf(written, state)
  state.known.set(sound.id, { is: 'accepted', content: sound.content, kind: name, subject, agency, withheld })
  for (const subject of subjects) {
    const chronicle = state.chronicles.get(subject)
    if (chronicle === undefined) state.chronicles.set(subject, [recorded])
    else chronicle.push(recorded)
  }
  const opening = opened === null || kind === undefined ? null : { id: opened, type: kind.subject, by: sound.id }
  if (opening !== null) {
    state.subjects.set(opening.id, { type: opening.type, openedBy: opening.by })
    state.neverOpened.delete(opening.id)
  }
  erase(written, state)
  if (!facts.world.placing.kinds.has(written.kind)) return
  for (const subject of subjects) place(subject, opening?.id === subject ? opening : null, round, state, facts)
}

/** What an agreement to erase takes out of every chronicle here; the database deletes it by the same rule when the act is sealed. */
function erase(act: Written, { chronicles, erased }: State): void {
  // Every entry comes through here, and all chronicles of the call need not be gone through for each.
  if (act.kind !== erasureAgreed.name) return
  const gone = erasedBy(act, [...chronicles.values()].flat())
  if (gone.size === 0) return
  for (const id of gone) erased.add(id)
  for (const [subject, entries] of chronicles) {
    chronicles.set(
      subject,
      entries.filter(({ id }) => !gone.has(id)),
    )
  }
}

/** From whom an entry is withheld: what it says itself, and what holds for the matter that it belongs to. */
function withheldOf(written: Written, { known }: State): readonly Uuid[] {
  const said = withholdingOf(written)
  if (said === null) return []
  const inherited = said.with.flatMap((id) => {
    const found = known.get(id)
    return found?.is === 'accepted' ? found.withheld : []
  })
  return [...new Set([...said.from, ...inherited])]
}

function place(via: SubjectId, opened: Opened | null, round: number, state: State, facts: Facts): void {
  const known = state.subjects.get(via)
  const entries = (state.chronicles.get(via) ?? []).filter((entry) => facts.world.placing.kinds.has(entry.kind))
  const placings: readonly Placing[] =
    known === undefined ? [] : facts.world.placing.placings({ subject: via, entries, ...known })
  const before = state.placed.filter((placed) => placed.via === via)
  state.placed = [
    ...state.placed.filter((placed) => placed.via !== via),
    ...placings.map((one) => ({ ...one, via, circle: facts.circles.get(placeKey(one.place)) ?? -1 })),
  ]
  const touched = [...new Set([via, ...[...before, ...placings].map(({ subject }) => subject)])]
  addPlacings(state.rounds, round, { via, touched, opened, placings })
}
