// An emergency: the order itself asks little; who was told, and the review, follow with their own clocks (practice.md, G-E1). The order of
// places is that of the rule, and every place before the chosen one says who was asked and why not.
import { fitsPlace } from '@komar/domain/care/carer-fit'
import {
  emergencyGrounds,
  emergencyOrdered,
  emergencyOutcomes,
  emergencyPlaces,
  emergencyReviewed,
  emergencyTold,
} from '@komar/domain/care/emergency-kinds'
import { addDays } from '@komar/domain/time/plain-date'
import { formatDate } from '../../i18n/format-date.ts'
import { basisFields, occurredField } from '../../record/common-fields.ts'
import type { RecordContext } from '../../record/context.ts'
import { factForm, type FormDefinition } from '../../record/definition.ts'
import { act, compact, noId } from '../../record/drafting.ts'
import { words, type FieldKind } from '../../record/field-kinds.ts'
import { rulesOf } from '../../record/rules-of.ts'
import { day, oneOf, said, yesOrNo, type Values } from '../../record/values.ts'
import type { EntryDraft } from '../../store/new-entry.ts'
import type { Option } from '../../ui/choice-field.tsx'
import { kinOptions, newKin } from './kin-choice.ts'

const nearer = ['other-parent', 'known-kin', 'hospital-with-mother'] as const

export const emergencyForm: FormDefinition = {
  name: 'emergency',
  subject: 'child',
  title: 'action.emergency',
  lead: 'form.emergency.lead',
  kinds: [emergencyOrdered.name],
  fields: [
    {
      type: 'choice',
      id: 'ground',
      label: 'form.emergency.ground',
      help: 'form.emergency.ground-help',
      options: words('option.ground', emergencyGrounds),
    },
    { type: 'text', id: 'whatHappened', label: 'form.emergency.what', help: 'form.emergency.what-help' },
    { type: 'day', id: 'on', label: 'form.emergency.on' },
    {
      type: 'choice',
      id: 'place',
      label: 'form.emergency.place',
      help: 'form.emergency.place-help',
      options: words('option.place', emergencyPlaces),
    },
    ...nearer.flatMap(triedFields),
    {
      type: 'choice',
      id: 'carer',
      label: 'form.emergency.carer',
      options: carersFor,
      isOptional: true,
      elsewhere: newKin,
      when: (values) => said(values, 'place') !== 'hospital-with-mother',
    },
    { type: 'day', id: 'until', label: 'form.until', help: 'form.emergency.until-help' },
  ],
  initial: (context) => ({
    on: context.today,
    until: addDays(context.today, rulesOf(context).procedures.emergency.placeEndsAfter.value),
  }),
  build: orderEntries,
}

/** Those who fit the place: a children's home fits none. */
function carersFor(context: RecordContext, values: Values): Option[] {
  const place = oneOf(values, 'place', emergencyPlaces)
  const kin = context.child?.care.kin ?? []
  const fitting = kin.filter(({ body }) =>
    (place === undefined ? emergencyPlaces : [place]).some((each) => fitsPlace(each, body.relation)),
  )
  const ids = new Set<string>(fitting.map(({ entry }) => entry.subject))
  return kinOptions(context).filter(({ value }) => ids.has(value))
}

function placesBefore(values: Values): readonly (typeof emergencyPlaces)[number][] {
  const place = oneOf(values, 'place', emergencyPlaces)
  return place === undefined ? [] : emergencyPlaces.slice(0, emergencyPlaces.indexOf(place))
}

/** Who was asked at a nearer place, and why the child is not there; asked only where a later place was chosen. */
function triedFields(place: (typeof nearer)[number]): FieldKind[] {
  const when = (values: Values): boolean => placesBefore(values).includes(place)
  return [
    { type: 'heading', id: `tried-${place}`, label: `option.place.${place}`, help: 'form.emergency.tried-help', when },
    { type: 'line', id: `who-${place}`, label: 'form.emergency.who-asked', isOptional: true, when },
    { type: 'line', id: `why-${place}`, label: 'form.emergency.why-not', isOptional: true, when },
  ]
}

function orderEntries(values: Values, context: RecordContext): EntryDraft[] {
  const place = oneOf(values, 'place', emergencyPlaces)
  const carer = place === 'hospital-with-mother' ? undefined : said(values, 'carer')
  const isBegun = context.placeholder !== undefined
  return [
    act(context, {
      kind: emergencyOrdered.name,
      subject: context.subject.id,
      also: carer === undefined ? [] : [carer],
      body: {
        ground: said(values, 'ground') ?? (isBegun ? emergencyGrounds[0] : undefined),
        whatHappened: said(values, 'whatHappened') ?? context.placeholder,
        on: day(values, 'on') ?? context.today,
        place: place ?? (isBegun ? emergencyPlaces[0] : undefined),
        carer,
        placesTried: placesBefore(values).map((each) =>
          compact({
            place: each,
            whoWasAsked: said(values, `who-${each}`),
            whyNot: said(values, `why-${each}`),
          }),
        ),
        until: day(values, 'until') ?? context.today,
      },
    }),
  ]
}

