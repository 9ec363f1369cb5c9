// A death: what was done for those who stay, and the review of what was written before it (practice.md, G-D1). Gently, in few words.
import { deathReported, deathReviewed } from '@komar/domain/care/death-kinds'
import { bodyFrom } from '../../record/body-from.ts'
import { basisFields, occurredField, wordsField } from '../../record/common-fields.ts'
import { factForm, type FormDefinition } from '../../record/definition.ts'
import { act, noId } from '../../record/drafting.ts'
import { words } from '../../record/field-kinds.ts'
import { said } from '../../record/values.ts'
import { entriesBeforeDeath } from './death-entries.ts'
import { EntriesBeforeDeath } from './entries-before-death.tsx'
import { motherOf } from './reunification.ts'

export const deathForm = factForm({
  name: 'death',
  subject: 'child',
  title: 'action.death',
  lead: 'form.death.lead',
  kind: deathReported.name,
  also: (_, context) => [motherOf(context)],
  fields: [
    {
      type: 'choice',
      id: 'whoDied',
      label: 'form.death.who',
      options: words('option.whoDied', ['child', 'mother', 'father', 'other-carer']),
    },
    { ...occurredField, label: 'form.death.occurred' },
    {
      type: 'day',
      id: 'toldOutsideOn',
      label: 'form.death.outside-on',
      help: 'form.death.outside-help',
      isOptional: true,
    },
    { type: 'line', id: 'toldOutsideTo', label: 'form.death.outside-to', isOptional: true },
    {
      type: 'day',
      id: 'inquiryAskedOn',
      label: 'form.death.inquiry-on',
      help: 'form.death.inquiry-help',
      isOptional: true,
    },
    { type: 'line', id: 'inquiryAskedOf', label: 'form.death.inquiry-of', isOptional: true },
    {
      type: 'yes-no',
      id: 'isClosestToldInPerson',
      label: 'form.death.closest',
      help: 'form.death.closest-help',
      isOptional: true,
    },
    {
      type: 'choice',
      id: 'funeral',
      label: 'form.death.funeral',
      isOptional: true,
      options: words('option.funeral', ['was-there', 'not-allowed', 'did-not-want', 'still-to-come']),
    },
    {
      type: 'choice',
      id: 'areSiblingsTold',
      label: 'form.death.siblings',
      isOptional: true,
      options: words('option.areSiblingsTold', ['yes', 'no', 'has-none']),
    },
    { type: 'text', id: 'comfort', label: 'form.death.support', isOptional: true },
    wordsField,
    ...basisFields,
  ],
  // What is said later is about the same death: its day stands.
  initial: ({ today, child }) => {
    const last = child?.after.deaths.at(-1)
    return { occurred: last?.entry.occurred ?? today, whoDied: last?.who ?? '' }
  },
})

export const deathReviewForm: FormDefinition = {
  name: 'death-review',
  subject: 'child',
  title: 'action.death-review',
  lead: 'form.death-review.lead',
  kinds: [deathReviewed.name],
  fields: [
    { type: 'slot', id: 'entries-read', Component: EntriesBeforeDeath },
    { type: 'text', id: 'findings', label: 'form.death-review.findings', isOptional: true },
    { type: 'text', id: 'changes', label: 'form.death-review.changes', isOptional: true },
  ],
  initial: () => ({}),
  build: (values, context) => {
    const read = entriesBeforeDeath(context)
    return [
      act(context, {
        kind: deathReviewed.name,
        subject: context.subject.id,
        body: {
          ...bodyFrom(deathReviewForm.fields, values, context),
          findings: said(values, 'findings'),
          death: context.child?.after.deaths.at(-1)?.id ?? noId(context),
          upTo: Math.max(0, ...read.map(({ seq }) => seq ?? 0)),
          entries: read.map(({ id }) => id),
        },
      }),
    ]
  },
}
