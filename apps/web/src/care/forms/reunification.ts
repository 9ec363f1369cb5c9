// Back to the mother: the plan, whose gate is asked with every letter typed, and the day itself; and the end of a placement (practice.md, G-R1).
import { placementEnded, placementEndings, reunificationPlanned, reunited } from '@komar/domain/care/after-kinds'
import { placementNow } from '@komar/domain/care/after-state'
import { relatedCarers } from '@komar/domain/care/related-carers'
import { addDays } from '@komar/domain/time/plain-date'
import { bodyFrom } from '../../record/body-from.ts'
import { basisFields, occurredField, wordsField } from '../../record/common-fields.ts'
import type { RecordContext } from '../../record/context.ts'
import { factForm, type FormDefinition } from '../../record/definition.ts'
import { act, noId } from '../../record/drafting.ts'
import { words, type FieldKind } from '../../record/field-kinds.ts'
import { rulesOf } from '../../record/rules-of.ts'
import { day, rowsOf, said, type Values } from '../../record/values.ts'
import type { EntryDraft } from '../../store/new-entry.ts'

/** The mother, as the child's chronicle names her; the carer of the context where it names nobody. */
export function motherOf({ child, carer }: RecordContext): string | undefined {
  const related = child === null ? [] : relatedCarers(child.settled)
  return related.find((id) => id === carer?.carer) ?? related[0] ?? carer?.carer
}

const childFields: readonly FieldKind[] = [
  { type: 'day', id: 'backOn', label: 'form.reunification.back-on' },
  {
    type: 'text',
    id: 'ifChildDoesNotWant',
    label: 'form.reunification.child-no',
    help: 'form.reunification.child-no-help',
    isOptional: true,
  },
  {
    type: 'text',
    id: 'mothersState',
    label: 'form.reunification.mother',
    help: 'form.reunification.mother-help',
    isOptional: true,
  },
]

const homeFields: readonly FieldKind[] = [
  { type: 'heading', id: 'at-home', label: 'form.reunification.at-home' },
  { type: 'tick', id: 'isHomeSeen', label: 'form.reunification.home-seen' },
  {
    type: 'text',
    id: 'homeFound',
    label: 'form.reunification.home',
    help: 'form.reunification.home-help',
    isOptional: true,
  },
  {
    type: 'choice',
    id: 'means',
    label: 'form.reunification.means',
    help: 'form.reunification.means-help',
    isOptional: true,
    options: words('option.means', ['enough', 'aid-arranged', 'lacking', 'not-known']),
  },
  {
    type: 'text',
    id: 'aid',
    label: 'form.reunification.aid',
    isOptional: true,
    when: (values) => said(values, 'means') !== 'enough',
  },
  { type: 'yes-no', id: 'isDangerKnown', label: 'form.reunification.danger', isOptional: true },
  {
    type: 'text',
    id: 'safetyPlan',
    label: 'form.reunification.safety',
    isOptional: true,
    when: (values) => said(values, 'isDangerKnown') === 'yes',
  },
  { type: 'line', id: 'school', label: 'form.reunification.school', isOptional: true },
  { type: 'text', id: 'siblings', label: 'form.reunification.siblings', isOptional: true },
  { type: 'text', id: 'neighbours', label: 'form.reunification.neighbours', isOptional: true },
]

