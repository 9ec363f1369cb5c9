// @vitest-environment node
import { describe, expect, it } from 'vitest'
import { simulate } from './run.ts'

const seeds = 200

describe('the simulation', () => {
  it(`keeps every promise in ${seeds} worlds`, { timeout: 120_000 }, async () => {
    const failed: object[] = []
    let [entries, refusals] = [0, 0]
    for (let seed = 1; seed <= seeds; seed += 1) {
      const outcome = await simulate(seed)
      entries += outcome.entries
      refusals += outcome.refusals
      if (outcome.broken.length > 0) failed.push({ seed, broken: outcome.broken.slice(0, 3) })
    }
    expect(failed).toEqual([])
    // Worlds in which nothing happens would prove nothing.
    expect(entries).toBeGreaterThan(seeds * 10)
    expect(refusals).toBeGreaterThan(seeds)
  })
})
