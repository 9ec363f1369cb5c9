// Several special measures confirmed in one go, on a phone, while going through the rooms: what the visitor saw and what the mother says
// are asked apart for each measure, and recorded apart (practice.md part 7). What was not looked at stays empty and records nothing.
import { measureConfirmed } from '@komar/domain/assess/kinds'
import { standingMeasures, type StandingMeasure } from '@komar/domain/assess/measure-standing'
import { occurredField } from '../../record/common-fields.ts'
import type { RecordContext } from '../../record/context.ts'
import { fact, type FormDefinition } from '../../record/definition.ts'
import { words, type FieldKind } from '../../record/field-kinds.ts'
import { measureText } from '../../record/measure-words.ts'
import { count, rowsOf, said, type Values } from '../../record/values.ts'
import type { EntryDraft } from '../../store/new-entry.ts'

const answers = ['in-place', 'not-in-place'] as const

/** By whose word: the field of a row and the proof that its answer is. The paper is shown, so it is a document. */
const voices = [
  { field: 'seen', proof: 'seen-by-monitor', basis: 'seen' },
  { field: 'mother', proof: 'mother-says', basis: 'told' },
  { field: 'paper', proof: 'record', basis: 'document' },
] as const

function takes(proof: string): (row: Values, context: RecordContext) => boolean {
  return (row, { pack }) => {
    const measure = pack.measures?.measures.find(({ number }) => number === count(row, 'measure'))
    return measure === undefined || measure.proof.some((accepted) => accepted === proof)
  }
}

const voiceFields: readonly FieldKind[] = [
  {
    type: 'choice',
    id: 'seen',
    label: 'form.measures.seen',
    isBeside: true,
    isOptional: true,
    options: words('form.measures', answers),
    when: takes('seen-by-monitor'),
  },
  {
    type: 'choice',
    id: 'mother',
    label: 'form.measures.mother',
    isBeside: true,
    isOptional: true,
    options: words('form.measures', answers),
  },
  {
    type: 'choice',
    id: 'paper',
    label: 'form.measures.paper',
    isBeside: true,
    isOptional: true,
    options: words('form.measures', answers),
    when: takes('record'),
  },
]

export const measuresRoundForm: FormDefinition = {
  name: 'measures',
  subject: 'child',
  title: 'action.measures',
  lead: 'form.measures.lead',
  kinds: [measureConfirmed.name],
  fields: [
    { ...occurredField, label: 'form.measures.occurred' },
    {
      type: 'rows',
      id: 'measures',
      label: 'form.measures.each',
      rowLabel: (row, _, context) =>
        context.speech.text('form.decision.measure', {
          measure: measureText(count(row, 'measure') ?? 0, context),
          class: said(row, 'class') ?? '',
        }),
      fields: voiceFields,
    },
  ],
  initial: (context) => ({
    occurred: context.today,
    measures: { rows: standing(context).map(({ measure, class: of }) => ({ measure: String(measure), class: of })) },
  }),
  rules: (values) => [
    {
      field: 'measures',
      message: 'form.measures.none-answered',
      isBroken: !rowsOf(values, 'measures').some((row) => voices.some(({ field }) => said(row, field) !== undefined)),
    },
  ],
  build: confirmations,
}

/** The measures of the last stay: missing ones first, then by class. */
function standing({ child, pack }: RecordContext): StandingMeasure[] {
  const last = child?.assess.decisions.findLast(({ outcome }) => outcome === 'stay')
  if (child === null || last === undefined || pack.measures === null) return []
  return standingMeasures(child.assess, last, pack.measures, child.stay?.hereSince.earliest ?? null).toSorted(
    (left, right) =>
      Number(left.missing === null) - Number(right.missing === null) ||
      left.class.localeCompare(right.class) ||
      left.measure - right.measure,
  )
}

function confirmations(values: Values, context: RecordContext): EntryDraft[] {
  return rowsOf(values, 'measures').flatMap((row) =>
    voices.flatMap(({ field, proof, basis }) => {
      const answer = said(row, field)
      if (answer === undefined) return []
      return [
        fact(values, {
          kind: measureConfirmed.name,
          subject: context.subject.id,
          head: { occurred: said(values, 'occurred') ?? context.today, basis, toldBy: undefined },
          body: { measure: count(row, 'measure'), isInPlace: answer === 'in-place', proof },
        }),
      ]
    }),
  )
}
