// How much to ask for at once, how far a download has come, and how wrong this device's clock is. All pure.

const pageSizes = { first: 200, least: 50, most: 5000 } as const
const quickMs = 1500
const slowMs = 8000

export const firstPageSize: number = pageSizes.first

/** Entries to ask for next: twice as many after a quick page, half after a slow one or none. */
export function nextPageSize(size: number, took: number | 'failed'): number {
  if (took === 'failed' || took > slowMs) return Math.max(pageSizes.least, Math.floor(size / 2))
  return took < quickMs ? Math.min(pageSizes.most, size * 2) : size
}

export type Progress = {
  /** Entries that came since the download began. */
  entries: number
  /** From 0 to 1. */
  part: number
  /** Null until it can be told. */
  leftMs: number | null
}

/**
 * How far a download is. The host may say on the first page about how many entries there are; else the place in its chain tells, since
 * entries come in the order of seq. `ms`: since the download began.
 */
export function progressOf(
  {
    entries,
    lastSeq,
    headSeq,
    expected,
  }: { entries: number; lastSeq: number; headSeq: number; expected: number | null },
  ms: number,
): Progress {
  const all = expected ?? headSeq
  const part = all === 0 ? 1 : Math.min(1, (expected === null ? lastSeq : entries) / all)
  return { entries, part, leftMs: part > 0 && part < 1 ? Math.round((ms * (1 - part)) / part) : null }
}

/** Half a minute is the network's, not the clock's. */
const noticedSkewMs = 30_000

/** How far this device's clock is ahead of the host's, in milliseconds; 0 when it is near. It is shown, and orders nothing. */
export function skewOf(deviceMs: number, hostMs: number): number {
  const skew = deviceMs - hostMs
  return Number.isFinite(skew) && Math.abs(skew) >= noticedSkewMs ? skew : 0
}
