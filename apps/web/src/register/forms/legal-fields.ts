// The legal position of a carer in custody. Prison officers and monitors record it; it is custody class and never part of a child's identity.
import { chargeCategories, legalStatuses } from '@komar/domain/register/kinds'
import { words, type FieldKind } from '../../record/field-kinds.ts'
import { count, edtf, oneOf, said, type Values } from '../../record/values.ts'

export const legalFields: readonly FieldKind[] = [
  {
    type: 'choice',
    id: 'legalStatus',
    label: 'form.legal-status',
    isBeside: true,
    options: words('option.legalStatus', legalStatuses),
  },
  { type: 'select', id: 'charge', label: 'form.charge', options: words('option.charge', chargeCategories) },
  {
    type: 'count',
    id: 'sentenceMonths',
    label: 'form.sentence-months',
    isOptional: true,
    when: (values) => said(values, 'legalStatus') === 'convicted',
  },
  {
    type: 'date',
    id: 'expectedRelease',
    label: 'form.expected-release',
    isOptional: true,
    when: (values) => said(values, 'legalStatus') === 'convicted',
  },
]

/** The members of a body that say the legal position. */
export function legalPosition(values: Values): Record<string, unknown> {
  return {
    legalStatus: oneOf(values, 'legalStatus', legalStatuses) ?? 'unknown',
    charge: oneOf(values, 'charge', chargeCategories) ?? 'unknown',
    sentenceMonths: count(values, 'sentenceMonths'),
    expectedRelease: edtf(values, 'expectedRelease'),
  }
}
