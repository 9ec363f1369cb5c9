import { describe, expect, test } from 'vitest'
import type { GrowthMeasurement } from './growth.ts'
import { correctedScores, growthScores } from './growth.ts'
import { growthCases } from './growth-cases.fixture.ts'
import { lmsAt } from './growth-table.ts'
import { growthTables } from './growth-tables.ts'
import { roundZ } from './lms.ts'

const nothing: GrowthMeasurement = {
  sex: 'female',
  ageDays: 365,
  weightKg: null,
  heightCm: null,
  posture: null,
  oedema: false,
  headCm: null,
  muacCm: null,
}
const scores = (measurement: Partial<GrowthMeasurement>) => growthScores({ ...nothing, ...measurement }, growthTables)

describe('worked examples', () => {
  test('a girl of 365 days, 9 kg (figshare 4294085)', () => {
    expect(scores({ weightKg: 9 }).waz).toBe(0.05)
  })

  // The example in the README of WHO anthro.
  test.each([
    ['male', 1001, 18, 120, [7.31, 2.2, -2.39, -3.01], ['implausible-haz']],
    ['female', 1000, 15, 80, [-3.5, 0.95, 4.13, 4.66], []],
    ['male', 1010, 10, 100, [1.62, -2.76, -5.19, -5.61], ['implausible-whz', 'implausible-baz']],
    ['male', 1000, 15, 100, [1.7, 0.69, -0.29, -0.58], []],
  ] as const)('%s, %i days, %d kg, %d cm (WHO anthro)', (sex, ageDays, weightKg, heightCm, expected, flags) => {
    const { haz, waz, whz, baz, ...rest } = scores({ sex, ageDays, weightKg, heightCm })
    expect([haz, waz, whz, baz]).toEqual(expected)
    expect(rest.flags).toEqual(flags)
  })

  test('a boy of 64 months with a body mass index of 17 (README of AnthStat)', () => {
    const { baz, bmi } = scores({ sex: 'male', ageDays: 1948, weightKg: 17, heightCm: 100 })
    expect(bmi).toBe(17)
    expect(baz).toBe(1.22)
  })
})

describe('visits scored by an independent program', () => {
  const rows = growthCases.trim().split('\n')

  test('are 240', () => {
    expect(rows).toHaveLength(240)
  })

  test.each(rows)('%s', (row) => {
    const [sex = '', days, kg, cm, posture, oedema, head, arm, ...expected] = row.split(',')
    const { haz, waz, whz, baz, hcz, acz } = scores({
      sex: sex === 'male' ? 'male' : 'female',
      ageDays: Number(days),
      weightKg: Number(kg),
      heightCm: Number(cm),
      posture: posture === 'lying' || posture === 'standing' ? posture : null,
      oedema: oedema === 'y',
      headCm: Number(head),
      muacCm: Number(arm),
    })
    expect([haz, waz, whz, baz, hcz, acz].map((z) => z?.toFixed(2) ?? '')).toEqual(expected)
  })
})

describe('nothing measured', () => {
  test('gives nothing, and no flag', () => {
    expect(scores({})).toEqual({
      haz: null,
      waz: null,
      whz: null,
      baz: null,
      hcz: null,
      acz: null,
      tsz: null,
      ssz: null,
      heightCm: null,
      bmi: null,
      flags: [],
    })
  })

  test('needs both for what needs both', () => {
    expect(scores({ weightKg: 9 })).toMatchObject({ whz: null, baz: null, bmi: null, haz: null })
    expect(scores({ heightCm: 74 })).toMatchObject({
      whz: null,
      baz: null,
      bmi: null,
      waz: null,
      haz: expect.any(Number),
    })
  })

  test.each([0, -3, Number.NaN, Number.POSITIVE_INFINITY])('a measure of %d is none', (measure) => {
    const measures = { weightKg: measure, heightCm: measure, headCm: measure, muacCm: measure }
    expect(scores({ ...measures, tricepsMm: measure, subscapularMm: measure })).toMatchObject({
      haz: null,
      waz: null,
      whz: null,
      baz: null,
      hcz: null,
      acz: null,
      tsz: null,
      ssz: null,
      heightCm: null,
    })
  })
})

