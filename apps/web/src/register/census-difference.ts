// The count of children at the last visit against the register: both are shown, and so is the difference (product.md, register).
// Only someone in the facility's circle sees its whole register; to others a difference would mean nothing.
import type { FacilityRow } from '@komar/contract/register'

export type CensusDifference =
  { is: 'not-counted' } | { is: 'not-comparable' } | { is: 'same' } | { is: 'fewer' | 'more'; count: number }

/** How the register differs from the last count of children. */
export function censusDifference({ census, isMine, childrenSeen }: FacilityRow): CensusDifference {
  const children = census?.['children']
  if (typeof children !== 'number') return { is: 'not-counted' }
  if (!isMine) return { is: 'not-comparable' }
  if (children === childrenSeen) return { is: 'same' }
  const isFewer = childrenSeen < children
  return { is: isFewer ? 'fewer' : 'more', count: Math.abs(children - childrenSeen) }
}

/** People held as a share of the places; null where either is not known. */
export function occupancy({
  census,
  capacity,
}: FacilityRow): { share: number; population: number; capacity: number } | null {
  const population = census?.['population']
  if (typeof population !== 'number' || capacity === null || capacity === 0) return null
  return { share: population / capacity, population, capacity }
}
