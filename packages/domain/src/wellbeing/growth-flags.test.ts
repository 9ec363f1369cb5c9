import { describe, expect, test } from 'vitest'
import type { GrowthMeasurement } from './growth.ts'
import { growthScores } from './growth.ts'
import { isImplausible, plausibleZ } from './growth-flags.ts'
import { growthTables } from './growth-tables.ts'

const girl: GrowthMeasurement = {
  sex: 'female',
  ageDays: 365,
  weightKg: 9,
  heightCm: 74,
  posture: 'lying',
  oedema: false,
  headCm: 45,
  muacCm: 14,
  tricepsMm: 8,
  subscapularMm: 6.5,
}
const flags = (change: Partial<GrowthMeasurement>) => growthScores({ ...girl, ...change }, growthTables).flags

test('an ordinary visit has none, and they cost nothing: it is always the same list', () => {
  expect(flags({})).toEqual([])
  expect(flags({})).toBe(flags({ weightKg: 8.5 }))
  expect(flags({ ageDays: 2500, weightKg: 20, heightCm: 118, posture: 'standing', headCm: null, muacCm: null })).toBe(
    flags({}),
  )
})

test.each([
  ['haz', -6, 6],
  ['waz', -6, 5],
  ['whz', -5, 5],
  ['baz', -5, 5],
  ['hcz', -5, 5],
  ['acz', -5, 5],
  ['tsz', -5, 5],
  ['ssz', -5, 5],
] as const)('%s is believed from %d to %d', (index, low, high) => {
  expect(plausibleZ[index]).toEqual([low, high])
  expect([low - 0.01, low, high, high + 0.01].map((z) => isImplausible(index, z))).toEqual([true, false, false, true])
})

describe('implausible', () => {
  test.each([
    [{ heightCm: 40, weightKg: null }, ['implausible-haz']],
    [{ weightKg: 2.4, heightCm: null }, ['implausible-waz']],
    [{ weightKg: 20, heightCm: null }, ['implausible-waz']],
    [{ headCm: 70 }, ['implausible-hcz']],
    [{ muacCm: 25 }, ['implausible-acz']],
    [{ tricepsMm: 50 }, ['implausible-tsz']],
    [{ subscapularMm: 50 }, ['implausible-ssz']],
    [{ weightKg: 16 }, ['implausible-whz', 'implausible-baz']],
  ] as const)('%j', (change, expected) => {
    expect(flags(change)).toEqual(expected)
  })
})

