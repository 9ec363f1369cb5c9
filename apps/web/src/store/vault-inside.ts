// The moving parts of a vault: opening a store, keeping the tie to the host, forgetting everything. vault.ts says what can be asked of it.
import { speakFor } from '@komar/contract/client'
import type { Session } from '@komar/contract/session'
import { waitBeforeTryMs } from './back-off.ts'
import type { DeviceRules } from './device-database.ts'
import type { DeviceStores, Who } from './device-stores.ts'
import { DiskFull } from './disk.ts'
import { askSession, closeWhenReachable, tieOf, type Closing } from './host-session.ts'
import { watchIdle, type IdleWatch } from './idle.ts'
import { openIndexedDbDisk } from './indexed-db-disk.ts'
import { keepSession, readKeptSession, rulesOf } from './kept-session.ts'
import type { StoreKeys } from './key-hand-over.ts'
import { watchLockGesture } from './lock-gesture.ts'
import { memoryDisk } from './memory-disk.ts'
import type { PageBus } from './page-bus.ts'
import { createSeal } from './seal.ts'
import type { Unlocked } from './unlocked.ts'
import type { Contact, HandInBoxes, LockReason, Outcome, Tie, VaultState } from './vault-state.ts'
import type { WayIn } from './way-in.ts'
import type { WorkerKeys } from './worker-keys.ts'

export type VaultOptions = {
  stores: DeviceStores
  worker: WorkerKeys
  /** Left out where this version cannot hand in boxes. */
  handInBoxes?: HandInBoxes | undefined
  /** Left out where this version cannot ask the host about devices. */
  contact?: Contact | undefined
  /** The store was locked on this page: the address and whatever else the page remembers must go, to an address elsewhere where one is given. */
  onLocked: (leaveFor?: string) => void
}

export type Inside = VaultOptions & {
  state: VaultState
  listeners: Set<() => void>
  bus: PageBus
  held: StoreKeys | null
  /** Taken over from the page before, and not opened yet: whoever leaves now leaves them to the next page, and a lock takes them. */
  lent: StoreKeys | null
  /** Who is on the way in, until it is known which store is theirs. */
  pending: { who: Who; wrapping: CryptoKey } | null
  lockMinutes: number
  idle: IdleWatch | null
  stopWatching: () => void
  /** The next question to a host that does not answer. */
  asking: ReturnType<typeof setTimeout> | undefined
  closing: Closing | null
}

const usualLockMinutes = 5
/** What was typed last is still sealed and written after the pages have gone. */
const lastWritesMs = 500
/** A reload does not wait longer for the host: the page comes from this device, and asks on. */
const resumePatienceMs = 2_500

export function show(inside: Inside, state: VaultState): void {
  inside.state = state
  inside.listeners.forEach((listener) => listener())
}

/** Minutes without use after which this device locks: as chosen here, never more than the administrator allows. */
export async function readLockMinutes({ stores: { database } }: Inside): Promise<number> {
  const most = (await database.setting('rules'))?.lockAfterMinutes ?? null
  const chosen = (await database.setting('lockMinutes')) ?? Math.min(usualLockMinutes, most ?? usualLockMinutes)
  return most === null ? chosen : Math.min(chosen, most)
}

/** What the host says about devices, kept in clear: it must hold while everything else is locked. */
export async function rememberRules(inside: Inside, rules: DeviceRules): Promise<void> {
  const { database } = inside.stores
  const before = await database.setting('rules')
  // Not written again each time: a device without room must still open.
  if (JSON.stringify(before) !== JSON.stringify(rules)) await database.set('rules', rules)
  inside.lockMinutes = await readLockMinutes(inside)
}

/** Goes where a way in leads. */
export async function follow(inside: Inside, way: WayIn): Outcome {
  switch (way.kind) {
    case 'in': {
      const { session, store, wrapping } = way
      const unlocked = await openStore(inside, { store: store.id, ...store.keys }, session)
      if (unlocked === null) return { kind: 'nothing-opens' }
      if (session !== null) await inside.stores.settle(store.id, wrapping)
      inside.bus.opened(store.id)
      await unlock(inside, { store: store.id, ...store.keys }, unlocked, session === null ? 'unreachable' : 'signed-in')
      return null
    }
    case 'must-change':
    case 'choosing':
      show(inside, { status: way.kind, session: way.session })
      return null
    case 'wiped':
      show(inside, { status: 'wiped', report: { why: 'wrong-passwords', left: await countLeft(inside) } })
      return null
    default:
      return way
  }
}

/** Pieces of sealed work on this device. */
export async function countLeft({ stores }: Inside): Promise<number> {
  return (await stores.others(null)).reduce((sum, { boxes }) => sum + boxes, 0)
}

/** Opens a store's rows; null when neither the host nor the store says whose session it is. */
export async function openStore(inside: Inside, held: StoreKeys, session: Session | null): Promise<Unlocked | null> {
  const { store: id, isInMemory } = held
  const disk = isInMemory === true ? memoryDisk() : await openIndexedDbDisk(id, () => giveWay(inside, id))
  const seal = createSeal(id, held)
  try {
    if (session !== null) await keepTold(inside, { disk, seal }, session)
    const told = session ?? (await readKeptSession({ disk, seal }, Date.now()))
    if (told !== null) return { id, disk, seal, session: told, isFromDevice: session === null, isInMemory }
  } catch (fault) {
    disk.close()
    throw fault
  }
  disk.close()
  return null
}

