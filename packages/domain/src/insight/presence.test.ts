import { describe, expect, test } from 'vitest'
import { uuidSchema } from '../chronicle/entry.ts'
import { edtf } from '../time/edtf.ts'
import { plainDate } from '../time/plain-date.ts'
import { dated, daysOfStay, presenceOn, type Stay } from './presence.ts'

const here = uuidSchema.parse('00000000-0000-7000-8000-000000000001')
const there = uuidSchema.parse('00000000-0000-7000-8000-000000000002')
const stay = (from: string, to: string | null, facility = here, isMove = false): Stay => ({
  facility,
  from: edtf(from),
  to: to === null ? null : edtf(to),
  isMove,
})
const on = (stays: Stay[], day: string) => {
  const found = presenceOn(dated(stays), plainDate(day))
  return found === null ? null : [found.stay.facility, found.certainty]
}

const last = (one: Stay) => dated([one]).map(daysOfStay)[0]?.last

describe('presence', () => {
  test('from the first day, until the day before leaving', () => {
    const stays = [stay('2013-07-10', '2013-07-20')]
    expect(on(stays, '2013-07-09')).toBeNull()
    expect(on(stays, '2013-07-10')).toEqual([here, 'certain'])
    expect(on(stays, '2013-07-19')).toEqual([here, 'certain'])
    expect(on(stays, '2013-07-20')).toBeNull()
  })

  test('is possible while the day of coming or of leaving is not certain', () => {
    expect(on([stay('2013-07', null)], '2013-07-30')).toEqual([here, 'possible'])
    expect(on([stay('2013-07', null)], '2013-07-31')).toEqual([here, 'certain'])
    expect(on([stay('2013-01-01', '2013-07')], '2013-06-30')).toEqual([here, 'certain'])
    expect(on([stay('2013-01-01', '2013-07')], '2013-07-01')).toEqual([here, 'possible'])
    expect(on([stay('2013-01-01', '2013-07')], '2013-07-31')).toBeNull()
  })

  test('a move on an uncertain day leaves the person certainly inside', () => {
    const moved = [stay('2012-01-01', '2013-07', here, true), stay('2013-07', null, there)]
    expect(on(moved, '2013-07-15')).toEqual([there, 'certain'])
    const left = [stay('2012-01-01', '2013-07', here, false), stay('2013-07', null, there)]
    expect(on(left, '2013-07-15')).toEqual([there, 'possible'])
  })

  test('the last day of a stay is the one before leaving', () => {
    expect(last(stay('2013-07-10', '2013-07-20'))).toEqual({ earliest: '2013-07-19', latest: '2013-07-19' })
    expect(last(stay('2013-07-10', null))?.latest).toBe('9999-12-31')
  })
})
