// The order of stored texts: by code unit, the same on every machine. Dates and ids as text sort by it; names, which are sorted for a
// reader's eye, do not.

/** Negative, zero or positive, as a sort asks. */
export function compareText(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0
}

/**
 * The first so many of a list in an order: what sorting it (stably) and cutting it would give, without sorting what is cut off.
 * @param order negative, zero or positive, as a sort asks
 */
export function firstInOrder<T>(list: readonly T[], count: number, order: (left: T, right: T) => number): T[] {
  const first: T[] = []
  for (const item of list) {
    const last = first.at(-1)
    if (first.length >= count && (last === undefined || order(item, last) >= 0)) continue
    if (first.length >= count) first.pop()
    first.splice(placeOf(item, first, order), 0, item)
  }
  return first
}

/** Behind all that are not after the item. */
function placeOf<T>(item: T, sorted: readonly T[], order: (left: T, right: T) => number): number {
  let [from, to] = [0, sorted.length]
  while (from < to) {
    const middle = (from + to) >> 1
    const there = sorted[middle]
    if (there !== undefined && order(there, item) > 0) to = middle
    else from = middle + 1
  }
  return from
}
