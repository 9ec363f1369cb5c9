// How many children a carer has, or is planned to get. A child who has since moved on, where its own chronicle can be seen here, no
// longer counts; one whose chronicle cannot be seen does: rather a place too few than one too many (practice.md part 3, G-K2).
import type { GateWorld } from '../chronicle/gate.ts'
import type { SubjectId } from '../chronicle/entry.ts'
import { statedOf } from '../chronicle/fold.ts'
import * as registerKinds from '../register/kinds.ts'
import { settled } from '../settled.ts'
import * as kinds from './kinds.ts'
import type { KinCare } from './state.ts'

/** Children of a carer, by the carer's own chronicle and what can be seen of theirs. */
export function childrenWith(kin: KinCare, world: Pick<GateWorld<unknown>, 'chronicle'>): SubjectId[] {
  return kin.children.filter(({ child, entry }) => !hasMovedOn(child, entry.id, world)).map(({ child }) => child)
}

/** True when something later says that the child lives elsewhere. */
function hasMovedOn(child: SubjectId, cause: string, world: Pick<GateWorld<unknown>, 'chronicle'>): boolean {
  const own = settled(world.chronicle(child))
  const order = new Map(own.facts.map(({ id }, index) => [id, index]))
  const moves = [...statedOf(own, kinds.placementBegan), ...statedOf(own, registerKinds.residenceBegan)].toSorted(
    (left, right) => (order.get(left.id) ?? 0) - (order.get(right.id) ?? 0),
  )
  const since = moves.findIndex(({ id, entry }) => id === cause || entry.id === cause)
  return since !== -1 && since < moves.length - 1
}

/** Places that a carer's own children take: a foster carer's count, a relative's do not (G-K2). */
export function ownPlaces({ relation, ownChildren }: Pick<KinCare, 'relation' | 'ownChildren'>): number {
  return relation === 'foster-carer' ? (ownChildren ?? 0) : 0
}
