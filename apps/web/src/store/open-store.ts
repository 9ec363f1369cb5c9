// Everything that stands on an unlocked store: its outbox, drafts and chronicle, and what keeps them and the host together.
import type { Session } from '@komar/contract/session'
import { makeDriver, type Driver, type SyncState } from '../sync/driver.ts'
import { networkHost } from '../sync/network-host.ts'
import { joinTabs, type Tabs } from '../sync/tabs.ts'
import { keepKeys, type AgencyKeys } from './agency-keys/keep-keys.ts'
import { openKeyring } from './agency-keys/keyring.ts'
import { withoutFeed } from '../sync/without-feed.ts'
import { openAttachments, withRoom } from './attachments.ts'
import { boxMaker, exportBoxes } from './boxes.ts'
import { listenForChanges, type Changes } from './changes.ts'
import { openDeviceChronicle, type DeviceChronicle, type SummaryMaker } from './device-chronicle.ts'
import { openDrafts, type Drafts } from './drafts.ts'
import { takeOverOldDatabase } from './old-database.ts'
import { openOutbox, type Outbox } from './outbox.ts'
import { forgetSentValues } from './sent-values.ts'
import type { Unlocked } from './unlocked.ts'

export type Sync = {
  state: () => SyncState
  subscribe: (listener: (state: SyncState) => void) => () => void
  /** Something was written here, or somebody presses "try now". */
  wake: () => void
  /** Under a new session. */
  begin: () => void
  /** What this device keeps was chosen anew. */
  chooseAnew: () => void
}

export type OpenStore = {
  outbox: Outbox
  drafts: Drafts
  chronicle: DeviceChronicle
  changes: Changes
  sync: Sync
  /** Keys of the agency, as far as this device was given them. */
  keys: AgencyKeys
  /** The outbox as one encrypted file; boxes that are still missing are made first. */
  exportOutbox: () => Promise<string>
  close: () => void
}

export type StoreEvents = {
  /** The host does not know who this is: sign in again. */
  onSessionEnded: () => void
  /** The host trusts this device no longer. */
  onRevoked: () => void
}

/** For those who read no child: there is nothing to list. */
const noSummaries: SummaryMaker = { version: 'none', summarize: () => null }

/** Opens a store and sets it going; `close` ends all of it and leaves the disk to whoever opened it. */
export async function openStore(unlocked: Unlocked, events: StoreEvents, summaries = noSummaries): Promise<OpenStore> {
  const { id, disk, seal, session, isInMemory = false } = unlocked
  if (!isInMemory) await takeOverOldDatabase(session.account.id, { disk, seal })
  const recipient = recipientOf(session)
  const boxer = recipient === null ? undefined : boxMaker(recipient)
  const attachments = openAttachments({ disk, seal, isInMemory })
  const roomy = withRoom(disk, attachments.letGo)
  const [outbox, chronicle] = await Promise.all([
    openOutbox({ disk: roomy, seal, boxer }),
    openDeviceChronicle({ disk, seal, summaries }),
  ])
  // Pages of a store in memory share nothing: each speaks for itself.
  const tabs = joinTabs(isInMemory ? `${id}-${crypto.randomUUID()}` : id)
  const driver = makeDriver({
    outbox,
    attachments,
    chronicle,
    host: isInMemory ? withoutFeed(networkHost({ device: id })) : networkHost({ device: id }),
    clock: browserClock,
    author: { account: session.account.id, device: id },
    ...events,
    onFault: (fault) => globalThis.reportError(fault),
  })
  const keys = keepKeys(openKeyring(id, disk, seal), session, outbox, isInMemory)
  const changes = listenForChanges()
  const drafts = openDrafts(roomy, seal)
  const stopTabs = connect(tabs, driver, { outbox, chronicle, drafts })
  const stopEvents = hearBrowser(driver, changes)
  return {
    outbox,
    chronicle,
    drafts,
    changes,
    sync: syncOf(driver, tabs, keys),
    keys,
    exportOutbox: async () => {
      while ((await outbox.fillBoxes()) > 0);
      return exportBoxes(disk, id)
    },
    close: () => {
      driver.tell('stop')
      keys.stop()
      stopTabs()
      stopEvents()
      changes.stop()
    },
  }
}

