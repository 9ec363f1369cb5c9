// What the chronicle is given by the slices: gates that decide on acts, projectors that keep rows for lists, and the country's rules.
// The chronicle itself knows no slice, so that one can be added without touching it.
import type { Entry, SubjectId, Uuid, Written } from '@komar/domain/chronicle/entry'
import type { Check, GateWorld } from '@komar/domain/chronicle/gate'
import type { CountryPack } from '@komar/domain/policy'
import type { PlacingRule } from '@komar/domain/access/placing'
import type { Projector } from './projector.ts'

/** A gate with its country's rules already in its hands. */
export type BoundGate = {
  /** Chronicles that it reads beyond the act's own subjects; they are locked with them. */
  reads: (act: Written) => readonly SubjectId[]
  /** Accounts that it asks about. */
  accounts?: (act: Written) => readonly Uuid[]
  checks: (act: Written, world: Omit<GateWorld<never>, 'pack'>) => readonly Check[]
}

/** Which subjects are records of one and the same, and the chronicle that they have together. */
export type Sameness = {
  /** Subjects of which a chronicle says that they are, or were, the same as its own. */
  mentioned: (entries: readonly Entry[]) => readonly SubjectId[]
  /** All records of the one whom a subject stands for, the kept one first; of most, the subject itself. */
  recordsOf: (subject: SubjectId, chronicle: ChronicleOf) => readonly SubjectId[]
  unionOf: (subject: SubjectId, chronicle: ChronicleOf) => readonly Entry[]
}
export type ChronicleOf = (subject: SubjectId) => readonly Entry[]

export type World = {
  gateFor: (kind: string) => BoundGate | undefined
  /** How chronicles lead to circles. */
  placing: PlacingRule
  sameness: Sameness
  projectors: readonly Projector[]
  pack: CountryPack
}
