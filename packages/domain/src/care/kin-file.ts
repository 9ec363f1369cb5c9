// All that a chronicle says about a person or home outside: who they are, the household, visits, approvals, support, inspections, and
// which children they have or are to have. The children's own chronicles are not read here: one who has moved on since may be counted.
import type { Recorded, SubjectId } from '../chronicle/entry.ts'
import { statedOf, type Stated } from '../chronicle/fold.ts'
import * as registerKinds from '../register/kinds.ts'
import { settled as settle } from '../settled.ts'
import { ownPlaces } from './capacity.ts'
import { placesOf, type Places } from './place-state.ts'
import { kinCare, type KinCare } from './state.ts'

export type KinFile = {
  kin: SubjectId
  registered: Stated<typeof registerKinds.kinRegistered> | null
  care: KinCare
  places: Places
  /** Every child that an entry about this person names. */
  children: readonly SubjectId[]
  /** Places that are taken at most: children there or planned to come, and a foster carer's own. */
  placesTaken: number
}

/** Folds the chronicle of a person outside. */
export function kinFile(kin: SubjectId, entries: readonly Recorded[]): KinFile {
  const settled = settle(entries)
  const care = kinCare(settled, kin)
  const registered = statedOf(settled, registerKinds.kinRegistered).filter(({ entry }) => entry.subject === kin)
  const named = entries.flatMap(({ subject, also }) => [subject, ...also])
  return {
    kin,
    registered: registered.at(-1) ?? null,
    care,
    places: placesOf(settled),
    children: [...new Set(named)].filter((id) => id !== kin),
    placesTaken: care.children.length + ownPlaces(care),
  }
}
