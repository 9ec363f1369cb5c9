import { describe, expect, test } from 'vitest'
import { ageAt, completedMonths, hasReachedAge, toYearsAndMonths } from './age.ts'
import { edtf } from './edtf.ts'
import { addDays, addMonths, plainDate } from './plain-date.ts'

describe('completed months', () => {
  test.each([
    ['2005-03-14', '2005-03-14', 0],
    ['2005-03-14', '2005-04-13', 0],
    ['2005-03-14', '2005-04-14', 1],
    ['2005-03-14', '2012-01-13', 81],
    ['2005-03-14', '2012-01-14', 82],
    ['2005-03-14', '2005-03-13', -1],
    ['2004-02-29', '2007-02-28', 35],
    ['2004-02-29', '2007-03-01', 36],
    ['2013-01-31', '2013-03-01', 1],
  ])('from %s to %s: %i', (birth, day, months) => {
    expect(completedMonths(plainDate(birth), plainDate(day))).toBe(months)
  })

  test('follow the leap-day rule of the pack', () => {
    expect(completedMonths(plainDate('2004-02-29'), plainDate('2007-02-28'), 'last-day')).toBe(36)
  })

  test('change on the anniversary and not a day before, for every birth from 2000 to 2021 at 3, 6, 14 and 18 years', () => {
    const wrong: string[] = []
    for (let birth = plainDate('2000-01-01'); birth <= plainDate('2021-12-31'); birth = addDays(birth, 1)) {
      for (const months of [36, 72, 168, 216]) {
        const day = addMonths(birth, months)
        const ages = [completedMonths(birth, addDays(day, -1)), completedMonths(birth, day)]
        if (ages[0] !== months - 1 || ages[1] !== months) wrong.push(`${birth} at ${months}`)
      }
    }
    expect(wrong).toEqual([])
  })
})

describe('an age on a day', () => {
  test.each([
    ['2005-03', '2012-01-31', { minMonths: 82, maxMonths: 82 }],
    ['2005-03', '2012-01-15', { minMonths: 81, maxMonths: 82 }],
    ['2005', '2013-07-31', { minMonths: 91, maxMonths: 102 }],
    ['2013-07', '2013-07-01', { minMonths: 0, maxMonths: 0 }],
    ['2013-07-02', '2013-07-01', null],
    ['2013', '2013-07-01', { minMonths: 0, maxMonths: 6 }],
    ['../2005', '2013-07-01', null],
    ['2005/..', '2013-07-01', null],
  ])('born %s, on %s', (birth, day, age) => {
    expect(ageAt(edtf(birth), plainDate(day))).toEqual(age)
  })

  test('follows the leap-day rule of the pack at both ends', () => {
    const range = [edtf('2004-02-29'), plainDate('2007-02-28')] as const
    expect(ageAt(...range)).toEqual({ minMonths: 35, maxMonths: 35 })
    expect(ageAt(...range, 'last-day')).toEqual({ minMonths: 36, maxMonths: 36 })
    expect(hasReachedAge(...range, 36)).toBe('no')
    expect(hasReachedAge(...range, 36, 'last-day')).toBe('yes')
  })

  test.each([
    ['2010-07', '2013-07-31', 'yes'],
    ['2010-07', '2013-07-30', 'possibly'],
    ['2010-07', '2013-07-01', 'possibly'],
    ['2010-07', '2013-06-30', 'no'],
    ['../2010', '2013-12-31', 'yes'],
    ['../2010', '2013-12-30', 'possibly'],
    ['2010/..', '2013-01-01', 'possibly'],
    ['2010/..', '2012-12-31', 'no'],
  ])('born %s, three years old on %s: %s', (birth, day, certainty) => {
    expect(hasReachedAge(edtf(birth), plainDate(day), 36)).toBe(certainty)
  })

  test('is told in years and months', () => {
    expect([0, 11, 12, 82].map(toYearsAndMonths)).toEqual([
      { years: 0, months: 0 },
      { years: 0, months: 11 },
      { years: 1, months: 0 },
      { years: 6, months: 10 },
    ])
  })
})
