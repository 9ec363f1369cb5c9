import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Vault } from './vault.ts'
import {
  connectPages,
  fakeHost,
  readDraft,
  startedVault,
  unlockedOf,
  workerMemory,
  writeDraft,
  type FakeHost,
} from './vault.fixture.ts'

// Stretching is slow on purpose; keys.test.ts has the real one.
vi.mock('./argon2.ts', () => ({
  stretch: async (secret: Uint8Array<ArrayBuffer>, salt: Uint8Array<ArrayBuffer>) =>
    new Uint8Array(await crypto.subtle.digest('SHA-256', Uint8Array.from([...salt, ...secret]))),
}))

const dara = { login: 'dara', password: 'four plain quiet words' }
const [first, second] = ['a', 'b'].map((code) => ({
  id: crypto.randomUUID(),
  nameEn: code,
  nameKm: code,
  devices: new Set<string>(),
}))
if (first === undefined || second === undefined) throw new Error('two agencies')

let host: FakeHost
const open: Vault[] = []

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory()
  localStorage.clear()
  host = fakeHost()
  connectPages()
  host.accounts.set('dara', { id: crypto.randomUUID(), password: dara.password, mustChangePassword: false })
  host.accounts.set('sovann', { id: crypto.randomUUID(), password: 'nobody types this', mustChangePassword: false })
})
afterEach(() => {
  for (const vault of open.splice(0)) vault.close()
  vi.unstubAllGlobals()
})

async function page(options: Parameters<typeof startedVault>[0] = {}): Promise<Vault> {
  const vault = await startedVault(options)
  open.push(vault)
  return vault
}

async function enter(vault: Vault, user = 'sovann', given: Parameters<Vault['enterByProvider']>[0] = {}) {
  host.proved = user
  return vault.enterByProvider(given)
}

/** Databases of this browser; each kept store has one. */
async function databases(): Promise<string[]> {
  return (await indexedDB.databases()).map(({ name }) => name ?? '').toSorted()
}

describe('whoever was proved at the identity provider', () => {
  it('comes in without a password, and nothing of what they write is kept on the device', async () => {
    const vault = await page()
    expect(await enter(vault)).toBeNull()
    const unlocked = unlockedOf(vault)
    expect(unlocked).toMatchObject({ isInMemory: true, isFromDevice: false, id: host.session?.device })
    await writeDraft(unlocked, 'half a form')
    expect(await readDraft(unlocked)).toBe('half a form')
    expect(await databases()).toEqual(['komar'])
  })

  it('finds nothing again after locking, and is told that nothing was kept', async () => {
    const vault = await page()
    await enter(vault)
    await writeDraft(unlockedOf(vault), 'half a form')
    vault.lock()
    expect(vault.state()).toEqual({ status: 'locked', reason: 'button', keptNothing: true })
    await vi.waitFor(() => expect(host.session).toBeNull())
    await enter(vault)
    expect(await readDraft(unlockedOf(vault))).toBeNull()
  })

  it('leaves for the provider’s own page where they sign out there too', async () => {
    const onLocked = vi.fn()
    const vault = await page({ onLocked })
    await enter(vault)
    vault.lock('https://id.test/end')
    expect(onLocked).toHaveBeenCalledExactlyOnceWith('https://id.test/end')
  })

  it('is the same device to the host each time, and another one after it was called off', async () => {
    const vault = await page()
    await enter(vault)
    const { id } = unlockedOf(vault)
    vault.lock()
    await vi.waitFor(() => expect(host.session).toBeNull())
    await enter(vault)
    expect(unlockedOf(vault).id).toBe(id)
    await vault.obey('wipe', id)
    expect(vault.state()).toEqual({ status: 'wiped', report: { why: 'host', left: 0 } })
    expect(await databases()).toEqual(['komar'])
  })

  it('goes on after a reload, with an empty store under the same session; and not when the session has ended', async () => {
    const worker = workerMemory()
    const vault = await page({ worker })
    await enter(vault)
    const { id } = unlockedOf(vault)
    await writeDraft(unlockedOf(vault), 'half a form')
    globalThis.dispatchEvent(new Event('pagehide'))
    vault.close()
    const reloaded = await page({ worker })
    expect(unlockedOf(reloaded)).toMatchObject({ id, isInMemory: true })
    expect(await readDraft(unlockedOf(reloaded))).toBeNull()
    globalThis.dispatchEvent(new Event('pagehide'))
    reloaded.close()
    host.session = null
    expect((await page({ worker })).state()).toEqual({ status: 'locked', reason: null })
  })

  it('shuts the store of who was at work in another page, and leaves it on the device', async () => {
    const other = await page()
    await other.enter(dara)
    await writeDraft(unlockedOf(other), 'of dara')
    const { id } = unlockedOf(other)
    const vault = await page()
    expect(unlockedOf(vault).id).toBe(id)
    await enter(vault)
    expect(unlockedOf(vault)).toMatchObject({ isInMemory: true })
    await vi.waitFor(() => expect(other.state()).toMatchObject({ status: 'locked' }))
    vault.lock()
    await vault.enter(dara)
    expect(await readDraft(unlockedOf(vault))).toBe('of dara')
  })

  it('says for which agency, gives the second step where it is asked for, and hears what the host refuses', async () => {
    const vault = await page()
    expect(await vault.enterByProvider({})).toMatchObject({ kind: 'problem', problem: { code: 'provider.stale' } })
    const account = { id: crypto.randomUUID(), password: 'x', mustChangePassword: false, code: '123456' }
    host.accounts.set('both', { ...account, agencies: [first, second] })
    expect(await enter(vault, 'both')).toMatchObject({ kind: 'problem', problem: { code: 'session.code-needed' } })
    expect(await enter(vault, 'both', { code: '123456' })).toMatchObject({ kind: 'which-agency' })
    expect(await enter(vault, 'both', { code: '123456', agency: second.id })).toBeNull()
    expect(unlockedOf(vault).session.agency.id).toBe(second.id)
    host.isReachable = false
    expect(await vault.enterByProvider({})).toEqual({ kind: 'problem', problem: 'offline' })
  })
})
