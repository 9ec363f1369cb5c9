import { describe, expect, test } from 'vitest'
import {
  centileSpacesDown,
  centimetresPerMonth,
  faltering,
  isEarlyLossTooGreat,
  linesCrossedDown,
  weightVelocity,
} from './growth-change.ts'

test.each([
  [0.05, -1.05, 2],
  [0, -1, 1],
  [0, -1.01, 2],
  [-0.01, -1.01, 1],
  [1, 1, 0],
  [-1, 1, 0],
  [3, -3.01, 7],
  [4, 3, 0],
])('from %d to %d crosses %i lines downwards', (from, to, lines) => {
  expect(linesCrossedDown(from, to)).toBe(lines)
})

test('a centile space is two thirds of a z-score', () => {
  expect(centileSpacesDown(0, -2)).toBeCloseTo(3, 12)
  expect(centileSpacesDown(-1, -0.5)).toBeCloseTo(-0.75, 12)
})

describe('faltering', () => {
  const visit = (ageDays: number, z: number) => ({ ageDays, z })

  test.each([
    [null, 2],
    [-1.35, 1],
    [-1.34, 2],
    [0, 2],
    [1.34, 2],
    [1.35, 3],
    // The 9th and the 91st centile themselves are of those between.
    [-1.340755034, 2],
    [1.340755034, 2],
  ] as const)('a child born at %s may not lose %i spaces', (birthZ, spacesAllowed) => {
    expect(faltering(visit(60, 1), visit(120, 0.5), birthZ)?.spacesAllowed).toBe(spacesAllowed)
  })

  test('by lines, by spaces, and by where the weight is now', () => {
    expect(faltering(visit(60, 0.1), visit(150, -1.3), 0)).toEqual({
      linesDown: 2,
      spacesDown: expect.closeTo(2.1, 10),
      spacesAllowed: 2,
      twoLines: true,
      centileSpaces: true,
      belowSecondCentile: false,
    })
    expect(faltering(visit(60, 0.1), visit(150, -0.95), 0)).toMatchObject({
      linesDown: 1,
      twoLines: false,
      centileSpaces: false,
    })
    expect(faltering(visit(60, 0), visit(150, -4 / 3), 0)?.centileSpaces).toBe(true)
    expect(faltering(visit(60, -2.1), visit(150, -2.1), 0)).toMatchObject({ twoLines: false, belowSecondCentile: true })
    expect(faltering(visit(60, -2.05), visit(150, -2.05), 0)?.belowSecondCentile).toBe(false)
    // On the 2nd centile is not below it.
    expect(faltering(visit(60, 0), visit(150, -2.0537489106), 0)?.belowSecondCentile).toBe(false)
    expect(faltering(visit(60, 0), visit(150, -2.0537489107), 0)?.belowSecondCentile).toBe(true)
  })

  test('is not asked backwards, nor in the first three weeks', () => {
    expect(faltering(visit(60, 1), visit(60, -3), 0)).toBeNull()
    expect(faltering(visit(60, 1), visit(59, -3), 0)).toBeNull()
    expect(faltering(visit(0, 1), visit(21, -3), 0)).toBeNull()
    expect(faltering(visit(0, 1), visit(22, -3), 0)).not.toBeNull()
  })
})

test('more than a tenth of the birth weight is too much', () => {
  expect(isEarlyLossTooGreat(3, 2.7)).toBe(false)
  expect(isEarlyLossTooGreat(3.3, 2.97)).toBe(false)
  expect(isEarlyLossTooGreat(3, 2.69)).toBe(true)
})

test('velocity of weight and of length', () => {
  expect(weightVelocity({ ageDays: 30, weightKg: 4 }, { ageDays: 60, weightKg: 4.9 })).toEqual({
    gramsPerDay: expect.closeTo(30, 10),
    gramsPerKgPerDay: expect.closeTo(7.5, 10),
  })
  expect(weightVelocity({ ageDays: 60, weightKg: 4 }, { ageDays: 60, weightKg: 5 })).toBeNull()
  expect(weightVelocity({ ageDays: 30, weightKg: 0 }, { ageDays: 60, weightKg: 5 })).toBeNull()
  expect(centimetresPerMonth({ ageDays: 100, centimetres: 60 }, { ageDays: 200, centimetres: 64 })).toBeCloseTo(
    1.2175,
    10,
  )
  expect(centimetresPerMonth({ ageDays: 200, centimetres: 60 }, { ageDays: 200, centimetres: 64 })).toBeNull()
})
