// What goes in one call: whole groups, in the order written, as far as the host takes them at once.
import type { Unsent } from './outbox-row.ts'

/** As many as the host takes in one call (domain, `maxEntriesPerCall`), and no more than a bad link carries at once. */
const limits = { entries: 500, chars: 1024 * 1024 } as const

/** The first groups of what waits. A group larger than the limits goes by itself; `waiting` is in the order written. */
export function nextBatchOf(waiting: readonly Unsent[]): Unsent[][] {
  const groups = [...Map.groupBy(waiting, ({ group }) => group).values()]
  const batch: Unsent[][] = []
  let [entries, chars] = [0, 0]
  for (const group of groups) {
    const more = group.reduce((sum, { entry }) => sum + JSON.stringify(entry).length, 0)
    const isFull = entries + group.length > limits.entries || chars + more > limits.chars
    if (isFull && batch.length > 0) break
    batch.push(group)
    entries += group.length
    chars += more
    if (entries >= limits.entries) break
  }
  return batch
}
