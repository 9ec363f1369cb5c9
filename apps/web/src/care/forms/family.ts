// Someone of the family is lost, and is looked for: each try is written down, with the day of the next one. Only "found" ends a search.
import { contactLostStated, lostRelations, tracingResults, tracingTried } from '@komar/domain/register/family-kinds'
import { basisFields, occurredField } from '../../record/common-fields.ts'
import type { RecordContext } from '../../record/context.ts'
import { factForm } from '../../record/definition.ts'
import { words } from '../../record/field-kinds.ts'
import { said } from '../../record/values.ts'
import { otherChildren } from '../../register/forms/sibling.ts'
import type { Option } from '../../ui/choice-field.tsx'
import { kinOptions, newKin } from './kin-choice.ts'

export const contactLostForm = factForm({
  name: 'contact-lost',
  subject: 'child',
  title: 'action.contact-lost',
  lead: 'form.lost.lead',
  kind: contactLostStated.name,
  also: (values) => [said(values, 'kin'), said(values, 'sibling')],
  fields: [
    {
      type: 'choice',
      id: 'lostRelation',
      label: 'form.lost.relation',
      options: words('option.lostRelation', lostRelations),
    },
    { type: 'line', id: 'whom', label: 'form.lost.who' },
    {
      type: 'choice',
      id: 'sibling',
      label: 'form.lost.sibling',
      isOptional: true,
      options: otherChildren,
      when: (values, context) => said(values, 'lostRelation') === 'sibling' && otherChildren(context).length > 0,
    },
    {
      type: 'choice',
      id: 'kin',
      label: 'form.outside.kin',
      isOptional: true,
      options: kinOptions,
      elsewhere: newKin,
      when: (values, context) => said(values, 'lostRelation') !== 'mother' && kinOptions(context).length > 0,
    },
    { type: 'date', id: 'since', label: 'form.lost.since', isOptional: true },
    { type: 'text', id: 'lastPlace', label: 'form.lost.last-place', isOptional: true },
    { ...occurredField, label: 'form.lost.occurred' },
    ...basisFields,
  ],
  initial: ({ today, query }) => ({ occurred: today, kin: query['kin'] ?? '', sibling: query['other'] ?? '' }),
})

function searches({ child }: RecordContext): Option[] {
  return (child?.family.lostContacts ?? [])
    .filter(({ isFound }) => !isFound)
    .map(({ lost }) => ({ value: lost.id, label: lost.body.whom }))
}

/** A search begins with the form of who is lost. */
const newSearch = { form: 'contact-lost', label: 'form.tracing.not-in-list' } as const

export const tracingForm = factForm({
  name: 'tracing',
  subject: 'child',
  title: 'action.tracing',
  lead: 'form.tracing.lead',
  kind: tracingTried.name,
  fields: [
    { type: 'choice', id: 'lost', label: 'form.tracing.who', options: searches, elsewhere: newSearch },
    { type: 'text', id: 'tried', label: 'form.tracing.tried' },
    {
      type: 'choice',
      id: 'tracingResult',
      label: 'form.tracing.result',
      options: words('option.tracingResult', tracingResults),
    },
    {
      type: 'day',
      id: 'nextOn',
      label: 'form.tracing.next',
      help: 'form.tracing.next-help',
      isOptional: true,
      when: (values) => said(values, 'tracingResult') !== 'found',
    },
    occurredField,
    ...basisFields,
  ],
  initial: (context) => {
    const open = searches(context)
    return { occurred: context.today, lost: open.length === 1 ? (open[0]?.value ?? '') : '' }
  },
})
