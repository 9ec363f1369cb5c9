import type { Written } from '@komar/domain/chronicle/entry'
import { createContext, use, useEffect, useMemo, useRef, useState, useSyncExternalStore, type ReactNode } from 'react'
import type { SyncState } from '../sync/driver.ts'
import { onKeys, openTexts } from './agency-keys/open-texts.ts'
import { HostAway } from './disk.ts'
import { askSession, tieOf } from './host-session.ts'
import { newEntry, type EntryDraft } from './new-entry.ts'
import type { OpenStore, StoreEvents } from './open-store.ts'
import type { Unsent } from './outbox-row.ts'
import type { Unlocked } from './unlocked.ts'
import type { Tie } from './vault-state.ts'

type Store = OpenStore & { session: Unlocked['session']; isInMemory: boolean }

const StoreContext = createContext<Store | null>(null)

type Props = StoreEvents & { unlocked: Unlocked; tie: Tie; whileOpening: ReactNode; children: ReactNode }

/** Opens what stands on an unlocked store, and sends and receives as long as it is open. */
export function StoreProvider({ unlocked, tie, whileOpening, children, ...events }: Props): ReactNode {
  const store = useOpenedStore(unlocked, events)
  useEffect(() => {
    if (tie === 'signed-in') store?.sync.begin()
  }, [tie, store?.sync])
  if (store === null) return whileOpening
  return <StoreContext value={store}>{children}</StoreContext>
}

function useOpenedStore(unlocked: Unlocked, events: StoreEvents): Store | null {
  const [opened, setOpened] = useState<OpenStore | { fault: unknown } | null>(null)
  const latest = useRef(events)
  latest.current = events
  const { disk } = unlocked
  useEffect(() => {
    let close: (() => void) | null = null
    let isWanted = true
    const told: StoreEvents = {
      onSessionEnded: () => latest.current.onSessionEnded(),
      onRevoked: () => latest.current.onRevoked(),
    }
    // What a store stands on is fetched beside the page, not before it.
    const opening = import('./open-answering.ts').then(({ openAnswering }) => openAnswering(unlocked, told))
    opening.then(
      (store) => {
        close = store.close
        if (isWanted) setOpened(store)
        else close()
      },
      (fault: unknown) => isWanted && setOpened({ fault }),
    )
    return () => {
      isWanted = false
      setOpened(null)
      close?.()
    }
    // A session that was renewed is no other store: its disk stays.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [disk])
  if (opened !== null && 'fault' in opened) throw opened.fault
  const { session, isInMemory = false } = unlocked
  return useMemo(() => (opened === null ? null : { ...opened, session, isInMemory }), [opened, session, isInMemory])
}

/** What this device keeps for the person at work. */
export function useStore(): Store {
  const store = use(StoreContext)
  if (!store) throw new Error('useStore: no StoreProvider above')
  return store
}

type Options = { together?: boolean; alone?: readonly EntryDraft[] }
type Recorder = (drafts: readonly EntryDraft[], options?: Options) => Promise<Written[]>

/**
 * Records entries: they are on this device when the promise is kept, with their texts sealed where the agency has it so, and are sent from
 * there. `together`: the host takes all of them or
 * none. `alone`: of the same press, each judged by itself. The promise is broken with DiskFull when there is no room on the device:
 * nothing was kept. Where nothing is kept on the device, with HostAway while the host does not answer. With NoKeyToSeal where it would bring
 * out what was sealed before.
 */
export function useRecord(): Recorder {
  const { outbox, chronicle, sync, session, keys, isInMemory } = useStore()
  return async (drafts, { together = false, alone = [] } = {}) => {
    if (isInMemory && tieOf(await askSession(), session.device) !== 'signed-in') throw new HostAway()
    // What the author had seen: the host's chain as far as this device has heard of it. In memory none of it is followed.
    const seen = isInMemory ? null : chronicle.position().head
    // One instant for one press: a restored host is offered the group as a group.
    const now = new Date()
    const made = (draft: EntryDraft): Written =>
      newEntry({ ...(seen === null ? {} : { basedOn: seen.seq }), ...draft }, session, now)
    const entries = await keys.seal([...drafts, ...alone].map(made))
    await outbox.add(entries.slice(0, drafts.length), together, entries.slice(drafts.length))
    sync.wake()
    return entries
  }
}

/** All that is in the outbox, kept current, its sealed texts opened: to show, never to send. Null while it is first read. */
export function useUnsent(): readonly Unsent[] | null {
  const { outbox } = useStore()
  const [unsent, setUnsent] = useState<readonly Unsent[] | null>(null)
  useEffect(() => {
    let asked = 0
    const refresh = (): void => {
      const number = (asked += 1)
      void outbox
        .list()
        .then(openTexts)
        .then((list) => number === asked && setUnsent(list))
    }
    refresh()
    const stops = [outbox.subscribe(refresh), onKeys(refresh)]
    return () => {
      asked += 1
      stops.forEach((stop) => stop())
    }
  }, [outbox])
  return unsent
}

/** What sending and receiving are at, kept current. */
export function useSync(): SyncState {
  const { sync } = useStore()
  return useSyncExternalStore(sync.subscribe, sync.state)
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
