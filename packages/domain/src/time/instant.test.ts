import { describe, expect, test } from 'vitest'
import { dayOfInstant, endOfDay, instantSchema, utcOffsetSchema } from './instant.ts'
import { plainDate } from './plain-date.ts'

describe('the day of an instant', () => {
  test.each([
    ['2013-07-31T16:59:59.999Z', '+07:00', '2013-07-31'],
    ['2013-07-31T17:00:00.000Z', '+07:00', '2013-08-01'],
    ['2013-07-31T00:00:00.000Z', '+00:00', '2013-07-31'],
    ['2013-07-31T04:29:00.000Z', '-04:30', '2013-07-30'],
    ['2013-07-31T04:30:00.000Z', '-04:30', '2013-07-31'],
    ['2012-12-31T23:45:00.000Z', '+00:15', '2013-01-01'],
    ['2013-07-31T10:00:00.000Z', '+14:00', '2013-08-01'],
  ])('%s at %s is %s', (instant, offset, day) => {
    expect(dayOfInstant(instant, offset)).toBe(day)
  })

  test.each([
    '2013-07-31T24:00:00.000Z',
    '2013-07-31T23:60:00.000Z',
    '2013-07-31T23:00:60.000Z',
    '2013-02-30T23:00:00.000Z',
    '2013-07-31T23:00:00Z',
    '2013-07-31T23:00:00.000+07:00',
    '2013-07-31',
    'x2013-07-31T23:00:00.000Z',
    '2013-07-31T23:00:00.000Zx',
  ])('%s is no instant', (text) => {
    expect(instantSchema.safeParse(text).error?.issues.map((issue) => issue.message)).toEqual(['instant.malformed'])
    expect(() => dayOfInstant(text, '+07:00')).toThrow(RangeError)
  })

  test('accepts the last second of a day', () => {
    expect(instantSchema.safeParse('2013-07-31T23:59:59.000Z').success).toBe(true)
  })

  test.each(['07:00', '+7:00', '+14:01', '+07:60', 'x+07:00', '+07:00x'])('%s is no offset', (text) => {
    expect(utcOffsetSchema.safeParse(text).error?.issues.map((issue) => issue.message)).toEqual(['offset.malformed'])
    expect(() => dayOfInstant('2013-07-31T23:00:00.000Z', text)).toThrow('offset like +07:00')
    expect(() => endOfDay(plainDate('2013-07-31'), text)).toThrow('offset like +07:00')
  })

  test('ends a day at its own midnight', () => {
    expect(endOfDay(plainDate('2013-07-31'), '+07:00')).toBe('2013-07-31T16:59:59.999Z')
    expect(endOfDay(plainDate('2013-07-31'), '-05:30')).toBe('2013-08-01T05:29:59.999Z')
    expect(endOfDay(plainDate('2013-07-31'), '+00:00')).toBe('2013-07-31T23:59:59.999Z')
    expect(dayOfInstant(endOfDay(plainDate('2013-07-31'), '+07:00'), '+07:00')).toBe('2013-07-31')
    expect(utcOffsetSchema.parse('-14:00')).toBe('-14:00')
  })
})
