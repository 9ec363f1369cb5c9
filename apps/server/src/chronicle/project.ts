// Projects what an append touched: the chronicles were read under their locks, and the entries of this append stand at their end with
// the seq that they get at the earliest. So a projection may order by seq, and must not keep one.
import type { SubjectId } from '@komar/domain/chronicle/entry'
import type { ClientBase } from 'pg'
import type { Facts } from './plan.ts'
import type { State } from './plan-state.ts'
import { projectSubjects, type Chronicled } from './projector.ts'

/** Makes the rows of the touched subjects anew. As the keeper, before the seal. */
export async function project(
  db: ClientBase,
  touched: readonly SubjectId[],
  state: State,
  facts: Facts,
): Promise<void> {
  const chronicles = touched.flatMap((subject): Chronicled[] => {
    const type = state.subjects.get(subject)?.type
    return type === undefined ? [] : [{ subject, type, entries: state.chronicles.get(subject) ?? [] }]
  })
  const { projectors, pack } = facts.world
  const agencies = new Map(facts.snapshot.agencies.map((agency) => [agency.id, agency]))
  await projectSubjects(db, projectors, chronicles, { pack, agencies })
}