describe('the likely cause', () => {
  test.each([
    [
      'a newborn of 10 kg',
      { ageDays: 0, weightKg: 10, heightCm: 50, muacCm: null, tricepsMm: null, subscapularMm: null, headCm: null },
      [],
    ],
    ['length in metres', { heightCm: 0.74 }, ['height-perhaps-in-metres']],
    ['height in millimetres', { heightCm: 740 }, ['height-perhaps-in-millimetres']],
    ['weight in grams', { weightKg: 9000 }, ['weight-perhaps-in-grams']],
    ['head in millimetres', { headCm: 450 }, ['head-perhaps-in-millimetres']],
    ['arm in millimetres', { muacCm: 140 }, ['muac-perhaps-in-millimetres']],
    ['weight and height swapped', { weightKg: 74, heightCm: 9 }, ['weight-and-height-perhaps-swapped']],
    ['head and arm swapped', { headCm: 14, muacCm: 45 }, ['head-and-muac-perhaps-swapped']],
    ['a birth date a year off', { ageDays: 1500, weightKg: 8, heightCm: 70 }, ['age-perhaps-wrong']],
  ] as const)('%s', (_, change, causes) => {
    const found = flags(change)
    expect(found.some((flag) => flag.startsWith('implausible-'))).toBe(true)
    expect(found.filter((flag) => flag.includes('perhaps'))).toEqual(causes)
  })

  test('each unit from where it cannot be meant', () => {
    expect(flags({ heightCm: 2.29, weightKg: null })).toContain('height-perhaps-in-metres')
    expect(flags({ heightCm: 2.3, weightKg: null })).not.toContain('height-perhaps-in-metres')
    expect(flags({ heightCm: 0.3, weightKg: null })).toContain('height-perhaps-in-metres')
    expect(flags({ heightCm: 0.29, weightKg: null })).not.toContain('height-perhaps-in-metres')
    expect(flags({ heightCm: 299, weightKg: null })).not.toContain('height-perhaps-in-millimetres')
    expect(flags({ heightCm: 300, weightKg: null })).toContain('height-perhaps-in-millimetres')
    expect(flags({ weightKg: 499 })).not.toContain('weight-perhaps-in-grams')
    expect(flags({ weightKg: 500 })).toContain('weight-perhaps-in-grams')
    expect(flags({ headCm: 199 })).not.toContain('head-perhaps-in-millimetres')
    expect(flags({ headCm: 200 })).toContain('head-perhaps-in-millimetres')
    expect(flags({ muacCm: 49.9, headCm: null })).not.toContain('muac-perhaps-in-millimetres')
    expect(flags({ muacCm: 50, headCm: null })).toContain('muac-perhaps-in-millimetres')
  })

  test('a unit is told where nothing else can be', () => {
    expect(flags({ ageDays: 2500, weightKg: null, heightCm: null, headCm: 500, muacCm: null })).toEqual([
      'head-perhaps-in-millimetres',
    ])
  })

  test('a swap needs the other reading to fit', () => {
    const swapped = 'weight-and-height-perhaps-swapped'
    expect(flags({ weightKg: 74, heightCm: 20 })).not.toContain(swapped)
    expect(flags({ weightKg: 95, heightCm: 14, ageDays: 1200 })).toContain(swapped)
    expect(flags({ weightKg: 118, heightCm: 20, ageDays: 2500 })).toContain(swapped)
    expect(flags({ weightKg: 20, heightCm: 20, ageDays: 2500 })).not.toContain(swapped)
    expect(flags({ weightKg: 74, heightCm: 9, ageDays: null })).not.toContain(swapped)
    expect(flags({ headCm: 14, muacCm: 14 })).not.toContain('head-and-muac-perhaps-swapped')
    expect(flags({ headCm: 0, muacCm: 14 })).not.toContain('head-and-muac-perhaps-swapped')
    expect(flags({ headCm: 14, muacCm: 70 })).not.toContain('head-and-muac-perhaps-swapped')
    expect(flags({ headCm: null, muacCm: 45 })).not.toContain('head-and-muac-perhaps-swapped')
    // 62 cm is in the table of children lying only: at 800 days it is no height.
    expect(flags({ weightKg: 62, heightCm: 6.2, ageDays: 200 })).toContain(swapped)
    expect(flags({ weightKg: 62, heightCm: 6.2, ageDays: 800 })).not.toContain(swapped)
    expect(flags({ weightKg: 62, heightCm: 6.2, ageDays: 730 })).toContain(swapped)
    expect(flags({ weightKg: 62, heightCm: 6.2, ageDays: 731 })).not.toContain(swapped)
    // To five years the other reading must be in the table; from then on there is none for it.
    expect(flags({ weightKg: 150, heightCm: 40, ageDays: 1826 })).not.toContain(swapped)
    expect(flags({ weightKg: 150, heightCm: 40, ageDays: 1827 })).toContain(swapped)
    expect(flags({ weightKg: 200, heightCm: null, ageDays: 2500 })).not.toContain(swapped)
  })

  test('an arm thicker than the head is doubtful where neither has a table, too', () => {
    const seven = { ageDays: 2500, weightKg: 20, heightCm: 118, posture: 'standing' } as const
    expect(flags({ ...seven, headCm: 18, muacCm: 49 })).toEqual(['head-and-muac-perhaps-swapped'])
    expect(flags({ ...seven, headCm: 49, muacCm: 18 })).toEqual([])
  })

  test('a wrong age needs both off the same way, and fitting each other', () => {
    const wrong = 'age-perhaps-wrong'
    expect(flags({ ageDays: 30, weightKg: 9, heightCm: 74 })).toContain(wrong)
    expect(flags({ ageDays: 1500, weightKg: 5, heightCm: null })).not.toContain(wrong)
    expect(flags({ ageDays: null, weightKg: 5, heightCm: 60 })).not.toContain(wrong)
    // Very short and of an ordinary weight for the age: not the age either.
    expect(flags({ ageDays: 1500, weightKg: 11.2, heightCm: 77 })).not.toContain(wrong)
    expect(flags({ ageDays: 1500, weightKg: null, heightCm: 70 })).not.toContain(wrong)
    expect(flags({ ageDays: 1500, weightKg: 5, heightCm: 70 })).not.toContain(wrong)
    // Short and heavy: not the age.
    expect(flags({ ageDays: 365, weightKg: 16, heightCm: 55 })).not.toContain(wrong)
    // Small, and still believed.
    expect(flags({ ageDays: 365, weightKg: 6, heightCm: 64, oedema: false, headCm: 70 })).not.toContain(wrong)
  })
})

