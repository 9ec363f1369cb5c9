// access, folded: which agency is responsible for a child since when, and what was granted to whom until when.
// Exactly one agency is responsible at a time: a later allocation ends the former.
import type { AgencyId, SubjectId } from '../chronicle/entry.ts'
import { statedOf, type Settled, type Stated } from '../chronicle/fold.ts'
import type { PlainDate } from '../time/plain-date.ts'
import * as kinds from './kinds.ts'

export type Allocation = Stated<typeof kinds.allocated>
export type Grant = Stated<typeof kinds.granted>

export type ChildAccess = {
  allocations: readonly Allocation[]
  grants: readonly Grant[]
  responsible: { agency: AgencyId; worker: SubjectId | null } | null
}

/** Who is responsible for a child and who else may see it. Acts that wait on a device are left out. */
export function childAccess(settled: Settled): ChildAccess {
  const allocations = statedOf(settled, kinds.allocated).filter(({ isPending }) => !isPending)
  const last = allocations.at(-1)
  return {
    allocations,
    grants: statedOf(settled, kinds.granted).filter(({ isPending }) => !isPending),
    responsible: last === undefined ? null : { agency: last.body.agency, worker: last.body.worker ?? null },
  }
}

/** The grants that hold on a day, their last day included. */
export function grantsOn(state: ChildAccess, day: PlainDate): Grant[] {
  return state.grants.filter(({ body }) => day <= body.until)
}
