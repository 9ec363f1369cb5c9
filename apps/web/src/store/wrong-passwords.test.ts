import { expect, it } from 'vitest'
import { countTry, waitAfterMs, waitLeftMs } from './wrong-passwords.ts'

it('lets one slip pass, then doubles the wait from 2 seconds to 5 minutes', () => {
  const waits = Array.from({ length: 12 }, (_, failures) => waitAfterMs(failures) / 1000)
  expect(waits).toEqual([0, 0, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300])
})

it('counts on from what was counted before', () => {
  const once = countTry(undefined, 1_000)
  expect(once).toEqual({ failures: 1, notBefore: 1_000 })
  expect(countTry(once, 5_000)).toEqual({ failures: 2, notBefore: 7_000 })
})

it('waits no longer than the longest wait when the clock was set back', () => {
  const tries = { failures: 3, notBefore: 10_000_000_000 }
  expect(waitLeftMs(tries, 0)).toBe(300_000)
  expect(waitLeftMs(tries, 10_000_000_001)).toBe(0)
  expect(waitLeftMs(undefined, 5)).toBe(0)
})