function recipientOf({ host }: Session): string | null {
  // A session that an earlier version kept has none until the host tells it.
  return host.handInKey === '' ? null : host.handInKey
}

function syncOf(driver: Driver, tabs: Tabs, keys: AgencyKeys): Sync {
  // In a page that does not lead, the driver is at rest and the other page is told.
  const both = (event: 'wake' | 'choice-changed'): void => {
    driver.tell(event)
    tabs.tell(event)
  }
  return {
    state: driver.state,
    subscribe: driver.subscribe,
    wake: () => both('wake'),
    begin: () => {
      keys.begin()
      if (driver.state().pull !== 'off') driver.tell('start')
    },
    chooseAnew: () => both('choice-changed'),
  }
}

/** What one page writes the others read again; the page that leads speaks with the host. */
function connect(
  tabs: Tabs,
  driver: Driver,
  { outbox, chronicle, drafts }: Pick<OpenStore, 'outbox' | 'chronicle' | 'drafts'>,
): () => void {
  const share = (news: 'outbox' | 'chronicle', isOther: boolean): void => {
    if (!isOther) tabs.tell(news)
  }
  const fill = async (): Promise<void> => {
    // A few at a time, so that writing goes on between them.
    while ((await outbox.fillBoxes()) > 0);
  }
  const boxes = debounced(() => void fill().catch(() => undefined), boxesAfterMs)
  const stops = [
    outbox.subscribe((isOther) => share('outbox', isOther)),
    outbox.subscribe(boxes.later),
    // No host: an answer does not come within a moment, and the phone may be locked or lost before.
    driver.subscribe(({ push }) => push === 'waiting' && boxes.now()),
    // Whoever locks at once after writing must not leave work that a wipe would lose.
    boxes.now,
    chronicle.subscribe((_changed, isOther) => share('chronicle', isOther)),
    tabs.subscribe((news) => {
      if (news === 'outbox') void outbox.reload()
      else if (news === 'chronicle') void chronicle.reload()
      else driver.tell(news)
    }),
    tabs.lead(() => {
      // Another page led until now: what it wrote is read before anything is sent.
      void Promise.all([outbox.reload(), chronicle.reload()]).then(() => driver.tell('start'))
      void forgetSentValues(drafts, outbox).catch(() => undefined)
    }),
  ]
  return () => {
    stops.forEach((stop) => stop())
    tabs.close()
  }
}

/** An entry that is answered at once needs no box. */
const boxesAfterMs = 4000

/** `now`: what still waits to be called is called at once. */
function debounced(call: () => void, ms: number): { later: () => void; now: () => void } {
  let timer: ReturnType<typeof setTimeout> | undefined
  const run = (): void => {
    timer = undefined
    call()
  }
  return {
    later: () => {
      clearTimeout(timer)
      timer = setTimeout(run, ms)
    },
    now: () => {
      if (timer === undefined) return
      clearTimeout(timer)
      run()
    },
  }
}

function hearBrowser(driver: Driver, changes: Changes): () => void {
  const online = (): void => driver.tell('online')
  const seen = (): void => {
    if (document.visibilityState === 'visible') driver.tell('online')
  }
  globalThis.addEventListener('online', online)
  document.addEventListener('visibilitychange', seen)
  const stop = changes.subscribe(() => driver.tell('wake'))
  return () => {
    stop()
    globalThis.removeEventListener('online', online)
    document.removeEventListener('visibilitychange', seen)
  }
}

const browserClock = {
  nowMs: () => Date.now(),
  after: (ms: number, call: () => void) => {
    const timer = setTimeout(call, ms)
    return () => clearTimeout(timer)
  },
  chance: Math.random,
}