describe('other doubts', () => {
  test('standing under nine months', () => {
    expect(flags({ ageDays: 273, posture: 'standing', heightCm: 70, weightKg: 8 })).toEqual(['standing-under-9-months'])
    expect(flags({ ageDays: 274, posture: 'standing', heightCm: 70, weightKg: 8 })).toEqual([])
    expect(flags({ ageDays: 273, posture: 'lying', heightCm: 70, weightKg: 8 })).toEqual([])
    expect(flags({ ageDays: null, posture: 'standing', headCm: null, muacCm: null })).toEqual([])
  })

  test('oedema comes first', () => {
    expect(flags({ oedema: true, headCm: 70 })).toEqual(['oedema', 'implausible-hcz'])
  })

  test('not above zero', () => {
    const zero = { weightKg: 0, heightCm: -1, headCm: 0, muacCm: -2, tricepsMm: 0, subscapularMm: Number.NaN }
    expect(flags(zero)).toEqual([
      'weight-not-above-zero',
      'height-not-above-zero',
      'head-not-above-zero',
      'muac-not-above-zero',
      'triceps-not-above-zero',
      'subscapular-not-above-zero',
    ])
    expect(flags({ tricepsMm: null, subscapularMm: null })).toEqual([])
    const { tricepsMm: _, subscapularMm: __, ...without } = girl
    expect(growthScores({ ...without, headCm: 0 }, growthTables).flags).toEqual(['head-not-above-zero'])
  })

  test('outside the table of weight-for-length, while weight and age would ask for it', () => {
    const outside = 'height-outside-table'
    expect(
      flags({
        ageDays: 10,
        heightCm: 44,
        weightKg: 2.4,
        headCm: null,
        muacCm: null,
        tricepsMm: null,
        subscapularMm: null,
      }),
    ).toEqual([outside])
    expect(flags({ ageDays: null, heightCm: 121, weightKg: 20, posture: 'standing' })).toContain(outside)
    expect(flags({ ageDays: 10, heightCm: 44, weightKg: null })).not.toContain(outside)
    expect(flags({ ageDays: 10, heightCm: 44, weightKg: 0 })).not.toContain(outside)
    expect(flags({ ageDays: 10, heightCm: 44, weightKg: 2.4, oedema: true })).not.toContain(outside)
    expect(flags({ ageDays: 10, heightCm: null, weightKg: 2.4 })).not.toContain(outside)
    expect(flags({ ageDays: 1826, heightCm: 121, weightKg: 20 })).toContain(outside)
    expect(flags({ ageDays: 1827, heightCm: 121, weightKg: 20 })).not.toContain(outside)
  })

  test('before birth', () => {
    expect(flags({ ageDays: -1, posture: null })).toContain('age-below-zero')
    expect(flags({ ageDays: 0 })).not.toContain('age-below-zero')
    expect(flags({ ageDays: null })).not.toContain('age-below-zero')
  })

  test('over 19 years', () => {
    expect(flags({ ageDays: 6939, weightKg: 55, heightCm: 165 })).not.toContain('age-over-19-years')
    expect(flags({ ageDays: 6940, weightKg: 55, heightCm: 165 })).toContain('age-over-19-years')
  })
})
