// Projects what an append touched: the chronicles were read under their locks, and the entries of this append stand at their end with
// the seq that they get at the earliest. So a projection may order by seq, and must not keep one.
import type { SubjectId } from '@komar/domain/chronicle/entry'
import { arrayOf, type Message } from './message.ts'
import type { Facts, Plan } from './plan.ts'
import { chronicledOf, projectionsOf, projectionStatement } from './projector.ts'

/** Makes the rows of the touched subjects what they now are. As the keeper, before the seal. */
export function project(message: Message, plan: Plan, { world, snapshot }: Facts): void {
  const { projectors, pack, sameness } = world
  const { state } = plan
  const chronicles = chronicledOf(
    touchedSubjects(plan),
    (subject) => state.subjects.get(subject)?.type,
    (subject) => state.chronicles.get(subject) ?? [],
    sameness,
  )
  const agencies = new Map(snapshot.agencies.map((agency) => [agency.id, agency]))
  for (const { projector, subjects, rows } of projectionsOf(projectors, chronicles, { pack, agencies })) {
    message.execute(projectionStatement(projector), [arrayOf(subjects), JSON.stringify(rows)])
  }
}

/** Of a plan, the subjects that its accepted entries name. */
function touchedSubjects({ accepted }: Plan): SubjectId[] {
  return [...new Set(accepted.flatMap(({ written }) => [written.subject, ...written.also]))]
}
