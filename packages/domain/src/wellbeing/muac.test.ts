import { describe, expect, test } from 'vitest'
import { acuteMalnutrition, muacClass } from './muac.ts'

describe('the class of an arm', () => {
  test.each([
    [11.49, 'severe'],
    [11.5, 'moderate'],
    [12.49, 'moderate'],
    [12.5, 'adequate'],
    [6, 'severe'],
    [5.9, null],
    [30, 'adequate'],
    [30.1, null],
    [115, null],
    [1.15, null],
    [0, null],
    [Number.NaN, null],
    [null, null],
  ] as const)('%s cm: %s', (muacCm, name) => {
    expect(muacClass(muacCm, 400)).toBe(name)
  })

  test.each([
    [182, null],
    // Six months to the fraction of a day.
    [182.625, 'severe'],
    [183, 'severe'],
    [1826, 'severe'],
    [1827, null],
    [null, null],
  ] as const)('at %s days: %s', (ageDays, name) => {
    expect(muacClass(11, ageDays)).toBe(name)
  })
})

describe('acute malnutrition, by any one sign', () => {
  const child = { ageDays: 400, muacCm: null, oedema: false }

  test.each([
    [{ ...child, oedema: true }, null, 'severe'],
    [{ ...child, muacCm: 11.4 }, 0, 'severe'],
    [{ ...child, muacCm: 13 }, -3.01, 'severe'],
    [{ ...child, muacCm: 13 }, -3, 'moderate'],
    [{ ...child, muacCm: 12 }, 0, 'moderate'],
    [{ ...child, muacCm: 12 }, null, 'moderate'],
    [{ ...child, muacCm: 13 }, -2, 'none'],
    [{ ...child, muacCm: 13 }, null, 'none'],
    [child, -2.01, 'moderate'],
    [child, 0, 'none'],
    [child, null, null],
    [child, -5.01, null],
    [child, -5, 'severe'],
    [{ ...child, muacCm: 11 }, -5.2, 'severe'],
    [{ ...child, ageDays: 100, muacCm: 10 }, -2.5, 'moderate'],
    [{ ...child, ageDays: 100, oedema: true }, null, 'severe'],
    [{ ...child, ageDays: 1826 }, -3.5, 'severe'],
    [{ ...child, ageDays: 1827, oedema: true }, -3.5, null],
    [{ ...child, ageDays: null }, -3.5, 'severe'],
    [{ ...child, ageDays: null, muacCm: 11 }, null, null],
  ] as const)('%j, weight-for-length %s: %s', (measured, whz, name) => {
    expect(acuteMalnutrition(measured, { whz })).toBe(name)
  })
})
