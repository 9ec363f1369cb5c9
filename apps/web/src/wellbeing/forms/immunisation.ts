// The vaccination card, dose by dose in the order of the schedule: only what is not recorded yet is asked, and each dose becomes an entry
// with a day of its own.
import {
  cardStates,
  immunisationStated,
  vaccinations,
  vaccineCardStated,
} from '@komar/domain/wellbeing/immunisation-kinds'
import { dosesOf } from '@komar/domain/wellbeing/immunisation'
import { basisFields, occurredField, wordsField } from '../../record/common-fields.ts'
import type { RecordContext } from '../../record/context.ts'
import { fact, factForm, type FormDefinition } from '../../record/definition.ts'
import { head } from '../../record/drafting.ts'
import { words } from '../../record/field-kinds.ts'
import { rulesOf } from '../../record/rules-of.ts'
import { count, edtf, rowsOf, said, type Values } from '../../record/values.ts'
import { sayDose } from '../dose-words.ts'

function openDoses({ child, pack }: RecordContext): Values[] {
  if (child === null) return []
  return dosesOf(child.wellbeing.doses, child.register.birth.range, rulesOf({ pack }).wellbeing)
    .filter(({ given }) => given === null)
    .map(({ scheduled }) => ({ vaccine: scheduled.vaccine, dose: String(scheduled.dose) }))
}

export const immunisationForm: FormDefinition = {
  name: 'immunisation',
  subject: 'child',
  title: 'action.immunisation',
  lead: 'form.immunisation.lead',
  kinds: [immunisationStated.name],
  fields: [
    {
      type: 'rows',
      id: 'doses',
      label: 'form.immunisation.doses',
      isFolded: true,
      rowLabel: (row, _, context) =>
        sayDose(
          { vaccine: said(row, 'vaccine') ?? '', dose: count(row, 'dose') ?? 0 },
          rulesOf(context).wellbeing,
          context.speech,
        ),
      fields: [
        {
          type: 'choice',
          id: 'vaccination',
          label: 'field.vaccination',
          isOptional: true,
          options: words('option.vaccination', vaccinations),
        },
        {
          type: 'date',
          id: 'on',
          label: 'form.immunisation.on',
          isOptional: true,
          when: (row) => said(row, 'vaccination') !== undefined,
        },
        {
          type: 'text',
          id: 'words',
          label: 'form.words',
          isOptional: true,
          when: (row) => said(row, 'vaccination') !== undefined,
        },
      ],
    },
    ...basisFields,
  ],
  initial: (context) => ({ basis: 'document', occurred: context.today, doses: { rows: openDoses(context) } }),
  rules: (values) => [
    { field: 'doses', message: 'form.immunisation.nothing', isBroken: chosen(values).length === 0 },
    {
      field: 'doses',
      message: 'form.immunisation.day-missing',
      isBroken: chosen(values).some((row) => edtf(row, 'on') === undefined),
    },
  ],
  build: (values, { subject }) =>
    chosen(values).map((row) =>
      fact(row, {
        kind: immunisationStated.name,
        subject: subject.id,
        head: { ...head(values), occurred: edtf(row, 'on') ?? '' },
        body: {
          vaccine: said(row, 'vaccine'),
          dose: count(row, 'dose'),
          vaccination: said(row, 'vaccination'),
          words: said(row, 'words'),
        },
      }),
    ),
}

function chosen(values: Values): readonly Values[] {
  return rowsOf(values, 'doses').filter((row) => said(row, 'vaccination') !== undefined)
}

export const vaccineCardForm: FormDefinition = factForm({
  name: 'vaccine-card',
  subject: 'child',
  title: 'action.vaccine-card',
  kind: vaccineCardStated.name,
  fields: [
    { type: 'choice', id: 'card', label: 'field.card', options: words('option.card', cardStates) },
    occurredField,
    wordsField,
    ...basisFields,
  ],
})
