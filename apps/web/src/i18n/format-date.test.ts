import { edtf } from '@komar/domain/time/edtf'
import { plainDate as day } from '@komar/domain/time/plain-date'
import { beforeEach, describe, expect, it } from 'vitest'
import {
  formatDate,
  formatDays,
  formatDistance,
  formatMonths,
  formatRange,
  formatRangeDistance,
} from './format-date.ts'
import { formatEdtf } from './format-edtf.ts'
import { dayInZone, formatInstant } from './format-instant.ts'
import { formatNumber, formatPercent } from './format-number.ts'
import { speakForTest } from './spoken-for-tests.tsx'
import type { Speech } from './speech.ts'

const range = (earliest: string, latest: string) => ({ earliest: day(earliest), latest: day(latest) })

describe('in English', () => {
  let speech: Speech
  beforeEach(() => {
    speech = speakForTest('en')
  })

  it('says a day', () => {
    expect(formatDate(day('2027-03-14'), speech)).toBe('14 March 2027')
  })

  it('shows both ends of an uncertain day, what they share said once', () => {
    expect(formatRange(range('2027-03-01', '2027-03-31'), speech)).toBe('between 1 and 31 March 2027')
    expect(formatRange(range('2027-02-15', '2027-03-03'), speech)).toBe('between 15 February and 3 March 2027')
    expect(formatRange(range('2026-12-30', '2027-01-02'), speech)).toBe('between 30 December 2026 and 2 January 2027')
    expect(formatRange(range('2027-03-14', '2027-03-14'), speech)).toBe('14 March 2027')
  })

  it.each([
    ['2014-03-10', 'today'],
    ['2014-03-11', 'tomorrow'],
    ['2014-03-09', 'yesterday'],
    ['2014-03-07', '3 days ago'],
    ['2014-04-10', 'in 31 days'],
    ['2014-04-11', 'in 1 month'],
    ['2014-08-10', 'in 5 months'],
    ['2013-05-10', '10 months ago'],
    ['2016-03-10', 'in 2 years'],
    ['2016-06-12', 'in 2 years and 3 months'],
  ])('says how far %s is from 10 March 2014', (date, words) => {
    expect(formatDistance(day(date), day('2014-03-10'), speech)).toBe(words)
  })

  it('says both distances of an uncertain day, or the one that they share', () => {
    const today = day('2014-03-10')
    expect(formatRangeDistance(range('2014-08-10', '2014-08-31'), today, speech)).toBe('in 5 months')
    expect(formatRangeDistance(range('2014-03-08', '2014-03-12'), today, speech)).toBe(
      '2 days ago at the earliest, in 2 days at the latest',
    )
  })

  it('says lengths', () => {
    expect(formatMonths(82, speech)).toBe('6 years and 10 months')
    expect(formatMonths(72, speech)).toBe('6 years')
    expect(formatMonths(10, speech)).toBe('10 months')
    expect(formatDays({ min: 12, max: 12 }, speech)).toBe('12 days')
    expect(formatDays({ min: 275, max: 305 }, speech)).toBe('between 275 and 305 days')
  })

  it.each([
    ['2005', '2005'],
    ['2005-03', 'March 2005'],
    ['2005-03-14', '14 March 2005'],
    ['2005~', 'about 2005'],
    ['2005-03?', 'March 2005 (not certain)'],
    ['2005%', 'about 2005 (not certain)'],
    ['2005-03/2012-01', 'from March 2005 until January 2012'],
    ['2005-03/..', 'since March 2005'],
    ['2005-03/', 'from March 2005; the end is not known'],
    ['../2012-01', 'until January 2012'],
  ])('says the recorded date %s', (text, words) => {
    expect(formatEdtf(edtf(text), speech)).toBe(words)
  })

  it('says an interval that stands for one day not known', () => {
    expect(formatEdtf(edtf('2005-03/2005-05'), speech, 'between')).toBe('between March 2005 and May 2005')
    expect(formatEdtf(edtf('2005-03/..'), speech, 'between')).toBe('March 2005 or later')
    expect(formatEdtf(edtf('../2005-03'), speech, 'between')).toBe('March 2005 or earlier')
  })

  it('says an instant in the country’s time, wherever the reader is', () => {
    expect(formatInstant('2013-07-31T17:30:00.000Z', speech, 'Asia/Phnom_Penh')).toBe('1 August 2013, 00:30')
    expect(dayInZone('2013-07-31T16:59:59.999Z', 'Asia/Phnom_Penh')).toBe('2013-07-31')
  })

  it('says numbers', () => {
    expect(formatNumber(71400, speech)).toBe('71,400')
    expect(formatPercent(2.7133, speech)).toBe('271 %')
  })
})

describe('in Khmer', () => {
  it('says dates with Latin figures', () => {
    const speech = speakForTest('km')
    expect(formatDate(day('2027-03-14'), speech)).toBe('14 មីនា 2027')
    expect(formatDistance(day('2014-08-10'), day('2014-03-10'), speech)).toBe('ក្នុង 5 ខែទៀត')
  })

  it('says dates with Khmer figures when the reader wants them', () => {
    const speech = speakForTest('km', 'khmer')
    expect(formatDate(day('2027-03-14'), speech)).toBe('១៤ មីនា ២០២៧')
    expect(formatEdtf(edtf('2005~'), speech)).toBe('ប្រហែល ២០០៥')
    expect(formatDistance(day('2014-08-10'), day('2014-03-10'), speech)).toBe('ក្នុង ៥ ខែទៀត')
    expect(formatNumber(71400, speech)).toBe('៧១.៤០០')
  })
})
