// 2014-12-12 is a Friday.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { daysBetween, fromDayNumber, plainDate } from './plain-date.ts'
import { addWorkingDays, isWorkingDay } from './working-days.ts'

describe('working days', () => {
  test('weekends are none', () => {
    expect(['2014-12-12', '2014-12-13', '2014-12-14', '2014-12-15'].map((day) => isWorkingDay(plainDate(day)))).toEqual(
      [true, false, false, true],
    )
  })

  test('fifteen of them from a Friday are three weeks', () => {
    expect(addWorkingDays(plainDate('2014-12-12'), 15)).toBe('2015-01-02')
    expect(addWorkingDays(plainDate('2014-12-12'), 1)).toBe('2014-12-15')
    expect(addWorkingDays(plainDate('2014-12-12'), 0)).toBe('2014-12-12')
  })

  test('a holiday on a working day is left out, one on a Saturday changes nothing', () => {
    const holidays = [plainDate('2014-12-15'), plainDate('2014-12-20')]
    expect(addWorkingDays(plainDate('2014-12-12'), 1, holidays)).toBe('2014-12-16')
    expect(addWorkingDays(plainDate('2014-12-12'), 15, holidays)).toBe('2015-01-05')
  })

  test('ends at the end of the calendar', () => {
    expect(addWorkingDays(plainDate('9999-12-30'), 15)).toBe('9999-12-31')
  })

  test('lands on a working day, with as many between as were asked for', () => {
    const day = fc.integer({ min: -50_000, max: 50_000 }).map(fromDayNumber)
    const property = fc.property(day, fc.integer({ min: 1, max: 60 }), (from, count) => {
      const end = addWorkingDays(from, count)
      const days = Array.from({ length: daysBetween(from, end) }, (_, index) =>
        fromDayNumber(daysBetween(plainDate('1970-01-01'), from) + index + 1),
      )
      expect(isWorkingDay(end)).toBe(true)
      expect(days.filter((each) => isWorkingDay(each))).toHaveLength(count)
    })
    fc.assert(property, { seed: 11, numRuns: 200 })
  })
})