/** A full disk shuts nobody out: the session kept before stays, and what is written later says itself that there is no room. */
async function keepTold(inside: Inside, opened: Pick<Unlocked, 'disk' | 'seal'>, session: Session): Promise<void> {
  const rules = rulesOf(session)
  if (rules !== null) await rememberRules(inside, rules)
  await keepSession(opened, session, Date.now()).catch((fault: unknown) => {
    if (!(fault instanceof DiskFull)) throw fault
  })
}

/** Another window needs the store for a newer page, or the browser took it away. */
function giveWay(inside: Inside, id: string): void {
  const { state } = inside
  if (state.status !== 'unlocked' || state.unlocked.id !== id) return
  forgetKeys(inside)
  show(inside, { status: 'outdated' })
}

export async function unlock(inside: Inside, held: StoreKeys, unlocked: Unlocked, tie: Tie): Promise<void> {
  inside.pending = null
  inside.held = held
  speakFor(held.store)
  inside.lockMinutes = await readLockMinutes(inside)
  inside.stopWatching = watch(inside)
  show(inside, { status: 'unlocked', unlocked, tie })
  if (tie === 'unreachable') askLater(inside, 1)
  if (unlocked.isInMemory !== true) await askToPersist(inside)
}

function watch(inside: Inside): () => void {
  const idle = watchIdle({
    limitMinutes: () => inside.lockMinutes,
    onIdle: () => lock(inside, 'idle'),
    onActive: () => inside.bus.active(),
  })
  inside.idle = idle
  const stopGesture = watchLockGesture(() => lock(inside, 'button'))
  const backOnline = (): void => void renewTie(inside)
  globalThis.addEventListener('online', backOnline)
  return () => {
    idle.stop()
    stopGesture()
    globalThis.removeEventListener('online', backOnline)
  }
}

/** The browser is asked once to keep what is here also when room is short; the page shows what it answered. */
async function askToPersist({ stores: { database } }: Inside): Promise<void> {
  if ((await database.setting('persistAsked')) === true) return
  await database.set('persistAsked', true)
  // Older browsers have none; the answer is read again where it is shown.
  const storage: StorageManager | undefined = navigator.storage
  await storage?.persist?.().catch(() => false)
}

/** Takes over a store that is open elsewhere: no password, and the session that is kept or that the host tells. */
export async function resume(inside: Inside, held: StoreKeys): Promise<boolean> {
  inside.lent = held
  try {
    return await openLent(inside, held)
  } finally {
    inside.lent = null
  }
}

async function openLent(inside: Inside, held: StoreKeys): Promise<boolean> {
  if (held.isInMemory !== true && !(await isHere(inside, held.store))) return false
  const answer = await askSession(resumePatienceMs)
  const tie = tieOf(answer, held.store)
  const unlocked = await openStore(inside, held, answer.ok && tie === 'signed-in' ? answer.value : null)
  if (unlocked === null) return false
  // Another page locked meanwhile.
  if (inside.lent !== held) {
    unlocked.disk.close()
    return false
  }
  await unlock(inside, held, unlocked, tie)
  return true
}

async function isHere({ stores: { database } }: Inside, store: string): Promise<boolean> {
  const row = (await database.stores()).find(({ id }) => id === store)
  return row !== undefined && row.wrapped.length > 0
}

/** Asks the host whether the session still stands; what it says is kept and shown. */
export async function renewTie(inside: Inside, failures = 0): Promise<void> {
  const before = inside.state
  if (before.status !== 'unlocked') return
  const answer = await askSession()
  await tell(inside, before.unlocked.id, tieOf(answer, before.unlocked.id), answer.ok ? answer.value : null, failures)
}

/** Shows a new tie, if the store is still open. */
export async function tell(
  inside: Inside,
  storeId: string,
  tie: Tie,
  session: Session | null,
  failures = 0,
): Promise<void> {
  const { state } = inside
  if (state.status !== 'unlocked' || state.unlocked.id !== storeId) return
  const isConfirmed = tie === 'signed-in' && session !== null
  const { unlocked } = state
  const isFromDevice = tie !== 'signed-in'
  if (isConfirmed || tie !== state.tie) {
    show(inside, { ...state, tie, unlocked: { ...unlocked, isFromDevice, ...(isConfirmed && { session }) } })
  }
  if (tie === 'unreachable') askLater(inside, failures + 1)
  if (isConfirmed) await keepTold(inside, unlocked, session)
}

function askLater(inside: Inside, failures: number): void {
  clearTimeout(inside.asking)
  inside.asking = setTimeout(() => void renewTie(inside, failures), waitBeforeTryMs(failures, Math.random()))
}

/** Forgets everything that was open, on this page and, unless another page said so, on all others. */
export function lock(inside: Inside, reason: LockReason, leaveFor?: string): void {
  const { status } = inside.state
  const keptNothing = inside.held?.isInMemory === true
  inside.lent = null
  if (status !== 'unlocked' && status !== 'must-change' && status !== 'choosing') return
  forgetKeys(inside)
  show(inside, { status: 'locked', reason, ...(keptNothing && { keptNothing }) })
  if (reason !== 'other-page') {
    inside.bus.lock()
    inside.closing = closeWhenReachable()
  }
  inside.onLocked(leaveFor)
}

/** The keys go from this page and from the service worker; the disk closes when the last writes are done. */
export function forgetKeys(inside: Inside): void {
  const { state } = inside
  inside.held = null
  inside.pending = null
  speakFor(null)
  inside.worker.forget()
  clearTimeout(inside.asking)
  inside.stopWatching()
  inside.stopWatching = () => {}
  inside.idle = null
  if (state.status === 'unlocked') setTimeout(() => state.unlocked.disk.close(), lastWritesMs)
}
