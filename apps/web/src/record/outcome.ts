// What became of what was just handed in. With a network the answer comes within a moment; without one, nobody waits for it.
import type { Outbox } from '../store/outbox.ts'
import type { Unsent } from '../store/outbox-row.ts'

export type Outcome = { is: 'accepted' } | { is: 'refused'; unsent: readonly Unsent[] } | { is: 'not-known' }

const patienceMs = 6000

/** Waits for the host's answer on these entries; 'not-known' when none came in time. */
export function outcomeOf(outbox: Outbox, ids: readonly string[], waitMs = patienceMs): Promise<Outcome> {
  return new Promise((resolve) => {
    const finish = (outcome: Outcome): void => {
      clearTimeout(timer)
      stop()
      resolve(outcome)
    }
    const look = async (): Promise<void> => {
      const mine = (await outbox.list()).filter(({ id }) => ids.includes(id))
      const isSettled = mine.every(({ state }) => state === 'accepted' || state === 'refused')
      if (!isSettled) return
      const refused = mine.filter(({ state }) => state === 'refused')
      finish(refused.length > 0 ? { is: 'refused', unsent: refused } : { is: 'accepted' })
    }
    const stop = outbox.subscribe(() => void look())
    const timer = setTimeout(() => finish({ is: 'not-known' }), waitMs)
    void look()
  })
}
