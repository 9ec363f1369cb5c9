// What the child, the mother or the father says or shows. Heard is not agreed (practice.md, G-M1); "too young" is no reason: how a child
// of each age is heard stands beside the question, and the form asks what fits its age (G-V1). Where the age is not sure, all that may
// fit is asked.
import { viewHeard, viewWays } from '@komar/domain/assess/kinds'
import { basisFields, occurredField } from '../../record/common-fields.ts'
import type { RecordContext } from '../../record/context.ts'
import { factForm } from '../../record/definition.ts'
import { words, type FieldKind } from '../../record/field-kinds.ts'
import { many, rowsOf, said, type Values } from '../../record/values.ts'
import { childAge } from './child-age.ts'
import { ChildsViewHint } from './childs-view-hint.tsx'

const couldNot = (values: Values): boolean => said(values, 'stance') === 'could-not-be-asked'
const isOf = (whose: string) => (values: Values) => said(values, 'whose') === whose
const isParent = (values: Values): boolean => isOf('mother')(values) || isOf('father')(values)
const isHeardChild = (values: Values): boolean => isOf('child')(values) && !couldNot(values)
const isHeardParent = (values: Values): boolean => isParent(values) && !couldNot(values)
const whyNotOfChild = ['ill', 'refuses', 'no-safe-place', 'no-interpreter', 'no-time'] as const
const whyNotOfParent = [...whyNotOfChild, 'not-reached', 'dead'] as const

/** Whether the child may be of an age in months: from the first up to, and not including, the second. */
function mayBeAged(from: number, below: number): (values: Values, context: RecordContext) => boolean {
  return (values, context) => {
    const age = childAge(context)
    return isHeardChild(values) && (age === null || (age.minMonths < below && age.maxMonths >= from))
  }
}

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

const parentFields: readonly FieldKind[] = [
  {
    type: 'choice',
    id: 'hasRights',
    label: 'form.view.has-rights',
    isBeside: true,
    isOptional: true,
    options: words('option.hasRights', ['yes', 'no', 'unknown']),
    when: isOf('father'),
  },
  {
    type: 'choice',
    id: 'freely',
    label: 'form.view.freely',
    help: 'form.view.freely-help',
    isBeside: true,
    options: words('option.freely', ['yes', 'no', 'not-sure']),
    when: isHeardParent,
  },
  {
    type: 'choice',
    id: 'inPrivate',
    label: 'form.view.in-private',
    isBeside: true,
    isOptional: true,
    options: words('option.inPrivate', ['yes', 'no']),
    when: isHeardParent,
  },
  {
    type: 'choice',
    id: 'understood',
    label: 'form.view.understood',
    isOptional: true,
    options: words('option.understood', ['own-language', 'interpreter', 'no']),
    when: isHeardParent,
  },
  {
    type: 'choice',
    id: 'legalHelp',
    label: 'form.view.legal-help',
    help: 'form.view.legal-help-help',
    isOptional: true,
    options: words('option.legalHelp', ['accepted', 'declined', 'not-offered']),
    when: (values) => isParent(values) && said(values, 'stance') === 'disagrees',
  },
]

/** Under two: what two people see. Two to nine: how it was done. From ten: read back. */
const childFields: readonly FieldKind[] = [
  {
    type: 'rows',
    id: 'seenBy',
    label: 'form.view.seen-by',
    help: 'form.view.seen-by-help',
    add: 'form.view.add-observer',
    rowLabel: (row, index, { speech }) => said(row, 'who') ?? speech.text('questionnaire.row', { number: index + 1 }),
    fields: [
      { type: 'line', id: 'who', label: 'form.view.observer' },
      { type: 'text', id: 'sees', label: 'form.view.observer-sees' },
    ],
    when: mayBeAged(0, 24),
  },
  {
    type: 'many',
    id: 'ways',
    label: 'form.view.ways',
    isOptional: true,
    isBeside: true,
    options: words('option.ways', viewWays),
    when: isHeardChild,
  },
  {
    type: 'choice',
    id: 'face',
    label: 'form.view.face',
    isBeside: true,
    isOptional: true,
    options: words('option.face', ['very-sad', 'sad', 'neither', 'glad', 'very-glad']),
    when: (values) => isHeardChild(values) && many(values, 'ways').includes('faces'),
  },
  {
    type: 'text',
    id: 'drawing',
    label: 'form.view.drawing',
    help: 'form.view.drawing-help',
    isOptional: true,
    when: (values) => isHeardChild(values) && many(values, 'ways').includes('drawing'),
  },
  {
    type: 'text',
    id: 'lifeMap',
    label: 'form.view.life-map',
    help: 'form.view.drawing-help',
    isOptional: true,
    when: (values) => isHeardChild(values) && many(values, 'ways').includes('life-map'),
  },
  {
    type: 'text',
    id: 'limits',
    label: 'form.view.limits',
    help: 'form.view.limits-help',
    isOptional: true,
    when: mayBeAged(24, Infinity),
  },
  { type: 'line', id: 'mayBeShownTo', label: 'form.view.shown-to', isOptional: true, when: mayBeAged(24, Infinity) },
  { type: 'tick', id: 'isReadBack', label: 'form.view.read-back', when: mayBeAged(120, Infinity) },
  {
    type: 'choice',
    id: 'comes',
    label: 'form.view.comes',
    isOptional: true,
    options: words('option.comes', ['comes', 'sends-someone', 'neither']),
    when: mayBeAged(120, Infinity),
  },
  {
    type: 'line',
    id: 'sends',
    label: 'form.view.sends',
    isOptional: true,
    when: (values) => isHeardChild(values) && said(values, 'comes') === 'sends-someone',
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
    { type: 'slot', id: 'hint', Component: ChildsViewHint, when: isOf('child') },
    {
      type: 'choice',
      id: 'about',
      label: 'form.view.about',
      options: words('option.about', ['stay', 'leave', 'separation', 'general']),
    },
    ...stanceFields,
    ...parentFields,
    ...childFields,
    { type: 'line', id: 'how', label: 'form.view.how', help: 'form.view.how-help', isOptional: true },
    { type: 'text', id: 'words', label: 'form.view.words', help: 'form.view.words-help', isOptional: true },
    { ...occurredField, label: 'form.view.occurred' },
    ...basisFields,
  ],
  initial: (context) => ({
    occurred: context.today,
    whose: context.query['whose'] ?? '',
    about: context.query['about'] ?? '',
    seenBy: { rows: isSurelyUnderTwo(context) ? [{}, {}] : [] },
  }),
  more: withoutEmptyLists,
})

function isSurelyUnderTwo(context: RecordContext): boolean {
  const age = childAge(context)
  return age !== null && age.maxMonths < 24
}

/** A list with nothing in it says nothing. */
function withoutEmptyLists(values: Values): Record<string, unknown> {
  return {
    ...(rowsOf(values, 'seenBy').length === 0 ? { seenBy: undefined } : {}),
    ...(many(values, 'ways').length === 0 ? { ways: undefined } : {}),
  }
}
