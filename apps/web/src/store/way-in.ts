// The ways into a store: login and password are tried on the stores of this device, and judged by the host where it answers. The host's
// word goes first; without it a store opens with what it kept. Source: docs/decisions/0014-the-device.md.
import type { HttpProblem } from '@komar/contract/problem'
import type { Session } from '@komar/contract/session'
import { z } from 'zod'
import { DiskFull } from './disk.ts'
import type { DeviceStores, OpenedStore, Who } from './device-stores.ts'
import { isAboutCode, isUnjudged, signIn } from './host-session.ts'
import { openIndexedDbDisk } from './indexed-db-disk.ts'
import { readKeptSession } from './kept-session.ts'
import { createSeal } from './seal.ts'
import type { NamedAgency, Refusal } from './vault-state.ts'
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
  const [first, ...others] = found.map(({ id }) => id)
  const answer = await signIn(who, first ?? earlierDevice() ?? crypto.randomUUID(), others.slice(0, mostOthers))
  if (answer.ok) {
    await forgetTries(stores)
    return settleWayIn(stores, answer.value, wrapping, found)
  }
  const agencies = agenciesOf(answer.problem)
  if (agencies !== null) {
    await forgetTries(stores)
    return { kind: 'which-agency', agencies }
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
  if (isUnjudged(answer.problem)) return openWithoutHost(found, who, wrapping)
  const isWrong = answer.problem !== 'offline' && answer.problem.code === 'access.wrong-credentials'
  return isWrong ? { kind: 'older' } : { kind: 'problem', problem: answer.problem }
}

/** As many further stores as the host looks at. */
const mostOthers = 20

const choiceSchema = z.object({ id: z.uuid(), nameEn: z.string(), nameKm: z.string() })

/** The agencies to choose from, where the host asks which; null for any other problem. */
export function agenciesOf(problem: HttpProblem | 'offline'): NamedAgency[] | null {
  if (problem === 'offline' || problem.code !== 'access.choose-agency') return null
  return (problem.fields ?? []).flatMap(({ params }) => choiceSchema.safeParse(params).data ?? [])
}

/** The store that opens; of several, that of the agency which is named. Each store says by its kept session whose it is. */
async function openWithoutHost(found: readonly OpenedStore[], who: Who, wrapping: CryptoKey): Promise<WayIn> {
  const [first, ...others] = found
  if (first === undefined) return { kind: 'nothing-opens' }
  if (others.length === 0) return { kind: 'in', store: first, wrapping, session: null }
  const kept = await Promise.all(found.map(async (store) => ({ store, agency: await keptAgency(store) })))
  const named = kept.flatMap(({ store, agency }) => (agency === null ? [] : [{ store, agency }]))
  const agencies = [...new Map(named.map(({ agency }) => [agency.id, agency])).values()]
  const wanted = agencies.length < 2 ? agencies[0]?.id : who.agency
  const chosen = named.find(({ agency }) => agency.id === wanted)?.store ?? (agencies.length === 0 ? first : undefined)
  return chosen === undefined
    ? { kind: 'which-agency', agencies }
    : { kind: 'in', store: chosen, wrapping, session: null }
}

async function keptAgency({ id, keys }: OpenedStore): Promise<NamedAgency | null> {
  const disk = await openIndexedDbDisk(id, () => undefined)
  try {
    const kept = await readKeptSession({ disk, seal: createSeal(id, keys) }, Date.now())
    return kept === null ? null : choiceSchema.parse(kept.agency)
  } finally {
    disk.close()
  }
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
  // Nobody here knows whose the other stores are: where there are any, the person is asked. One that opens is of another agency of theirs.
  if (await hasLockedStores(stores, found)) return { kind: 'choosing', session, wrapping }
  return makeStore(stores, session, wrapping)
}

async function hasLockedStores({ database }: DeviceStores, open: readonly OpenedStore[] = []): Promise<boolean> {
  return (await database.stores()).some(
    ({ id, wrapped }) => wrapped.length > 0 && !open.some((store) => store.id === id),
  )
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
