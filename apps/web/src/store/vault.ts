// The vault of a page: which store is open, how it was opened, and how it is locked, handed on and wiped. It knows no page and no words;
// shell/session.tsx shows its state. Keys are in memory only. Source: docs/decisions/0014-the-device.md.
import { call, type Answer } from '@komar/contract/client'
import type { PasskeyRequest } from '@komar/contract/passkey-answer'
import { askPasskey as askForPasskey } from '@komar/contract/passkeys'
import { changePassword as changeAtHost } from '@komar/contract/session'
import { enterByProvider } from './by-provider.ts'
import type { DeviceRules } from './device-database.ts'
import type { OtherStore, SecondStep, Who } from './device-stores.ts'
import { askSession, closeWhenReachable, isUnjudged, signIn } from './host-session.ts'
import { joinPages } from './page-bus.ts'
import {
  follow,
  forgetKeys,
  lock,
  readLockMinutes,
  rememberRules,
  renewTie,
  resume,
  show,
  tell,
  type Inside,
  type VaultOptions,
} from './vault-inside.ts'
import type { DeviceOrder, Outcome, VaultState, WipeReport } from './vault-state.ts'
import { makeStore, settleWayIn, takeOverOlder, tryWayIn } from './way-in.ts'

const contactEveryMs = 15 * 60_000

export type Vault = {
  state: () => VaultState
  subscribe: (listener: () => void) => () => void
  /** Signs in, or opens what is here where the host does not answer. */
  enter: (who: Who) => Outcome
  /** For who was proved at the identity provider: opens a store in memory alone, under a new session. */
  enterByProvider: (given: SecondStep & { agency?: string | undefined }) => Outcome
  /** While choosing: a new store, or the one that an older password opens. */
  beginNew: () => Outcome
  openOlder: (olderPassword: string, second?: SecondStep) => Outcome
  /** The new password opens the store from then on; while the host has not answered, both do. */
  changePassword: (passwords: { old: string; chosen: string }) => Outcome
  /** Asks the host who is signed in: when an answer says that nobody is. */
  refresh: () => Promise<void>
  /** A new session for the store that is open. */
  signInAgain: (password: string, second?: SecondStep) => Outcome
  /** What a passkey is to sign: of who is named, else of who is on the way in. */
  askPasskey: (who?: Pick<Who, 'login' | 'password'>) => Promise<Answer<PasskeyRequest>>
  /** `leaveFor`: the page goes there instead of being loaded anew. */
  lock: (leaveFor?: string) => void
  /** Minutes without use before it locks; `most` is the administrator's limit. */
  lockMinutes: () => Promise<{ minutes: number; most: number | null }>
  setLockMinutes: (minutes: number) => Promise<void>
  /** What the host last said about devices; kept for the times without it. */
  rememberRules: (rules: DeviceRules) => Promise<void>
  /** The other stores of this device that hold work for the host. */
  waiting: () => Promise<OtherStore[]>
  /** Hands in all that waits in other stores; null where this version cannot. */
  handIn: (() => Promise<void>) | null
  /** Hands in what waits, then takes the open store off this device. */
  wipe: () => Promise<void>
  /** Does what the host wants of a store on this device, open or not: its boxes are handed in first. */
  obey: (order: DeviceOrder, device: string) => Promise<void>
  /** Back to signing in, after the page that says what was wiped. */
  start: () => void
  /** For tests: leaves the channel to the other pages. */
  close: () => void
}

/** Makes the page's vault, and takes over a store that the page before or another one has open. */
export function createVault(options: VaultOptions): Vault {
  const inside = makeInside(options)
  const { handInBoxes } = options
  let stopContact = (): void => {}
  void begin(inside).then(() => {
    if (options.contact !== undefined) stopContact = keepContact(inside)
  })
  return {
    state: () => inside.state,
    subscribe: (listener) => {
      inside.listeners.add(listener)
      return () => inside.listeners.delete(listener)
    },
    enter: (who) => enter(inside, who),
    enterByProvider: (given) => enterByProvider(inside, given),
    beginNew: () => beginNew(inside),
    openOlder: (olderPassword, second) => openOlder(inside, olderPassword, second),
    changePassword: (passwords) => changePassword(inside, passwords),
    refresh: () => renewTie(inside),
    signInAgain: (password, second) => signInAgain(inside, password, second),
    askPasskey: (who) => askPasskey(inside, who),
    lock: (leaveFor) => lock(inside, 'button', leaveFor),
    lockMinutes: () => lockMinutes(inside),
    setLockMinutes: (minutes) => setLockMinutes(inside, minutes),
    rememberRules: (rules) => rememberRules(inside, rules),
    waiting: () => waiting(inside),
    handIn: handInBoxes === undefined ? null : () => handInOthers(inside),
    wipe: () => wipeOwn(inside, 'own-wish'),
    obey: (order, device) => obey(inside, order, device),
    start: () => show(inside, { status: 'locked', reason: null }),
    close: () => {
      inside.stopWatching()
      stopContact()
      inside.bus.close()
      void inside.closing?.stop()
    },
  }
}

