// How a child came to live in a facility: who decided it, and whether anyone else was asked (practice.md part 1, row 9).
import { arrivals } from '@komar/domain/register/kinds'
import { words, type FieldKind } from '../../record/field-kinds.ts'

export const deciders = ['mother', 'police', 'court', 'prison', 'kin', 'nobody', 'unknown'] as const

export const arrivalFields: readonly FieldKind[] = [
  { type: 'choice', id: 'how', label: 'form.arrival.how', options: words('option.how', arrivals) },
  {
    type: 'choice',
    id: 'decidedBy',
    label: 'form.arrival.decided-by',
    isOptional: true,
    options: words('option.decidedBy', deciders),
  },
  {
    type: 'choice',
    id: 'othersAsked',
    label: 'form.arrival.others-asked',
    help: 'form.arrival.others-asked-help',
    isOptional: true,
    isBeside: true,
    options: words('option.othersAsked', ['yes', 'no', 'unknown']),
  },
]

export const relations = [
  'mother',
  'father',
  'grandmother',
  'grandfather',
  'sister',
  'brother',
  'aunt',
  'uncle',
  'other',
] as const

export const relationField: FieldKind = {
  type: 'select',
  id: 'relation',
  label: 'form.relation',
  options: words('option.relation', relations),
}
