// A subject's place in a circle, as it follows from its chronicle. Which entries place whom is the slices' matter (register/circles.ts);
// what a place means is access's. Source: docs/decisions/0003-classes-and-circles.md.
import type { AgencyId, Entry, SubjectId, SubjectType, Uuid } from '../chronicle/entry.ts'
import type { PlainDate } from '../time/plain-date.ts'
import type { ClassMask } from './classes.ts'

export type CirclePlace = { type: 'facility'; facility: SubjectId } | { type: 'agency' | 'case-load'; agency: AgencyId }

/** `until` is the first day without it. `cause` is the entry that it follows from. */
export type Placing = {
  subject: SubjectId
  place: CirclePlace
  mask: ClassMask
  since: PlainDate
  until: PlainDate | null
  cause: Uuid
}

/** A subject with its chronicle, and the entry that brought it into being. */
export type PlacedChronicle = { subject: SubjectId; type: SubjectType; openedBy: Uuid; entries: readonly Entry[] }

/** The rule by which chronicles lead to circles: the kinds that matter to it, and all places that follow from one chronicle. */
export type PlacingRule = {
  kinds: ReadonlySet<string>
  placings: (chronicle: PlacedChronicle) => readonly Placing[]
}
