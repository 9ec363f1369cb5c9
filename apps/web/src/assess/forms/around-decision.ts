// Around a decision: what someone recommends before it, and what changed or matters for planning (practice.md part 2, "Who really
// decides"; part 3, G-X1, G-L2).
import { changes, circumstanceStated, planningReasons, recommendationMade } from '@komar/domain/assess/decision-kinds'
import { outcomes } from '@komar/domain/assess/kinds'
import { basisFields, occurredField } from '../../record/common-fields.ts'
import { factForm } from '../../record/definition.ts'
import { words } from '../../record/field-kinds.ts'
import { count, said, type Values } from '../../record/values.ts'

const tiers = ['1', '2', '3', '4'] as const

export const recommendationForm = factForm({
  name: 'recommendation',
  subject: 'child',
  title: 'action.recommendation',
  lead: 'form.recommendation.lead',
  kind: recommendationMade.name,
  fields: [
    { type: 'line', id: 'byWhom', label: 'form.recommendation.by-whom', help: 'form.recommendation.by-whom-help' },
    {
      type: 'choice',
      id: 'outcome',
      label: 'form.recommendation.outcome',
      options: words('option.outcome', outcomes),
    },
    {
      type: 'choice',
      id: 'tier',
      label: 'form.recommendation.tier',
      isOptional: true,
      options: words('tier', tiers),
      when: (values) => said(values, 'outcome') === 'leave-to-care',
    },
    { type: 'text', id: 'words', label: 'form.recommendation.words', isOptional: true },
    { ...occurredField, label: 'form.recommendation.occurred' },
    ...basisFields,
  ],
  initial: ({ today, session }) => ({ occurred: today, byWhom: session.account.displayName, basis: 'seen' }),
  more: (values) => ({ tier: tierOf(values) }),
})

function tierOf(values: Values): number | undefined {
  if (said(values, 'outcome') === 'leave-with-mother') return 0
  return said(values, 'outcome') === 'leave-to-care' ? count(values, 'tier') : undefined
}

export const circumstanceForm = factForm({
  name: 'circumstance',
  subject: 'child',
  title: 'action.circumstance',
  lead: 'form.circumstance.lead',
  kind: circumstanceStated.name,
  fields: [
    {
      type: 'choice',
      id: 'circumstance',
      label: 'form.circumstance.what',
      options: words('option.circumstance', [...changes, ...planningReasons]),
    },
    { type: 'yes-no', id: 'isSo', label: 'form.circumstance.is-so', help: 'form.circumstance.is-so-help' },
    {
      type: 'text',
      id: 'words',
      label: 'form.circumstance.words',
      help: 'form.circumstance.words-help',
      isOptional: true,
    },
    { ...occurredField, label: 'form.circumstance.occurred' },
    ...basisFields,
  ],
  initial: ({ today, query, carer }) => ({
    occurred: today,
    circumstance:
      query['circumstance'] ?? (carer?.register.legal?.legalStatus === 'pre-trial' ? 'mother-on-remand' : ''),
    isSo: 'yes',
  }),
})