const partingFields: readonly FieldKind[] = [
  { type: 'heading', id: 'parting', label: 'form.reunification.parting' },
  { type: 'tick', id: 'isCarerTold', label: 'form.reunification.carer-told' },
  {
    type: 'rows',
    id: 'trials',
    label: 'form.reunification.trials',
    help: 'form.reunification.trials-help',
    add: 'form.reunification.add-trial',
    rowLabel: (_, index, { speech }) => speech.text('questionnaire.row', { number: index + 1 }),
    fields: [
      { type: 'day', id: 'on', label: 'form.reunification.trial-on' },
      {
        type: 'choice',
        id: 'length',
        label: 'form.reunification.trial-length',
        isBeside: true,
        options: words('option.length', ['day', 'night', 'week']),
      },
      { type: 'line', id: 'how', label: 'form.reunification.trial-how' },
    ],
  },
  {
    type: 'text',
    id: 'noTrialReason',
    label: 'form.reunification.no-trial',
    isOptional: true,
    when: (values) => rowsOf(values, 'trials').length === 0,
  },
  {
    type: 'text',
    id: 'goodbye',
    label: 'form.reunification.goodbye',
    help: 'form.reunification.goodbye-help',
    isOptional: true,
  },
]

const afterwardsFields: readonly FieldKind[] = [
  { type: 'heading', id: 'afterwards', label: 'form.separation-plan.afterwards' },
  { type: 'line', id: 'nightCall', label: 'form.reunification.night', isOptional: true },
  { type: 'line', id: 'ifItFails', label: 'form.reunification.fails', isOptional: true },
  { type: 'day', id: 'firstVisitOn', label: 'form.reunification.first-visit', isOptional: true },
]

export const reunificationForm: FormDefinition = {
  name: 'reunification',
  subject: 'child',
  title: 'action.reunification',
  lead: 'form.reunification.lead',
  kinds: [reunificationPlanned.name],
  fields: [...childFields, ...homeFields, ...partingFields, ...afterwardsFields],
  initial: (context) => ({
    backOn: addDays(context.today, 14),
    firstVisitOn: addDays(context.today, 14 + rulesOf(context).procedures.reunification.visits.first.value),
  }),
  build: planEntries,
}

function planEntries(values: Values, context: RecordContext): EntryDraft[] {
  const carer = motherOf(context)
  const whole = rowsOf(values, 'trials').filter(
    (row) => day(row, 'on') !== undefined && said(row, 'length') !== undefined && said(row, 'how') !== undefined,
  )
  const body = bodyFrom(reunificationForm.fields, { ...values, trials: { rows: whole } }, context)
  return [
    act(context, {
      kind: reunificationPlanned.name,
      subject: context.subject.id,
      also: carer === undefined ? [] : [carer],
      body: {
        ...body,
        carer: carer ?? noId(context),
        backOn: day(values, 'backOn') ?? (context.placeholder === undefined ? undefined : context.today),
      },
    }),
  ]
}

export const reunitedForm = factForm({
  name: 'reunited',
  subject: 'child',
  title: 'action.reunited',
  lead: 'form.reunited.lead',
  kind: reunited.name,
  also: (_, context) => [motherOf(context)],
  more: (_, context) => ({
    carer: motherOf(context),
    plan: context.child?.after.reunificationPlans.at(-1)?.id,
  }),
  fields: [
    { ...occurredField, label: 'form.reunited.occurred' },
    { type: 'line', id: 'where', label: 'form.reunited.where', isOptional: true },
    wordsField,
    ...basisFields,
  ],
})

export const placementEndForm = factForm({
  name: 'placement-end',
  subject: 'child',
  title: 'action.placement-end',
  lead: 'form.placement-end.lead',
  kind: placementEnded.name,
  also: (_, context) => [placementOf(context)?.body.carer],
  more: (_, context) => ({ placement: placementOf(context)?.id }),
  fields: [
    { ...occurredField, label: 'form.placement-end.occurred' },
    { type: 'yes-no', id: 'isPlanned', label: 'form.placement-end.planned' },
    { type: 'choice', id: 'why', label: 'form.placement-end.why', options: words('option.why', placementEndings) },
    { type: 'line', id: 'whereNow', label: 'form.placement-end.where-now', isOptional: true },
    wordsField,
    ...basisFields,
  ],
})

function placementOf({ child }: RecordContext) {
  if (child === null || child.departure === null) return undefined
  return placementNow(child.care, child.after, child.departure) ?? undefined
}
