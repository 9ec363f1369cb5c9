// Projects what an append touched: the chronicles were read under their locks, and the entries of this append stand at their end with
// the seq that they get at the earliest. So a projection may order by seq, and must not keep one. Only rows that changed are sent.
import type { SubjectId } from '@komar/domain/chronicle/entry'
import { arrayOf, type Message } from './message.ts'
import type { Facts, Plan } from './plan.ts'
import { projectedTexts, rememberProjected } from './projected.ts'
import { byTable, chronicledOf, projectionStatement, type Projector, type RowsOf } from './projector.ts'

type Sent = { subjects: SubjectId[]; rows: RowsOf[] }

/** Makes the rows of the touched subjects what they now are. As the keeper, before the seal. */
export function project(message: Message, plan: Plan, { chronicles: before, world, snapshot }: Facts): void {
  const { projectors, pack, sameness } = world
  const { state } = plan
  const chronicles = chronicledOf(
    touchedSubjects(plan),
    (subject) => state.subjects.get(subject)?.type,
    (subject) => state.chronicles.get(subject) ?? [],
    sameness,
  )
  const agencies = new Map(snapshot.agencies.map((agency) => [agency.id, agency]))
  const beside = { pack, agencies: JSON.stringify(snapshot.agencies) }
  const sent = new Map<Projector, Sent>()
  for (const one of chronicles) {
    const { subject, type, entries, several } = one
    const stand = projectedTexts(one, before.get(subject) ?? [], beside)
    const texts = projectors
      .filter(({ of }) => of === type)
      .map((projector, place) => {
        const rows = projector.project(subject, entries, { pack, agencies }, several)
        const text = JSON.stringify(rows)
        if (text !== stand[place]) addTo(sent, projector, subject, rows)
        return text
      })
    rememberProjected(one, texts, beside)
  }
  for (const [projector, { subjects, rows }] of sent) {
    message.execute(projectionStatement(projector), [arrayOf(subjects), JSON.stringify(byTable(projector, rows))])
  }
}

function addTo(sent: Map<Projector, Sent>, projector: Projector, subject: SubjectId, rows: RowsOf): void {
  const one = sent.get(projector) ?? { subjects: [], rows: [] }
  one.subjects.push(subject)
  one.rows.push(rows)
  sent.set(projector, one)
}

/** Of a plan, the subjects that its accepted entries name. */
function touchedSubjects({ accepted }: Plan): SubjectId[] {
  return [...new Set(accepted.flatMap(({ written }) => [written.subject, ...written.also]))]
}
