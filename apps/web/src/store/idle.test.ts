import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { watchIdle } from './idle.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

it('is idle when the minutes are over, not sooner or much later, and seldom wakes before', () => {
  const onIdle = vi.fn(() => watch.stop())
  const timers = vi.spyOn(globalThis, 'setTimeout')
  const watch = watchIdle({ limitMinutes: () => 5, onIdle, onActive: () => {} })
  vi.advanceTimersByTime(299_000)
  expect(onIdle).not.toHaveBeenCalled()
  vi.advanceTimersByTime(2000)
  expect(onIdle).toHaveBeenCalledOnce()
  expect(timers.mock.calls.length).toBeLessThan(10)
  vi.advanceTimersByTime(600_000)
  expect(onIdle).toHaveBeenCalledOnce()
})

it('counts from the last sign of somebody, and heeds fewer minutes that were chosen meanwhile', () => {
  let minutes = 15
  const onIdle = vi.fn(() => watch.stop())
  const watch = watchIdle({ limitMinutes: () => minutes, onIdle, onActive: () => {} })
  vi.advanceTimersByTime(240_000)
  globalThis.dispatchEvent(new Event('keydown'))
  minutes = 2
  vi.advanceTimersByTime(119_000)
  expect(onIdle).not.toHaveBeenCalled()
  vi.advanceTimersByTime(61_000)
  expect(onIdle).toHaveBeenCalledOnce()
})
