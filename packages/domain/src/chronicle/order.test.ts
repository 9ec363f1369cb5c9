import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { compareText, firstInOrder } from './order.ts'

it('orders texts by code unit', () => {
  expect(['ក', 'b', 'B', 'a', ''].toSorted(compareText)).toEqual(['', 'B', 'a', 'b', 'ក'])
})

it('gives the first of a list as sorting it whole does, those that are equal in their own order', () => {
  const rows = fc.array(fc.record({ rank: fc.integer({ min: 0, max: 5 }), id: fc.nat() }), { maxLength: 60 })
  fc.assert(
    fc.property(rows, fc.integer({ min: 0, max: 20 }), (list, count) => {
      const order = (left: { rank: number }, right: { rank: number }) => left.rank - right.rank
      expect(firstInOrder(list, count, order)).toEqual(list.toSorted(order).slice(0, count))
    }),
  )
})
