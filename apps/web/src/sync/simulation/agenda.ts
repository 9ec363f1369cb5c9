// Time in the simulation: what is due next happens next, and everything that follows from it at once has happened before the next.

export type Agenda = {
  nowMs: () => number
  /** Calls after so many milliseconds; answers how to cancel it. */
  after: (ms: number, call: () => void) => () => void
  /** Runs what is due until then, or until `isOver`. */
  runUntil: (atMs: number, isOver?: () => boolean) => Promise<void>
}

type Due = { atMs: number; order: number; call: () => void }

/** An agenda that begins at an instant, in milliseconds since 1970. */
export function makeAgenda(startMs: number): Agenda {
  let now = startMs
  let order = 0
  let due: Due[] = []
  const next = (): Due | undefined =>
    due.reduce<Due | undefined>(
      (best, one) =>
        best === undefined || one.atMs < best.atMs || (one.atMs === best.atMs && one.order < best.order) ? one : best,
      undefined,
    )
  return {
    nowMs: () => now,
    after: (ms, call) => {
      order += 1
      const one = { atMs: now + Math.max(0, ms), order, call }
      due.push(one)
      return () => {
        due = due.filter((other) => other !== one)
      }
    },
    runUntil: async (atMs, isOver = () => false) => {
      await consequences()
      for (let one = next(); one !== undefined && one.atMs <= atMs && !isOver(); one = next()) {
        const taken = one
        due = due.filter((other) => other !== taken)
        now = Math.max(now, taken.atMs)
        taken.call()
        await consequences()
      }
      if (!isOver()) now = Math.max(now, atMs)
    },
  }
}

/** Memory disks and seals answer within the turn: when the machine comes back to this, all promises that could be kept have been. */
function consequences(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve)
  })
}
