// Where a child lives that is not in prison: also a child left outside whose carer is held, who gets a record, a clock and a follow-up
// without ever entering a prison (the report, R.3). And stays with a host family, which are no placement (practice.md part 1, row 25).
import { childCode } from '@komar/domain/register/child-code'
import { yesNoUnknown } from '@komar/domain/register/family-kinds'
import { birthStated, childRegistered, relationStated } from '@komar/domain/register/kinds'
import { hostStayStated, livingOutsideStated, livingWith } from '@komar/domain/register/outside-kinds'
import { basisFields, nameFields, occurredField, sexField } from '../../record/common-fields.ts'
import type { RecordContext } from '../../record/context.ts'
import { fact, factForm, type FormDefinition } from '../../record/definition.ts'
import { bodyFrom } from '../../record/body-from.ts'
import { names } from '../../record/drafting.ts'
import { words, type FieldKind } from '../../record/field-kinds.ts'
import { edtf, said, type Values } from '../../record/values.ts'
import { relationField } from '../../register/forms/arrival-fields.ts'
import { nameRule } from '../../register/forms/arrest.ts'
import { SimilarChildren } from '../../register/forms/similar-children.tsx'
import type { EntryDraft } from '../../store/new-entry.ts'
import { districtOptions, hasDistricts } from './districts.ts'
import { kinOptions } from './kin-choice.ts'

const isPlaceKnown = (values: Values): boolean => said(values, 'whereaboutsKnown') !== 'no'

/** Of a child that nobody knows the place of, nobody is asked with whom it is there. */
function unknownPlace(values: Values): Record<string, unknown> {
  return isPlaceKnown(values) ? {} : { livingWith: 'unknown', attended: 'unknown' }
}

const livingFields: readonly FieldKind[] = [
  {
    type: 'choice',
    id: 'whereaboutsKnown',
    label: 'form.outside.known',
    isBeside: true,
    options: words('option.whereaboutsKnown', ['yes', 'no']),
  },
  {
    type: 'choice',
    id: 'livingWith',
    label: 'form.outside.with',
    options: words('option.livingWith', livingWith),
    when: isPlaceKnown,
  },
  {
    type: 'choice',
    id: 'attended',
    label: 'form.outside.attended',
    help: 'form.outside.attended-help',
    isBeside: true,
    options: words('option.attended', yesNoUnknown),
    when: isPlaceKnown,
  },
  { type: 'line', id: 'whom', label: 'form.outside.who', isOptional: true, when: isPlaceKnown },
  {
    type: 'select',
    id: 'district',
    label: 'form.kin.district',
    isOptional: true,
    options: districtOptions,
    when: (values, context) => isPlaceKnown(values) && hasDistricts(values, context),
  },
  {
    type: 'choice',
    id: 'whoArranged',
    label: 'form.outside.arranged',
    isOptional: true,
    options: words('option.whoArranged', ['mother', 'father', 'kin', 'police', 'local-authority', 'nobody', 'unknown']),
  },
  { type: 'text', id: 'words', label: 'form.words', isOptional: true },
]

const kinField: FieldKind = {
  type: 'choice',
  id: 'kin',
  label: 'form.outside.kin',
  isOptional: true,
  options: kinOptions,
  when: (_, context) => kinOptions(context).length > 0,
}

const whenField: FieldKind = { ...occurredField, label: 'form.outside.occurred' }

export const livingOutsideForm = factForm({
  name: 'living-outside',
  subject: 'child',
  title: 'action.living-outside',
  lead: 'form.outside.lead',
  kind: livingOutsideStated.name,
  also: (values) => [said(values, 'kin')],
  more: unknownPlace,
  fields: [...livingFields, kinField, whenField, ...basisFields],
  initial: ({ today }) => ({ occurred: today }),
})

/** A child that its carer had to leave behind is registered from the carer's page, and never enters a prison for it. */
export const leftOutsideForm: FormDefinition = {
  name: 'left-outside',
  subject: 'carer',
  title: 'action.left-outside',
  lead: 'form.left-outside.lead',
  kinds: [childRegistered.name, birthStated.name, relationStated.name, livingOutsideStated.name],
  fields: [
    { type: 'heading', id: 'head', label: 'form.arrival.who' },
    ...nameFields,
    { type: 'slot', id: 'similar', Component: SimilarChildren },
    sexField,
    { type: 'date', id: 'born', label: 'form.birth.born', help: 'form.born-help', isOptional: true },
    relationField,
    { type: 'heading', id: 'where', label: 'form.left-outside.where' },
    ...livingFields,
    whenField,
    ...basisFields,
  ],
  initial: ({ today, carer }) => ({
    occurred: today,
    relation: carer?.register.sex === 'male' ? 'father' : 'mother',
  }),
  rules: nameRule,
  build: leftOutsideEntries,
  after: (drafts) => drafts[0] && `/children/${drafts[0].subject}`,
}

function leftOutsideEntries(values: Values, context: RecordContext): EntryDraft[] {
  const { newId, subject, today } = context
  const child = newId()
  const born = edtf(values, 'born')
  const about = (kind: string, body: Record<string, unknown>, also: string[] = []): EntryDraft =>
    fact(values, { kind, subject: child, also, body })
  return [
    about(childRegistered.name, { names: names(values), sex: said(values, 'sex'), code: childCode(child, today) }),
    ...(born === undefined ? [] : [about(birthStated.name, { born })]),
    about(relationStated.name, { carer: subject.id, relation: said(values, 'relation') }, [subject.id]),
    about(livingOutsideStated.name, { ...bodyFrom(livingFields, values, context), ...unknownPlace(values) }),
  ]
}

export const hostStayForm = factForm({
  name: 'host-stay',
  subject: 'child',
  title: 'action.host-stay',
  lead: 'form.host.lead',
  kind: hostStayStated.name,
  also: (values) => [said(values, 'kin')],
  fields: [
    { type: 'line', id: 'household', label: 'form.host.household' },
    kinField,
    { ...occurredField, label: 'form.host.from' },
    { type: 'date', id: 'returnOn', label: 'form.host.return', isOptional: true },
    { type: 'yes-no', id: 'isSafetyChecked', label: 'form.host.checked', help: 'form.host.checked-help' },
    {
      type: 'text',
      id: 'safetyCheck',
      label: 'form.host.check',
      isOptional: true,
      when: (values) => said(values, 'isSafetyChecked') === 'yes',
    },
    { type: 'text', id: 'howItWent', label: 'form.host.how', isOptional: true },
    ...basisFields,
  ],
})