describe('each index looks in its own table', () => {
  const day = 500
  const median = (table: keyof typeof growthTables, sex: 'male' | 'female', at: number) =>
    lmsAt(growthTables[table][sex], at)?.m ?? 0

  test.each(['male', 'female'] as const)('and has its median there, for %s', (sex) => {
    const heightCm = median('lengthForAge', sex, day)
    expect(
      scores({
        sex,
        ageDays: day,
        heightCm,
        weightKg: median('weightForAge', sex, day),
        headCm: median('headForAge', sex, day),
        muacCm: median('armForAge', sex, day),
        tricepsMm: median('tricepsForAge', sex, day),
        subscapularMm: median('subscapularForAge', sex, day),
      }),
    ).toMatchObject({ haz: 0, waz: 0, hcz: 0, acz: 0, tsz: 0, ssz: 0, heightCm })
    const bmi = median('bmiForAge', sex, day)
    expect(scores({ sex, ageDays: day, heightCm, weightKg: bmi * (heightCm / 100) ** 2 }).baz).toBe(0)
    expect(scores({ sex, ageDays: day, heightCm: 75, weightKg: median('weightForLength', sex, 750) }).whz).toBe(0)
    expect(scores({ sex, ageDays: 731, heightCm: 75, weightKg: median('weightForHeight', sex, 750) }).whz).toBe(0)
    const other = sex === 'male' ? 'female' : 'male'
    expect(scores({ sex: other, ageDays: day, weightKg: median('weightForAge', sex, day) }).waz).not.toBe(0)
  })

  test.each(['male', 'female'] as const)('from five years by month, for %s', (sex) => {
    const days = 2922
    const months = days / 30.4375
    const heightCm = median('heightForAge2007', sex, months)
    expect(scores({ sex, ageDays: days, heightCm, weightKg: median('weightForAge2007', sex, months) })).toMatchObject({
      haz: 0,
      waz: 0,
      whz: null,
    })
    const bmi = median('bmiForAge2007', sex, months)
    expect(scores({ sex, ageDays: days, heightCm, weightKg: bmi * (heightCm / 100) ** 2 }).baz).toBe(0)
    expect(scores({ sex, ageDays: days, headCm: 52, muacCm: 18 })).toMatchObject({ hcz: null, acz: null })
  })

  test('weight, mass index, arm and skinfolds are restricted beyond 3; length and head are not', () => {
    const lms = lmsAt(growthTables.weightForAge.female, 365)
    if (lms === null) throw new Error('no row')
    const plain = roundZ(((16 / lms.m) ** lms.l - 1) / (lms.s * lms.l))
    expect(scores({ weightKg: 16 }).waz).not.toBe(plain)
    const head = lmsAt(growthTables.headForAge.female, 365)
    expect(scores({ headCm: 52 }).hcz).toBe(roundZ((52 / (head?.m ?? 0) - 1) / (head?.s ?? 0)))
    const length = lmsAt(growthTables.lengthForAge.female, 365)
    expect(scores({ heightCm: 90 }).haz).toBe(roundZ((90 / (length?.m ?? 0) - 1) / (length?.s ?? 0)))
    for (const [field, table, index] of [
      ['muacCm', 'armForAge', 'acz'],
      ['tricepsMm', 'tricepsForAge', 'tsz'],
      ['subscapularMm', 'subscapularForAge', 'ssz'],
    ] as const) {
      const row = lmsAt(growthTables[table].female, 365)
      if (row === null) throw new Error('no row')
      const measure = row.m * (1 + row.l * row.s * 4) ** (1 / row.l)
      expect(scores({ [field]: measure })[index]).not.toBe(4)
    }
  })
})

describe('lying and standing', () => {
  test.each([
    [730, 'lying', 80, 80],
    [730, 'standing', 80, 80.7],
    [730, null, 80, 80],
    [731, 'lying', 80, 79.3],
    [731, 'standing', 80, 80],
    [731, null, 80, 80],
    [2500, 'lying', 110, 109.3],
    [273, 'standing', 70, 70],
    [274, 'standing', 70, 70.7],
    [null, 'standing', 80, 80],
    [null, 'lying', 90, 90],
  ] as const)('at %s days, %s, %d cm count as %d', (ageDays, posture, heightCm, counted) => {
    expect(scores({ ageDays, posture, heightCm }).heightCm).toBe(counted)
  })

  test('the table changes between day 730 and day 731', () => {
    const child = { sex: 'male', weightKg: 10.5, heightCm: 80 } as const
    const lying = lmsAt(growthTables.weightForLength.male, 800)
    const standing = lmsAt(growthTables.weightForHeight.male, 800)
    const z = (lms: typeof lying) =>
      roundZ(((10.5 / (lms?.m ?? 0)) ** (lms?.l ?? 0) - 1) / ((lms?.s ?? 0) * (lms?.l ?? 0)))
    expect(scores({ ...child, ageDays: 730 }).whz).toBe(z(lying))
    expect(scores({ ...child, ageDays: 731 }).whz).toBe(z(standing))
    expect(z(lying)).not.toBe(z(standing))
  })

  test('at an unknown age the posture decides, and else 87 cm', () => {
    const whz = (heightCm: number, posture: GrowthMeasurement['posture'], ageDays: number | null = null) =>
      scores({ ageDays, heightCm, posture, weightKg: 12 }).whz
    expect(whz(86.9, null)).toBe(whz(86.9, 'lying'))
    expect(whz(87, null)).toBe(whz(87, 'standing'))
    expect(whz(86.9, null)).toBe(whz(86.9, null, 700))
    expect(whz(87, null)).toBe(whz(87, null, 800))
    expect(whz(87, 'lying')).not.toBe(whz(87, 'standing'))
    expect(whz(86.9, null)).not.toBe(whz(86.9, 'standing'))
    expect(scores({ ageDays: null, heightCm: 80, weightKg: 10 })).toMatchObject({ haz: null, waz: null, baz: null })
  })

  test.each([
    [400, 45, 'lying', true],
    [400, 44.9, 'lying', false],
    [400, 110, 'lying', true],
    [400, 110.1, 'lying', false],
    [800, 65, 'standing', true],
    [800, 64.9, 'standing', false],
    [800, 65.7, 'lying', true],
    [800, 65.6, 'lying', false],
    [800, 120, 'standing', true],
    [800, 120.1, 'standing', false],
    [800, 120.7, 'lying', true],
    [400, 109.3, 'standing', true],
  ] as const)('weight-for-length at %i days and %d cm %s is defined: %s', (ageDays, heightCm, posture, isDefined) => {
    expect(scores({ ageDays, heightCm, posture, weightKg: 10 }).whz !== null).toBe(isDefined)
  })

  test('between tenths of a centimetre the table is interpolated', () => {
    const row = lmsAt(growthTables.weightForLength.female, 755.5)
    expect(scores({ heightCm: 75.55, weightKg: row?.m ?? 0 }).whz).toBe(0)
  })
})

