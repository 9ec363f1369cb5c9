// Carers by charge, the largest first; what is not known stands last, whatever its size, for it is a gap and not a charge.
import { chargeCategories } from '@komar/domain/register/kinds'
import type { Charge } from '@komar/domain/insight/situation-report'

export type ChargeRow = { charge: Charge; count: number; /** 0 to 1 of the largest. */ length: number }

export function chargeRows(byCharge: Partial<Record<Charge, number | undefined>>): ChargeRow[] {
  const counted = chargeCategories.flatMap((charge) => {
    const count = byCharge[charge] ?? 0
    return count === 0 ? [] : [{ charge, count }]
  })
  const largest = Math.max(1, ...counted.map(({ count }) => count))
  return counted
    .map((row) => ({ ...row, length: row.count / largest }))
    .toSorted((a, b) => rank(a) - rank(b) || b.count - a.count)
}

function rank({ charge }: Pick<ChargeRow, 'charge'>): number {
  return charge === 'unknown' ? 2 : charge === 'other' ? 1 : 0
}
