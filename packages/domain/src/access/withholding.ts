// From whom entries are withheld. A complaint, its corrections, its answer and what was seen afterwards are one matter: whoever any of
// them names as complained of reads none of them. So a correction that names one person more hides the former versions too, and
// one that leaves a name out shows nothing. Source: docs/decisions/0011-complaints-and-withholding.md; practice.md part 1 row 30.
import type { Recorded, Uuid, Written } from '../chronicle/entry.ts'
import type { Withholding } from '../chronicle/kind.ts'
import { kindNamed } from '../kinds.ts'

/** What an entry says of withholding by itself, with what it corrects or withdraws; null for a kind that never withholds. */
export function withholdingOf(entry: Written): Withholding | null {
  const own = kindNamed(entry.kind)?.withholds?.(entry.body)
  if (own === undefined) return null
  const corrected = [entry.replaces, entry.retracts].filter((id) => id !== undefined)
  return { from: own.from, with: [...own.with, ...corrected] }
}

type Named = { entry: Uuid; matter: Uuid; from: readonly Uuid[] }

/** Each entry that belongs to a matter in a chronicle, with one id that all of the matter have in common. */
export function mattersIn(entries: readonly Recorded[]): ReadonlyMap<Uuid, Uuid> {
  return new Map(namedIn(entries).map(({ entry, matter }) => [entry, matter]))
}

function namedIn(entries: readonly Recorded[], gone: ReadonlyMap<Uuid, readonly Uuid[]> = new Map()): Named[] {
  // Entries of one matter lead, step by step, to one that stands for all: each is looked at a few times, however many there are.
  const leadsTo = new Map<Uuid, Uuid>()
  const matterOf = (id: Uuid): Uuid => {
    let last = id
    for (let next = leadsTo.get(last); next !== undefined && next !== last; next = leadsTo.get(last)) {
      leadsTo.set(last, leadsTo.get(next) ?? next)
      last = next
    }
    return last
  }
  const named = [...gone].map(([entry, from]) => ({ entry, from }))
  for (const entry of entries) {
    const found = withholdingOf(entry)
    if (found === null) continue
    named.push({ entry: entry.id, from: found.from })
    for (const id of found.with) leadsTo.set(matterOf(id), matterOf(entry.id))
  }
  return named.map(({ entry, from }) => ({ entry, matter: matterOf(entry), from }))
}

/**
 * For each entry of a matter in a chronicle, all from whom the matter is withheld. Entries that withhold from nobody are left out.
 * `gone`: entries that were erased, of which is known only from whom they were withheld: what names them belongs to their matter still.
 */
export function withheldIn(
  entries: readonly Recorded[],
  gone: ReadonlyMap<Uuid, readonly Uuid[]> = new Map(),
): ReadonlyMap<Uuid, readonly Uuid[]> {
  const named = namedIn(entries, gone)
  const parties = new Map<Uuid, Set<Uuid>>()
  for (const { from, matter } of named) {
    parties.set(matter, new Set([...(parties.get(matter) ?? []), ...from]))
  }
  return new Map(
    named.flatMap(({ entry, matter }) => {
      const all = parties.get(matter) ?? new Set()
      return all.size === 0 ? [] : [[entry, [...all].toSorted()] as const]
    }),
  )
}
