import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { listenForChanges } from './changes.ts'

class Stream extends EventTarget {
  isClosed = false
  close(): void {
    this.isClosed = true
  }
}

const streams: Stream[] = []
const open = () => {
  streams.push(new Stream())
  return streams.at(-1) as unknown as EventSource // the members that are used
}

beforeEach(() => {
  streams.length = 0
  vi.useFakeTimers()
})
afterEach(() => vi.useRealTimers())

it('asks for a lost stream with longer and longer waits, and never leaves one to try by itself', () => {
  const changes = listenForChanges(open)
  const opened: number[] = []
  for (let minute = 0; minute < 20; minute += 1) {
    for (const stream of streams.filter(({ isClosed }) => !isClosed)) stream.dispatchEvent(new Event('error'))
    vi.advanceTimersByTime(60_000)
    opened.push(streams.length)
  }
  expect(streams.filter(({ isClosed }) => !isClosed).length).toBeLessThanOrEqual(1)
  // At three seconds each these were four hundred.
  expect(opened.at(-1)).toBeLessThan(15)
  changes.stop()
})

it('tells its listeners once it has a stream again, and asks at once when the network is back', () => {
  const changes = listenForChanges(open)
  const heard = vi.fn()
  changes.subscribe(heard)
  streams[0]?.dispatchEvent(new Event('error'))
  globalThis.dispatchEvent(new Event('online'))
  expect(streams).toHaveLength(2)
  streams[1]?.dispatchEvent(new Event('open'))
  vi.advanceTimersByTime(1000)
  expect(heard).toHaveBeenCalledOnce()
  changes.stop()
  globalThis.dispatchEvent(new Event('online'))
  expect(streams).toHaveLength(2)
})
