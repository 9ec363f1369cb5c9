// A carer's home: who lives there, support promised and come, the authority asked for its word, a children's home inspected, and the
// match of a child with a foster carer (practice.md part 3, G-K1 to G-K3).
import * as kinds from '@komar/domain/care/carer-kinds'
import { supportOwed } from '@komar/domain/care/place-state'
import { addDays } from '@komar/domain/time/plain-date'
import { formatDate } from '../../i18n/format-date.ts'
import { basisFields, occurredField, wordsField } from '../../record/common-fields.ts'
import type { RecordContext } from '../../record/context.ts'
import { factForm } from '../../record/definition.ts'
import { compact } from '../../record/drafting.ts'
import { words } from '../../record/field-kinds.ts'
import { count, rowsOf, said, type Values } from '../../record/values.ts'
import type { Option } from '../../ui/choice-field.tsx'
import { firstKin, kinField } from './kin-choice.ts'

/** What every form about a carer shares: the person is the entry's subject, the child stands beside. */
const aboutCarer = {
  subject: 'child',
  about: (values: Values) => said(values, 'kin'),
  also: (_: Values, { subject }: RecordContext) => [subject.id],
} as const

const firstValues = (context: RecordContext): Values => ({ occurred: context.today, kin: firstKin(context) })

export const householdForm = factForm({
  ...aboutCarer,
  name: 'household',
  title: 'action.household',
  lead: 'form.household.lead',
  kind: kinds.householdStated.name,
  more: (values) => ({ kin: undefined, people: peopleOf(values) }),
  fields: [
    kinField('kin'),
    {
      type: 'rows',
      id: 'people',
      label: 'form.household.people',
      help: 'form.household.people-help',
      rowLabel: (row, index) => said(row, 'person') ?? String(index + 1),
      add: 'form.household.add',
      fields: [
        { type: 'line', id: 'person', label: 'form.household.person' },
        { type: 'count', id: 'ageYears', label: 'form.household.age', isOptional: true },
      ],
    },
    { type: 'count', id: 'ownChildren', label: 'form.household.own', help: 'form.household.own-help' },
    { type: 'text', id: 'whereChildSleeps', label: 'form.household.sleeps', isOptional: true },
    occurredField,
    ...basisFields,
  ],
  initial: (context) => ({ ...firstValues(context), people: { rows: [{}] } }),
})

function peopleOf(values: Values): Record<string, unknown>[] | undefined {
  const people = rowsOf(values, 'people').map((row) =>
    compact({ person: said(row, 'person'), ageYears: count(row, 'ageYears') }),
  )
  return people.length === 0 ? undefined : people
}

export const homeInspectionForm = factForm({
  ...aboutCarer,
  name: 'home-inspection',
  title: 'action.home-inspection',
  lead: 'form.home-inspection.lead',
  kind: kinds.homeInspected.name,
  more: () => ({ kin: undefined }),
  fields: [
    kinField('kin', 'form.home-inspection.home'),
    { ...occurredField, label: 'form.home-inspection.occurred' },
    { type: 'line', id: 'inspectedBy', label: 'form.home-inspection.by' },
    {
      type: 'choice',
      id: 'registration',
      label: 'form.home-inspection.registration',
      help: 'form.home-inspection.registration-help',
      options: words('option.registration', kinds.registrations),
    },
    {
      type: 'line',
      id: 'registrationNumber',
      label: 'form.home-inspection.number',
      isOptional: true,
      when: (values) => said(values, 'registration') === 'registered',
    },
    {
      type: 'choice',
      id: 'fitness',
      label: 'form.home-inspection.fitness',
      options: words('option.fitness', ['fit', 'fit-with-conditions', 'not-fit']),
    },
    {
      type: 'text',
      id: 'conditions',
      label: 'form.home-inspection.conditions',
      isOptional: true,
      when: (values) => said(values, 'fitness') === 'fit-with-conditions',
    },
    { type: 'count', id: 'children', label: 'form.home-inspection.children', isOptional: true },
    { type: 'count', id: 'staff', label: 'form.home-inspection.staff', isOptional: true },
    wordsField,
    ...basisFields,
  ],
  initial: firstValues,
})

export const supportPlanForm = factForm({
  ...aboutCarer,
  name: 'support-plan',
  title: 'action.support-plan',
  lead: 'form.support-plan.lead',
  kind: kinds.supportPlanned.name,
  more: () => ({ kin: undefined }),
  fields: [
    kinField('kin'),
    { type: 'line', id: 'what', label: 'form.support-plan.what', help: 'form.support-plan.what-help' },
    { type: 'line', id: 'promisedBy', label: 'form.support-plan.promised-by' },
    { type: 'day', id: 'by', label: 'form.support-plan.by' },
    { ...occurredField, label: 'form.support-plan.occurred' },
    ...basisFields,
  ],
  initial: (context) => ({ ...firstValues(context), by: addDays(context.today, 30) }),
})

function promises({ child, speech }: RecordContext, values: Values): Option[] {
  const owed = child === null ? [] : supportOwed(child.places)
  return owed
    .filter(({ entry }) => entry.subject === said(values, 'kin'))
    .map(({ id, body }) => ({ value: id, label: body.what, hint: formatDate(body.by, speech) }))
}

export const supportGivenForm = factForm({
  ...aboutCarer,
  name: 'support-given',
  title: 'action.support-given',
  lead: 'form.support-given.lead',
  kind: kinds.supportGiven.name,
  more: () => ({ kin: undefined }),
  fields: [
    kinField('kin'),
    {
      type: 'choice',
      id: 'support',
      label: 'form.support-given.promise',
      isOptional: true,
      options: promises,
      when: (values, context) => promises(context, values).length > 0,
    },
    { type: 'line', id: 'what', label: 'form.support-given.what' },
    { type: 'yes-no', id: 'isComplete', label: 'form.support-given.complete' },
    { ...occurredField, label: 'form.support-given.occurred' },
    ...basisFields,
  ],
  initial: firstValues,
})

export const approvalAskedForm = factForm({
  ...aboutCarer,
  name: 'approval-asked',
  title: 'action.approval-asked',
  lead: 'form.approval-asked.lead',
  kind: kinds.approvalAsked.name,
  more: () => ({ kin: undefined }),
  fields: [
    kinField('kin'),
    {
      type: 'choice',
      id: 'approvalStep',
      label: 'form.approval-asked.step',
      options: words('option.approvalStep', ['asked', 'escalated', 'refused']),
    },
    { type: 'line', id: 'askedOf', label: 'form.approval-asked.of', help: 'form.approval-asked.of-help' },
    {
      type: 'text',
      id: 'why',
      label: 'form.approval-asked.why',
      isOptional: true,
      when: (values) => said(values, 'approvalStep') !== 'asked',
    },
    { ...occurredField, label: 'form.approval-asked.occurred' },
    ...basisFields,
  ],
  initial: (context) => ({ ...firstValues(context), approvalStep: 'asked' }),
})

export const matchForm = factForm({
  name: 'match',
  subject: 'child',
  title: 'action.match',
  lead: 'form.match.lead',
  kind: kinds.matched.name,
  also: (values) => [said(values, 'carer')],
  fields: [
    kinField('carer', 'form.match.carer'),
    { type: 'text', id: 'whatChildNeeds', label: 'form.match.needs', isOptional: true },
    { type: 'text', id: 'whyTheyFit', label: 'form.match.why' },
    { type: 'line', id: 'language', label: 'form.match.language', isOptional: true },
    wordsField,
    occurredField,
    ...basisFields,
  ],
  initial: (context) => ({ occurred: context.today, carer: firstKin(context) }),
})
