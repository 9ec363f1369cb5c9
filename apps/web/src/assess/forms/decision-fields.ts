// The fields of a best-interests decision: what is decided, the options side by side, the measures of a stay, the panel, the reasons.
import { decisionTypes, interimOrders, outcomes } from '@komar/domain/assess/kinds'
import { formatDate } from '../../i18n/format-date.ts'
import type { RecordContext } from '../../record/context.ts'
import { words, type FieldKind } from '../../record/field-kinds.ts'
import { measureText } from '../../record/measure-words.ts'
import { said, type Values } from '../../record/values.ts'
import type { Option } from '../../ui/choice-field.tsx'
import type { MessageId } from '../../i18n/message-id.ts'
import { NewsSinceDecision } from '../../record/news-since-decision.tsx'
import { OptionsTable } from './options-table.tsx'

const is = (field: string, word: string) => (values: Values) => said(values, field) === word
export const isStay = is('outcome', 'stay')
const isFull = is('type', 'full')

const tierWords = ['tier.0', 'tier.1', 'tier.2', 'tier.3', 'tier.4'] as const

function assessmentOptions({ child, speech }: RecordContext): Option[] {
  return (child?.assess.assessments ?? []).map(({ id, started, finished }) => ({
    value: id,
    label: started === null ? '—' : formatDate(started, speech),
    hint: speech.text(
      finished === null
        ? 'form.decision.unfinished'
        : finished.body.isShort
          ? 'form.decision.short'
          : 'form.decision.finished',
    ),
  }))
}

function agencyOptions({ agencies, speech }: RecordContext): Option[] {
  return agencies.map(({ id, nameEn, nameKm }) => ({ value: id, label: speech.language === 'km' ? nameKm : nameEn }))
}

const isInterim = is('type', 'interim')
const mayGoToMinistry = (values: Values): boolean => said(values, 'type') !== 'full'

export const headFields: readonly FieldKind[] = [
  { type: 'slot', id: 'news', Component: NewsSinceDecision, when: (_, { child }) => child?.lastDecision !== null },
  { type: 'choice', id: 'type', label: 'form.decision.type', options: words('option.type', decisionTypes) },
  {
    type: 'choice',
    id: 'assessment',
    label: 'form.decision.assessment',
    isOptional: true,
    options: assessmentOptions,
    when: (_, context) => assessmentOptions(context).length > 0,
  },
  { type: 'choice', id: 'outcome', label: 'form.decision.outcome', options: words('option.outcome', outcomes) },
  {
    type: 'tick',
    id: 'isRenewal',
    label: 'form.decision.renewal',
    help: 'form.decision.renewal-help',
    when: (values, { child }) => isStay(values) && isFull(values) && child?.lastDecision?.type === 'full',
  },
  {
    type: 'choice',
    id: 'chosenTier',
    label: 'form.decision.chosen-tier',
    options: words('tier', ['1', '2', '3', '4']),
    when: is('outcome', 'leave-to-care'),
  },
  { type: 'day', id: 'from', label: 'form.decision.from' },
  { type: 'day', id: 'until', label: 'form.decision.until', help: 'form.decision.until-help' },
  {
    type: 'many',
    id: 'orders',
    label: 'form.decision.orders',
    help: 'form.decision.orders-help',
    isOptional: true,
    options: words('option.orders', interimOrders),
    when: isInterim,
  },
  {
    type: 'select',
    id: 'secondAgency',
    label: 'form.decision.second-agency',
    help: 'form.decision.second-agency-help',
    isOptional: true,
    options: (context) =>
      agencyOptions(context).filter(({ value }) => {
        const kind = context.agencies.find(({ id }) => id === value)?.kind
        return kind !== 'host' && kind !== 'prisons'
      }),
    when: isInterim,
  },
  {
    type: 'line',
    id: 'ministryWho',
    label: 'form.decision.ministry-who',
    help: 'form.decision.ministry-help',
    isOptional: true,
    when: mayGoToMinistry,
  },
  {
    type: 'day',
    id: 'ministryWhen',
    label: 'form.decision.ministry-when',
    when: (values) => mayGoToMinistry(values) && said(values, 'ministryWho') !== undefined,
  },
]

