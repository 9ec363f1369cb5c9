import { describe, expect, test } from 'vitest'
import {
  addDays,
  addMonths,
  compareDates,
  dateOf,
  dayOfWeek,
  daysBetween,
  daysInMonth,
  earlier,
  firstDay,
  fromDayNumber,
  isDay,
  lastDay,
  later,
  parsePlainDate,
  partsOf,
  plainDate,
  plainDateSchema,
  toDayNumber,
} from './plain-date.ts'

/** The independent oracle of this file: JavaScript's own calendar, in UTC. */
function oracle(year: number, month: number, day: number): string {
  const date = new Date(0)
  date.setUTCFullYear(year, month - 1, day)
  return date.toISOString().slice(0, 10)
}

describe('a day of the calendar', () => {
  test.each(['0001-01-01', '9999-12-31', '2004-02-29', '2000-02-29', '2013-07-31', '2013-06-30'])(
    '%s exists',
    (text) => {
      expect(parsePlainDate(text)).toBe(text)
      expect(plainDate(text)).toBe(text)
    },
  )

  test.each([
    '0000-12-31',
    '2013-02-29',
    '1900-02-29',
    '2013-00-10',
    '2013-13-01',
    '2013-04-31',
    '2013-06-31',
    '2013-09-31',
    '2013-11-31',
    '2013-01-32',
    '2013-01-00',
    '2013-1-1',
    ' 2013-01-01',
    '2013-01-01 ',
    '12013-01-01',
    '2013-01-011',
    '២០១៣-០១-០១',
    '',
  ])('"%s" does not', (text) => {
    expect(parsePlainDate(text)).toBeNull()
    expect(() => plainDate(text)).toThrow(RangeError)
  })

  test('names the fault in its schema, and no value', () => {
    expect(plainDateSchema.safeParse('2013-02-30').error?.issues.map((issue) => issue.message)).toEqual([
      'date.no-such-day',
    ])
    expect(() => plainDate('x')).toThrow('Not a day of the calendar; expected YYYY-MM-DD')
  })

  test('has numbers in range', () => {
    expect(isDay(1, 1, 1)).toBe(true)
    expect(isDay(0, 1, 1)).toBe(false)
    expect(isDay(10_000, 1, 1)).toBe(false)
    expect(isDay(2013, 12, 31)).toBe(true)
    expect(dateOf(33, 4, 5)).toBe('0033-04-05')
    expect(() => dateOf(2013, 2, 29)).toThrow(RangeError)
    expect(partsOf(plainDate('2013-07-31'))).toEqual({ year: 2013, month: 7, day: 31 })
  })

  test('knows the length of every month', () => {
    expect(Array.from({ length: 12 }, (_, index) => daysInMonth(2013, index + 1))).toEqual([
      31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31,
    ])
    expect([1900, 2000, 2004, 2100, 2013].map((year) => daysInMonth(year, 2))).toEqual([28, 29, 29, 28, 28])
  })
})

describe('day numbers', () => {
  test('count from 1970-01-01 to both ends of the calendar', () => {
    expect(toDayNumber(plainDate('1970-01-01'))).toBe(0)
    expect(toDayNumber(plainDate('1969-12-31'))).toBe(-1)
    expect(toDayNumber(firstDay)).toBe(-719_162)
    expect(toDayNumber(lastDay)).toBe(2_932_896)
  })

  test('agree with an independent calendar over 400 years, day by day', () => {
    const wrong: string[] = []
    for (let dayNumber = -135_140; dayNumber <= 47_482; dayNumber += 1) {
      const expected = new Date(dayNumber * 86_400_000).toISOString().slice(0, 10)
      if (fromDayNumber(dayNumber) !== expected || toDayNumber(plainDate(expected)) !== dayNumber) wrong.push(expected)
    }
    expect(wrong).toEqual([])
  })

  test('agree at both ends of the calendar', () => {
    for (const start of [-719_162, 2_932_896 - 800]) {
      for (let dayNumber = start; dayNumber <= start + 800; dayNumber += 1) {
        expect(toDayNumber(fromDayNumber(dayNumber))).toBe(dayNumber)
      }
    }
    expect(fromDayNumber(-719_161)).toBe('0001-01-02')
    expect(fromDayNumber(2_932_895)).toBe('9999-12-30')
  })

  test('stop at the ends of the calendar', () => {
    expect(fromDayNumber(-719_163)).toBe(firstDay)
    expect(fromDayNumber(2_932_897)).toBe(lastDay)
    expect(addDays(lastDay, 1)).toBe(lastDay)
    expect(addDays(firstDay, -40)).toBe(firstDay)
  })
})

