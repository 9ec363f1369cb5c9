// A possible carer is assessed at home, and approved by someone other than the assessor (practice.md, G-K1, G-K2).
import { carerApproved, carerAssessed, reasonsAgainst } from '@komar/domain/care/kinds'
import { addDays, addMonths } from '@komar/domain/time/plain-date'
import { formatEdtf } from '../../i18n/format-edtf.ts'
import { basisFields, occurredField } from '../../record/common-fields.ts'
import type { RecordContext } from '../../record/context.ts'
import { factForm, type FormDefinition } from '../../record/definition.ts'
import { act, noId } from '../../record/drafting.ts'
import { words, type FieldKind } from '../../record/field-kinds.ts'
import { rulesOf } from '../../record/rules-of.ts'
import { count, day, said, type Values } from '../../record/values.ts'
import type { EntryDraft } from '../../store/new-entry.ts'
import type { Option } from '../../ui/choice-field.tsx'
import { firstKin, kinField } from './kin-choice.ts'
import { withWarningSigns } from './warning-signs.ts'

/** What the talk at home asks (practice.md part 6, C4 to C8): all of it before the final word, as much as there was time for before. */
const talkFields: readonly FieldKind[] = [
  { type: 'heading', id: 'talk', label: 'form.carer-assessment.talk', help: 'form.carer-assessment.talk-help' },
  { type: 'text', id: 'whyThisChild', label: 'form.carer-assessment.why', isOptional: true },
  {
    type: 'yes-no',
    id: 'isPaidOrPromised',
    label: 'form.carer-assessment.paid',
    help: 'form.carer-assessment.paid-help',
    isOptional: true,
  },
  {
    type: 'text',
    id: 'saidOfMother',
    label: 'form.carer-assessment.mother',
    help: 'form.carer-assessment.mother-help',
    isOptional: true,
  },
  {
    type: 'choice',
    id: 'takesChildToMother',
    label: 'form.carer-assessment.visits',
    isOptional: true,
    options: words('option.takesChildToMother', ['yes', 'with-help', 'no']),
  },
  { type: 'text', id: 'ownChildrensView', label: 'form.carer-assessment.own-children', isOptional: true },
  { type: 'text', id: 'meansInBadMonth', label: 'form.carer-assessment.means', isOptional: true },
  {
    type: 'text',
    id: 'whenChildIsDifficult',
    label: 'form.carer-assessment.difficult',
    help: 'form.carer-assessment.difficult-help',
    isOptional: true,
  },
  { type: 'yes-no', id: 'hitsOrLocksIn', label: 'form.carer-assessment.beating', isOptional: true },
  {
    type: 'yes-no',
    id: 'isTrained',
    label: 'form.carer-assessment.trained',
    isOptional: true,
    when: isFosterCarer,
  },
]

function isFosterCarer(values: Values, { child }: RecordContext): boolean {
  const kin = child?.care.kin.find(({ entry }) => entry.subject === said(values, 'kin'))
  return kin?.body.relation === 'foster-carer'
}

const visit = factForm({
  name: 'carer-assessment',
  subject: 'child',
  title: 'action.carer-assessment',
  lead: 'form.carer-assessment.lead',
  kind: carerAssessed.name,
  about: (values) => said(values, 'kin'),
  also: (_, { subject }) => [subject.id],
  more: () => ({ kin: undefined }),
  fields: [
    kinField('kin'),
    { ...occurredField, label: 'form.carer-assessment.occurred' },
    {
      type: 'text',
      id: 'household',
      label: 'form.carer-assessment.household',
      help: 'form.carer-assessment.household-help',
    },
    { type: 'yes-no', id: 'isSleepingPlaceSeen', label: 'form.carer-assessment.sleeping-place' },
    { type: 'yes-no', id: 'hasHouseholdTalk', label: 'form.carer-assessment.household-talk' },
    {
      type: 'count',
      id: 'references',
      label: 'form.carer-assessment.references',
      help: 'form.carer-assessment.references-help',
    },
    {
      type: 'text',
      id: 'dangers',
      label: 'form.carer-assessment.dangers',
      help: 'form.carer-assessment.dangers-help',
      isOptional: true,
    },
    {
      type: 'yes-no',
      id: 'needsMaterialSupport',
      label: 'form.carer-assessment.needs-support',
      help: 'form.carer-assessment.needs-support-help',
    },
    {
      type: 'text',
      id: 'supportPlan',
      label: 'form.carer-assessment.support-plan',
      isOptional: true,
      when: (values) => said(values, 'needsMaterialSupport') === 'yes',
    },
    ...talkFields,
    { type: 'count', id: 'capacity', label: 'form.carer-assessment.capacity' },
    {
      type: 'choice',
      id: 'recommendation',
      label: 'form.carer-assessment.recommendation',
      options: words('option.recommendation', ['approve', 'approve-with-support', 'do-not-approve']),
    },
    {
      type: 'many',
      id: 'reasonsAgainst',
      label: 'form.carer-assessment.reasons-against',
      help: 'form.carer-assessment.reasons-against-help',
      isOptional: true,
      options: words('option.reasonsAgainst', reasonsAgainst),
      when: (values) => said(values, 'recommendation') === 'do-not-approve',
    },
    ...basisFields,
  ],
  initial: (context) => ({ occurred: context.today, kin: firstKin(context), capacity: '1' }),
})

