// Writes the entries of the demonstration's people: who, when it was entered, and what. No clock: `at` is the simulated one.
import type { Basis, SubjectId, Uuid, Written } from '@komar/domain/chronicle/entry'
import type { BodyOf, Kind } from '@komar/domain/chronicle/kind'
import { edtfSchema, type Edtf } from '@komar/domain/time/edtf'
import { instantSchema } from '@komar/domain/time/instant'
import type { PlainDate } from '@komar/domain/time/plain-date'
import { instantOf } from './calendar.ts'
import { makeId, makeSalt } from './identity.ts'
import type { Login, People } from './people.ts'
import type { Random } from './random.ts'

/** An entry with the simulated instant at which it reaches the host. */
export type Timed = {
  at: string
  login: Login
  entry: Written
  /** Accepted all or not at all. */
  group?: string
  /** The gate is meant to refuse it: a part of the story. */
  isRefused?: true
}

/** The declared members of a body, without its salt: bodies are open, and Omit would forget their members. */
export type Authored<Whole> = {
  [Key in keyof Whole as string extends Key ? never : Key extends 'salt' ? never : Key]: Whole[Key]
}

export type Draft<K extends Kind> = {
  who: Login
  day: PlainDate
  hour: number
  subject: SubjectId
  also?: SubjectId[]
  /** The day of entry unless given. */
  occurred?: Edtf | PlainDate
  basis?: Basis
  body: Authored<BodyOf<K>>
  replaces?: Uuid
  answers?: Uuid
  group?: string
  isRefused?: true
}

export type Pen = {
  write: <K extends Kind>(kind: K, draft: Draft<K>) => Uuid
  /** A new id of that day. */
  id: (day: PlainDate) => Uuid
  written: readonly Timed[]
}

/** A pen that keeps what it writes in the order of writing. `policy`: the pack that acts are decided under. */
export function makePen(people: People, random: Random, policy: string): Pen {
  const written: Timed[] = []
  return {
    written,
    id: (day) => makeId(random, instantOf(day, 7)),
    write: (kind, draft) => {
      const { who, day, hour, group, isRefused } = draft
      const at = instantOf(day, hour)
      const entry = entryOf(kind, draft, at, people, random, policy)
      written.push({ at, login: who, entry, ...(group !== undefined && { group }), ...(isRefused && { isRefused }) })
      return entry.id
    },
  }
}

function entryOf<K extends Kind>(
  kind: K,
  draft: Draft<K>,
  at: string,
  people: People,
  random: Random,
  policy: string,
): Written {
  const { id, agencyId, device } = people.person(draft.who)
  return {
    id: makeId(random, at),
    kind: kind.name,
    v: kind.v,
    subject: draft.subject,
    also: draft.also ?? [],
    occurred: edtfSchema.parse(draft.occurred ?? draft.day),
    basis: draft.basis ?? 'seen',
    body: { salt: makeSalt(random), ...draft.body },
    ...(draft.replaces !== undefined && { replaces: draft.replaces }),
    ...(draft.answers !== undefined && { answers: draft.answers }),
    ...(kind.family === 'act' && { policy }),
    author: id,
    agency: agencyId,
    device,
    written: instantSchema.parse(at),
  }
}

/** In the order in which they reach the host: by time, and as written within one instant. */
export function inOrder(timed: readonly Timed[]): Timed[] {
  return timed
    .map((each, index) => ({ each, index }))
    .toSorted((left, right) =>
      left.each.at < right.each.at ? -1 : left.each.at > right.each.at ? 1 : left.index - right.index,
    )
    .map(({ each }) => each)
}
