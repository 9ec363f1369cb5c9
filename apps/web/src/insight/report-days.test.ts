import { plainDate } from '@komar/domain/time/plain-date'
import { describe, expect, it } from 'vitest'
import { pickedDays, readReportDays } from './report-days.ts'

const today = plainDate('2014-11-30')

describe('the days of a report', () => {
  it('come from the address, and what is no day is left out', () => {
    expect(readReportDays({ asOf: '2013-07-31', knownAt: '2013-02-30', name: 'x' })).toEqual({ asOf: '2013-07-31' })
    expect(readReportDays({ asOf: 20130731 })).toEqual({})
  })

  it('leave today out of the address', () => {
    expect(pickedDays({ asOf: '2014-11-30', knownAt: '' }, today)).toEqual({ ok: true, days: {} })
  })

  it('may both be past, and the second before the first', () => {
    const days = { asOf: '2013-07-31', knownAt: '2013-08-01' }
    expect(pickedDays(days, today)).toEqual({ ok: true, days })
    expect(pickedDays({ asOf: '2013-07-31', knownAt: '2013-07-01' }, today).ok).toBe(true)
  })

  it('are never in the future', () => {
    expect(pickedDays({ asOf: '2014-12-01', knownAt: '' }, today)).toEqual({ ok: false, field: 'asOf' })
    expect(pickedDays({ asOf: '', knownAt: '2015-01-01' }, today)).toEqual({ ok: false, field: 'knownAt' })
  })
})
