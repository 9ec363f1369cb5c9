import { describe, expect, it } from 'vitest'
import { plainDate } from '../time/plain-date.ts'
import { isHistory, isStartUp } from './first-day.ts'

const today = plainDate('2013-10-01')
const on = (code: string, due: string) => isHistory({ code, due: plainDate(due) }, today)

describe('the first day', () => {
  it('is a plan’s matter when many wait, for a plan or for somebody responsible', () => {
    expect(isStartUp({ unplanned: 47, unallocated: 82 })).toBe(true)
    expect(isStartUp({ unplanned: 0, unallocated: 10 })).toBe(true)
    expect(isStartUp({ unplanned: 9, unallocated: 9 })).toBe(false)
  })

  it('takes assessments and decisions that were missed as history from the day after', () => {
    expect(on('assess.full-assessment', '2008-09-07')).toBe(true)
    expect(on('assess.decision-missing', '2013-09-30')).toBe(true)
    expect(on('assess.decision-missing', '2013-10-01')).toBe(false)
  })

  it('takes what follows a departure as history only when it is old', () => {
    expect(on('care.departed-without-plan', '2013-08-31')).toBe(true)
    expect(on('care.departed-without-plan', '2013-09-24')).toBe(false)
  })

  it.each(['law.limit', 'assess.overstay-decision-missing', 'assess.notice-missing', 'care.death-review'])(
    'never takes %s as history',
    (code) => {
      expect(on(code, '2008-09-07')).toBe(false)
    },
  )
})
