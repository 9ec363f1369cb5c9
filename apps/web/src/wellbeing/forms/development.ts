// What a child can do: the WHO's motor milestones that its age allows, and the checklist of the last checkpoint that it has certainly
// reached. The wording of the checklist is in English so far: a Khmer one needs a reviewed translation.
import { completedMonths } from '@komar/domain/time/age'
import { developmentExamined, developmentObserved, milestoneStates } from '@komar/domain/wellbeing/development-kinds'
import { checkpointAt, checklistItem, motorMilestoneNames, motorMilestones } from '@komar/domain/wellbeing/milestones'
import { checklistWords } from '@komar/domain/wellbeing/tables/cdc-milestones'
import type { MessageId } from '../../i18n/message-id.ts'
import { basisFields, occurredField, wordsField } from '../../record/common-fields.ts'
import type { RecordContext } from '../../record/context.ts'
import { fact, type FormDefinition } from '../../record/definition.ts'
import { words, type FieldKind } from '../../record/field-kinds.ts'
import { count, rowsOf, said, type Values } from '../../record/values.ts'
import { sayMilestone } from '../milestone-words.ts'
import { ChecklistNote } from './checklist-note.tsx'

/** Completed months at the youngest; null with no birth known. */
function ageOf({ child, today }: RecordContext): number | null {
  const latest = child?.register.birth.range.latest ?? null
  return latest === null || latest > today ? null : completedMonths(latest, today)
}

function rowsFor(context: RecordContext): Values[] {
  const months = ageOf(context)
  const known = new Set(
    (context.child?.wellbeing.development ?? []).flatMap(({ body }) =>
      body.milestones.filter(({ state }) => state === 'yes').map(({ id }) => id),
    ),
  )
  const motor = motorMilestoneNames.filter((name) => months === null || motorMilestones[name].firstMonths <= months)
  const checkpoint = months === null ? null : checkpointAt(months)
  const listed = Object.keys(checklistWords).filter(
    (code) => checkpoint !== null && checklistItem(code)?.checkpoint === checkpoint,
  )
  return [...motor, ...listed].filter((id) => !known.has(id)).map((id) => ({ id }))
}

const fields: readonly FieldKind[] = [
  occurredField,
  { type: 'slot', id: 'note', Component: ChecklistNote },
  {
    type: 'rows',
    id: 'milestones',
    label: 'field.milestones',
    rowLabel: (row, _, { speech }) => sayMilestone(said(row, 'id') ?? '', speech),
    fields: [
      {
        type: 'choice',
        id: 'state',
        label: 'form.development.state',
        isBeside: true,
        isOptional: true,
        options: words('option.milestone', milestoneStates),
      },
    ],
  },
  { type: 'line', id: 'lostSkill', label: 'field.lostSkill', help: 'form.development.lost-help', isOptional: true },
  { type: 'text', id: 'worry', label: 'field.worry', help: 'form.development.worry-help', isOptional: true },
  wordsField,
  ...basisFields,
]

function developmentForm(name: string, title: MessageId, kind: string): FormDefinition {
  return {
    name,
    subject: 'child',
    title,
    lead: 'form.development.lead',
    kinds: [kind],
    fields,
    initial: (context) => ({
      occurred: context.today,
      checkpointMonths: String(checkpointAt(ageOf(context) ?? 0) ?? ''),
      milestones: { rows: rowsFor(context) },
    }),
    build: (values, { subject }) => [
      fact(values, {
        kind,
        subject: subject.id,
        body: {
          checkpointMonths: count(values, 'checkpointMonths'),
          milestones: rowsOf(values, 'milestones').flatMap((row) => {
            const [id, state] = [said(row, 'id'), said(row, 'state')]
            return state === undefined ? [] : [{ id, state }]
          }),
          lostSkill: said(values, 'lostSkill'),
          worry: said(values, 'worry'),
          words: said(values, 'words'),
        },
      }),
    ],
  }
}

export const developmentForms: readonly FormDefinition[] = [
  developmentForm('development', 'action.development', developmentObserved.name),
  developmentForm('development-clinic', 'action.development-clinic', developmentExamined.name),
]
