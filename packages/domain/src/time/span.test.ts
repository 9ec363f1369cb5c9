import { describe, expect, test } from 'vitest'
import { edtf } from './edtf.ts'
import { firstDay, lastDay, plainDate } from './plain-date.ts'
import type { DaySpan } from './span.ts'
import {
  countDays,
  covers,
  firstOf,
  intersectSpans,
  knowSpans,
  mergeSpans,
  onwardsFrom,
  spanBetween,
  uncertainSpan,
  upTo,
} from './span.ts'

/** `3-5` is the span from 3 to 5 July 2013. */
function july(...texts: string[]): DaySpan[] {
  return texts.map((text) => {
    const [first = '', last = ''] = text.split('-')
    return {
      first: plainDate(`2013-07-${first.padStart(2, '0')}`),
      last: plainDate(`2013-07-${last.padStart(2, '0')}`),
    }
  })
}

const on = (day: number) => plainDate(`2013-07-${String(day).padStart(2, '0')}`)

describe('spans of days, both ends included', () => {
  test('merge when they share a day or touch, in any order, and leave their inputs alone', () => {
    const input = july('5-7', '1-3', '4-4', '10-12', '11-11')
    expect(mergeSpans(input)).toEqual(july('1-7', '10-12'))
    expect(input).toEqual(july('5-7', '1-3', '4-4', '10-12', '11-11'))
    expect(mergeSpans(july('1-9', '2-3'))).toEqual(july('1-9'))
    expect(mergeSpans(july('1-3', '5-6'))).toEqual(july('1-3', '5-6'))
    expect(mergeSpans(july('5-4'))).toEqual([])
    expect(mergeSpans([])).toEqual([])
  })

  test('meet', () => {
    expect(intersectSpans(july('1-10'), july('3-4', '8-20'))).toEqual(july('3-4', '8-10'))
    expect(intersectSpans(july('1-3'), july('3-5'))).toEqual(july('3-3'))
    expect(intersectSpans(july('1-3'), july('4-5'))).toEqual([])
  })

  test('count a day of transfer once', () => {
    expect(countDays(july('1-5', '5-9'))).toBe(9)
    expect(countDays(july('1-1', '3-4'))).toBe(3)
    expect(countDays([])).toBe(0)
  })

  test('cover their ends, and have a first day', () => {
    const spans = july('3-5', '8-9')
    expect([2, 3, 5, 6, 8, 9, 10].map((day) => covers(spans, on(day)))).toEqual([
      false,
      true,
      true,
      false,
      true,
      true,
      false,
    ])
    expect(firstOf(july('8-9', '3-5'))).toBe(on(3))
    expect(firstOf([])).toBeNull()
    expect(upTo(on(3))).toEqual({ first: firstDay, last: on(3) })
    expect(onwardsFrom(on(3))).toEqual({ first: on(3), last: lastDay })
  })
})

describe('stays with uncertain ends', () => {
  const month = { earliest: plainDate('2005-03-01'), latest: plainDate('2005-03-31') }
  const day = { earliest: plainDate('2012-01-05'), latest: plainDate('2012-01-05') }
  const ever = { earliest: firstDay, latest: lastDay }

  test('are read from an interval, with open and unknown ends', () => {
    expect(uncertainSpan(edtf('2005-03/2012-01-05'))).toEqual({ first: month, last: day })
    expect(uncertainSpan(edtf('2005-03/..'))).toEqual({ first: month, last: { earliest: lastDay, latest: lastDay } })
    expect(uncertainSpan(edtf('2005-03/'))).toEqual({ first: month, last: ever })
    expect(uncertainSpan(edtf('../2012-01-05'))).toEqual({ first: { earliest: firstDay, latest: firstDay }, last: day })
    expect(uncertainSpan(edtf('/2012-01-05'))).toEqual({ first: ever, last: day })
    expect(uncertainSpan(edtf('2005-03'))).toEqual({ first: month, last: month })
  })

  test('are read from a beginning and an end told apart', () => {
    expect(spanBetween(edtf('2005-03'), edtf('2012-01-05'))).toEqual({ first: month, last: day })
    expect(spanBetween(edtf('2005-03'), null)).toEqual({ first: month, last: { earliest: lastDay, latest: lastDay } })
    expect(spanBetween(edtf('../2012-01-05'), edtf('2012-01-05/..'))).toEqual({
      first: { earliest: firstDay, latest: day.latest },
      last: { earliest: day.earliest, latest: lastDay },
    })
    expect(spanBetween(edtf('2005-03-01/..'), edtf('../2012-01-05'))).toEqual({
      first: { earliest: month.earliest, latest: lastDay },
      last: { earliest: firstDay, latest: day.latest },
    })
  })

  const known = (...texts: string[]) => knowSpans(texts.map((text) => uncertainSpan(edtf(text))))

  test('are certain between the latest beginning and the earliest end', () => {
    expect(known('2013-06/2013-08')).toEqual({
      certain: [{ first: plainDate('2013-06-30'), last: plainDate('2013-08-01') }],
      widest: [{ first: plainDate('2013-06-01'), last: plainDate('2013-08-31') }],
      loose: [],
    })
    expect(known('2013-07-03/2013-07-05', '2013-07-05/2013-07-09').certain).toEqual(july('3-9'))
    expect(known('2013-07-03')).toEqual({ certain: july('3-3'), widest: july('3-3'), loose: [] })
  })

  test('are loose when they can begin after they can end', () => {
    expect(known('2013-07')).toEqual({ certain: [], widest: july('1-31'), loose: july('1-31') })
    const backwards = spanBetween(edtf('2013-07-09'), edtf('2013-07-08'))
    expect(knowSpans([backwards])).toEqual({ certain: [], widest: [], loose: [] })
    const unknownEnd = known('2013-07-03/2013-07-05', '2013-07/')
    expect(unknownEnd.certain).toEqual(july('3-5'))
    expect(unknownEnd.loose).toEqual(july('1-31'))
  })

  test('hold a single day for certain when only that day fits', () => {
    expect(known('2013-07/2013-07-20')).toEqual({ certain: july('20-20'), widest: july('1-20'), loose: [] })
    expect(known('2013-07-14/2013-07')).toEqual({ certain: july('14-14'), widest: july('14-31'), loose: [] })
  })
})
