// Which way out a person outside stands for, by what they are to the child: the other parent 1, a foster carer 3, a children's home 4,
// and every relative 2. A plan for one way cannot name a carer of another (practice.md part 1 row 12).
import type { emergencyPlaces } from './emergency-kinds.ts'
import type { Tier } from './ladder.ts'
import type { KinCare } from './state.ts'

/** The way out that a relation stands for; null when the relation is not known. */
export function tierOfRelation(relation: KinCare['relation']): Tier | null {
  switch (relation) {
    case null:
      return null
    case 'father':
      return 1
    case 'foster-carer':
      return 3
    case 'home':
      return 4
    default:
      return 2
  }
}

/** Whether a place in an emergency may be with someone of this relation. */
export function fitsPlace(place: (typeof emergencyPlaces)[number], relation: KinCare['relation']): boolean {
  const tier = tierOfRelation(relation)
  switch (place) {
    case 'other-parent':
      return tier === 1
    case 'known-kin':
      return tier === 2
    case 'emergency-foster':
      return tier === 3
    case 'hospital-with-mother':
      return false
  }
}