function makeInside(options: VaultOptions): Inside {
  const inside: Inside = {
    ...options,
    state: { status: 'asking' },
    listeners: new Set(),
    bus: joinPages({
      held: () => inside.held,
      onLock: () => lock(inside, 'other-page'),
      onActive: () => inside.idle?.active(),
      onOpened: (id) => {
        // The browser's one cookie is now that store's: whoever was open here must not send under it, nor end it.
        if (inside.held !== null && inside.held.store !== id) lock(inside, 'other-page')
        void inside.closing?.stop()
      },
    }),
    held: null,
    lent: null,
    pending: null,
    lockMinutes: 0,
    idle: null,
    stopWatching: () => {},
    asking: undefined,
    closing: null,
  }
  return inside
}

async function begin(inside: Inside): Promise<void> {
  globalThis.addEventListener('pagehide', () => {
    const keys = inside.held ?? inside.lent
    if (keys !== null) inside.worker.keep(keys)
  })
  // A page that comes back from the browser's memory would show what was on it, however long ago.
  globalThis.addEventListener('pageshow', ({ persisted }) => {
    if (persisted) globalThis.location.reload()
  })
  const held = (await inside.worker.take()) ?? (await inside.bus.ask()) ?? (await inside.worker.take())
  // What cannot be taken over is opened with the password; that says more exactly what is wrong.
  if (held !== null && (await resume(inside, held).catch(() => false))) return
  show(inside, { status: 'locked', reason: null })
  inside.closing = closeWhenReachable()
  await inside.stores.tidy()
}

async function lockMinutes(inside: Inside): Promise<{ minutes: number; most: number | null }> {
  const rules = await inside.stores.database.setting('rules')
  return { minutes: await readLockMinutes(inside), most: rules?.lockAfterMinutes ?? null }
}

async function setLockMinutes(inside: Inside, minutes: number): Promise<void> {
  await inside.stores.database.set('lockMinutes', minutes)
  inside.lockMinutes = await readLockMinutes(inside)
}

async function enter(inside: Inside, who: Who): Outcome {
  await inside.closing?.stop()
  const way = await tryWayIn(inside.stores, who)
  if (way.kind === 'choosing')
    inside.pending = { who: { ...who, code: undefined, passkey: undefined }, wrapping: way.wrapping }
  const refusal = await follow(inside, way)
  // A store of an agency that this person has left goes now, not at the next round of contacts.
  if (way.kind === 'in' && way.session !== null) void contactHost(inside).catch(() => undefined)
  return refusal
}

async function beginNew(inside: Inside): Outcome {
  const { state, pending } = inside
  if (state.status !== 'choosing' || pending === null) return null
  return follow(inside, await makeStore(inside.stores, state.session, pending.wrapping))
}

async function openOlder(inside: Inside, olderPassword: string, second: SecondStep = {}): Outcome {
  const { pending } = inside
  if (pending === null) return null
  return follow(
    inside,
    await takeOverOlder(inside.stores, { ...pending, who: { ...pending.who, ...second }, olderPassword }),
  )
}

async function changePassword(inside: Inside, passwords: { old: string; chosen: string }): Outcome {
  const { state, stores } = inside
  if (state.status !== 'unlocked' && state.status !== 'must-change') return null
  const { session } = state.status === 'unlocked' ? state.unlocked : state
  const login = session.account.user
  const older = await stores.wrappingKey({ login, password: passwords.old })
  const wrapping = await stores.wrappingKey({ login, password: passwords.chosen })
  // Before the host is asked: a lost answer must not leave a store that neither password opens.
  const id = state.status === 'unlocked' ? state.unlocked.id : null
  // One password for all of a person's agencies: the store of another one must open with the new password too.
  const own = id === null ? [] : (await stores.find(older)).map((store) => store.id)
  for (const each of own) await stores.alsoOpenWith(each, older, wrapping)
  const answer = await call(changeAtHost, { body: { old: passwords.old, new: passwords.chosen } })
  if (!answer.ok) {
    if (!isUnjudged(answer.problem)) for (const each of own) await stores.settle(each, older)
    return { kind: 'problem', problem: answer.problem }
  }
  for (const each of own) await stores.settle(each, wrapping)
  if (id !== null) return null
  const renewed = await askSession()
  if (!renewed.ok) return { kind: 'problem', problem: renewed.problem }
  inside.pending = { who: { login, password: passwords.chosen }, wrapping }
  return follow(inside, await settleWayIn(stores, renewed.value, wrapping, []))
}

