// The ways into a store: login and password are tried on the stores of this device, and judged by the host where it answers. The host's
// word goes first; without it a store opens with what it kept. Source: docs/decisions/0014-the-device.md.
import type { Session } from '@komar/contract/session'
import { z } from 'zod'
import { DiskFull } from './disk.ts'
import type { DeviceStores, OpenedStore, Who } from './device-stores.ts'
import { isAboutCode, isUnjudged, signIn } from './host-session.ts'
import type { Refusal } from './vault-state.ts'
import { countTry, waitLeftMs } from './wrong-passwords.ts'

export type WayIn =
  /** `session` null: the host did not answer; the store's kept one serves. */
  | { kind: 'in'; store: OpenedStore; wrapping: CryptoKey; session: Session | null }
  | { kind: 'must-change'; session: Session }
  | { kind: 'choosing'; session: Session; wrapping: CryptoKey }
  | { kind: 'wiped' }
  | Refusal

/** Tries a login and a password. */
export async function tryWayIn(stores: DeviceStores, who: Who): Promise<WayIn> {
  const wait = await beginTry(stores)
  if (wait !== null) return wait
  const wrapping = await stores.wrappingKey(who)
  const found = await stores.find(wrapping)
  const answer = await signIn(who, found[0]?.id ?? earlierDevice() ?? crypto.randomUUID())
  if (answer.ok) {
    await forgetTries(stores)
    return settleWayIn(stores, answer.value, wrapping, found)
  }
  if (isAboutCode(answer.problem)) {
    // The password was right, and a wrong code must never count towards a wipe.
    await forgetTries(stores)
    return { kind: 'problem', problem: answer.problem }
  }
  const own = found[0]
  if (own === undefined) {
    if (await wipeIfTooMany(stores)) return { kind: 'wiped' }
    return answer.problem === 'offline' ? { kind: 'nothing-opens' } : { kind: 'problem', problem: answer.problem }
  }
  await forgetTries(stores)
  if (isUnjudged(answer.problem)) return { kind: 'in', store: own, wrapping, session: null }
  const isWrong = answer.problem !== 'offline' && answer.problem.code === 'access.wrong-credentials'
  return isWrong ? { kind: 'older' } : { kind: 'problem', problem: answer.problem }
}

/** Where someone whom the host has let in goes on: their store, a new one, or the question which. */
export async function settleWayIn(
  stores: DeviceStores,
  session: Session,
  wrapping: CryptoKey,
  found: readonly OpenedStore[],
): Promise<WayIn> {
  if (session.mustChangePassword) return { kind: 'must-change', session }
  const own = found.find(({ id }) => id === session.device)
  if (own !== undefined) return { kind: 'in', store: own, wrapping, session }
  // Nobody here knows whose the other stores are: where there are any, the person is asked.
  if (found.length === 0 && (await hasLockedStores(stores))) return { kind: 'choosing', session, wrapping }
  return makeStore(stores, session, wrapping)
}

async function hasLockedStores({ database }: DeviceStores): Promise<boolean> {
  return (await database.stores()).some(({ wrapped }) => wrapped.length > 0)
}

/** A new store for a session; the stores that are here stay as they are. */
export async function makeStore(stores: DeviceStores, session: Session, wrapping: CryptoKey): Promise<WayIn> {
  try {
    const store = await stores.create(session.device, wrapping)
    forgetEarlierDevice(session.device)
    return { kind: 'in', store, wrapping, session }
  } catch (fault) {
    if (fault instanceof DiskFull || (fault instanceof Error && fault.name === 'QuotaExceededError'))
      return { kind: 'no-room' }
    throw fault
  }
}

/** Opens a store of an older password once with that, for who has signed in with the new one; from then on the new one opens it. */
export async function takeOverOlder(
  stores: DeviceStores,
  { who, wrapping, olderPassword }: { who: Who; wrapping: CryptoKey; olderPassword: string },
): Promise<WayIn> {
  const wait = await beginTry(stores)
  if (wait !== null) return wait
  const older = await stores.wrappingKey({ login: who.login, password: olderPassword })
  const [store] = await stores.find(older)
  if (store === undefined) return (await wipeIfTooMany(stores)) ? { kind: 'wiped' } : { kind: 'nothing-opens' }
  await forgetTries(stores)
  const answer = await signIn(who, store.id)
  if (!answer.ok) return { kind: 'problem', problem: answer.problem }
  // The host knows this store as another account's: then the login has changed hands, and its rows are not this person's.
  if (answer.value.device !== store.id) return { kind: 'nothing-opens' }
  await stores.alsoOpenWith(store.id, older, wrapping)
  return { kind: 'in', store, wrapping, session: answer.value }
}

/** Counts a try before it is looked at; a refusal while the wait lasts. */
async function beginTry({ database }: DeviceStores): Promise<Refusal | null> {
  const now = Date.now()
  const before = await database.change('tries', (tries) =>
    waitLeftMs(tries, now) > 0 ? undefined : countTry(tries, now),
  )
  const ms = waitLeftMs(before, now)
  return ms > 0 ? { kind: 'wait', ms } : null
}

async function forgetTries({ database }: DeviceStores): Promise<void> {
  await database.set('tries', { failures: 0, notBefore: 0 })
}

async function wipeIfTooMany(stores: DeviceStores): Promise<boolean> {
  const most = (await stores.database.setting('rules'))?.wipeAfterWrongPasswords ?? null
  const { failures = 0 } = (await stores.database.setting('tries')) ?? {}
  if (most === null || failures < most || !(await hasLockedStores(stores))) return false
  await stores.wipeAll()
  await forgetTries(stores)
  return true
}

// Before there were stores of one's own, the host's id for this browser stood here in clear; entries written then carry it.
const earlierKey = 'komar.device'

function earlierDevice(): string | null {
  const device = localStorage.getItem(earlierKey)
  return z.uuid().safeParse(device).success ? device : null
}

function forgetEarlierDevice(device: string): void {
  if (earlierDevice() === device) localStorage.removeItem(earlierKey)
}
