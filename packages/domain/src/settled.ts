// A chronicle settled with all kinds that this reader knows; and a chronicle as an act finds it: without the act itself and without
// what it replaces, so that a corrected decision does not count itself among those before it.
import type { GateWorld } from './chronicle/gate.ts'
import type { Recorded, SubjectId, Written } from './chronicle/entry.ts'
import { settle, type Settled } from './chronicle/fold.ts'
import { kindNamed } from './kinds.ts'

/** Settles entries; those of an unknown kind fold into nothing. */
export function settled(entries: readonly Recorded[]): Settled {
  return settle(entries, (name) => kindNamed(name)?.family)
}

/** What stands in a subject's chronicle (the act's own, unless given) before this act. */
export function settledBefore(
  act: Written,
  world: Pick<GateWorld<unknown>, 'chronicle'>,
  subject: SubjectId = act.subject,
): Settled {
  const found = settled(world.chronicle(subject).filter((entry) => entry.id !== act.id))
  const replaced = act.replaces
  if (replaced === undefined) return found
  return {
    ...found,
    acts: found.acts.filter(({ id, entry }) => id !== replaced && entry.id !== replaced),
  }
}
