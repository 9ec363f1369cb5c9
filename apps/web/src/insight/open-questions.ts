// Two corrections of one entry, as the page shows them: each version as it stands now, and what a choice writes. A choice is a withdrawal
// of the others with a reason; nothing is joined together (docs/decisions/0002-order-and-correction.md).
import type { Recorded, Uuid } from '@komar/domain/chronicle/entry'
import type { Question } from '@komar/domain/chronicle/fold'
import type { EntryDraft } from '../store/new-entry.ts'

/** `entry` is the correction that was made; `latest` what it says by now, corrected itself perhaps. */
export type Version = { entry: Recorded; latest: Recorded; doesStand: boolean }

export type OpenQuestion = { about: Uuid; versions: readonly Version[] }

/** The questions whose versions this reader can see, the one that stands first. */
export function openQuestions(questions: readonly Question[], entries: readonly Recorded[]): OpenQuestion[] {
  const byId = new Map(entries.map((entry) => [entry.id, entry]))
  return questions.map(({ about, candidates }) => ({
    about,
    versions: candidates.flatMap((id, place): Version[] => {
      const entry = byId.get(id)
      return entry === undefined ? [] : [{ entry, latest: latestOf(entry, entries), doesStand: place === 0 }]
    }),
  }))
}

function latestOf(entry: Recorded, entries: readonly Recorded[]): Recorded {
  const withdrawn = new Set(entries.flatMap(({ retracts }) => (retracts === undefined ? [] : [retracts])))
  const seen = new Set<Uuid>([entry.id])
  let latest = entry
  for (;;) {
    const next = entries.find(({ id, replaces }) => replaces === latest.id && !withdrawn.has(id) && !seen.has(id))
    if (next === undefined) return latest
    seen.add(next.id)
    latest = next
  }
}

/** Withdraws each version but the chosen one. */
export function choose({ versions }: OpenQuestion, chosen: Uuid, reason: string): EntryDraft[] {
  return versions
    .filter(({ entry }) => entry.id !== chosen)
    .map(({ entry: { id, kind, v, subject, also, occurred, basis } }) => ({
      kind,
      v,
      subject,
      also,
      occurred,
      basis,
      retracts: id,
      body: { reason },
    }))
}
