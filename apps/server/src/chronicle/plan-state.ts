// What is known while an append is being decided: it grows with each accepted entry, so that later ones of the call can build on it.
import type { SubjectId, SubjectType, Entry, Uuid } from '@komar/domain/chronicle/entry'
import type { Kind } from '@komar/domain/chronicle/kind'
import type { Problem } from '@komar/domain/chronicle/problem'
import type { Placing } from '@komar/domain/access/placing'
import type { Facts, Sound, Step } from './plan.ts'
import { placeKey } from './placings.ts'
import type { Placed } from './snapshot.ts'

export type Known =
  | { is: 'accepted'; content: string; kind: string; subject: SubjectId }
  | { is: 'refused'; content: string; problem: Problem }

export type State = {
  known: Map<Uuid, Known>
  subjects: Map<SubjectId, { type: SubjectType; openedBy: Uuid }>
  /** Subjects that a refused entry would have brought into being. */
  neverOpened: Set<SubjectId>
  placed: readonly Placed[]
  chronicles: Map<SubjectId, Entry[]>
  /** Subjects whose circles have changed since the last entry was put among the steps. */
  moved: Set<SubjectId>
  lastSeq: number
}

/** The state before the first entry. */
export function startState({ snapshot, chronicles }: Facts): State {
  const known = new Map<Uuid, Known>()
  for (const { id, content, problem } of snapshot.refusals) known.set(id, { is: 'refused', content, problem })
  for (const { id, content, kind, subject } of snapshot.entries)
    known.set(id, { is: 'accepted', content, kind, subject })
  const subjects = new Map(snapshot.subjects.map(({ id, type, openedBy }) => [id, { type, openedBy }]))
  const neverOpened = snapshot.refusals.flatMap(({ subject, opens }) =>
    opens && subject !== null && !subjects.has(subject) ? [subject] : [],
  )
  return {
    known,
    subjects,
    neverOpened: new Set(neverOpened),
    placed: snapshot.placed,
    chronicles: new Map([...chronicles].map(([subject, entries]) => [subject, [...entries]])),
    moved: new Set(),
    lastSeq: snapshot.actor.seq,
  }
}

/** Adds an accepted entry to the state and to the steps. */
export function accept(
  sound: Sound,
  kind: Kind | undefined,
  opened: SubjectId | null,
  state: State,
  facts: Facts,
  steps: Step[],
): void {
  const { written } = sound
  const subjects = [...new Set([written.subject, ...written.also])]
  const last = steps.at(-1)
  if (last?.is === 'entries' && !subjects.some((subject) => state.moved.has(subject))) last.entries.push(sound)
  else addEntriesStep(sound, subjects, state, steps)
  state.lastSeq += 1
  const recorded: Entry = { ...written, seq: state.lastSeq, received: facts.snapshot.actor.now }
  state.known.set(sound.id, { is: 'accepted', content: sound.content, kind: written.kind, subject: written.subject })
  for (const subject of subjects) {
    const chronicle = state.chronicles.get(subject)
    if (chronicle === undefined) state.chronicles.set(subject, [recorded])
    else chronicle.push(recorded)
  }
  if (opened !== null && kind !== undefined) {
    state.subjects.set(opened, { type: kind.subject, openedBy: sound.id })
    state.neverOpened.delete(opened)
  }
  if (!facts.world.placing.kinds.has(written.kind)) return
  for (const subject of subjects) {
    steps.push(place(subject, opened === subject ? sound : null, kind, state, facts))
  }
}

/** Entries about subjects that have not moved join the last batch of entries, over the placings that came after it. */
function addEntriesStep(sound: Sound, subjects: readonly SubjectId[], state: State, steps: Step[]): void {
  const isFree = !subjects.some((subject) => state.moved.has(subject))
  const batch = isFree ? steps.findLast((step) => step.is === 'entries') : undefined
  if (batch !== undefined) {
    batch.entries.push(sound)
    return
  }
  steps.push({ is: 'entries', entries: [sound] })
  state.moved.clear()
}

function place(subject: SubjectId, opening: Sound | null, kind: Kind | undefined, state: State, facts: Facts): Step {
  const known = state.subjects.get(subject)
  const entries = (state.chronicles.get(subject) ?? []).filter((entry) => facts.world.placing.kinds.has(entry.kind))
  const placed: readonly Placing[] =
    known === undefined ? [] : facts.world.placing.placings({ subject, entries, ...known })
  const before = state.placed.filter(({ via }) => via === subject)
  state.placed = [
    ...state.placed.filter(({ via }) => via !== subject),
    ...placed.map((one) => ({ ...one, via: subject, circle: facts.circles.get(placeKey(one.place)) ?? -1 })),
  ]
  for (const { subject: moved } of [...before, ...placed, { subject }]) state.moved.add(moved)
  const opened = opening === null || kind === undefined ? null : { id: subject, kind, by: opening.id }
  return { is: 'placings', via: subject, opened, placings: placed }
}
