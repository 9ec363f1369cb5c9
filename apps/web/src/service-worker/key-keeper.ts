// Holds a store's keys for a page that reloads: in memory only, for a moment, and for one taker.
import { longestKeepMs, type StoreKeys } from '../store/key-hand-over.ts'

export type KeyKeeper = {
  keep: (keys: StoreKeys) => void
  /** The keys, null when there are none or their time is over; they go when whoever asked has received them, and by themselves. */
  give: () => { keys: StoreKeys | null; forget: () => void }
  forget: () => void
}

type Timers = { set: (work: () => void, afterMs: number) => unknown; clear: (timer: unknown) => void }

const ownTimers: Timers = {
  set: (work, afterMs) => setTimeout(work, afterMs),
  clear: (timer) => {
    if (typeof timer === 'number') clearTimeout(timer)
  },
}

/** A slept-through timer comes late, so the clock has the last word; set back, it says nothing and counts as over. */
function isOver(sinceMs: number, nowMs: number): boolean {
  return nowMs < sinceMs || nowMs - sinceMs >= longestKeepMs
}

export function createKeyKeeper({ set, clear }: Timers = ownTimers, now = () => Date.now()): KeyKeeper {
  let held: StoreKeys | null = null
  let since = 0
  let timer: unknown

  const forget = (): void => {
    clear(timer)
    held = null
  }
  return {
    forget,
    keep: (keys) => {
      forget()
      held = keys
      since = now()
      timer = set(forget, longestKeepMs)
    },
    give: () => {
      if (held !== null && isOver(since, now())) forget()
      const keys = held
      // What another page left since stays.
      return { keys, forget: () => held === keys && forget() }
    },
  }
}