describe('arithmetic', () => {
  test('adds days', () => {
    expect(addDays(plainDate('2012-02-28'), 2)).toBe('2012-03-01')
    expect(addDays(plainDate('2013-01-01'), -1)).toBe('2012-12-31')
  })

  test.each([
    ['2004-02-29', 36, '2007-03-01', '2007-02-28'],
    ['2004-02-29', 48, '2008-02-29', '2008-02-29'],
    ['2005-03-14', 72, '2011-03-14', '2011-03-14'],
    ['2013-01-31', 1, '2013-03-01', '2013-02-28'],
    ['2013-08-31', -6, '2013-03-01', '2013-02-28'],
    ['2013-01-15', -1, '2012-12-15', '2012-12-15'],
    ['2013-01-15', -13, '2011-12-15', '2011-12-15'],
    ['2013-12-01', 1, '2014-01-01', '2014-01-01'],
    ['2013-05-31', 1, '2013-07-01', '2013-06-30'],
    ['2013-07-31', 0, '2013-07-31', '2013-07-31'],
  ])('%s and %i months: %s, or the last day %s', (from, months, next, last) => {
    expect(addMonths(plainDate(from), months)).toBe(next)
    expect(addMonths(plainDate(from), months, 'next-day')).toBe(next)
    expect(addMonths(plainDate(from), months, 'last-day')).toBe(last)
  })

  test('adds months within the ends of the calendar', () => {
    expect(addMonths(plainDate('9998-12-31'), 12)).toBe('9999-12-31')
    expect(addMonths(plainDate('9999-01-01'), 12)).toBe(lastDay)
    expect(addMonths(plainDate('0002-01-05'), -12)).toBe('0001-01-05')
    expect(addMonths(plainDate('0001-06-05'), -12)).toBe(firstDay)
  })

  test('every birth date from 2000 to 2021 reaches 3, 6, 14 and 18 years on the right day', () => {
    const wrong: string[] = []
    let count = 0
    for (let birth = plainDate('2000-01-01'); birth <= plainDate('2021-12-31'); birth = addDays(birth, 1)) {
      const { year, month, day } = partsOf(birth)
      for (const years of [3, 6, 14, 18]) {
        count += 1
        // JavaScript's own overflow is the default rule: 29 February of a common year is 1 March.
        if (addMonths(birth, years * 12) !== oracle(year + years, month, day)) wrong.push(`${birth} at ${years}`)
      }
    }
    expect(count).toBe(8036 * 4)
    expect(wrong).toEqual([])
  })

  test('compares, and counts the days between', () => {
    const [a, b] = [plainDate('2013-07-01'), plainDate('2013-07-31')]
    expect([compareDates(a, b), compareDates(a, a), compareDates(b, a)]).toEqual([-1, 0, 1])
    expect([earlier(a, b), earlier(b, a), later(a, b), later(b, a)]).toEqual([a, a, b, b])
    expect([daysBetween(a, b), daysBetween(b, a), daysBetween(a, a)]).toEqual([30, -30, 0])
  })

  test('knows the day of the week', () => {
    const days = ['1970-01-01', '2013-07-14', '2013-07-20', '1969-12-31', '1969-12-28', '0001-01-01']
    expect(days.map((text) => dayOfWeek(plainDate(text)))).toEqual([4, 0, 6, 3, 0, 1])
  })
})
