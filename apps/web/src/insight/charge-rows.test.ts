import { describe, expect, it } from 'vitest'
import { chargeRows } from './charge-rows.ts'

describe('carers by charge', () => {
  it('stand with the largest first, other and not known last', () => {
    const rows = chargeRows({ unknown: 30, other: 3, theft: 18, 'drug-trafficking': 36, violence: 0 })
    expect(rows.map(({ charge, count }) => [charge, count])).toEqual([
      ['drug-trafficking', 36],
      ['theft', 18],
      ['other', 3],
      ['unknown', 30],
    ])
  })

  it('are as long as their share of the largest', () => {
    expect(chargeRows({ theft: 18, 'drug-trafficking': 36 }).map(({ length }) => length)).toEqual([1, 0.5])
    expect(chargeRows({})).toEqual([])
  })
})