export const optionFields: readonly FieldKind[] = [
  { type: 'heading', id: 'options-heading', label: 'form.decision.options', help: 'form.decision.options-help' },
  {
    type: 'rows',
    id: 'options',
    label: 'form.decision.five',
    rowLabel: (_, index, { speech }) => {
      const tier: MessageId | undefined = tierWords[index]
      return tier === undefined ? '' : speech.text(tier)
    },
    fields: [
      { type: 'text', id: 'whoWasAsked', label: 'form.decision.who-asked', isOptional: true },
      { type: 'text', id: 'whyNot', label: 'form.decision.why-not', isOptional: true },
      { type: 'text', id: 'argumentsFor', label: 'form.decision.for', isOptional: true },
      { type: 'text', id: 'argumentsAgainst', label: 'form.decision.against', isOptional: true },
    ],
  },
  { type: 'slot', id: 'table', Component: OptionsTable },
]

export const measureFields: readonly FieldKind[] = [
  {
    type: 'heading',
    id: 'measures-heading',
    label: 'form.decision.measures',
    help: 'form.decision.measures-help',
    when: isStay,
  },
  {
    type: 'rows',
    id: 'measures',
    label: 'form.decision.measures-list',
    when: isStay,
    rowLabel: (row, _, context) =>
      context.speech.text('form.decision.measure', {
        measure: measureText(Number(said(row, 'measure')), context),
        class: said(row, 'class') ?? '',
      }),
    fields: [
      {
        type: 'choice',
        id: 'state',
        label: 'form.decision.measure-state',
        isBeside: true,
        isOptional: true,
        options: words('form.measure-state', ['in-place', 'can-be-provided-now', 'owed']),
      },
      {
        type: 'line',
        id: 'dutyHolder',
        label: 'form.decision.duty-holder',
        when: (row) => said(row, 'state') !== undefined,
      },
      { type: 'day', id: 'due', label: 'form.decision.due', when: (row) => said(row, 'state') !== undefined },
    ],
  },
]

export const panelFields: readonly FieldKind[] = [
  { type: 'heading', id: 'panel-heading', label: 'form.decision.panel', help: 'form.decision.panel-help' },
  {
    type: 'rows',
    id: 'panel',
    label: 'form.decision.members',
    add: 'form.decision.add-member',
    rowLabel: (row, index, { speech }) => said(row, 'name') ?? speech.text('questionnaire.row', { number: index + 1 }),
    fields: [
      { type: 'line', id: 'name', label: 'form.decision.member-name' },
      {
        type: 'select',
        id: 'agency',
        label: 'form.agency',
        options: agencyOptions,
      },
      {
        type: 'choice',
        id: 'presence',
        label: 'form.decision.presence',
        isBeside: true,
        options: words('form.presence', ['in-person', 'phone']),
      },
      { type: 'line', id: 'calledAt', label: 'form.decision.called-at', when: is('presence', 'phone') },
      { type: 'tick', id: 'isReadBack', label: 'form.decision.read-back', when: is('presence', 'phone') },
      {
        type: 'choice',
        id: 'part',
        label: 'form.decision.part',
        isBeside: true,
        options: words('form.part', ['votes', 'informs']),
      },
      { type: 'tick', id: 'isChair', label: 'form.decision.chair' },
      { type: 'tick', id: 'isAssessor', label: 'form.decision.assessor' },
      {
        type: 'yes-no',
        id: 'hasInterest',
        label: 'form.decision.has-interest',
        help: 'form.decision.has-interest-help',
      },
      {
        type: 'line',
        id: 'interest',
        label: 'form.decision.interest',
        when: is('hasInterest', 'yes'),
      },
      {
        type: 'choice',
        id: 'opinion',
        label: 'form.decision.opinion',
        isBeside: true,
        options: words('form.opinion', ['for', 'against', 'abstains']),
      },
      { type: 'text', id: 'words', label: 'form.decision.member-words', isOptional: true },
    ],
  },
]

const isOverstay = is('type', 'overstay')

export const overstayFields: readonly FieldKind[] = [
  {
    type: 'heading',
    id: 'overstay-heading',
    label: 'form.decision.overstay',
    help: 'form.decision.overstay-help',
    when: isOverstay,
  },
  { type: 'text', id: 'whyNoSafePlace', label: 'form.decision.why-no-place', when: isOverstay },
  { type: 'line', id: 'whoIsFindingOne', label: 'form.decision.who-finds', when: isOverstay },
  {
    type: 'rows',
    id: 'steps',
    label: 'form.decision.steps',
    add: 'form.decision.add-step',
    when: isOverstay,
    rowLabel: (_, index, { speech }) => speech.text('questionnaire.row', { number: index + 1 }),
    fields: [
      { type: 'line', id: 'what', label: 'form.decision.step-what' },
      { type: 'day', id: 'by', label: 'form.decision.step-by' },
    ],
  },
]
