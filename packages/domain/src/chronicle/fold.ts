// Settling a chronicle: which entries stand, in which order. Source: docs/decisions/0002-order-and-correction.md.
//   Facts fold as a set, by (earliest occurred, latest occurred, id): the order in which they arrived changes nothing.
//   Acts fold by seq; entries that wait on a device come last and never count as done.
//   A replacement replaces body and `occurred` whole; of two replacements the first accepted stands and a question opens.
//   A retraction withdraws one entry; retracting a retraction or a replacement restores what was before.
// A gate never runs here.
import { compareText } from './order.ts'
import { edtfBounds } from '../time/edtf.ts'
import { isAccepted, type Recorded, type Uuid } from './entry.ts'
import type { BodyOf, Kind } from './kind.ts'

/** An entry that stands, with what it replaced. `id` is that of the first version and stays when it is corrected. */
export type Standing = { id: Uuid; entry: Recorded; former: readonly Recorded[]; isPending: boolean }

/** Two people corrected the same entry: a person has to say which is right. */
export type Question = { about: Uuid; candidates: readonly Uuid[] }

export type Settled = {
  facts: readonly Standing[]
  acts: readonly Standing[]
  questions: readonly Question[]
  /** Withdrawn entries, kept and shown struck through. */
  retracted: readonly Recorded[]
}

/** A standing entry of one kind, with its body in that kind's type. */
export type Stated<K extends Kind> = Standing & { body: BodyOf<K> }

type Links = { replacements: Map<Uuid, Recorded[]>; retractions: Map<Uuid, Recorded[]>; active: Map<Uuid, boolean> }

/** Which entries stand. `family` says of each kind whether it is a fact or an act; undefined leaves the entry out. */
export function settle(
  entries: readonly Recorded[],
  family: (kind: string, version: number) => 'fact' | 'act' | undefined,
): Settled {
  const unique = [...new Map(entries.map((entry) => [entry.id, entry])).values()]
  const links = link(unique)
  const questions: Question[] = []
  const facts: Standing[] = []
  const acts: Standing[] = []
  for (const root of unique) {
    if (root.replaces !== undefined || root.retracts !== undefined || !isActive(root, links)) continue
    const standing = follow(root, links, questions)
    const kindFamily = family(standing.entry.kind, standing.entry.v)
    if (kindFamily === 'fact') facts.push(standing)
    if (kindFamily === 'act') acts.push(standing)
  }
  const retracted = unique.filter((entry) => entry.retracts === undefined && !isActive(entry, links))
  return { facts: inOrderOfOccurrence(facts), acts: acts.toSorted(byAcceptance), questions, retracted }
}

/** The standing entries of one kind, in fold order. Bodies that do not fit the kind are passed over: a newer device wrote them. */
export function statedOf<K extends Kind>(settled: Settled, kind: K): Stated<K>[] {
  return (byKind(settled).get(kind.name) ?? []).flatMap((standing) => {
    const body = bodyOf(standing.entry, kind)
    return body === undefined ? [] : [{ ...standing, body }]
  })
}

// Each slice asks for its kinds by itself, so both answers are kept for as long as the chronicle is.
const indexes = new WeakMap<Settled, ReadonlyMap<string, readonly Standing[]>>()
const bodies = new WeakMap<Recorded, { kind: Kind; body: unknown }>()

function byKind(settled: Settled): ReadonlyMap<string, readonly Standing[]> {
  const known = indexes.get(settled)
  if (known !== undefined) return known
  const index = Map.groupBy([...settled.facts, ...settled.acts], ({ entry }) => entry.kind)
  indexes.set(settled, index)
  return index
}

function bodyOf<K extends Kind>(entry: Recorded, kind: K): BodyOf<K> | undefined {
  const known = bodies.get(entry)
  // The schema is K's own: what it parsed is K's body.
  if (known?.kind === kind) return known.body as BodyOf<K> | undefined
  const parsed = kind.body.safeParse(entry.body)
  const body = parsed.success ? parsed.data : undefined
  bodies.set(entry, { kind, body })
  return body as BodyOf<K> | undefined // as above
}

function link(entries: readonly Recorded[]): Links {
  const replacements = new Map<Uuid, Recorded[]>()
  const retractions = new Map<Uuid, Recorded[]>()
  for (const entry of entries) {
    if (entry.retracts !== undefined)
      retractions.set(entry.retracts, [...(retractions.get(entry.retracts) ?? []), entry])
    else if (entry.replaces !== undefined) {
      replacements.set(entry.replaces, [...(replacements.get(entry.replaces) ?? []), entry])
    }
  }
  return { replacements, retractions, active: new Map() }
}

/** An entry is active unless an active entry retracts it. */
function isActive(entry: Recorded, links: Links): boolean {
  const known = links.active.get(entry.id)
  if (known !== undefined) return known
  links.active.set(entry.id, true) // A ring of retractions cannot be accepted; should one be read, it ends here.
  const active = !(links.retractions.get(entry.id) ?? []).some((retraction) => isActive(retraction, links))
  links.active.set(entry.id, active)
  return active
}

function follow(root: Recorded, links: Links, questions: Question[]): Standing {
  const former: Recorded[] = []
  let current = root
  const seen = new Set<Uuid>([root.id])
  for (;;) {
    const next = (links.replacements.get(current.id) ?? [])
      .filter((entry) => entry.kind === root.kind && isActive(entry, links) && !seen.has(entry.id))
      .toSorted(byAcceptanceOfEntry)
    const first = next[0]
    if (first === undefined) break
    if (next.length > 1) questions.push({ about: current.id, candidates: next.map((entry) => entry.id) })
    former.push(current)
    seen.add(first.id)
    current = first
  }
  return { id: root.id, entry: current, former, isPending: !isAccepted(current) }
}

function byAcceptanceOfEntry(left: Recorded, right: Recorded): number {
  const leftSeq = left.seq ?? Number.POSITIVE_INFINITY
  const rightSeq = right.seq ?? Number.POSITIVE_INFINITY
  return leftSeq === rightSeq ? compareText(left.id, right.id) : leftSeq - rightSeq
}

function byAcceptance(left: Standing, right: Standing): number {
  return byAcceptanceOfEntry(left.entry, right.entry)
}

function inOrderOfOccurrence(facts: readonly Standing[]): Standing[] {
  return facts
    .map((standing) => ({ standing, bounds: edtfBounds(standing.entry.occurred) }))
    .toSorted((left, right) => {
      if (left.standing.isPending !== right.standing.isPending) return left.standing.isPending ? 1 : -1
      return (
        compareText(left.bounds.earliest ?? '', right.bounds.earliest ?? '') ||
        compareText(left.bounds.latest ?? '9999-12-31', right.bounds.latest ?? '9999-12-31') ||
        compareText(left.standing.id, right.standing.id)
      )
    })
    .map(({ standing }) => standing)
}