function orders({ child, speech }: RecordContext): Option[] {
  return (child?.emergencies ?? []).map(({ order }) => ({
    value: order.id,
    label: `${formatDate(order.body.on, speech)} · ${speech.text(`option.ground.${order.body.ground}`)}`,
  }))
}

function lastOrder(context: RecordContext): string {
  return orders(context).at(-1)?.value ?? ''
}

const orderField: FieldKind = {
  type: 'choice',
  id: 'order',
  label: 'form.emergency-told.order',
  options: orders,
  elsewhere: { form: 'emergency', label: 'form.emergency-told.not-in-list' },
}

const told = ['supervisor', 'authority', 'mother', 'father'] as const
const ways = ['phone', 'in-person', 'letter', 'could-not'] as const

export const emergencyToldForm = factForm({
  name: 'emergency-told',
  subject: 'child',
  title: 'action.emergency-told',
  lead: 'form.emergency-told.lead',
  kind: emergencyTold.name,
  fields: [
    orderField,
    { type: 'choice', id: 'told', label: 'form.emergency-told.whom', options: words('option.told', told) },
    { type: 'line', id: 'name', label: 'form.emergency-told.name', isOptional: true },
    { type: 'choice', id: 'how', label: 'form.emergency-told.how', options: words('option.how', ways) },
    {
      type: 'choice',
      id: 'agrees',
      label: 'form.emergency-told.agrees',
      isOptional: true,
      options: words('option.agrees', ['yes', 'no', 'no-answer']),
      when: (values) => said(values, 'how') !== 'could-not',
    },
    { type: 'text', id: 'why', label: 'form.emergency-told.why', isOptional: true },
    { ...occurredField, label: 'form.emergency-told.occurred' },
    ...basisFields,
  ],
  initial: (context) => ({
    occurred: context.today,
    order: lastOrder(context),
    told: oneOf({ told: context.query['told'] ?? '' }, 'told', told) ?? '',
  }),
})

export const emergencyReviewForm: FormDefinition = {
  name: 'emergency-review',
  subject: 'child',
  title: 'action.emergency-review',
  lead: 'form.emergency-review.lead',
  kinds: [emergencyReviewed.name],
  fields: [
    orderField,
    { type: 'yes-no', id: 'isChildSeen', label: 'form.emergency-review.child-seen' },
    {
      type: 'choice',
      id: 'motherHeard',
      label: 'form.emergency-review.mother',
      options: words('option.motherHeard', ['heard', 'could-not-be-heard']),
    },
    {
      type: 'text',
      id: 'motherNotHeardReason',
      label: 'form.emergency-review.mother-why',
      isOptional: true,
      when: (values) => said(values, 'motherHeard') === 'could-not-be-heard',
    },
    {
      type: 'choice',
      id: 'emergencyOutcome',
      label: 'form.emergency-review.outcome',
      options: words('option.emergencyOutcome', emergencyOutcomes),
    },
    {
      type: 'line',
      id: 'nextStep',
      label: 'form.emergency-review.next',
      help: 'form.emergency-review.next-help',
      isOptional: true,
    },
    { type: 'text', id: 'reasons', label: 'form.emergency-review.reasons' },
  ],
  initial: (context) => ({ order: lastOrder(context) }),
  build: reviewEntries,
}

function reviewEntries(values: Values, context: RecordContext): EntryDraft[] {
  const isBegun = context.placeholder !== undefined
  return [
    act(context, {
      kind: emergencyReviewed.name,
      subject: context.subject.id,
      body: {
        order: said(values, 'order') ?? noId(context),
        emergencyOutcome: said(values, 'emergencyOutcome') ?? (isBegun ? 'stays-for-now' : undefined),
        isChildSeen: yesOrNo(values, 'isChildSeen') ?? (isBegun ? false : undefined),
        motherHeard: said(values, 'motherHeard') ?? (isBegun ? 'could-not-be-heard' : undefined),
        motherNotHeardReason:
          said(values, 'motherHeard') === 'heard' ? undefined : said(values, 'motherNotHeardReason'),
        nextStep: said(values, 'nextStep'),
        reasons: said(values, 'reasons') ?? context.placeholder,
      },
    }),
  ]
}
