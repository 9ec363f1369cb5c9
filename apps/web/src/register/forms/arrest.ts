// A carer is arrested or comes into custody: who, where, the legal position, and whether she is pregnant. Source: the story of issue 2.
import { carerRegistered, custodyBegan, pregnancyRecorded } from '@komar/domain/register/kinds'
import { basisFields, facilityField, nameFields, occurredField, sexField } from '../../record/common-fields.ts'
import type { RecordContext } from '../../record/context.ts'
import { fact, type FormDefinition } from '../../record/definition.ts'
import { names } from '../../record/drafting.ts'
import { words, type FieldKind } from '../../record/field-kinds.ts'
import { edtf, said, type Values } from '../../record/values.ts'
import type { EntryDraft } from '../../store/new-entry.ts'
import { legalFields, legalPosition } from './legal-fields.ts'

export const custodyPlaces = ['police', 'court', 'facility', 'hospital'] as const
export const custodyCauses = ['arrest', 'remand', 'transfer', 'return', 'unknown'] as const

export const placeFields: readonly FieldKind[] = [
  { type: 'choice', id: 'place', label: 'form.held-where', options: words('option.place', custodyPlaces) },
  { ...facilityField, when: (values) => said(values, 'place') === 'facility' },
  { type: 'choice', id: 'cause', label: 'form.held-why', options: words('option.cause', custodyCauses) },
]

const pregnancyFields: readonly FieldKind[] = [
  {
    type: 'choice',
    id: 'pregnant',
    label: 'form.arrest.pregnant',
    isBeside: true,
    options: words('option.othersAsked', ['yes', 'no', 'unknown']),
    when: (values) => said(values, 'sex') !== 'male',
  },
  {
    type: 'date',
    id: 'due',
    label: 'form.pregnancy.due',
    help: 'form.pregnancy.due-help',
    isOptional: true,
    when: (values) => said(values, 'sex') !== 'male' && said(values, 'pregnant') === 'yes',
  },
]

export const arrestForm: FormDefinition = {
  name: 'register-carer',
  subject: 'none',
  title: 'form.arrest.title',
  lead: 'form.arrest.lead',
  kinds: [carerRegistered.name, custodyBegan.name, pregnancyRecorded.name],
  fields: [
    { type: 'heading', id: 'who', label: 'form.arrest.who' },
    ...nameFields,
    sexField,
    { type: 'date', id: 'born', label: 'form.arrest.born', isOptional: true },
    { type: 'line', id: 'language', label: 'form.arrest.language', isOptional: true },
    { type: 'heading', id: 'held', label: 'form.arrest.held' },
    { ...occurredField, label: 'form.arrest.occurred' },
    ...placeFields,
    ...legalFields,
    ...pregnancyFields,
    ...basisFields,
  ],
  initial: ({ today, query }) => ({
    occurred: today,
    sex: 'female',
    place: 'facility',
    cause: 'arrest',
    ...(query['facility'] !== undefined && { facility: query['facility'] }),
  }),
  rules: nameRule,
  build: arrestEntries,
  after: (drafts) => drafts[0] && `/carers/${drafts[0].subject}`,
}

/** At least one of the two scripts is known. */
export function nameRule(values: Values): ReturnType<NonNullable<FormDefinition['rules']>> {
  const isBroken = said(values, 'km') === undefined && said(values, 'latin') === undefined
  return [{ field: 'km', message: 'form.fault.name', isBroken }]
}

function arrestEntries(values: Values, { newId }: RecordContext): EntryDraft[] {
  const carer = newId()
  const registered = fact(values, {
    kind: carerRegistered.name,
    subject: carer,
    body: {
      names: names(values),
      sex: said(values, 'sex'),
      born: edtf(values, 'born'),
      language: said(values, 'language'),
    },
  })
  const held = fact(values, {
    kind: custodyBegan.name,
    subject: carer,
    body: {
      place: said(values, 'place'),
      facility: said(values, 'place') === 'facility' ? said(values, 'facility') : undefined,
      cause: said(values, 'cause'),
      ...legalPosition(values),
    },
  })
  const isPregnant = said(values, 'pregnant') === 'yes' && said(values, 'sex') !== 'male'
  const pregnancy = fact(values, { kind: pregnancyRecorded.name, subject: carer, body: { due: edtf(values, 'due') } })
  return isPregnant ? [registered, held, pregnancy] : [registered, held]
}
