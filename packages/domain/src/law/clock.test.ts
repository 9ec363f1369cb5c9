import { describe, expect, test } from 'vitest'
import { edtf } from '../time/edtf.ts'
import { plainDate } from '../time/plain-date.ts'
import { uncertainSpan } from '../time/span.ts'
import type { Clock } from './clock.ts'
import { defaultAsOf, statutoryClock } from './clock.ts'
import type { LimitRules } from './past.ts'
import { limitDates, limitState, pastDays, planningOpens } from './past.ts'

const evidence = { source: 'test', status: 'verified' } as const
/** Cambodia: six years, then three from an uncertain day of December 2011. */
const rules: LimitRules = {
  limits: [
    { from: null, months: 72, ...evidence },
    { from: edtf('2011-12'), months: 36, ...evidence },
  ],
  missingDay: { rule: 'next-day' },
}

const stays = (text: string) => (text === '' ? [] : text.split(';').map((stay) => uncertainSpan(edtf(stay))))

function clock(born: string, inPrison: string, asOf: string, lead = 6): Clock {
  const on = plainDate(asOf)
  return statutoryClock({ birth: edtf(born), inPrison: stays(inPrison), rules, asOf: on, leadMonths: lead })
}

describe('G1: the child of the report', () => {
  const { limits, ...answer } = clock('2005-03', '2005-03/2012-01', '2012-01-31')

  test('was first past the limit in March 2011, about ten months over on leaving, at 6 years and 10 months', () => {
    expect(answer).toEqual({
      asOf: '2012-01-31',
      age: { years: 6, months: 10 },
      firstDayPast: { earliest: '2011-03-01', latest: '2011-03-31' },
      // 31 March 2011 to 1 January 2012, and 1 March 2011 to 31 January 2012.
      daysOver: { min: 277, max: 337 },
      daysLeft: null,
      state: 'past',
      isInPrison: 'possibly',
    })
    expect(limits).toBe(rules.limits)
  })
})

describe('the state on a day', () => {
  test.each([
    // born, asked, state, days left
    ['2005-06-15', '2010-12-14', 'within', { min: 183, max: 183 }],
    ['2005-06-15', '2010-12-15', 'approaching', { min: 182, max: 182 }],
    ['2005-06-15', '2011-06-14', 'approaching', { min: 1, max: 1 }],
    ['2005-06-15', '2011-06-15', 'past', null],
    ['2005-06', '2011-05-31', 'approaching', { min: 1, max: 30 }],
    ['2005-06', '2011-06-01', 'may-be-past', { min: 0, max: 29 }],
    ['2005-06', '2011-06-29', 'may-be-past', { min: 0, max: 1 }],
    ['2005-06', '2011-06-30', 'past', null],
    // three years old in 2011: past from a day of December 2011 that nobody knows
    ['2008-06-15', '2011-05-31', 'within', { min: 184, max: 214 }],
    ['2008-06-15', '2011-06-01', 'approaching', { min: 183, max: 213 }],
    ['2008-06-15', '2011-12-01', 'may-be-past', { min: 0, max: 30 }],
    ['2008-06-15', '2011-12-31', 'past', null],
    ['2010-02-28', '2013-02-28', 'past', null],
    // born on 29 February: three years on 1 March of a common year
    ['2008-02-29', '2011-02-28', 'within', { min: 276, max: 306 }],
    ['2012-02-29', '2015-02-28', 'approaching', { min: 1, max: 1 }],
    ['2012-02-29', '2015-03-01', 'past', null],
    // born about: from a year before to a year after
    ['2010~', '2012-01-01', 'may-be-past', { min: 0, max: 1095 }],
  ])('born %s, on %s: %s', (born, asOf, state, daysLeft) => {
    expect(clock(born, '2005-01-01/..', asOf)).toMatchObject({ state, daysLeft, isInPrison: 'yes' })
  })

  test('plans a longer time ahead when asked', () => {
    expect(clock('2011-06-15', '2011/..', '2013-06-15', 12).state).toBe('approaching')
    expect(clock('2011-06-15', '2011/..', '2013-06-14', 12).state).toBe('within')
    expect(clock('2011-06-15', '2011/..', '2013-06-15', 6).state).toBe('within')
  })

  test('is not-in-prison before, between and after the stays, while the days over stay counted', () => {
    const asked = (asOf: string) => clock('2005-06-15', '2005-06-15/2005-12-31;2011-06-01/2011-06-20', asOf)
    for (const asOf of ['2005-06-14', '2006-01-01', '2011-06-21']) {
      expect(asked(asOf)).toMatchObject({ state: 'not-in-prison', daysLeft: null, isInPrison: 'no' })
    }
    expect(asked('2011-06-21').daysOver).toEqual({ min: 6, max: 6 })
    expect(asked('2011-06-20')).toMatchObject({ state: 'past', isInPrison: 'yes' })
    expect(clock('2005', '', '2011-01-01').state).toBe('not-in-prison')
  })

  test('says when it is not sure whether the child is in prison', () => {
    expect(clock('2010', '2010-06/2010-08', '2010-06-29')).toMatchObject({ state: 'within', isInPrison: 'possibly' })
    expect(clock('2010', '2010-06/2010-08', '2010-06-30').isInPrison).toBe('yes')
  })
})

