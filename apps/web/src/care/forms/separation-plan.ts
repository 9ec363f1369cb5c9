// The plan for a separation. Its gate is asked with every letter typed; what is missing stands under the form with the way to mend it
// (practice.md, G-S1).
import { separationPlanned } from '@komar/domain/care/kinds'
import type { View } from '@komar/domain/assess/state'
import { mayBeYounger } from '@komar/domain/assess/stay-rules'
import { addDays } from '@komar/domain/time/plain-date'
import { formatDate } from '../../i18n/format-date.ts'
import type { RecordContext } from '../../record/context.ts'
import type { FormDefinition } from '../../record/definition.ts'
import { act, compact, noId } from '../../record/drafting.ts'
import { words, type FieldKind } from '../../record/field-kinds.ts'
import { bodyFrom } from '../../record/body-from.ts'
import { count, day, isTicked, said, type Values } from '../../record/values.ts'
import type { EntryDraft } from '../../store/new-entry.ts'
import type { Option } from '../../ui/choice-field.tsx'
import { firstKin, kinField } from './kin-choice.ts'
import { tierField, tierOf } from './tier.ts'

function leaveDecisions({ child, speech }: RecordContext): Option[] {
  return (child?.assess.decisions ?? [])
    .filter(({ outcome }) => outcome === 'leave-to-care')
    .map(({ id, takenOn, until }) => ({
      value: id,
      label: speech.text('form.separation-plan.decision-of', {
        date: formatDate(takenOn, speech),
        until: formatDate(until, speech),
      }),
    }))
}

/** From this age on nobody asks how a child is fed at the breast. */
const babyMonths = 24

const basicFields: readonly FieldKind[] = [
  {
    type: 'choice',
    id: 'decision',
    label: 'form.separation-plan.decision',
    help: 'form.separation-plan.decision-help',
    options: leaveDecisions,
  },
  tierField,
  kinField('carer', 'form.separation-plan.carer'),
  { type: 'day', id: 'moveOn', label: 'form.separation-plan.move-on' },
  { type: 'tick', id: 'isHardDay', label: 'form.separation-plan.hard-day', help: 'form.separation-plan.hard-day-help' },
  {
    type: 'text',
    id: 'dangerInWaiting',
    label: 'form.separation-plan.danger-in-waiting',
    help: 'form.separation-plan.danger-in-waiting-help',
    isOptional: true,
    when: (_, { child }) => saysNo(child?.assess.views ?? []),
  },
]

/** Whether a parent's last word on the move is a no: then seven days are waited, unless that is a danger. */
function saysNo(views: readonly View[]): boolean {
  const last = (whose: 'mother' | 'father') =>
    views.findLast(({ body }) => body.whose === whose && body.about === 'separation')
  return [last('mother'), last('father')].some((view) => view?.body.stance === 'disagrees')
}

const childFields: readonly FieldKind[] = [
  { type: 'heading', id: 'for-child', label: 'form.separation-plan.for-child' },
  { type: 'line', id: 'whoTellsChild', label: 'form.separation-plan.who-tells', isOptional: true },
  { type: 'text', id: 'wordsForChild', label: 'form.separation-plan.words', isOptional: true },
  { type: 'tick', id: 'canVisitNewHome', label: 'form.separation-plan.can-visit' },
  {
    type: 'text',
    id: 'fewerMeetingsReason',
    label: 'form.separation-plan.fewer-meetings',
    help: 'form.separation-plan.fewer-meetings-help',
    isOptional: true,
  },
  { type: 'text', id: 'feedingPlan', label: 'form.separation-plan.feeding', isOptional: true },
  {
    type: 'choice',
    id: 'breastfeeding',
    label: 'form.separation-plan.breastfeeding',
    isOptional: true,
    options: words('option.breastfeeding', ['only', 'partly', 'no']),
    when: (_, { child, today }) => child !== null && mayBeYounger(child.register.birth.range, today, babyMonths),
  },
  { type: 'line', id: 'comfortThing', label: 'form.separation-plan.comfort', isOptional: true },
  { type: 'line', id: 'picture', label: 'form.separation-plan.picture', isOptional: true },
  { type: 'text', id: 'siblings', label: 'form.separation-plan.siblings', isOptional: true },
  {
    type: 'choice',
    id: 'siblingsPlaced',
    label: 'form.separation-plan.siblings-placed',
    isOptional: true,
    options: words('option.siblingsPlaced', ['no-siblings', 'together', 'apart']),
  },
  {
    type: 'text',
    id: 'apartReason',
    label: 'form.separation-plan.apart-reason',
    isOptional: true,
    when: (values) => said(values, 'siblingsPlaced') === 'apart',
  },
]

