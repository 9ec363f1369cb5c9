import { plainDate } from '@komar/domain/time/plain-date'
import { expect, it } from 'vitest'
import { instantsOf } from './day-instants.ts'

it.each([
  ['Asia/Phnom_Penh', '2026-11-28T17:00:00.000Z', '2026-11-29T17:00:00.000Z'],
  ['UTC', '2026-11-29T00:00:00.000Z', '2026-11-30T00:00:00.000Z'],
  ['America/Lima', '2026-11-29T05:00:00.000Z', '2026-11-30T05:00:00.000Z'],
])('a day in %s begins and ends with its own clocks', (timeZone, since, until) => {
  const day = plainDate('2026-11-29')
  expect(instantsOf({ since: day, until: day }, timeZone)).toEqual({ since, until })
})
