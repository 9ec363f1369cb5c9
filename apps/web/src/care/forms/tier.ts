// The order of care: 0 out together with the mother, 1 other parent, 2 kin, 3 foster, 4 residential (product.md, Words). A tier is
// chosen as a word and recorded as a number.
import { words, type FieldKind } from '../../record/field-kinds.ts'
import { count, type Values } from '../../record/values.ts'

export const tiers = ['0', '1', '2', '3', '4'] as const

export const tierField: FieldKind = {
  type: 'choice',
  id: 'tier',
  label: 'form.tier',
  help: 'form.tier-help',
  options: words('tier', tiers),
}

/** The member of a body. */
export function tierOf(values: Values): { tier: number | undefined } {
  return { tier: count(values, 'tier') }
}
