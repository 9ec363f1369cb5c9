// What the child, the mother or the father says or shows. Heard is not agreed (practice.md, G-M1); "too young" is no reason: how a child
// of each age is heard stands beside the question (G-V1).
import { viewHeard } from '@komar/domain/assess/kinds'
import { basisFields, occurredField } from '../../record/common-fields.ts'
import { factForm } from '../../record/definition.ts'
import { words, type FieldKind } from '../../record/field-kinds.ts'
import { said, type Values } from '../../record/values.ts'
import { ChildsViewHint } from './childs-view-hint.tsx'

const couldNot = (values: Values): boolean => said(values, 'stance') === 'could-not-be-asked'
const isParent = (values: Values): boolean => said(values, 'whose') !== 'child'
const whyNotOfChild = ['ill', 'refuses', 'no-safe-place', 'no-interpreter', 'no-time'] as const
const whyNotOfParent = [...whyNotOfChild, 'not-reached', 'dead'] as const

const stanceFields: readonly FieldKind[] = [
  {
    type: 'choice',
    id: 'stance',
    label: 'form.view.stance',
    help: 'form.view.stance-help',
    options: words('option.stance', ['agrees', 'disagrees', 'undecided', 'could-not-be-asked']),
  },
  {
    type: 'choice',
    id: 'freely',
    label: 'form.view.freely',
    help: 'form.view.freely-help',
    isBeside: true,
    options: words('option.freely', ['yes', 'no', 'not-sure']),
    when: (values) => isParent(values) && !couldNot(values),
  },
  {
    type: 'choice',
    id: 'whyNot',
    label: 'form.view.why-not',
    options: (context, values) =>
      isParent(values)
        ? words('option.whyNot', whyNotOfParent)(context, values)
        : words('option.whyNot', whyNotOfChild)(context, values),
    when: couldNot,
  },
  {
    type: 'count',
    id: 'tries',
    label: 'form.view.tries',
    isOptional: true,
    when: (values) => isParent(values) && couldNot(values),
  },
]

export const viewForm = factForm({
  name: 'view',
  subject: 'child',
  title: 'action.view',
  lead: 'form.view.lead',
  kind: viewHeard.name,
  fields: [
    {
      type: 'choice',
      id: 'whose',
      label: 'form.view.whose',
      isBeside: true,
      options: words('option.whose', ['child', 'mother', 'father']),
    },
    { type: 'slot', id: 'hint', Component: ChildsViewHint, when: (values) => said(values, 'whose') === 'child' },
    {
      type: 'choice',
      id: 'about',
      label: 'form.view.about',
      options: words('option.about', ['stay', 'leave', 'separation', 'general']),
    },
    ...stanceFields,
    { type: 'line', id: 'how', label: 'form.view.how', help: 'form.view.how-help', isOptional: true },
    { type: 'text', id: 'words', label: 'form.view.words', help: 'form.view.words-help', isOptional: true },
    { ...occurredField, label: 'form.view.occurred' },
    ...basisFields,
  ],
  initial: ({ today, query }) => ({ occurred: today, whose: query['whose'] ?? '', about: query['about'] ?? '' }),
})