async function signInAgain(inside: Inside, password: string, second: SecondStep = {}): Outcome {
  const { state, stores } = inside
  if (state.status !== 'unlocked') return null
  const { id, session } = state.unlocked
  const who = { login: session.account.user, password, agency: session.agency.id, ...second }
  const answer = await signIn(who, id)
  if (!answer.ok) return { kind: 'problem', problem: answer.problem }
  if (answer.value.mustChangePassword) {
    const code = 'access.must-change-password'
    return { kind: 'problem', problem: { type: 'about:blank', title: '', status: 403, code } }
  }
  await stores.settle(id, await stores.wrappingKey(who))
  await tell(inside, id, tieOfStore(answer.value.device, id), answer.value)
  return null
}

async function askPasskey(
  { state, pending }: Inside,
  who?: Pick<Who, 'login' | 'password'>,
): Promise<Answer<PasskeyRequest>> {
  const { login, password } = who ?? pending?.who ?? { login: '', password: '' }
  const user = state.status === 'unlocked' ? state.unlocked.session.account.user : login.trim()
  return call(askForPasskey, { body: { user, password } })
}

function tieOfStore(device: string, storeId: string): 'signed-in' | 'ended' {
  return device === storeId ? 'signed-in' : 'ended'
}

async function waiting({ stores, held }: Inside): Promise<OtherStore[]> {
  return (await stores.others(held?.store ?? null)).filter(({ boxes }) => boxes > 0)
}

async function handInOthers({ stores, held, handInBoxes }: Inside): Promise<void> {
  for (const { id, boxes } of await stores.others(held?.store ?? null)) if (boxes > 0) await handInBoxes?.(id)
  await stores.tidy()
}

async function wipeOwn(inside: Inside, why: WipeReport['why']): Promise<void> {
  const { state } = inside
  if (state.status !== 'unlocked') return
  const { id, disk, isInMemory } = state.unlocked
  forgetKeys(inside)
  inside.bus.lock()
  show(inside, { status: 'asking' })
  const left = isInMemory === true ? 0 : await handInAndWipe(inside, id, () => disk.close())
  inside.closing = closeWhenReachable()
  show(inside, { status: 'wiped', report: { why, left } })
  inside.onLocked()
}

async function obey(inside: Inside, order: DeviceOrder, device: string): Promise<void> {
  if (order === 'none') return
  await (inside.held?.store === device ? wipeOwn(inside, 'host') : wipeOther(inside, device))
}

/** Each store of this device is called at the host, whoever is signed in or nobody: a lost phone obeys at the first network. */
async function contactHost(inside: Inside): Promise<void> {
  for (const { id, boxes } of await inside.stores.others(null)) {
    const word = (await inside.contact?.(id, boxes)) ?? null
    if (word === null) continue
    await rememberRules(inside, word.rules)
    await obey(inside, word.order, id)
  }
}

/** At the start, when the network is back, and now and then; a call that fails is made again at the next. */
function keepContact(inside: Inside): () => void {
  const run = (): void => void contactHost(inside).catch(() => undefined)
  const timer = setInterval(run, contactEveryMs)
  globalThis.addEventListener('online', run)
  run()
  return () => {
    clearInterval(timer)
    globalThis.removeEventListener('online', run)
  }
}

/** A store that is not open. Whoever is at work here goes on; on the way in, the page says what happened. */
async function wipeOther(inside: Inside, id: string): Promise<void> {
  const rows = await inside.stores.database.stores()
  if (!rows.some((row) => row.id === id && row.wrapped.length > 0)) return
  const left = await handInAndWipe(inside, id)
  if (inside.state.status === 'locked') show(inside, { status: 'wiped', report: { why: 'host', left } })
}

/** What cannot be handed in now stays, sealed, until it can: the number of these. */
async function handInAndWipe({ stores, handInBoxes }: Inside, id: string, close?: () => void): Promise<number> {
  await handInBoxes?.(id).catch(() => undefined)
  close?.()
  await stores.wipe(id)
  return (await stores.others(null)).find((other) => other.id === id)?.boxes ?? 0
}
