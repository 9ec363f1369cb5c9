// For tests: a host that judges sign-ins, and a vault on a device of its own.
import type { PasskeyRequest } from '@komar/contract/passkey-answer'
import type { Session } from '@komar/contract/session'
import { vi } from 'vitest'
import { openDeviceStores } from './device-stores.ts'
import type { StoreKeys } from './key-hand-over.ts'
import type { VaultOptions } from './vault-inside.ts'
import type { Unlocked } from './unlocked.ts'
import { createVault, type Vault } from './vault.ts'

/** `agencies`: of whoever belongs to more than one; each has a device of its own, as on the host. */
type Account = {
  id: string
  password: string
  mustChangePassword: boolean
  code?: string
  /** With what the second factor can be given; an app unless said. */
  ways?: { app: number; passkeys: number }
  agencies?: readonly FakeAgency[]
}
type FakeAgency = { id: string; nameEn: string; nameKm: string; devices: Set<string> }

export type FakeHost = {
  accounts: Map<string, Account>
  /** False: no answer comes. */
  isReachable: boolean
  /** The session that the browser's cookie opens. */
  session: Session | null
  calls: string[]
  /** Who was proved at the identity provider in this browser; null: nobody. */
  proved: string | null
}

export function sessionOf(user: string, account: Account, device: string): Session {
  return {
    account: { id: account.id, user, displayName: `${user} of the tests` },
    agency: { id: account.id, code: 'a', nameEn: 'A', nameKm: 'ក', kind: 'child-welfare', isState: true },
    roles: ['social-worker'],
    language: 'en',
    mustChangePassword: account.mustChangePassword,
    mustAddSecondFactor: false,
    hasPasskey: false,
    sealing: null,
    byProvider: null,
    mayRead: [],
    mayWrite: [],
    device,
    expiresAt: '2030-01-01T00:00:00Z',
    host: {
      stamp: 'demonstration',
      epoch: account.id,
      country: 'kh',
      timeZone: 'Asia/Phnom_Penh',
      now: '2014-01-01T00:00:00.000Z',
      today: '2014-01-01',
      handInKey: 'age1synthetic',
      devicePolicy: { lockAfterMinutes: 5, wipeAfterWrongPassphrases: null },
    },
  }
}

const refusal = (status: number, code: string, params?: object): Response =>
  new Response(JSON.stringify({ type: 'about:blank', title: '', status, code, params }), { status })
const answer = (body: unknown, status = 200): Response => new Response(JSON.stringify(body), { status })

const passkeyRequest: PasskeyRequest = {
  challenge: 'AAAA',
  rpId: 'localhost',
  allowCredentials: [],
  userVerification: 'required',
  timeout: 1000,
}

type Body = {
  user?: string
  password?: string
  code?: string
  device?: string
  otherDevices?: string[]
  agency?: string
  old?: string
  new?: string
}

/** Answers the calls about the session as the server does (apps/server/src/access/session-routes.ts). */
export function fakeHost(): FakeHost {
  const host: FakeHost = { accounts: new Map(), isReachable: true, session: null, calls: [], proved: null }
  const reply = vi.fn<typeof fetch>(async (address, init) => {
    if (!host.isReachable) throw new TypeError('no network')
    const method = init?.method ?? 'GET'
    const path = typeof address === 'string' ? address : ''
    host.calls.push(`${method} ${path}`)
    const body = (typeof init?.body === 'string' ? JSON.parse(init.body) : {}) as Body
    if (path === '/v1/session/password') return changePassword(host, body)
    if (path === '/v1/session/passkey') return answer(passkeyRequest, 201)
    if (path === '/v1/provider/session') return comeIn(host, body)
    if (method === 'POST') return signIn(host, body)
    if (host.session === null) return refusal(401, 'access.not-signed-in')
    if (method === 'GET') return answer(host.session)
    host.session = null
    return answer({})
  })
  vi.stubGlobal('fetch', reply)
  return host
}

/** As after a right password; the session says by which way it was opened. */
function comeIn(host: FakeHost, body: Body): Response {
  const user = host.proved ?? ''
  const { device = crypto.randomUUID() } = body
  const answered = signIn(host, { ...body, device, user, password: host.accounts.get(user)?.password ?? '' })
  if (answered.status !== 201) return host.proved === null ? refusal(409, 'provider.stale') : answered
  host.proved = null
  if (host.session !== null) host.session = { ...host.session, byProvider: 'Ministry of Tests' }
  return answered
}

