// The order of stored texts: by code unit, the same on every machine. Dates and ids as text sort by it; names, which are sorted for a
// reader's eye, do not.

/** Negative, zero or positive, as a sort asks. */
export function compareText(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0
}
