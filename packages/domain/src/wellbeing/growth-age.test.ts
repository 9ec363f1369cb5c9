import { expect, test } from 'vitest'
import { correctedAgeDays, daysOfMonths, monthsOfDays } from './growth-age.ts'

test.each([
  [0, 0],
  [1, 30],
  [2, 61],
  [8, 244],
  [24, 731],
  [12.3, 374],
  [59.99, 1826],
])('%d months are %i days', (months, days) => {
  expect(daysOfMonths(months)).toBe(days)
})

test('half a day counts up', () => {
  expect(daysOfMonths(16 / 30.4375 + 0.5 / 30.4375)).toBe(17)
  expect(daysOfMonths(16 / 30.4375 + 0.49 / 30.4375)).toBe(16)
})

test('days are months again, unrounded', () => {
  expect(monthsOfDays(1826)).toBeCloseTo(59.9918, 4)
  expect(monthsOfDays(1827)).toBeCloseTo(60.0246, 4)
})

test.each([
  [200, 32 * 7, 144],
  [200, 36 * 7 + 6, 178],
  [200, 37 * 7, null],
  [10, 28 * 7, -74],
  [730, 32 * 7, 674],
  [731, 32 * 7, null],
  // 24 months to the half day: not corrected any more.
  [730.5, 32 * 7, null],
])('%i days, born at %i days of pregnancy: %s', (age, gestation, corrected) => {
  expect(correctedAgeDays(age, gestation)).toBe(corrected)
})