describe('the first day past', () => {
  test('is a day in prison: a child who comes in past the limit is past on arrival', () => {
    const { firstDayPast, daysOver } = clock('2005-01-01', '2013-07-01/2013-07-10', '2013-07-31')
    expect(firstDayPast).toEqual({ earliest: '2013-07-01', latest: '2013-07-01' })
    expect(daysOver).toEqual({ min: 10, max: 10 })
  })

  test('does not exist for a child who left in time, and may not exist for one who left about then', () => {
    expect(clock('2005-06-15', '2005/2011-06-14', '2012-01-01').firstDayPast).toEqual({ earliest: null, latest: null })
    expect(clock('2005-06-15', '2005/2011-06', '2012-01-01')).toMatchObject({
      firstDayPast: { earliest: '2011-06-15', latest: null },
      daysOver: { min: 0, max: 16 },
    })
  })

  test('lies ahead for a child still inside, whatever day is asked', () => {
    expect(clock('2012-06', '2012-06/..', '2013-07-31')).toMatchObject({
      firstDayPast: { earliest: '2015-06-01', latest: '2015-06-30' },
      daysOver: { min: 0, max: 0 },
    })
  })

  test('of a short stay on an unknown day of a month is at the latest the last of them', () => {
    expect(clock('2005-01-01', '2013-07', '2013-07-31')).toMatchObject({
      firstDayPast: { earliest: '2013-07-01', latest: '2013-07-31' },
      daysOver: { min: 1, max: 31 },
    })
    expect(clock('2005-01-01', '2013-07;2013-07-20/2013-07-21', '2013-07-31')).toMatchObject({
      firstDayPast: { earliest: '2013-07-01', latest: '2013-07-20' },
      daysOver: { min: 2, max: 31 },
    })
    expect(clock('2005-01-01', '2013-07;2013-08-20', '2013-08-31').firstDayPast.latest).toBe('2013-07-31')
  })
})

describe('days over', () => {
  test('are counted up to the day asked, that day included', () => {
    expect(clock('2005-06-15', '2005/2011-12-31', '2011-06-15').daysOver).toEqual({ min: 1, max: 1 })
    expect(clock('2005-06-15', '2005/2011-12-31', '2011-06-14').daysOver).toEqual({ min: 0, max: 0 })
  })

  test('are summed over the stays, a day of transfer once', () => {
    const together = clock('2005-01-01', '2013-07-01/2013-07-05;2013-07-05/2013-07-09;2013-07-20', '2013-07-31')
    expect(together.daysOver).toEqual({ min: 10, max: 10 })
  })

  test('of stays of unknown length are the fewest that fit them all', () => {
    const short = (text: string, asOf = '2013-12-31') => clock('2005-01-01', text, asOf).daysOver.min
    expect(short('2013-07;2013-07')).toBe(1)
    expect(short('2013-07;2013-08')).toBe(2)
    expect(short('2013-08;2013-07;2013')).toBe(2)
    expect(short('2013-07-15~;2013-07-29~')).toBe(1)
    expect(short('2013-07', '2013-07-30')).toBe(0)
    expect(short('2013-07/', '2013-12-31')).toBe(1)
  })
})

