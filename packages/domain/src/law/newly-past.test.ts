import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Edtf } from '../time/edtf.ts'
import { edtf } from '../time/edtf.ts'
import { addDays, addMonths, plainDate } from '../time/plain-date.ts'
import { uncertainSpan } from '../time/span.ts'
import { newlyPastOn } from './newly-past.ts'
import type { LimitRules } from './past.ts'

const evidence = { source: 'test', status: 'verified' } as const

function rulesWith(from: string, months: number, monthsBefore: number | null): LimitRules {
  const before = monthsBefore === null ? [] : [{ from: null, months: monthsBefore, ...evidence }]
  return { limits: [...before, { from: edtf(from), months, ...evidence }], missingDay: { rule: 'next-day' } }
}

const cambodia = rulesWith('2011-12', 36, 72)

function certaintyOf(birth: Edtf, inPrison: string, rules = cambodia, lawStart = '2011-12') {
  const child = {
    id: 'child',
    birth,
    inPrison: inPrison === '' ? [] : inPrison.split(';').map((stay) => uncertainSpan(edtf(stay))),
  }
  return newlyPastOn(edtf(lawStart), [child], rules)[0]?.certainty ?? null
}

describe('the day the limit fell from six years to three', () => {
  test.each([
    ['2008-06-15', '2008/..', 'certain'],
    ['2005-12-31', '2005/..', 'possible'],
    ['2006-01-01', '2006/..', 'certain'],
    ['2005-12-02', '2005/..', 'possible'],
    // reached six years on the very first day that the law may have started: past under the old law anyway
    ['2005-12-01', '2005/..', null],
    ['2005-11-30', '2005/..', null],
    ['2008-12-01', '2008/..', 'certain'],
    ['2008-12-02', '2008/..', 'possible'],
    ['2008-12-31', '2008/..', 'possible'],
    ['2009-01-01', '2009/..', null],
    ['2005', '2005/..', 'possible'],
    ['../2008', '2005/..', 'possible'],
    ['2008/..', '2005/..', 'possible'],
    // not in prison, or perhaps not
    ['2008-06-15', '', null],
    ['2008-06-15', '2008/2011-11', null],
    ['2008-06-15', '2012/..', null],
    ['2008-06-15', '2008/2011-12', 'possible'],
    ['2008-06-15', '2011-12-02/..', 'possible'],
    ['2008-06-15', '2011-12-01/2011-12-31', 'certain'],
    ['2008-06-15', '2011-12-01/2011-12-30', 'possible'],
  ])('born %s, in prison %s: %s', (birth, inPrison, certainty) => {
    expect(certaintyOf(edtf(birth), inPrison)).toBe(certainty)
  })

  test('lists the children concerned and leaves the others out', () => {
    const inPrison = [uncertainSpan(edtf('2005/..'))]
    const children = ['2008-06-15', '2010-01-01', '2005-12-31'].map((birth, id) => ({
      id,
      birth: edtf(birth),
      inPrison,
    }))
    expect(newlyPastOn(edtf('2011-12'), children, cambodia)).toEqual([
      { id: 0, certainty: 'certain' },
      { id: 2, certainty: 'possible' },
    ])
  })

  test('is a day of the pack: another day, or a limit not lowered, lists nobody', () => {
    expect(certaintyOf(edtf('2008-06-15'), '2008/..', cambodia, '2011-12-01')).toBeNull()
    expect(certaintyOf(edtf('2008-06-15'), '2008/..', rulesWith('2011-12', 72, 36))).toBeNull()
    expect(certaintyOf(edtf('1990/2011'), '2008/..', rulesWith('2011-12', 36, 36))).toBeNull()
    expect(certaintyOf(edtf('2008-06-15'), '2008/..', rulesWith('2011-12', 36, null))).toBe('certain')
    expect(certaintyOf(edtf('1990-06-15'), '2008/..', rulesWith('2011-12', 36, null))).toBe('certain')
  })

  test('follows the leap-day rule of the pack', () => {
    const rules = rulesWith('2011-02-28', 36, 72)
    expect(certaintyOf(edtf('2008-02-29'), '2008/..', rules, '2011-02-28')).toBeNull()
    const early = { ...rules, missingDay: { rule: 'last-day' } } as const
    expect(certaintyOf(edtf('2008-02-29'), '2008/..', early, '2011-02-28')).toBe('certain')
  })
})

test('agrees with the enumeration of every day of birth and every start of the law', () => {
  const base = plainDate('2011-12-01')
  const range = (from: number, to: number) =>
    fc.tuple(fc.integer({ min: from, max: to }), fc.integer({ min: 0, max: 40 }))
  fc.assert(
    fc.property(
      range(-130, 10),
      range(0, 10),
      fc.integer({ min: 0, max: 3 }),
      ([born, width], [start, length], months) => {
        const births = Array.from({ length: width + 1 }, (_, index) => addDays(base, born + index))
        const starts = Array.from({ length: length + 1 }, (_, index) => addDays(base, start + index))
        const answers = births.flatMap((birth) =>
          starts.map((day) => day >= addMonths(birth, months) && day < addMonths(birth, months + 1)),
        )
        const lawStart = `${starts[0]}/${starts.at(-1)}`
        const certainty = certaintyOf(
          edtf(`${births[0]}/${births.at(-1)}`),
          '2000/..',
          rulesWith(lawStart, months, months + 1),
          lawStart,
        )
        expect(certainty).toBe(answers.every(Boolean) ? 'certain' : answers.some(Boolean) ? 'possible' : null)
      },
    ),
    { seed: 2011, numRuns: 500 },
  )
})
