import { expect, it } from 'vitest'
import { lastGain } from './growth-gain.ts'
import { growthMeasured } from './growth-kinds.ts'
import { growthPoints } from './growth-points.ts'
import { born, found, stateOf } from './wellbeing.fixture.ts'

const gainOf = (...visits: [day: string, body: Record<string, unknown>][]) =>
  lastGain(
    growthPoints(stateOf(...visits.map(([day, body]) => found(growthMeasured, day, body))), {
      sex: 'female',
      birth: born,
    }),
  )

it('is told between the last two weighings', () => {
  expect(
    gainOf(['2013-05-01', { weightKg: 6 }], ['2013-07-01', { weightKg: 7.1 }], ['2013-07-31', { weightKg: 7.55 }]),
  ).toEqual({ since: '2013-07-01', days: 30, grams: 450, gramsPerDay: expect.closeTo(15, 9) })
  expect(gainOf(['2013-07-01', { weightKg: 7.1 }], ['2013-07-31', { weightKg: 6.8 }])?.grams).toBe(-300)
})

it('leaves out a day without a weight, swollen feet, and what cannot be right', () => {
  const [first, last] = [
    ['2013-07-01', { weightKg: 7.1 }],
    ['2013-09-01', { weightKg: 7.7 }],
  ] as const
  for (const between of [{ muacCm: 14 }, { weightKg: 9, hasOedema: true }, { weightKg: 7300 }, { weightKg: 25 }]) {
    expect(gainOf([...first], ['2013-08-01', between], [...last])).toMatchObject({ since: '2013-07-01', grams: 600 })
  }
})

it('keeps a weight beside a slip in the head or the arm of that day', () => {
  for (const slip of [{ headCm: 440 }, { muacCm: 140 }, { headCm: 12 }]) {
    expect(gainOf(['2013-07-01', { weightKg: 7.1 }], ['2013-08-01', { weightKg: 7.4, ...slip }])).toMatchObject({
      since: '2013-07-01',
      grams: 300,
    })
  }
})

it('needs two days', () => {
  expect(gainOf()).toBeNull()
  expect(gainOf(['2013-07-01', { weightKg: 7.1 }])).toBeNull()
  expect(gainOf(['2013-07-01', { weightKg: 7.1 }], ['2013-07-01', { weightKg: 7.2 }])).toBeNull()
})
