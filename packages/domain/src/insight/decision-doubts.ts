// A decision and the facts behind it. Whoever decides without a network has not seen what others recorded meanwhile, and facts are
// corrected afterwards. Rule: nothing is undone or merged; the decision stands, and a question names it and each such fact, so that a
// person looks again (docs/decisions/0002-order-and-correction.md; practice.md part 3, G-A).
//   Unseen: the host had accepted it before the decision, and its author had not seen it yet (`basedOn` is the last seq they had).
//   Changed: its author had seen it, and it was corrected or withdrawn since.
// Which facts bear on a decision is a practice judgement: the same kinds that a renewal shows (changes-since.ts). Where an act does not
// say what its author had seen, they are taken to have seen all that came before it.
import { isAccepted, type Entry, type Recorded, type Uuid } from '../chronicle/entry.ts'
import { newsKinds } from './changes-since.ts'
import type { ChildFile } from './child-file.ts'

export type DecisionDoubt = {
  /** The act that the doubt is about. */
  decision: Entry
  unseen: readonly Entry[]
  /** `by` corrects or withdraws `fact`. */
  changed: readonly { fact: Entry; by: Entry }[]
}

/** What the last decision did not know, or knows no longer; null where there is nothing, or no decision. */
export function decisionDoubt(
  { lastDecision }: Pick<ChildFile, 'lastDecision'>,
  entries: readonly Recorded[],
): DecisionDoubt | null {
  const decision = lastDecision?.made?.entry
  if (decision === undefined || !isAccepted(decision)) return null
  const seenUpTo = decision.basedOn ?? decision.seq - 1
  const accepted = entries.filter(isAccepted).filter(({ kind, id }) => newsKinds.has(kind) && id !== decision.id)
  const byId = new Map<Uuid, Entry>(accepted.map((entry) => [entry.id, entry]))
  const isMend = ({ replaces, retracts }: Entry): boolean => replaces !== undefined || retracts !== undefined
  const unseen = accepted.filter((entry) => !isMend(entry) && entry.seq > seenUpTo && entry.seq < decision.seq)
  const changed = accepted.flatMap((by) => {
    const fact = byId.get(by.replaces ?? by.retracts ?? by.id)
    return isMend(by) && by.seq > seenUpTo && fact !== undefined && fact.seq <= seenUpTo ? [{ fact, by }] : []
  })
  return unseen.length + changed.length === 0 ? null : { decision, unseen, changed }
}
