import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { lmsMeasure, lmsZ, restrictedMeasure, restrictedZ, roundZ } from './lms.ts'

describe('the LMS formula', () => {
  test('gives the worked example of figshare 4294085: a girl of 365 days, 9 kg', () => {
    expect(lmsZ(9, -0.2022, 8.9462, 0.12267)).toBeCloseTo(0.048847178, 9)
  })

  test('is the logarithm where L is 0, and goes there without a step', () => {
    expect(lmsZ(12, 0, 10, 0.1)).toBeCloseTo(Math.log(1.2) / 0.1, 12)
    expect(lmsZ(12, 1e-7, 10, 0.1)).toBeCloseTo(lmsZ(12, 0, 10, 0.1), 6)
    expect(lmsMeasure(2, 0, 10, 0.1)).toBeCloseTo(10 * Math.exp(0.2), 12)
    expect(lmsMeasure(2, 1e-7, 10, 0.1)).toBeCloseTo(lmsMeasure(2, 0, 10, 0.1), 5)
  })

  test('is a straight line where L is 1', () => {
    expect(lmsZ(55, 1, 50, 0.04)).toBeCloseTo(2.5, 12)
    expect(lmsMeasure(2.5, 1, 50, 0.04)).toBeCloseTo(55, 12)
  })

  test.each([0, -1, Number.NaN])('knows no score of the measure %d', (measure) => {
    expect(lmsZ(measure, 1, 50, 0.04)).toBeNaN()
    expect(restrictedZ(measure, 0.3, 50, 0.04)).toBeNaN()
  })
})

// The skewness, median and variation that occur in the tables.
const row = fc.record({
  l: fc.double({ min: -3, max: 2, noNaN: true }).filter((l) => Math.abs(l) > 1e-3),
  m: fc.double({ min: 2, max: 180, noNaN: true }),
  s: fc.double({ min: 0.025, max: 0.1, noNaN: true }),
})

describe('the restricted scale', () => {
  test('is counted in the distance of the lines 2 and 3 beyond them', () => {
    const [l, m, s] = [-0.3521, 10, 0.09]
    const [two, three] = [lmsMeasure(2, l, m, s), lmsMeasure(3, l, m, s)]
    expect(restrictedZ(three + 2 * (three - two), l, m, s)).toBeCloseTo(5, 10)
    const [below2, below3] = [lmsMeasure(-2, l, m, s), lmsMeasure(-3, l, m, s)]
    expect(restrictedZ(below3 - 1.5 * (below2 - below3), l, m, s)).toBeCloseTo(-4.5, 10)
    expect(restrictedZ(three + (three - two), l, m, s)).not.toBeCloseTo(lmsZ(three + (three - two), l, m, s), 2)
  })

  test('is the plain one from −3 to 3, and has no step there', () => {
    fc.assert(
      fc.property(row, fc.double({ min: -2.999, max: 2.999, noNaN: true }), ({ l, m, s }, z) => {
        const measure = lmsMeasure(z, l, m, s)
        expect(restrictedZ(measure, l, m, s)).toBe(lmsZ(measure, l, m, s))
        for (const edge of [-3, 3]) {
          const line = lmsMeasure(edge, l, m, s)
          expect(restrictedZ(line * (1 + 1e-9), l, m, s)).toBeCloseTo(edge, 5)
          expect(restrictedZ(line * (1 - 1e-9), l, m, s)).toBeCloseTo(edge, 5)
        }
      }),
    )
  })

  test('is undone by restrictedMeasure', () => {
    fc.assert(
      fc.property(row, fc.double({ min: -6, max: 8, noNaN: true }), ({ l, m, s }, z) => {
        const measure = restrictedMeasure(z, l, m, s)
        fc.pre(measure > 0)
        expect(restrictedZ(measure, l, m, s)).toBeCloseTo(z, 6)
      }),
    )
    expect(restrictedMeasure(4, 1, 50, 0.04)).toBeCloseTo(58, 10)
    expect(restrictedMeasure(-4, 1, 50, 0.04)).toBeCloseTo(42, 10)
  })

  test('rises with the measure', () => {
    fc.assert(
      fc.property(row, fc.double({ min: 0.2, max: 3, noNaN: true }), ({ l, m, s }, part) => {
        expect(restrictedZ(m * part * 1.001, l, m, s)).toBeGreaterThan(restrictedZ(m * part, l, m, s))
      }),
    )
  })
})

describe('rounding', () => {
  test.each([
    [2.675, 2.68],
    [-2.675, -2.68],
    [1.005, 1.01],
    [-1.005, -1.01],
    [8.575, 8.58],
    [-2.995, -3],
    [2.674999, 2.67],
    [-2.994999, -2.99],
    [0.005, 0.01],
    [-0.005, -0.01],
    [26.5, 26.5],
  ])('of %d is %d', (z, rounded) => {
    expect(roundZ(z)).toBe(rounded)
  })

  test('never gives −0', () => {
    expect(roundZ(-0.004)).toBe(0)
    expect(Object.is(roundZ(-0.004), -0)).toBe(false)
    expect(Object.is(roundZ(-0), -0)).toBe(false)
  })

  test('is half away from zero for every thousandth', () => {
    for (let thousandths = -12_000; thousandths <= 12_000; thousandths += 1) {
      const size = Math.abs(thousandths)
      const hundredths = Math.floor(size / 10) + (size % 10 >= 5 ? 1 : 0)
      expect(roundZ(thousandths / 1000) * Math.sign(thousandths || 1)).toBeCloseTo(hundredths / 100, 12)
    }
  })
})
