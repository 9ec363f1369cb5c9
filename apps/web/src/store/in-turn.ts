// One after another: what reads a row, decides and writes must not be crossed by another that does the same.

/** Makes a queue: each piece of work begins when the one before has ended, also when that failed. */
export function inTurn(): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve()
  return (work) => {
    const next = last.then(work, work)
    last = next.catch(() => undefined)
    return next
  }
}
