// The tables against themselves: every median is 0, every line of the chart is its number, in all rows; and against lines that the
// WHO printed to one decimal.
import { describe, expect, test } from 'vitest'
import { DAYS_PER_MONTH } from './growth-age.ts'
import type { GrowthTables, Sex } from './growth-table.ts'
import { lmsAt, unpackTable, zAt } from './growth-table.ts'
import { growthTables } from './growth-tables.ts'
import { lmsMeasure, lmsZ, roundZ } from './lms.ts'

const sexes: readonly Sex[] = ['male', 'female']
const names = Object.keys(growthTables) as (keyof GrowthTables)[]
const lines = [-3, -2, -1, 0, 1, 2, 3]

/** First and last row, as the README of the tables says. */
const extents: Record<keyof GrowthTables, [number, number]> = {
  weightForAge: [0, 1856],
  lengthForAge: [0, 1856],
  bmiForAge: [0, 1856],
  headForAge: [0, 1856],
  armForAge: [91, 1856],
  tricepsForAge: [91, 1856],
  subscapularForAge: [91, 1856],
  weightForLength: [450, 1100],
  weightForHeight: [650, 1200],
  weightForAge2007: [60, 121],
  heightForAge2007: [60, 229],
  bmiForAge2007: [60, 229],
}

describe.each(names)('%s', (name) => {
  test.each(sexes)('gives every median 0 and every line its number, for %s', (sex) => {
    const series = growthTables[name][sex]
    const [first, last] = extents[name]
    expect([series.first, series.first + series.m.length - 1]).toEqual([first, last])
    expect([series.l.length, series.s.length]).toEqual([series.m.length, series.m.length])
    let wrong = 0
    for (let at = first; at <= last; at += 1) {
      const lms = lmsAt(series, at)
      if (lms === null) throw new Error(`no row ${at}`)
      for (const line of lines) {
        const measure = lmsMeasure(line, lms.l, lms.m, lms.s)
        if (Math.abs(zAt(series, at, measure) - line) > 1e-7) wrong += 1
        if (roundZ(lmsZ(measure, lms.l, lms.m, lms.s)) !== line) wrong += 1
      }
      if (zAt(series, at, lms.m) !== 0) wrong += 1
    }
    expect(wrong).toBe(0)
  })

  test.each(sexes)('has medians and variations that a body can have, without a jump, for %s', (sex) => {
    const { m, s } = growthTables[name][sex]
    for (let row = 1; row < m.length; row += 1) {
      expect(Math.abs((m[row] ?? 0) / (m[row - 1] ?? 0) - 1)).toBeLessThan(0.025)
      expect(Math.abs((s[row] ?? 0) - (s[row - 1] ?? 0))).toBeLessThan(0.005)
    }
  })
})

describe('the lines that the WHO printed', () => {
  const weightOf = (sex: Sex, month: number, line: number) => {
    const lms = lmsAt(growthTables.weightForAge[sex], month * DAYS_PER_MONTH)
    return lms === null ? null : Number(lmsMeasure(line, lms.l, lms.m, lms.s).toFixed(1))
  }

  // WHO Child Growth Standards, weight-for-age, simplified field tables.
  test.each([
    ['male', 0, [2.1, 2.5, 2.9, 3.3, 3.9, 4.4, 5.0]],
    ['male', 1, [2.9, 3.4, 3.9, 4.5, 5.1, 5.8, 6.6]],
    ['female', 0, [2.0, 2.4, 2.8, 3.2, 3.7, 4.2, 4.8]],
    ['female', 1, [2.7, 3.2, 3.6, 4.2, 4.8, 5.5, 6.2]],
    ['female', 2, [3.4, 3.9, 4.5, 5.1, 5.8, 6.6, 7.5]],
    ['female', 3, [4.0, 4.5, 5.2, 5.8, 6.6, 7.5, 8.5]],
    ['female', 4, [4.4, 5.0, 5.7, 6.4, 7.3, 8.2, 9.3]],
  ] as const)('weight of %s at %i months', (sex, month, printed) => {
    expect(lines.map((line) => weightOf(sex, month, line))).toEqual(printed)
  })

  test('weight of boys at −3 and −2, from birth to 24 months', () => {
    const months = Array.from({ length: 25 }, (_, month) => month)
    expect(months.map((month) => weightOf('male', month, -3))).toEqual([
      2.1, 2.9, 3.8, 4.4, 4.9, 5.3, 5.7, 5.9, 6.2, 6.4, 6.6, 6.8, 6.9, 7.1, 7.2, 7.4, 7.5, 7.7, 7.8, 8.0, 8.1, 8.2, 8.4,
      8.5, 8.6,
    ])
    expect(months.map((month) => weightOf('male', month, -2))).toEqual([
      2.5, 3.4, 4.3, 5.0, 5.6, 6.0, 6.4, 6.7, 6.9, 7.1, 7.4, 7.6, 7.7, 7.9, 8.1, 8.3, 8.4, 8.6, 8.8, 8.9, 9.1, 9.2, 9.4,
      9.5, 9.7,
    ])
  })
})

describe('a row of a table', () => {
  const table = unpackTable({
    first: 10,
    male: { l: '10000 -10000 0', m: '100000 -99000 1000', s: '10000 -9900 100' },
    female: { l: '-5000 5000 0', m: '90000 -90000 0', s: '8000 -8000 0' },
  })

  test('is unpacked from second differences, to the last digit', () => {
    expect([...table.male.l]).toEqual([1, 1, 1])
    expect([...table.male.m]).toEqual([10, 10.1, 10.3])
    expect([...table.male.s]).toEqual([0.1, 0.101, 0.103])
    expect([...table.female.l]).toEqual([-0.5, -0.5, -0.5])
    expect(table.female.first).toBe(10)
  })

  test('is interpolated in a straight line between two', () => {
    expect(lmsAt(table.male, 10)).toEqual({ l: 1, m: 10, s: 0.1 })
    expect(lmsAt(table.male, 11.5)?.m).toBeCloseTo(10.2, 12)
    expect(lmsAt(table.male, 11.25)?.s).toBeCloseTo(0.1015, 12)
    expect(zAt(table.male, 11.5, 10.2)).toBeCloseTo(0, 12)
    expect(zAt(table.male, 11.5, 10.2 * 1.204)).toBeCloseTo(2, 10)
  })

  test.each([9.999, 9, -1, 12.001, 13, Number.NaN])('does not exist at %d', (at) => {
    expect(lmsAt(table.male, at)).toBeNull()
    expect(zAt(table.male, at, 10)).toBeNaN()
  })

  test('is the last one still', () => {
    expect(lmsAt(table.male, 12)?.m).toBe(10.3)
  })
})