describe('an age', () => {
  test('is a range when the birth is', () => {
    expect(clock('2005', '2005/..', '2013-07-31').age).toEqual({
      min: { years: 7, months: 7 },
      max: { years: 8, months: 6 },
    })
    expect(clock('2014', '2005/..', '2013-07-31').age).toBeNull()
    expect(clock('../2005', '2005/..', '2013-07-31')).toMatchObject({ age: null, state: 'past' })
    expect(clock('2005/..', '2005/..', '2013-07-31')).toMatchObject({ age: null, state: 'may-be-past' })
  })

  test('follows the leap-day rule of the pack', () => {
    const early = { ...rules, missingDay: { rule: 'last-day' } } as const
    const asked = {
      birth: edtf('2012-02-29'),
      inPrison: stays('2012/..'),
      asOf: plainDate('2015-02-28'),
      leadMonths: 6,
    }
    expect(statutoryClock({ ...asked, rules: early })).toMatchObject({ age: { years: 3, months: 0 }, state: 'past' })
    expect(statutoryClock({ ...asked, rules })).toMatchObject({ age: { years: 2, months: 11 }, state: 'approaching' })
  })
})

describe('the day to answer for when none is asked', () => {
  test.each([
    ['2005-03/2012-01', '2012-01-31'],
    ['2005-03/..', '2013-07-31'],
    ['2005-03/', '2013-07-31'],
    ['2005-03/2020', '2013-07-31'],
    ['2011-01/2011-02;2005-03/2006', '2011-02-28'],
    ['', '2013-07-31'],
  ])('%s: %s', (inPrison, day) => {
    expect(defaultAsOf(stays(inPrison), plainDate('2013-07-31'))).toBe(day)
  })
})

describe('the limit of a child who is in prison', () => {
  test('is dated without today', () => {
    expect(limitDates(edtf('2010-06'), rules)).toEqual({ earliest: '2013-06-01', latest: '2013-06-30' })
    expect(limitDates(edtf('2008-06'), rules)).toEqual({ earliest: '2011-12-01', latest: '2011-12-31' })
    expect(limitDates(edtf('2005-12'), rules)).toEqual({ earliest: '2011-12-01', latest: '2011-12-31' })
    expect(limitDates(edtf('2005-11-30'), rules)).toEqual({ earliest: '2011-11-30', latest: '2011-11-30' })
    expect(limitDates(edtf('9999'), rules)).toEqual({ earliest: '9999-12-31', latest: '9999-12-31' })
  })

  test('comes back when a law is raised: past, then not, then past again', () => {
    const raised: LimitRules = {
      limits: [
        { from: edtf('2000'), months: 12, ...evidence },
        { from: edtf('2010-06'), months: 36, ...evidence },
      ],
      missingDay: { rule: 'next-day' },
    }
    const birth = edtf('2009-01-15')
    expect(pastDays(birth, raised)).toEqual({
      certain: [
        { first: '2010-01-15', last: '2010-05-31' },
        { first: '2012-01-15', last: '9999-12-31' },
      ],
      possible: [
        { first: '2010-01-15', last: '2010-06-29' },
        { first: '2012-01-15', last: '9999-12-31' },
      ],
    })
    expect(limitDates(birth, raised)).toEqual({ earliest: '2010-01-15', latest: '2010-01-15' })
    expect(limitDates(birth, raised, plainDate('2010-06-15'))).toEqual({ earliest: '2010-06-15', latest: '2012-01-15' })
    // Before any law, nobody is past: the first law's uncertain start is itself the first day.
    expect(limitDates(edtf('1990-01-01'), raised)).toEqual({ earliest: '2000-01-01', latest: '2000-12-31' })
  })

  test('opens planning so many months before its earliest day, rather early than late', () => {
    const dates = { earliest: plainDate('2013-08-31'), latest: plainDate('2013-09-30') }
    expect(planningOpens(dates, 6)).toBe('2013-02-28')
    expect(limitState(dates, plainDate('2013-02-27'), 6)).toBe('within')
    expect(limitState(dates, plainDate('2013-02-28'), 6)).toBe('approaching')
    expect(limitState(dates, plainDate('2013-08-30'), 6)).toBe('approaching')
    expect(limitState(dates, plainDate('2013-08-31'), 6)).toBe('may-be-past')
    expect(limitState(dates, plainDate('2013-09-29'), 6)).toBe('may-be-past')
    expect(limitState(dates, plainDate('2013-09-30'), 6)).toBe('past')
  })
})

