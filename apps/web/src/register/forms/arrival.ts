// A child comes in with its mother or other carer. A child may be registered before it enters, so that the assessment comes first (R.1).
import type { CarerRow } from '@komar/contract/register'
import {
  arrivalExplained,
  birthStated,
  childRegistered,
  relationStated,
  residenceBegan,
} from '@komar/domain/register/kinds'
import { basisFields, facilityField, nameFields, occurredField, sexField } from '../../record/common-fields.ts'
import type { FormSubject, RecordContext } from '../../record/context.ts'
import { fact, factForm, type FormDefinition } from '../../record/definition.ts'
import { head, names } from '../../record/drafting.ts'
import { words, type FieldKind } from '../../record/field-kinds.ts'
import { edtf, isTicked, oneOf, said, type Values } from '../../record/values.ts'
import type { EntryDraft } from '../../store/new-entry.ts'
import { nameRule } from './arrest.ts'
import { arrivalFields, relationField } from './arrival-fields.ts'
import { childCode } from '@komar/domain/register/child-code'
import { SimilarChildren } from './similar-children.tsx'

const birthBases = ['document', 'told', 'inferred'] as const

const whoFields: readonly FieldKind[] = [
  { type: 'heading', id: 'who', label: 'form.arrival.who' },
  ...nameFields,
  { type: 'slot', id: 'similar', Component: SimilarChildren },
  sexField,
  { type: 'date', id: 'born', label: 'form.birth.born', help: 'form.born-help', isOptional: true },
  {
    type: 'choice',
    id: 'bornBasis',
    label: 'form.born-basis',
    options: words('form.basis', birthBases),
    when: (values) => said(values, 'born') !== undefined,
  },
  {
    type: 'line',
    id: 'document',
    label: 'form.birth-date.document',
    isOptional: true,
    when: (values) => said(values, 'born') !== undefined && said(values, 'bornBasis') === 'document',
  },
]

const carerField: FieldKind = {
  type: 'select',
  id: 'carer',
  label: 'form.arrival.carer',
  help: 'form.arrival.carer-help',
  options: ({ carers, speech }) =>
    carers.map((carer) => ({ value: carer.id, label: carerWords(carer, speech.language) })),
  when: (_, { subject }) => subject.type === 'none',
}

function carerWords({ names: shown }: CarerRow, language: 'en' | 'km'): string {
  return (language === 'km' ? (shown?.km ?? shown?.latin) : (shown?.latin ?? shown?.km)) ?? '—'
}

const whereFields: readonly FieldKind[] = [
  { type: 'heading', id: 'with', label: 'form.arrival.with' },
  carerField,
  relationField,
  { type: 'tick', id: 'isBefore', label: 'form.arrival.before', help: 'form.arrival.before-help' },
  { ...facilityField, when: (values) => !isTicked(values, 'isBefore') },
  { ...occurredField, label: 'form.arrival.occurred' },
  ...arrivalFields,
  ...basisFields,
]

function arrivalFormOf(subject: FormSubject): FormDefinition {
  return {
    name: subject === 'none' ? 'register-child' : 'arrival',
    subject,
    title: 'form.arrival.title',
    lead: 'form.arrival.lead',
    kinds: [childRegistered.name, birthStated.name, relationStated.name, residenceBegan.name, arrivalExplained.name],
    fields: [...whoFields, ...whereFields],
    initial: ({ today, carer, query }) => ({
      occurred: today,
      relation: carer?.register.sex === 'male' ? 'father' : 'mother',
      facility: carer?.custody?.facility ?? query['facility'] ?? '',
    }),
    rules: nameRule,
    build: arrivalEntries,
    after: (drafts) => drafts[0] && `/children/${drafts[0].subject}`,
  }
}

/** How a child that is registered already came in. */
export const arrivalExplainedForm = factForm({
  name: 'arrival',
  subject: 'child',
  title: 'action.arrival',
  kind: arrivalExplained.name,
  fields: [...arrivalFields, occurredField, ...basisFields],
})

export const arrivalForm = arrivalFormOf('none')
export const arrivalWithCarerForm = arrivalFormOf('carer')

function arrivalEntries(values: Values, { newId, subject, today }: RecordContext): EntryDraft[] {
  const child = newId()
  const carer = subject.type === 'carer' ? subject.id : said(values, 'carer')
  const about = (kind: string, body: Record<string, unknown>, also: (string | undefined)[] = []): EntryDraft =>
    fact(values, { kind, subject: child, also, body })
  const registered = about(childRegistered.name, {
    names: names(values),
    sex: said(values, 'sex'),
    code: childCode(child, today),
  })
  const isBefore = isTicked(values, 'isBefore')
  return [
    registered,
    ...birthEntry(values, child),
    about(relationStated.name, { carer, relation: said(values, 'relation') }, [carer]),
    ...(isBefore ? [] : [about(residenceBegan.name, { facility: said(values, 'facility'), carer })]),
    about(arrivalExplained.name, {
      how: said(values, 'how'),
      decidedBy: said(values, 'decidedBy'),
      othersAsked: said(values, 'othersAsked'),
    }),
  ]
}

/** The birth date has a source of its own: a paper seen, or what someone says. */
function birthEntry(values: Values, child: string): EntryDraft[] {
  const born = edtf(values, 'born')
  if (born === undefined) return []
  const basis = oneOf(values, 'bornBasis', birthBases) ?? 'told'
  const toldBy = basis === 'told' ? head(values).toldBy : undefined
  const given = { occurred: head(values).occurred, basis, toldBy }
  return [
    fact(values, {
      kind: birthStated.name,
      subject: child,
      head: given,
      body: { born, document: basis === 'document' ? said(values, 'document') : undefined },
    }),
  ]
}
