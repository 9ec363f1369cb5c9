// Wrong passwords are counted for the device, before each is looked at, so that a closed page or a pulled battery saves nobody a wait.
// The first is free (fingers slip); each further one doubles the wait from 2 seconds to 5 minutes.
import type { Tries } from './device-database.ts'

const firstWaitMs = 2_000
const longestWaitMs = 5 * 60_000

/** How long to wait after so many wrong passwords in a row, in milliseconds. */
export function waitAfterMs(failures: number): number {
  return failures < 2 ? 0 : Math.min(longestWaitMs, firstWaitMs * 2 ** (failures - 2))
}

/** The count after one more try, which is taken for wrong until it is known to be right. */
export function countTry(tries: Tries | undefined, nowMs: number): Tries {
  const failures = (tries?.failures ?? 0) + 1
  return { failures, notBefore: nowMs + waitAfterMs(failures) }
}

/** Milliseconds until the next password is looked at; never longer than the longest wait, also where the clock was set back. */
export function waitLeftMs(tries: Tries | undefined, nowMs: number): number {
  return tries === undefined ? 0 : Math.min(longestWaitMs, Math.max(0, tries.notBefore - nowMs))
}
