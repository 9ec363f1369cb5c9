// Taking a complaint: by voice, in the words of whoever complains, without a name if they wish (practice.md part 3, G-Q1). Whoever is
// named as complained of never sees it; the form says so before and while it is filled.
import {
  complainants,
  complaintMade,
  complaintTopics,
  complaintWays,
  placeComplaintMade,
  placeComplaintTopics,
} from '@komar/domain/assess/complaint-kinds'
import { decisionMade } from '@komar/domain/assess/kinds'
import { statedOf } from '@komar/domain/chronicle/fold'
import { kindTitle } from '../../chronicle/field-words.ts'
import { formatEdtf } from '../../i18n/format-edtf.ts'
import { occurredField } from '../../record/common-fields.ts'
import type { RecordContext } from '../../record/context.ts'
import { factForm, type FormDefinition } from '../../record/definition.ts'
import { words, type FieldKind } from '../../record/field-kinds.ts'
import { measureText } from '../../record/measure-words.ts'
import { count, many, said, yesOrNo, type Values } from '../../record/values.ts'
import type { Option } from '../../ui/choice-field.tsx'
import { agencyName, ComplaintAudience, ComplaintFirstWords } from './complaint-words.tsx'

const isAbout =
  (...topics: readonly string[]) =>
  (values: Values): boolean =>
    many(values, 'about').some((topic) => topics.includes(topic))

const whoFields: readonly FieldKind[] = [
  { type: 'slot', id: 'first-words', Component: ComplaintFirstWords },
  {
    type: 'choice',
    id: 'complainant',
    label: 'form.complaint.complainant',
    help: 'form.complaint.complainant-help',
    options: words('option.complainant', complainants),
  },
  { type: 'choice', id: 'way', label: 'form.complaint.way', options: words('option.way', complaintWays) },
  {
    type: 'line',
    id: 'through',
    label: 'form.complaint.through',
    isOptional: true,
    when: (values) => said(values, 'way') === 'through-someone' && said(values, 'complainant') !== 'anonymous',
  },
  { type: 'text', id: 'words', label: 'form.complaint.words' },
  { type: 'text', id: 'wish', label: 'form.complaint.wish', isOptional: true },
]

const againstFields: readonly FieldKind[] = [
  { type: 'heading', id: 'against', label: 'form.complaint.against', help: 'form.complaint.against-help' },
  {
    type: 'many',
    id: 'againstAgencies',
    label: 'form.complaint.against-agencies',
    isOptional: true,
    options: (context) => context.agencies.map(({ id }) => ({ value: id, label: agencyName(id, context) })),
  },
  {
    type: 'many',
    id: 'againstAccounts',
    label: 'form.complaint.against-accounts',
    isOptional: true,
    options: peopleOf,
    when: (_, { authors }) => authors.length > 0,
  },
  {
    type: 'line',
    id: 'againstOthers',
    label: 'form.complaint.against-others',
    help: 'form.complaint.against-others-help',
    isOptional: true,
  },
  { type: 'line', id: 'howToAnswer', label: 'form.complaint.how-to-answer', isOptional: true },
  { ...occurredField, label: 'form.complaint.occurred' },
  { type: 'slot', id: 'who-sees', Component: ComplaintAudience },
]

function peopleOf(context: RecordContext): Option[] {
  return context.authors.map(({ id, displayName, agency }) => ({
    value: id,
    label: [displayName, agencyName(agency, context)].filter((part) => part !== '').join(', '),
  }))
}

const childTopicFields: readonly FieldKind[] = [
  { type: 'many', id: 'about', label: 'form.complaint.about', options: words('option.about', complaintTopics) },
  {
    type: 'select',
    id: 'aboutEntry',
    label: 'form.complaint.about-entry',
    help: 'form.complaint.about-entry-help',
    isOptional: true,
    options: decisionsAndPlans,
    when: (values, context) => isAbout('decision', 'plan')(values) && decisionsAndPlans(context).length > 0,
  },
  { type: 'yes-no', id: 'isAppeal', label: 'form.complaint.is-appeal', when: isAbout('decision', 'plan') },
  {
    type: 'select',
    id: 'measure',
    label: 'form.complaint.measure',
    isOptional: true,
    options: (context) =>
      (context.pack.measures?.measures ?? []).map(({ number }) => ({
        value: String(number),
        label: measureText(number, context),
      })),
    when: isAbout('measure-not-provided'),
  },
]

/** What can be appealed against: the latest first. */
function decisionsAndPlans({ child, speech }: RecordContext): Option[] {
  if (child === null) return []
  const made = statedOf(child.settled, decisionMade)
  return [...made.filter(({ isPending }) => !isPending), ...child.care.plans].toReversed().map(({ id, entry }) => ({
    value: id,
    label: `${speech.text(kindTitle(entry.kind))}, ${formatEdtf(entry.occurred, speech)}`,
  }))
}

/** Told, always; by whom, only the complaint itself says. */
const start = ({ today, query }: RecordContext): Values => ({
  occurred: today,
  basis: 'told',
  way: 'voice',
  complainant: query['complainant'] ?? '',
})

/** By whom it was told, the complaint itself says, or nobody. */
const toldByNobody = { toldBy: undefined }

function moreOf(values: Values): Record<string, unknown> {
  return { ...toldByNobody, measure: count(values, 'measure'), isAppeal: yesOrNo(values, 'isAppeal') ?? false }
}

const childComplaintForm = factForm({
  name: 'complaint',
  subject: 'child',
  title: 'action.complaint',
  lead: 'form.complaint.lead',
  kind: complaintMade.name,
  fields: [...whoFields, ...childTopicFields, ...againstFields],
  initial: start,
  also: (values, { carer }) => (said(values, 'complainant') === 'mother' ? [carer?.carer] : []),
  more: moreOf,
})

/** From a carer's page: the same, about one of her children. */
const carerComplaintForm = factForm({
  name: 'complaint',
  subject: 'carer',
  title: 'action.complaint',
  lead: 'form.complaint.lead',
  kind: complaintMade.name,
  fields: [
    {
      type: 'select',
      id: 'child',
      label: 'form.complaint.child',
      options: ({ children }) => children.map(({ id, code, names }) => ({ value: id, label: nameOf(names, code) })),
    },
    ...whoFields,
    ...childTopicFields,
    ...againstFields,
  ],
  initial: (context) => ({ ...start(context), child: onlyChild(context), complainant: 'mother' }),
  about: (values) => said(values, 'child'),
  also: (_, { subject }) => [subject.id],
  more: (values) => ({ ...moreOf(values), child: undefined }),
})

function onlyChild({ children }: RecordContext): string {
  return children.length === 1 ? (children[0]?.id ?? '') : ''
}

function nameOf({ km, latin }: { km: string | null; latin: string | null }, code: string | null): string {
  return [km, latin, code].filter((part) => part !== null).join(' · ')
}

const placeComplaintForm = factForm({
  name: 'complaint',
  subject: 'facility',
  title: 'action.complaint',
  lead: 'form.complaint.lead',
  kind: placeComplaintMade.name,
  fields: [
    ...whoFields,
    { type: 'many', id: 'about', label: 'form.complaint.about', options: words('option.about', placeComplaintTopics) },
    ...againstFields,
  ],
  initial: start,
  more: () => toldByNobody,
})

export const complaintForms: readonly FormDefinition[] = [childComplaintForm, carerComplaintForm, placeComplaintForm]
