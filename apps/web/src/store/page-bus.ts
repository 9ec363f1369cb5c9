// What the open pages of Komar in one browser tell one another: keys for a page that was just opened, that all must lock, and that
// somebody is at work. Only pages of the same origin hear it.
import { storeLock } from '../sync/tabs.ts'
import { isKeep, type StoreKeys } from './key-hand-over.ts'

type Message =
  | { type: 'ask'; from: string }
  | { type: 'give'; to: string; keys: StoreKeys }
  | { type: 'lock' }
  | { type: 'active' }
  | { type: 'opened'; id: string }

type Listeners = {
  /** The keys of the open store, for a page that asks; null while locked. */
  held: () => StoreKeys | null
  onLock: () => void
  onActive: () => void
  /** Another page opened a store with a password. */
  onOpened: (id: string) => void
}

export type PageBus = {
  /** Keys of another page; null when none answers soon. */
  ask: () => Promise<StoreKeys | null>
  lock: () => void
  active: () => void
  opened: (id: string) => void
  close: () => void
}

const channelName = 'komar.pages'
const patienceMs = 250
/** A page that is at work answers; on a slow phone that is busy, not at once. */
const patienceWithAnotherMs = 3_000

/** Joins the other pages until closed. */
export function joinPages({ held, onLock, onActive, onOpened }: Listeners): PageBus {
  const channel = new BroadcastChannel(channelName)
  const waiting = new Map<string, (given: StoreKeys) => void>()
  const post = (message: Message): void => channel.postMessage(message)
  channel.onmessage = ({ data }: MessageEvent<Message>) => {
    switch (data.type) {
      case 'ask': {
        const own = held()
        if (own !== null) post({ type: 'give', to: data.from, keys: own })
        return
      }
      case 'give': {
        if (isKeep({ ...data, type: 'komar.key.keep' })) waiting.get(data.to)?.(data.keys)
        return
      }
      case 'lock':
        return onLock()
      case 'active':
        return onActive()
      case 'opened':
        return onOpened(data.id)
    }
  }
  return {
    ask: async () => {
      const waitMs = (await isAnotherAtWork()) ? patienceWithAnotherMs : patienceMs
      return new Promise((resolve) => {
        const from = crypto.randomUUID()
        const answer = (given: StoreKeys | null): void => {
          waiting.delete(from)
          clearTimeout(timer)
          resolve(given)
        }
        const timer = setTimeout(() => answer(null), waitMs)
        waiting.set(from, answer)
        post({ type: 'ask', from })
      })
    },
    lock: () => post({ type: 'lock' }),
    active: () => post({ type: 'active' }),
    opened: (id) => post({ type: 'opened', id }),
    close: () => channel.close(),
  }
}

/** Each page with an open store holds the lock of its sync or waits for it. Older browsers, and insecure pages, have no locks. */
async function isAnotherAtWork(): Promise<boolean> {
  const locks: LockManager | undefined = navigator.locks
  const found = await locks?.query().catch(() => undefined)
  return found?.held?.some(({ name }) => name?.startsWith(storeLock)) ?? false
}
