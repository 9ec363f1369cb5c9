const firstWaitMs = 2_000
const longestWaitMs = 5 * 60_000

/**
 * How long to wait before the next try, in milliseconds: doubling from 2 s to 5 minutes, each cut by up to a half so that phones which
 * lost the same network do not return in the same second. `chance` is a number from 0 up to 1.
 */
export function waitBeforeTryMs(failures: number, chance: number): number {
  const wait = Math.min(longestWaitMs, firstWaitMs * 2 ** Math.max(0, failures - 1))
  return Math.round(wait * (1 - chance / 2))
}
