// After a decision: a letter to whoever owes a measure, and whether a measure is really in place (practice.md part 7).
import { measureConfirmed } from '@komar/domain/assess/kinds'
import { letterSent } from '@komar/domain/assess/letter-kinds'
import { addDays } from '@komar/domain/time/plain-date'
import { basisFields, occurredField } from '../../record/common-fields.ts'
import type { RecordContext } from '../../record/context.ts'
import { fact, factForm, type FormDefinition } from '../../record/definition.ts'
import { words } from '../../record/field-kinds.ts'
import { measureText } from '../../record/measure-words.ts'
import { count, day, many, said } from '../../record/values.ts'
import type { Option } from '../../ui/choice-field.tsx'

/** Fifteen working days: practice.md part 3, answer to a notice letter. */
const answerDays = 21

/** The measures of the last decision. */
function measureOptions(context: RecordContext): Option[] {
  return (context.child?.lastDecision?.measures ?? []).map(({ measure }) => ({
    value: String(measure),
    label: measureText(measure, context),
  }))
}

function owedMeasures({ child }: RecordContext): readonly string[] {
  return (child?.lastDecision?.measures ?? [])
    .filter(({ state }) => state === 'owed')
    .map(({ measure }) => String(measure))
}

export const letterForm: FormDefinition = {
  name: 'letter',
  subject: 'child',
  title: 'action.letter',
  lead: 'form.letter.lead',
  kinds: [letterSent.name],
  fields: [
    { type: 'line', id: 'to', label: 'form.letter.to' },
    { type: 'many', id: 'measures', label: 'form.letter.measures', options: measureOptions },
    { type: 'day', id: 'answerDue', label: 'form.letter.answer-due' },
    { ...occurredField, label: 'form.letter.occurred' },
  ],
  initial: (context) => ({
    occurred: context.today,
    to: context.child?.lastDecision?.measures.find(({ state }) => state === 'owed')?.dutyHolder ?? '',
    measures: context.query['measure'] === undefined ? owedMeasures(context) : [context.query['measure']],
    answerDue: addDays(context.today, answerDays),
  }),
  build: (values, context) => [
    {
      ...fact(values, {
        kind: letterSent.name,
        subject: context.subject.id,
        head: { occurred: said(values, 'occurred') ?? context.today, basis: 'seen', toldBy: undefined },
        body: {
          to: said(values, 'to'),
          measures: many(values, 'measures').map(Number),
          answerDue: day(values, 'answerDue'),
          decision: context.child?.lastDecision?.id,
        },
      }),
      id: context.newId(),
    },
  ],
  after: ([letter]) => letter && `/children/${letter.subject}/letter/${letter.id ?? ''}`,
}

export const measureForm = factForm({
  name: 'measure',
  subject: 'child',
  title: 'action.measure',
  lead: 'form.measure.lead',
  kind: measureConfirmed.name,
  more: (values) => ({ measure: count(values, 'measure') }),
  fields: [
    { type: 'select', id: 'measure', label: 'form.measure.which', options: measureOptions },
    { type: 'yes-no', id: 'isInPlace', label: 'form.measure.in-place' },
    {
      type: 'choice',
      id: 'proof',
      label: 'form.measure.proof',
      options: words('option.proof', ['seen-by-monitor', 'mother-says', 'record']),
    },
    { ...occurredField, label: 'form.measure.occurred' },
    ...basisFields,
  ],
  initial: ({ today, query }) => ({ occurred: today, measure: query['measure'] ?? '' }),
})
