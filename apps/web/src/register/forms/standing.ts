// Papers and nationality, the consul, what a carer in custody needs, and a carer who is a child herself.
import { yesNoUnknown } from '@komar/domain/register/family-kinds'
import { birthStated, childRegistered } from '@komar/domain/register/kinds'
import { childCode } from '@komar/domain/register/child-code'
import {
  carerDescribed,
  carerIsChildStated,
  consulAnswers,
  consulAsked,
  nationalities,
  papersStated,
  registrations,
} from '@komar/domain/register/standing-kinds'
import type { MessageId } from '../../i18n/message-id.ts'
import { basisFields, occurredField } from '../../record/common-fields.ts'
import type { RecordContext } from '../../record/context.ts'
import { fact, factForm, type FormDefinition } from '../../record/definition.ts'
import { words, type FieldKind } from '../../record/field-kinds.ts'
import { edtf, said, type Values } from '../../record/values.ts'
import type { EntryDraft } from '../../store/new-entry.ts'

const nationalityFields: readonly FieldKind[] = [
  { type: 'choice', id: 'nationality', label: 'form.nationality', options: words('option.nationality', nationalities) },
  {
    type: 'line',
    id: 'country',
    label: 'form.country',
    isOptional: true,
    when: (values) => said(values, 'nationality') === 'foreign' || said(values, 'nationality') === 'unclear',
  },
]

const interpreterField: FieldKind = {
  type: 'choice',
  id: 'needsInterpreter',
  label: 'form.interpreter',
  help: 'form.interpreter-help',
  isBeside: true,
  options: words('option.needsInterpreter', yesNoUnknown),
}

const languageField: FieldKind = { type: 'line', id: 'language', label: 'form.arrest.language', isOptional: true }

export const papersForm = factForm({
  name: 'papers',
  subject: 'child',
  title: 'action.papers',
  lead: 'form.papers.lead',
  kind: papersStated.name,
  fields: [
    ...nationalityFields,
    {
      type: 'choice',
      id: 'birthRegistration',
      label: 'form.papers.registration',
      options: words('option.birthRegistration', registrations),
    },
    { type: 'yes-no', id: 'isPaperSeen', label: 'form.papers.seen' },
    interpreterField,
    languageField,
    occurredField,
    ...basisFields,
  ],
})

export const consulForm = factForm({
  name: 'consul',
  subject: 'child',
  title: 'action.consul',
  lead: 'form.consul.lead',
  kind: consulAsked.name,
  also: (_, { carer }) => [carer?.carer],
  fields: [
    {
      type: 'choice',
      id: 'motherOnConsul',
      label: 'form.consul.mother',
      options: words('option.motherOnConsul', consulAnswers),
    },
    { type: 'yes-no', id: 'isConsulInformed', label: 'form.consul.informed' },
    { type: 'line', id: 'whichState', label: 'form.consul.state', isOptional: true },
    { type: 'text', id: 'words', label: 'form.words', isOptional: true },
    occurredField,
    ...basisFields,
  ],
})

export const describedForm = factForm({
  name: 'described',
  subject: 'carer',
  title: 'action.described',
  kind: carerDescribed.name,
  fields: [
    ...nationalityFields,
    yesNoField('hasPapers', 'form.described.papers'),
    languageField,
    interpreterField,
    yesNoField('hasLawyer', 'form.described.lawyer'),
    yesNoField('isFirstOffence', 'form.described.first'),
    {
      type: 'choice',
      id: 'disability',
      label: 'form.described.disability',
      help: 'form.described.disability-help',
      options: words('option.disability', ['none', 'hearing', 'seeing', 'moving', 'understanding', 'other', 'unknown']),
    },
    occurredField,
    ...basisFields,
  ],
})

function yesNoField(id: string, label: MessageId): FieldKind {
  return { type: 'choice', id, label, isBeside: true, options: words('option.othersAsked', yesNoUnknown) }
}

/** A girl or boy in custody is a child with a record of its own, made here from what is known of the carer. */
export const ownRecordForm: FormDefinition = {
  name: 'own-record',
  subject: 'carer',
  title: 'action.own-record',
  lead: 'form.own-record.lead',
  kinds: [childRegistered.name, birthStated.name, carerIsChildStated.name],
  fields: [
    { type: 'date', id: 'born', label: 'form.birth.born', help: 'form.born-help' },
    occurredField,
    ...basisFields,
  ],
  initial: ({ today, carer }) => ({ occurred: today, born: carer?.register.born ?? '' }),
  build: ownRecordEntries,
  after: (drafts) => drafts[0] && `/children/${drafts[0].subject}`,
}

function ownRecordEntries(values: Values, { newId, subject, today, carer }: RecordContext): EntryDraft[] {
  const child = newId()
  const born = edtf(values, 'born')
  const { names, sex } = carer?.register ?? { names: null, sex: 'unknown' }
  return [
    fact(values, {
      kind: childRegistered.name,
      subject: child,
      body: { names: names ?? { latin: '—' }, sex, code: childCode(child, today) },
    }),
    fact(values, { kind: birthStated.name, subject: child, body: { born } }),
    fact(values, {
      kind: carerIsChildStated.name,
      subject: subject.id,
      also: [child],
      body: { ownRecord: child, born },
    }),
  ]
}