describe('ages at the edges', () => {
  const child = { sex: 'male', weightKg: 18, heightCm: 110 } as const

  test('60 months: the standards end and the reference begins', () => {
    const [before, after] = [scores({ ...child, ageDays: 1826 }), scores({ ...child, ageDays: 1827 })]
    expect(before.whz).not.toBeNull()
    expect(after.whz).toBeNull()
    for (const index of ['haz', 'waz', 'baz'] as const) {
      expect(Math.abs((before[index] ?? 99) - (after[index] ?? -99))).toBeLessThan(0.08)
    }
    expect(scores({ ...child, ageDays: 1826.49 })).toEqual(before)
    expect(scores({ ...child, ageDays: 1826.5 })).toEqual(after)
  })

  test('birth, and before it', () => {
    expect(scores({ ageDays: 0, weightKg: 3.2322, heightCm: 49.1477 })).toMatchObject({ waz: 0, haz: 0 })
    expect(scores({ ageDays: -1, weightKg: 3.2, heightCm: 49.1 })).toMatchObject({ waz: null, haz: null, baz: null })
    expect(scores({ ageDays: -0.4, weightKg: 3.2322 }).waz).toBeNull()
    expect(scores({ ageDays: 0.4, weightKg: 3.2322 }).waz).toBe(0)
  })

  test('arm and skinfolds begin at 91 days', () => {
    const folds = { muacCm: 13, tricepsMm: 9, subscapularMm: 7 }
    expect(scores({ ageDays: 90, ...folds })).toMatchObject({ acz: null, tsz: null, ssz: null })
    expect(Object.values(scores({ ageDays: 91, ...folds })).filter((value) => typeof value === 'number')).toHaveLength(
      3,
    )
  })

  test('weight ends with 120 months, the others with 228', () => {
    expect(scores({ ...child, ageDays: 3652 }).waz).not.toBeNull()
    expect(scores({ ...child, ageDays: 3653 })).toMatchObject({
      waz: null,
      haz: expect.any(Number),
      baz: expect.any(Number),
    })
    expect(scores({ ...child, ageDays: 6939 })).toMatchObject({ haz: expect.any(Number), baz: expect.any(Number) })
    expect(scores({ ...child, ageDays: 6940 })).toMatchObject({ haz: null, baz: null, flags: ['age-over-19-years'] })
  })
})

describe('oedema', () => {
  test('leaves out what hangs on weight, and nothing else', () => {
    const child = { weightKg: 9, heightCm: 74, headCm: 45, muacCm: 14, tricepsMm: 8, oedema: true }
    expect(scores(child)).toMatchObject({
      waz: null,
      whz: null,
      baz: null,
      bmi: null,
      haz: expect.any(Number),
      hcz: expect.any(Number),
      acz: expect.any(Number),
      tsz: expect.any(Number),
      flags: ['oedema'],
    })
    expect(scores({ ...child, ageDays: 2500 })).toMatchObject({ waz: null, baz: null, haz: expect.any(Number) })
  })
})

describe('born early', () => {
  const child = { ...nothing, ageDays: 200, weightKg: 6, heightCm: 62 }

  test('the scores at the corrected age stand beside', () => {
    const corrected = correctedScores(child, 32 * 7, growthTables)
    expect(corrected?.ageDays).toBe(144)
    expect(corrected?.scores).toEqual(scores({ ...child, ageDays: 144 }))
    expect(corrected?.scores.haz).toBeGreaterThan(scores(child).haz ?? 99)
  })

  test('not at term, not at two years, not before the day it was due, not at an unknown age', () => {
    expect(correctedScores(child, 37 * 7, growthTables)).toBeNull()
    expect(correctedScores({ ...child, ageDays: 731 }, 32 * 7, growthTables)).toBeNull()
    expect(correctedScores({ ...child, ageDays: 55 }, 32 * 7, growthTables)).toBeNull()
    expect(correctedScores({ ...child, ageDays: 56 }, 32 * 7, growthTables)?.ageDays).toBe(0)
    expect(correctedScores({ ...child, ageDays: null }, 32 * 7, growthTables)).toBeNull()
  })
})