const dayFields: readonly FieldKind[] = [
  { type: 'heading', id: 'for-day', label: 'form.separation-plan.for-day' },
  { type: 'tick', id: 'hasHealthCard', label: 'form.separation-plan.health-card' },
  { type: 'tick', id: 'hasBirthPaper', label: 'form.separation-plan.birth-paper' },
  {
    type: 'text',
    id: 'papersReason',
    label: 'form.separation-plan.papers-reason',
    isOptional: true,
    when: (values) => !isTicked(values, 'hasHealthCard') || !isTicked(values, 'hasBirthPaper'),
  },
  {
    type: 'text',
    id: 'travel',
    label: 'form.separation-plan.travel',
    help: 'form.separation-plan.travel-help',
    isOptional: true,
  },
  { type: 'text', id: 'mothersSupport', label: 'form.separation-plan.mother', isOptional: true },
  { type: 'line', id: 'backupCarer', label: 'form.separation-plan.backup', isOptional: true },
]

const afterFields: readonly FieldKind[] = [
  { type: 'heading', id: 'afterwards', label: 'form.separation-plan.afterwards' },
  { type: 'count', id: 'everyDays', label: 'form.separation-plan.every-days', isOptional: true },
  { type: 'day', id: 'firstOn', label: 'form.separation-plan.first-on', isOptional: true },
  { type: 'line', id: 'whoBrings', label: 'form.separation-plan.who-brings', isOptional: true },
  { type: 'line', id: 'fare', label: 'form.separation-plan.fare', isOptional: true },
  {
    type: 'tick',
    id: 'isTooFarForWeekly',
    label: 'form.separation-plan.too-far',
    help: 'form.separation-plan.too-far-help',
  },
  { type: 'day', id: 'firstFollowUpOn', label: 'form.separation-plan.follow-up', isOptional: true },
]

const contactParts: readonly string[] = ['everyDays', 'firstOn', 'whoBrings', 'fare', 'isTooFarForWeekly']

export const separationPlanForm: FormDefinition = {
  name: 'separation-plan',
  subject: 'child',
  title: 'action.separation-plan',
  lead: 'form.separation-plan.lead',
  kinds: [separationPlanned.name],
  fields: [...basicFields, ...childFields, ...dayFields, ...afterFields],
  initial: planDefaults,
  build: planEntries,
}

function planDefaults(context: RecordContext): Values {
  const decision = context.child?.assess.decisions.findLast(({ outcome }) => outcome === 'leave-to-care')
  const moveOn = addDays(context.today, 14)
  return {
    decision: decision?.id ?? '',
    tier: String(decision?.made?.body.chosenTier ?? ''),
    carer: firstKin(context),
    moveOn,
    everyDays: '30',
    firstFollowUpOn: addDays(moveOn, 2),
  }
}

function planEntries(values: Values, context: RecordContext): EntryDraft[] {
  const body = bodyFrom(separationPlanForm.fields, values, context)
  const plain = Object.fromEntries(Object.entries(body).filter(([name]) => !contactParts.includes(name)))
  const carer = said(values, 'carer')
  return [
    act(context, {
      kind: separationPlanned.name,
      subject: context.subject.id,
      also: carer === undefined ? [] : [carer],
      body: {
        ...plain,
        ...tierOf(values),
        ...(context.placeholder === undefined ? {} : unchosen(values, context)),
        contact: contactOf(values),
      },
    }),
  ]
}

/** What a plan that is only begun lacks, so that its gate can be asked. */
function unchosen(values: Values, context: RecordContext): Record<string, unknown> {
  return {
    decision: said(values, 'decision') ?? noId(context),
    carer: said(values, 'carer') ?? noId(context),
    tier: tierOf(values).tier ?? 2,
    moveOn: day(values, 'moveOn') ?? context.today,
  }
}

/** Contact is planned when all its parts are: how often, when first, who brings the child, who pays the fare. */
function contactOf(values: Values): Record<string, unknown> | undefined {
  const contact = compact({
    everyDays: count(values, 'everyDays'),
    firstOn: day(values, 'firstOn'),
    whoBrings: said(values, 'whoBrings'),
    fare: said(values, 'fare'),
    isTooFarForWeekly: isTicked(values, 'isTooFarForWeekly'),
  })
  return Object.keys(contact).length === contactParts.length ? contact : undefined
}