function signIn(host: FakeHost, { user = '', password, code, device = '', otherDevices = [], agency }: Body): Response {
  const account = host.accounts.get(user.toLowerCase())
  if (account === undefined || account.password !== password) return refusal(401, 'access.wrong-credentials')
  if (account.code !== undefined && account.code !== code)
    return code === undefined ? refusal(401, 'session.code-needed', account.ways) : refusal(401, 'session.code-wrong')
  if (account.agencies !== undefined)
    return signInFor(host, account, { user, agency, devices: [device, ...otherDevices] })
  host.session = sessionOf(user, account, device)
  return answer({ device, mustChangePassword: account.mustChangePassword }, 201)
}

function signInFor(
  host: FakeHost,
  account: Account,
  { user, agency, devices }: { user: string; agency: string | undefined; devices: readonly string[] },
): Response {
  const agencies = account.agencies ?? []
  const chosen = agencies.find(({ id }) => id === agency)
  if (chosen === undefined) {
    const fields = agencies.map(({ id, nameEn, nameKm }) => ({
      path: '/body/agency',
      code: 'one-of',
      params: { id, nameEn, nameKm },
    }))
    const problem = { type: 'about:blank', title: '', status: 409, code: 'access.choose-agency', fields }
    return new Response(JSON.stringify(problem), { status: 409 })
  }
  const isFree = (id: string) => !agencies.some((each) => each.devices.has(id))
  const device = devices.find((id) => chosen.devices.has(id)) ?? devices.find(isFree) ?? crypto.randomUUID()
  chosen.devices.add(device)
  const session = sessionOf(user, account, device)
  host.session = {
    ...session,
    agency: { ...session.agency, id: chosen.id, nameEn: chosen.nameEn, nameKm: chosen.nameKm },
  }
  return answer({ device, mustChangePassword: false }, 201)
}

function changePassword(host: FakeHost, body: Body): Response {
  const user = host.session?.account.user ?? ''
  const account = host.accounts.get(user)
  if (host.session === null || account === undefined) return refusal(401, 'access.not-signed-in')
  if (account.password !== body.old) return refusal(401, 'access.wrong-credentials')
  account.password = body.new ?? ''
  account.mustChangePassword = false
  host.session = { ...host.session, mustChangePassword: false }
  return answer({})
}

/** The service worker's memory, without the service worker. */
export function workerMemory() {
  let kept: StoreKeys | null = null
  return {
    keep: (held: StoreKeys) => {
      kept = held
    },
    take: () => {
      const held = kept
      kept = null
      return Promise.resolve(held)
    },
    forget: () => {
      kept = null
    },
    isEmpty: () => kept === null,
  }
}

/** A page's vault once it has looked for keys to take over. */
export async function startedVault(options: Partial<VaultOptions> = {}): Promise<Vault> {
  const vault = createVault({
    stores: await openDeviceStores(),
    worker: workerMemory(),
    onLocked: () => {},
    ...options,
  })
  await vi.waitFor(() => {
    if (vault.state().status === 'asking') throw new Error('still looking')
  })
  return vault
}

/** Node's channel between pages cannot carry keys to more than one page, which browsers' can; this one stands for theirs. */
export function connectPages(): void {
  const joined = new Set<Channel>()
  class Channel extends EventTarget {
    onmessage: ((event: { data: unknown }) => void) | null = null
    private readonly name: string
    constructor(name: string) {
      super()
      this.name = name
      joined.add(this)
    }
    postMessage(data: unknown): void {
      for (const other of joined) {
        if (other !== this && other.name === this.name) setTimeout(() => joined.has(other) && other.hear(data))
      }
    }
    private hear(data: unknown): void {
      this.onmessage?.({ data })
      this.dispatchEvent(new MessageEvent('message', { data }))
    }
    close(): void {
      joined.delete(this)
    }
  }
  vi.stubGlobal('BroadcastChannel', Channel)
}

/** What is open in a vault; fails when nothing is. */
export function unlockedOf(vault: Vault): Unlocked {
  const state = vault.state()
  if (state.status !== 'unlocked') throw new Error(`the vault is ${state.status}`)
  return state.unlocked
}

const draft = { table: 'drafts', key: 'form/1' } as const

export async function writeDraft({ disk, seal }: Unlocked, words: string): Promise<void> {
  await disk.write([{ ...draft, value: await seal.seal(draft, new TextEncoder().encode(words)) }])
}

export async function readDraft({ disk, seal }: Unlocked): Promise<string | null> {
  const sealed = await disk.read(draft.table, draft.key)
  return sealed === undefined ? null : new TextDecoder().decode(await seal.open(draft, sealed))
}
