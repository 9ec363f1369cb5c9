// Repeated measurements in three numbers. A median and its range say more of few runs than a mean and a deviation.

export type Spread = { median: number; min: number; max: number }
export type Latency = { p50: number; p95: number; max: number; calls: number }

/** The value below which a share of the values lies (nearest rank); NaN of nothing. `share` from 0 to 1. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((left, right) => left - right)
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN
}

export function spreadOf(values: readonly number[]): Spread {
  return { median: quantile(values, 0.5), min: Math.min(...values), max: Math.max(...values) }
}

/** Times of calls in milliseconds. */
export function latencyOf(times: readonly number[]): Latency {
  return { p50: quantile(times, 0.5), p95: quantile(times, 0.95), max: Math.max(...times), calls: times.length }
}

/** Milliseconds that some work takes, and what it answers. */
export async function timed<T>(work: () => Promise<T>): Promise<{ ms: number; answer: T }> {
  const began = performance.now()
  const answer = await work()
  return { ms: performance.now() - began, answer }
}
