import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { GrowthMeasurement } from './growth.ts'
import { growthIndices, growthScores } from './growth.ts'
import { isImplausible } from './growth-flags.ts'
import { growthTables } from './growth-tables.ts'

const measure = (low: number, high: number) => fc.option(fc.double({ min: low, max: high, noNaN: true }), { nil: null })
const anyMeasure = fc.option(fc.double(), { nil: null })

const hostile = fc.record<GrowthMeasurement>({
  sex: fc.constantFrom('male', 'female'),
  ageDays: anyMeasure,
  weightKg: anyMeasure,
  heightCm: anyMeasure,
  posture: fc.constantFrom('lying', 'standing', null),
  oedema: fc.boolean(),
  headCm: anyMeasure,
  muacCm: anyMeasure,
  tricepsMm: anyMeasure,
  subscapularMm: anyMeasure,
})

const ordinary = fc.record<GrowthMeasurement>({
  sex: fc.constantFrom('male', 'female'),
  ageDays: fc.option(fc.integer({ min: 0, max: 7200 }), { nil: null }),
  weightKg: measure(0.5, 90),
  heightCm: measure(30, 190),
  posture: fc.constantFrom('lying', 'standing', null),
  oedema: fc.boolean(),
  headCm: measure(25, 60),
  muacCm: measure(5, 40),
  tricepsMm: measure(2, 40),
  subscapularMm: measure(2, 40),
})

test('any visit whatever gets an answer, without NaN and −0', () => {
  fc.assert(
    fc.property(fc.oneof(hostile, ordinary), (measurement) => {
      const scores = growthScores(measurement, growthTables)
      for (const index of growthIndices) {
        const z = scores[index]
        if (z === null) continue
        expect(Number.isNaN(z)).toBe(false)
        expect(Object.is(z, -0)).toBe(false)
      }
    }),
    { numRuns: 2000 },
  )
})

test('an implausible score is always flagged, and never another', () => {
  fc.assert(
    fc.property(ordinary, (measurement) => {
      const scores = growthScores(measurement, growthTables)
      const implausible = growthIndices.filter((index) => {
        const z = scores[index]
        return z !== null && isImplausible(index, z)
      })
      expect(scores.flags.filter((flag) => flag.startsWith('implausible-'))).toEqual(
        implausible.map((index) => `implausible-${index}`),
      )
    }),
    { numRuns: 2000 },
  )
})

test('every score rises with its measure', () => {
  fc.assert(
    fc.property(ordinary, fc.double({ min: 1.005, max: 1.5, noNaN: true }), (measurement, factor) => {
      const low = growthScores(measurement, growthTables)
      const larger = (value: number | null | undefined) =>
        value === null || value === undefined ? null : value * factor
      const heavy = growthScores({ ...measurement, weightKg: larger(measurement.weightKg) }, growthTables)
      for (const index of ['waz', 'whz', 'baz'] as const) {
        const [from, to] = [low[index], heavy[index]]
        if (from !== null && to !== null) expect(to).toBeGreaterThanOrEqual(from)
      }
      const rest = {
        heightCm: larger(measurement.heightCm),
        headCm: larger(measurement.headCm),
        muacCm: larger(measurement.muacCm),
        tricepsMm: larger(measurement.tricepsMm),
        subscapularMm: larger(measurement.subscapularMm),
      }
      const large = growthScores({ ...measurement, ...rest }, growthTables)
      for (const index of ['haz', 'hcz', 'acz', 'tsz', 'ssz'] as const) {
        const [from, to] = [low[index], large[index]]
        if (from !== null && to !== null) expect(to).toBeGreaterThanOrEqual(from)
      }
    }),
    { numRuns: 1000 },
  )
})