export const carerAssessmentForm = withWarningSigns(visit)

function assessmentOptions({ child, speech }: RecordContext, values: Values): Option[] {
  return (child?.care.carerAssessments ?? [])
    .filter(({ entry }) => entry.subject === said(values, 'kin'))
    .map(({ id, entry }) => ({ value: id, label: formatEdtf(entry.occurred, speech) }))
}

export const carerApprovalForm: FormDefinition = {
  name: 'carer-approval',
  subject: 'child',
  title: 'action.carer-approval',
  lead: 'form.carer-approval.lead',
  kinds: [carerApproved.name],
  fields: [
    kinField('kin'),
    { type: 'choice', id: 'assessment', label: 'form.carer-approval.assessment', options: assessmentOptions },
    {
      type: 'choice',
      id: 'approval',
      label: 'form.carer-approval.approval',
      options: words('option.approval', ['provisional', 'final']),
    },
    { type: 'count', id: 'capacity', label: 'form.carer-approval.capacity' },
    {
      type: 'choice',
      id: 'communeWord',
      label: 'form.carer-approval.commune',
      help: 'form.carer-approval.commune-help',
      isOptional: true,
      options: words('option.communeWord', ['agrees', 'disagrees', 'no-answer']),
      when: isFinal,
    },
    {
      type: 'text',
      id: 'communeReason',
      label: 'form.carer-approval.commune-reason',
      isOptional: true,
      when: (values) => isFinal(values) && ['disagrees', 'no-answer'].includes(said(values, 'communeWord') ?? ''),
    },
    { type: 'day', id: 'until', label: 'form.until', help: 'form.carer-approval.until-help' },
  ],
  initial: approvalDefaults,
  build: approvalEntries,
}

function isFinal(values: Values): boolean {
  return said(values, 'approval') === 'final'
}

function approvalDefaults(context: RecordContext): Values {
  const kin = firstKin(context)
  const last = context.child?.care.carerAssessments.findLast(({ entry }) => entry.subject === kin)
  const { provisionalKinApprovalLasts, fosterRenewalEvery } = rulesOf(context).procedures.care
  const isState = context.session.agency.kind === 'child-welfare' && context.session.agency.isState
  return {
    kin,
    assessment: last?.id ?? '',
    capacity: String(last?.body.capacity ?? 1),
    approval: isState ? 'final' : 'provisional',
    until: isState
      ? addMonths(context.today, fosterRenewalEvery.value)
      : addDays(context.today, provisionalKinApprovalLasts.value),
  }
}

function approvalEntries(values: Values, context: RecordContext): EntryDraft[] {
  return [
    act(context, {
      kind: carerApproved.name,
      subject: said(values, 'kin') ?? noId(context) ?? '',
      also: [context.subject.id],
      body: {
        assessment: said(values, 'assessment') ?? noId(context),
        approval: said(values, 'approval'),
        capacity: count(values, 'capacity'),
        until: day(values, 'until'),
        communeWord: isFinal(values) ? said(values, 'communeWord') : undefined,
        communeReason: isFinal(values) ? said(values, 'communeReason') : undefined,
      },
    }),
  ]
}
