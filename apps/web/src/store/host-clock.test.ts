import { expect, test } from 'vitest'
import { hostClock } from './host-clock.ts'

const host = { now: '2014-12-12T02:00:00.000Z', today: '2014-12-12', timeZone: 'Asia/Phnom_Penh' }
const heardAt = Date.parse('2026-11-29T10:00:00Z')
const after = (hours: number) => hostClock(host, heardAt, () => heardAt + hours * 3_600_000)

test('days go on from what the host said, in the time zone of the host', () => {
  expect(after(0).today()).toBe('2014-12-12')
  // Nine in the morning in Phnom Penh: its day ends fifteen hours later.
  expect(after(14).today()).toBe('2014-12-12')
  expect(after(15).today()).toBe('2014-12-13')
  expect(after(24 * 20).today()).toBe('2015-01-01')
  expect(after(1).now()).toBe('2014-12-12T03:00:00.000Z')
  expect(after(1).inHostTime('2026-11-29T09:59:00.000Z')).toBe('2014-12-12T01:59:00.000Z')
})

test('a clock that was set back never makes what fell due undue', () => {
  expect(after(-24 * 300).today()).toBe('2014-12-12')
})
