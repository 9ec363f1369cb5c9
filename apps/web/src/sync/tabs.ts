// Several pages of one person: one speaks with the host, and each hears what another has written. Where the browser has no locks, each
// speaks for itself: sending twice is harmless, and the feed is kept by whoever comes first.

export type News = 'outbox' | 'chronicle' | 'wake' | 'choice-changed'

export type Tabs = {
  tell: (news: News) => void
  subscribe: (listener: (news: News) => void) => () => void
  /** Calls when this page is the one; answers how to give it up. */
  lead: (begin: () => void) => () => void
  close: () => void
}

/** How the lock of the page that speaks with the host begins, whoever's store it is. */
export const storeLock = 'komar-sync-'

/** The pages of a store. The name holds its random id and nothing of its owner. */
export function joinTabs(storeId: string): Tabs {
  const name = storeLock + storeId
  const channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel(name)
  const listeners = new Set<(news: News) => void>()
  channel?.addEventListener('message', ({ data }: MessageEvent<News>) =>
    listeners.forEach((listener) => listener(data)),
  )
  return {
    tell: (news) => channel?.postMessage(news),
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    lead: (begin) => lead(name, begin),
    close: () => channel?.close(),
  }
}

function lead(name: string, begin: () => void): () => void {
  const given = new AbortController()
  let release = (): void => undefined
  const held = new Promise<void>((resolve) => {
    release = resolve
  })
  // Older browsers, and insecure pages, have none.
  const locks: LockManager | null | undefined = navigator.locks
  if (!locks) begin()
  else {
    const hold = (): Promise<void> => {
      begin()
      return held
    }
    // Given up before its turn came: nothing to do.
    locks.request(name, { signal: given.signal }, hold).catch(() => undefined)
  }
  return () => {
    given.abort()
    release()
  }
}
