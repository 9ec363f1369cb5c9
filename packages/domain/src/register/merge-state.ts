// Which records are one child, and the chronicle of that child: the union of all of them. Ids never change, and an entry stays in the
// chronicle in which it was written; only who folds it reads it as the kept record's. Source: docs/decisions/0012-merge.md.
//   Depth is one: a kept record is nobody's other (merge-gate.ts), so the kept one is found from either.
//   Acts that wait on a device merge nothing.
//   The other's registration stays out of the union: its code and the names it was registered with are the other record's.
// After a merge was undone, what came to the kept record in between is shown to a person: nobody can tell by itself whose it is.
import type { Deadline } from '../chronicle/deadline.ts'
import type { Recorded, SubjectId } from '../chronicle/entry.ts'
import { settle, statedOf, type Stated } from '../chronicle/fold.ts'
import { dayOfInstant } from '../time/instant.ts'
import { addDays } from '../time/plain-date.ts'
import { lookedAlike } from './family-kinds.ts'
import { childRegistered } from './kinds.ts'
import { merged } from './merge-kinds.ts'

export type Merge = Stated<typeof merged>

/** The records of one child: the one that is kept and those that lead to it. */
export type Records = { kept: SubjectId; others: readonly SubjectId[]; merges: readonly Merge[] }

type Chronicles<E extends Recorded = Recorded> = (subject: SubjectId) => readonly E[]

/** Merges that stand in a chronicle, of which the subject is the kept record or the other. */
export function mergesIn(entries: readonly Recorded[]): Merge[] {
  const acts = entries.filter((entry) => entry.kind === merged.name)
  if (acts.length === 0) return []
  return statedOf(
    settle(acts, () => 'act'),
    merged,
  ).filter(({ isPending, entry, body }) => !isPending && entry.also.includes(body.other))
}

/** Which records are the same child as this one; a record that was never merged is its own. */
export function recordsOf(child: SubjectId, chronicle: Chronicles): Records {
  const into = mergesIn(chronicle(child)).find(({ body }) => body.other === child)
  const kept = into?.entry.subject ?? child
  const merges = mergesIn(chronicle(kept)).filter(({ entry }) => entry.subject === kept)
  return { kept, others: [...new Set(merges.map(({ body }) => body.other))], merges }
}

/** The chronicle of the child whom a record stands for, as the kept record's, in the order of acceptance. */
export function unionOf<E extends Recorded>(child: SubjectId, chronicle: Chronicles<E>): readonly E[] {
  const { kept, others } = recordsOf(child, chronicle)
  if (others.length === 0) return chronicle(child)
  const isOther = new Set(others)
  const asKept = (subject: SubjectId) => (isOther.has(subject) ? kept : subject)
  const brought = others.flatMap((other) =>
    chronicle(other).filter(({ kind, subject }) => kind !== childRegistered.name || subject !== other),
  )
  const all = new Map([...chronicle(kept), ...brought].map((entry) => [entry.id, entry]))
  return [...all.values()].map((entry) => readAs(entry, asKept)).toSorted(bySeq)
}

function readAs<E extends Recorded>(entry: E, asKept: (subject: SubjectId) => SubjectId): E {
  if (entry.kind === merged.name) return entry
  const subject = asKept(entry.subject)
  const also = [...new Set(entry.also.map(asKept))].filter((one) => one !== subject)
  const isSame =
    subject === entry.subject && also.length === entry.also.length && also.every((one) => entry.also.includes(one))
  return isSame ? entry : { ...entry, subject, also }
}

function bySeq(left: Recorded, right: Recorded): number {
  return (left.seq ?? Number.POSITIVE_INFINITY) - (right.seq ?? Number.POSITIVE_INFINITY) || 0
}

/** What a reader who holds these entries folds for a record: of the kept one the union; of another its own entries. */
export function foldedFor<E extends Recorded>(child: SubjectId, entries: readonly E[]): readonly E[] {
  const chronicle = (subject: SubjectId) =>
    entries.filter((entry) => entry.subject === subject || entry.also.includes(subject))
  const { kept, others } = recordsOf(child, chronicle)
  if (kept !== child || others.length === 0) return chronicle(child)
  return unionOf(child, chronicle)
}

export const mergeDeadlineCodes = ['register.recorded-while-merged'] as const
type Code = (typeof mergeDeadlineCodes)[number]

/** Practice default, as for a disputed correction. */
const daysToSort = 14

/** Tasks on the kept record after a merge was undone, until someone says that the two were compared and are two. */
export function mergeDeadlines(child: SubjectId, entries: readonly Recorded[], offset: string): Deadline[] {
  const code: Code = 'register.recorded-while-merged'
  const standing = new Set(mergesIn(entries).map(({ id }) => id))
  const undone = entries.filter(
    ({ kind, subject, retracts, replaces, id }) =>
      kind === merged.name &&
      subject === child &&
      retracts === undefined &&
      replaces === undefined &&
      !standing.has(id),
  )
  return undone.flatMap((act): Deadline[] => {
    const undoing = entries.findLast(({ retracts }) => retracts === act.id)
    if (act.seq === undefined || undoing?.seq === undefined || undoing.received === undefined) return []
    const [from, to] = [act.seq, undoing.seq]
    const between = entries.filter(
      ({ subject, kind, seq }) =>
        subject === child && kind !== merged.name && seq !== undefined && seq > from && seq < to,
    )
    const isSorted = entries.some(({ kind, seq }) => kind === lookedAlike.name && (seq ?? 0) > to)
    if (between.length === 0 || isSorted) return []
    const opens = dayOfInstant(undoing.received, offset)
    const dates = { opens, due: addDays(opens, daysToSort), breachFrom: null }
    const params = { count: between.length }
    return [{ code, key: act.id, classes: ['identity'], ...dates, duty: 'social-affairs', harm: 4, params }]
  })
}
