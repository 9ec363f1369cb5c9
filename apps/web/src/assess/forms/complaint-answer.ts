// Answering a complaint, and looking for reprisals after it. Only complaints that the writer may see stand in the lists.
import {
  answerWays,
  complaintAnswered,
  complaintOutcomes,
  placeComplaintAnswered,
  reprisalSeen,
  reprisalSigns,
} from '@komar/domain/assess/complaint-kinds'
import type { Complaint } from '@komar/domain/assess/complaint-state'
import { sayOption } from '../../chronicle/field-words.ts'
import { formatDate } from '../../i18n/format-date.ts'
import { bodyFrom } from '../../record/body-from.ts'
import { basisFields, occurredField } from '../../record/common-fields.ts'
import type { RecordContext } from '../../record/context.ts'
import { factForm, type FormDefinition } from '../../record/definition.ts'
import { act, noId } from '../../record/drafting.ts'
import { words, type FieldKind } from '../../record/field-kinds.ts'
import { many, said, yesOrNo, type Values } from '../../record/values.ts'
import type { Option } from '../../ui/choice-field.tsx'
import { ComplaintInWords } from './complaint-in-words.tsx'
import { complaintsIn } from './complaints-in.ts'

function optionsOf(complaints: readonly Complaint[], { speech }: RecordContext): Option[] {
  return complaints.map(({ id, made, madeOn }) => ({
    value: id,
    label: `${formatDate(madeOn, speech)}: ${made.body.about.map((topic) => sayOption('about', topic, speech)).join(', ')}`,
  }))
}

const unanswered = (context: RecordContext): Option[] =>
  optionsOf(
    complaintsIn(context).filter(({ answer }) => answer === null),
    context,
  )

const isTold = (values: Values): boolean => said(values, 'toldHow') !== 'nobody-to-tell'

const answerFields: readonly FieldKind[] = [
  { type: 'select', id: 'complaint', label: 'form.complaint-answer.complaint', options: unanswered },
  { type: 'slot', id: 'complaint-in-words', Component: ComplaintInWords },
  {
    type: 'choice',
    id: 'outcome',
    label: 'form.complaint-answer.outcome',
    options: words('option.outcome', complaintOutcomes),
  },
  { type: 'text', id: 'answer', label: 'form.complaint-answer.answer' },
  {
    type: 'line',
    id: 'answeredBy',
    label: 'form.complaint-answer.answered-by',
    help: 'form.complaint-answer.answered-by-help',
  },
  { type: 'text', id: 'change', label: 'form.complaint-answer.change', isOptional: true },
  {
    type: 'choice',
    id: 'toldHow',
    label: 'form.complaint-answer.told-how',
    options: words('option.toldHow', answerWays),
  },
  { type: 'yes-no', id: 'isCourtRouteTold', label: 'form.complaint-answer.court', when: isTold },
  {
    type: 'text',
    id: 'courtRoute',
    label: 'form.complaint-answer.court-words',
    when: (values) => isTold(values) && yesOrNo(values, 'isCourtRouteTold') === true,
  },
]

function firstUnanswered(context: RecordContext): Values {
  const options = unanswered(context)
  const asked = options.find(({ value }) => value === context.query['complaint'])
  return { complaint: asked?.value ?? (options.length === 1 ? (options[0]?.value ?? '') : '') }
}

function answerForm(subject: 'child' | 'facility', kind: string): FormDefinition {
  return {
    name: 'complaint-answer',
    subject,
    title: 'action.complaint-answer',
    lead: 'form.complaint-answer.lead',
    kinds: [kind],
    fields: answerFields,
    initial: firstUnanswered,
    build: (values, context) => {
      const body = bodyFrom(answerFields, values, context)
      const complaint = said(values, 'complaint') ?? noId(context)
      const isCourtRouteTold = yesOrNo(values, 'isCourtRouteTold') ?? false
      return [
        act(context, {
          kind,
          subject: context.subject.id,
          body: { ...body, complaint, isCourtRouteTold, ...stillOpen(values, context) },
        }),
      ]
    },
  }
}

/** Stands for choices that are not made yet, the least that could be chosen, so that the gate can be asked before the form is whole. */
function stillOpen(values: Values, context: RecordContext): Record<string, unknown> {
  if (context.placeholder === undefined) return {}
  const chosen = complaintsIn(context).find(({ id }) => id === said(values, 'complaint'))
  const least = chosen?.made.body.complainant === 'anonymous' ? 'read-out-to-all' : 'nobody-to-tell'
  return { outcome: said(values, 'outcome') ?? 'upheld', toldHow: said(values, 'toldHow') ?? least }
}

export const complaintAnswerForms: readonly FormDefinition[] = [
  answerForm('child', complaintAnswered.name),
  answerForm('facility', placeComplaintAnswered.name),
]

export const reprisalLookForm = factForm({
  name: 'reprisal-look',
  subject: 'child',
  title: 'action.reprisal-look',
  lead: 'form.reprisal-look.lead',
  kind: reprisalSeen.name,
  fields: [
    {
      type: 'select',
      id: 'complaint',
      label: 'form.complaint-answer.complaint',
      options: (context) => optionsOf(complaintsIn(context), context),
    },
    {
      type: 'many',
      id: 'reprisals',
      label: 'form.reprisal-look.signs',
      isOptional: true,
      options: words('option.reprisals', reprisalSigns),
    },
    { type: 'text', id: 'words', label: 'form.reprisal-look.words', isOptional: true },
    {
      type: 'text',
      id: 'done',
      label: 'form.reprisal-look.done',
      help: 'form.reprisal-look.done-help',
      isOptional: true,
      when: (values) => many(values, 'reprisals').length > 0,
    },
    occurredField,
    ...basisFields,
  ],
  initial: (context) => ({ occurred: context.today, ...lastComplaint(context) }),
})

function lastComplaint(context: RecordContext): Values {
  const complaints = complaintsIn(context)
  const asked = complaints.find(({ id }) => id === context.query['complaint'])
  return { complaint: (asked ?? complaints.at(-1))?.id ?? '' }
}
