// What is still to be asked: nothing after a way that is open, and never a children's home.
import type { Rung } from '@komar/domain/care/ladder'
import { expect, it } from 'vitest'
import { stillToAsk } from './care-view.ts'

const tiers = [0, 1, 2, 3, 4] as const
const rungs = (...standings: Rung['standing'][]): Rung[] =>
  tiers.map((tier) => ({ tier, asked: [], considered: null, standing: standings[tier] ?? 'unasked' }))

it.each([
  [rungs(), [0, 1, 2, 3]],
  [rungs('excluded', 'waiting'), [1, 2, 3]],
  [rungs('excluded', 'unasked', 'open'), [1]],
  [rungs('excluded', 'excluded', 'chosen'), []],
  [rungs('excluded', 'excluded', 'excluded', 'excluded'), []],
])('%#', (ladder, left) => {
  expect(stillToAsk(ladder)).toEqual(left)
})
