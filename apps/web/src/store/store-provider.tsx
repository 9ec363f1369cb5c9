import type { Session } from '@komar/contract/session'
import type { Written } from '@komar/domain/chronicle/entry'
import { createContext, use, useEffect, useMemo, useState, useSyncExternalStore, type ReactNode } from 'react'
import { listenForChanges, type Changes } from './changes.ts'
import { openDatabase, type Database } from './database.ts'
import { newEntry, type EntryDraft } from './new-entry.ts'
import { createOutbox, type Outbox, type Unsent } from './outbox.ts'
import { postEntries } from './post-entries.ts'
import { startSender, type Sender } from './sender.ts'

type Store = { database: Database; outbox: Outbox; sender: Sender; changes: Changes; session: Session }

const StoreContext = createContext<Store | null>(null)

type Props = { session: Session; whileOpening: ReactNode; children: ReactNode }

/** Opens what this device keeps for the signed-in account, and sends and listens as long as they are signed in. */
export function StoreProvider({ session, whileOpening, children }: Props): ReactNode {
  const store = useOpenedStore(session)
  if (store === null) return whileOpening
  return <StoreContext value={store}>{children}</StoreContext>
}

function useOpenedStore(session: Session): Store | null {
  const [opened, setOpened] = useState<Omit<Store, 'session'> | null>(null)
  const accountId = session.account.id
  useEffect(() => {
    let close: (() => void) | null = null
    let isWanted = true
    void openDatabase(accountId).then((database) => {
      const outbox = createOutbox(database)
      const sender = startSender({ outbox, post: postEntries })
      const changes = listenForChanges()
      close = () => {
        sender.stop()
        changes.stop()
        database.close()
      }
      if (isWanted) setOpened({ database, outbox, sender, changes })
      else close()
    })
    return () => {
      isWanted = false
      setOpened(null)
      close?.()
    }
  }, [accountId])
  return useMemo(() => (opened === null ? null : { ...opened, session }), [opened, session])
}

/** What this device keeps for the signed-in account. */
export function useStore(): Store {
  const store = use(StoreContext)
  if (!store) throw new Error('useStore: no StoreProvider above')
  return store
}

type Recorder = (drafts: readonly EntryDraft[], options?: { together?: boolean }) => Promise<Written[]>

/** Records entries: they are on this device when the promise is kept, and are sent from there. `together`: all of them or none. */
export function useRecord(): Recorder {
  const { outbox, sender, session } = useStore()
  return async (drafts, { together = false } = {}) => {
    const entries = drafts.map((draft) => newEntry(draft, session))
    await outbox.add(entries, together)
    sender.wake()
    return entries
  }
}

/** All that is in the outbox, kept current; null while it is first read. */
export function useUnsent(): readonly Unsent[] | null {
  const { outbox } = useStore()
  const [unsent, setUnsent] = useState<readonly Unsent[] | null>(null)
  useEffect(() => {
    const refresh = (): void => void outbox.list().then(setUnsent)
    refresh()
    return outbox.subscribe(refresh)
  }, [outbox])
  return unsent
}

/** Whether the browser believes that there is a network. */
export function useIsOnline(): boolean {
  return useSyncExternalStore(
    (listener) => {
      globalThis.addEventListener('online', listener)
      globalThis.addEventListener('offline', listener)
      return () => {
        globalThis.removeEventListener('online', listener)
        globalThis.removeEventListener('offline', listener)
      }
    },
    () => navigator.onLine,
  )
}