describe('a law without a fixed limit, or none yet', () => {
  const none = { en: 'No fixed limit.', km: 'គ្មាន' }
  const under = (limits: LimitRules['limits'], born: string, asOf: string) =>
    statutoryClock({
      birth: edtf(born),
      inPrison: stays('2010/..'),
      rules: { ...rules, limits },
      asOf: plainDate(asOf),
      leadMonths: 6,
    })
  const open: LimitRules['limits'][number] = { from: null, months: null, note: none, ...evidence }
  const later = (from: string, months: number | null): LimitRules['limits'][number] => ({
    from: edtf(from),
    months,
    ...(months === null ? { note: none } : {}),
    ...evidence,
  })

  test('says so, and never "within"', () => {
    expect(under([open], '2009', '2030-01-01')).toMatchObject({
      state: 'no-limit',
      daysLeft: null,
      daysOver: { max: 0 },
    })
    expect(under([later('2017', 36)], '2016-01-01', '2016-02-01').state).toBe('no-limit')
  })

  test('is approaching a limit that comes with a new law', () => {
    const limits = [open, later('2018-01-01', 36)]
    expect(under(limits, '2014-05-01', '2017-01-01')).toMatchObject({
      state: 'no-limit',
      daysLeft: { min: 365, max: 365 },
    })
    expect(under(limits, '2014-05-01', '2017-08-01').state).toBe('approaching')
    expect(under(limits, '2014-05-01', '2018-01-01').state).toBe('past')
  })

  test('is within while a law certainly has a limit, and that law alone', () => {
    const limits = [later('2010', 36), later('2015', null)]
    expect(under(limits, '2013-06-01', '2014-12-31').state).toBe('within')
    expect(under(limits, '2013-06-01', '2015-06-01').state).toBe('no-limit')
    expect(under(limits, '2011-06-01', '2014-12-31').state).toBe('past')
    expect(under(limits, '2011-06-01', '2016-01-01').state).toBe('no-limit')
  })
})

test('0 months: past from the first day inside, whatever the age', () => {
  const limits = [{ from: null, months: 0, ...evidence }]
  const input = { birth: edtf('2012-02-10'), rules: { ...rules, limits }, leadMonths: 6 }
  expect(
    statutoryClock({ ...input, inPrison: stays('2012-03-01/2012-03-10'), asOf: plainDate('2012-03-01') }),
  ).toMatchObject({
    state: 'past',
    firstDayPast: { earliest: '2012-03-01', latest: '2012-03-01' },
    daysOver: { min: 1, max: 1 },
  })
  expect(
    statutoryClock({ ...input, inPrison: stays('2012-02-10/..'), asOf: plainDate('2012-02-19') }).daysOver,
  ).toEqual({
    min: 10,
    max: 10,
  })
})
