// Brothers and sisters, with a record of their own or only known by name; and two records that were compared and are two children.
import {
  lookedAlike,
  siblingBonds,
  siblingPlaces,
  siblingStated,
  yesNoUnknown,
} from '@komar/domain/register/family-kinds'
import { sexes } from '@komar/domain/register/kinds'
import { basisFields, nameFields, occurredField } from '../../record/common-fields.ts'
import type { RecordContext } from '../../record/context.ts'
import { factForm } from '../../record/definition.ts'
import { words } from '../../record/field-kinds.ts'
import { said, type Values } from '../../record/values.ts'
import type { Option } from '../../ui/choice-field.tsx'
import { nameRule } from './arrest.ts'

const notRegistered = 'none'

/** Other children of the same carer, each by its name; and the one that the link named. */
export function otherChildren({ children, subject, speech, query }: RecordContext): Option[] {
  const options = children
    .filter(({ id }) => id !== subject.id)
    .map(({ id, names, code }) => {
      const name = speech.language === 'km' ? (names.km ?? names.latin) : (names.latin ?? names.km)
      return { value: id, label: [name, code].filter((part) => part !== null).join(' · ') }
    })
  const named = query['other']
  if (named === undefined || options.some(({ value }) => value === named)) return options
  return [...options, { value: named, label: speech.text('form.compared.named') }]
}

/** No record to choose, or none chosen on purpose: then a name is asked for. */
function isNamed(values: Values, context: RecordContext): boolean {
  return otherChildren(context).length === 0 || said(values, 'sibling') === notRegistered
}

export const siblingForm = factForm({
  name: 'sibling',
  subject: 'child',
  title: 'action.sibling',
  lead: 'form.sibling.lead',
  kind: siblingStated.name,
  also: (values, context) => [isNamed(values, context) ? undefined : said(values, 'sibling')],
  more: (values, context) => ({ sibling: isNamed(values, context) ? undefined : said(values, 'sibling') }),
  fields: [
    {
      type: 'choice',
      id: 'sibling',
      label: 'form.sibling.who',
      options: (context) => [
        ...otherChildren(context),
        { value: notRegistered, label: context.speech.text('form.sibling.not-registered') },
      ],
      when: (_, context) => otherChildren(context).length > 0,
    },
    ...nameFields.map((field) => ({ ...field, when: isNamed })),
    {
      type: 'choice',
      id: 'sex',
      label: 'form.sex',
      isBeside: true,
      isOptional: true,
      options: words('option.sex', sexes),
      when: isNamed,
    },
    { type: 'date', id: 'born', label: 'form.birth.born', isOptional: true, when: isNamed },
    {
      type: 'choice',
      id: 'bond',
      label: 'form.sibling.bond',
      isBeside: true,
      options: words('option.bond', siblingBonds),
    },
    { type: 'tick', id: 'isTwin', label: 'form.sibling.twin' },
    {
      type: 'choice',
      id: 'livesTogether',
      label: 'form.sibling.together',
      isBeside: true,
      options: words('option.livesTogether', yesNoUnknown),
    },
    {
      type: 'select',
      id: 'siblingPlace',
      label: 'form.sibling.place',
      isOptional: true,
      options: words('option.siblingPlace', siblingPlaces),
      when: (values) => said(values, 'livesTogether') !== 'yes',
    },
    {
      type: 'text',
      id: 'apartReason',
      label: 'form.sibling.apart',
      help: 'form.sibling.apart-help',
      isOptional: true,
      when: (values) => said(values, 'livesTogether') === 'no',
    },
    occurredField,
    ...basisFields,
  ],
  rules: (values, context) => (isNamed(values, context) ? nameRule(values) : []),
})

export const comparedForm = factForm({
  name: 'compared',
  subject: 'child',
  title: 'action.compared',
  lead: 'form.compared.lead',
  kind: lookedAlike.name,
  also: (values) => [said(values, 'other')],
  fields: [
    { type: 'choice', id: 'other', label: 'form.compared.other', options: otherChildren },
    {
      type: 'choice',
      id: 'areTwins',
      label: 'form.compared.twins',
      isBeside: true,
      options: words('option.areTwins', yesNoUnknown),
    },
    { type: 'line', id: 'compared', label: 'form.compared.how', help: 'form.compared.how-help', isOptional: true },
    occurredField,
    ...basisFields,
  ],
  initial: ({ today, query }) => ({ occurred: today, other: query['other'] ?? '' }),
})
