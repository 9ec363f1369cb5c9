// What the chronicle is given by the slices: gates that decide on acts, projectors that keep rows for lists, and the country's rules.
// The chronicle itself knows no slice, so that one can be added without touching it.
import type { SubjectId, Written } from '@komar/domain/chronicle/entry'
import type { Check, GateWorld } from '@komar/domain/chronicle/gate'
import type { PolicyPack } from '@komar/domain/policy'
import type { PlacingRule } from '@komar/domain/access/placing'
import type { Projector } from './projector.ts'

/** A gate with its country's rules already in its hands. */
export type BoundGate = {
  /** Chronicles that it reads beyond the act's own subjects; they are locked with them. */
  reads: (act: Written) => readonly SubjectId[]
  checks: (act: Written, world: Omit<GateWorld<never>, 'pack'>) => readonly Check[]
}

export type World = {
  gateFor: (kind: string) => BoundGate | undefined
  /** How chronicles lead to circles. */
  placing: PlacingRule
  projectors: readonly Projector[]
  pack: PolicyPack
}
