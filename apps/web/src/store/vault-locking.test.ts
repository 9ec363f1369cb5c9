import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { VaultState } from './vault-state.ts'
import type { Vault } from './vault.ts'
import { connectPages, fakeHost, startedVault, unlockedOf, workerMemory, type FakeHost } from './vault.fixture.ts'

// Stretching is slow on purpose; keys.test.ts has the real one.
vi.mock('./argon2.ts', () => ({
  stretch: async (secret: Uint8Array<ArrayBuffer>, salt: Uint8Array<ArrayBuffer>) =>
    new Uint8Array(await crypto.subtle.digest('SHA-256', Uint8Array.from([...salt, ...secret]))),
}))

const dara = { login: 'dara', password: 'four plain quiet words' }
const sokha = { login: 'sokha', password: 'another few plain words' }

let host: FakeHost
const open: Vault[] = []

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory()
  localStorage.clear()
  host = fakeHost()
  connectPages()
  for (const { login, password } of [dara, sokha])
    host.accounts.set(login, { id: crypto.randomUUID(), password, mustChangePassword: false })
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

/** The browser is closed and opened again: other pages and the service worker have forgotten. */
async function closeBrowser(vault: Vault): Promise<void> {
  vault.close()
  open.splice(open.indexOf(vault), 1)
}

const locked = { status: 'locked', reason: null } satisfies VaultState

describe('locking', () => {
  it('forgets the keys, shuts all pages and ends the session at the host', async () => {
    const worker = workerMemory()
    const onLocked = vi.fn()
    const [one, two] = [await page({ worker, onLocked }), await page()]
    await one.enter(dara)
    const third = await page()
    expect(unlockedOf(third).id).toBe(unlockedOf(one).id)
    third.lock()
    await vi.waitFor(() => expect(one.state()).toEqual({ status: 'locked', reason: 'other-page' }))
    expect(onLocked).toHaveBeenCalledOnce()
    expect(worker.isEmpty()).toBe(true)
    expect(two.state().status).toBe('locked')
    await vi.waitFor(() => expect(host.session).toBeNull())
    expect((await page()).state()).toEqual(locked)
  })

  it('without a network ends the session as soon as there is one', async () => {
    const vault = await page()
    await vault.enter(dara)
    host.isReachable = false
    vault.lock()
    host.isReachable = true
    expect(host.session).not.toBeNull()
    globalThis.dispatchEvent(new Event('online'))
    await vi.waitFor(() => expect(host.session).toBeNull())
  })

  it('cookie alone opens nothing: a page that finds a session and no key ends it', async () => {
    const vault = await page()
    await vault.enter(dara)
    await closeBrowser(vault)
    expect(host.session).not.toBeNull()
    expect((await page()).state()).toEqual(locked)
    await vi.waitFor(() => expect(host.session).toBeNull())
  })

  it('does not end the session that somebody begins meanwhile', async () => {
    const vault = await page()
    await vault.enter(dara)
    vault.lock()
    await vault.enter(dara)
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect(host.session?.account.user).toBe('dara')
  })

  it('comes by itself after the minutes that were chosen, or that the administrator allows', async () => {
    const vault = await page()
    await vault.enter(dara)
    expect(await vault.lockMinutes()).toEqual({ minutes: 5, most: 5 })
    await vault.setLockMinutes(15)
    await vault.rememberRules({ lockAfterMinutes: 10, wipeAfterWrongPasswords: null })
    expect(await vault.lockMinutes()).toEqual({ minutes: 10, most: 10 })
    const begun = Date.now()
    vi.spyOn(Date, 'now').mockReturnValue(begun + 9 * 60_000)
    document.dispatchEvent(new Event('visibilitychange'))
    expect(vault.state().status).toBe('unlocked')
    vi.spyOn(Date, 'now').mockReturnValue(begun + 11 * 60_000)
    // The touch that wakes a sleeping phone is no use of the page.
    globalThis.dispatchEvent(new Event('pointerdown'))
    expect(vault.state()).toEqual({ status: 'locked', reason: 'idle' })
  })
})

/** From now on the host answers only when it is released. */
function slowHost(): { isAsked: () => boolean; release: () => void } {
  const quick = vi.mocked(fetch).getMockImplementation()
  let release = (): void => {}
  const until = new Promise<void>((resolve) => {
    release = resolve
  })
  const slow = vi.fn<typeof fetch>(async (...call) => {
    await until
    return quick?.(...call) ?? Promise.reject(new TypeError('no host'))
  })
  vi.stubGlobal('fetch', slow)
  return { isAsked: () => slow.mock.calls.length > 0, release }
}

describe('a page that has taken the keys over and waits for the host', () => {
  it('leaves them to the next page when it is left', async () => {
    const worker = workerMemory()
    await (await page({ worker })).enter(dara)
    globalThis.dispatchEvent(new Event('pagehide'))
    const [keys, own] = [await worker.take(), workerMemory()]
    if (keys !== null) own.keep(keys)
    const host = slowHost()
    const opening = page({ worker: own })
    await vi.waitFor(() => expect([own.isEmpty(), host.isAsked()]).toEqual([true, true]))
    globalThis.dispatchEvent(new Event('pagehide'))
    expect(own.isEmpty()).toBe(false)
    host.release()
    expect(unlockedOf(await opening).session.account.user).toBe('dara')
  })

  it('stays shut when another page locks', async () => {
    const one = await page()
    await one.enter(dara)
    const host = slowHost()
    const opening = page()
    await vi.waitFor(() => expect(host.isAsked()).toBe(true))
    one.lock()
    await new Promise((resolve) => setTimeout(resolve, 20))
    host.release()
    expect((await opening).state().status).toBe('locked')
  })
})

describe('a reload', () => {
  it('takes the key over from the service worker, and the worker forgets', async () => {
    const worker = workerMemory()
    const vault = await page({ worker })
    await vault.enter(dara)
    const { id } = unlockedOf(vault)
    globalThis.dispatchEvent(new Event('pagehide'))
    expect(worker.isEmpty()).toBe(false)
    await closeBrowser(vault)
    const after = await page({ worker })
    expect(unlockedOf(after)).toMatchObject({ id, isFromDevice: false })
    expect(worker.isEmpty()).toBe(true)
  })

  it('works without a network', async () => {
    const vault = await page()
    await vault.enter(dara)
    host.isReachable = false
    expect(unlockedOf(await page())).toMatchObject({ isFromDevice: true, id: unlockedOf(vault).id })
  })

  it('of a store that was wiped meanwhile opens nothing', async () => {
    const worker = workerMemory()
    const vault = await page({ worker })
    await vault.enter(dara)
    globalThis.dispatchEvent(new Event('pagehide'))
    const keys = await worker.take()
    await vault.wipe()
    if (keys !== null) worker.keep(keys)
    expect((await page({ worker })).state().status).toBe('locked')
  })
})

describe('a session that ended while the store is open', () => {
  it('leaves the work open, and one password mends it', async () => {
    const vault = await page()
    await vault.enter(dara)
    host.session = null
    await vault.refresh()
    expect(vault.state()).toMatchObject({ status: 'unlocked', tie: 'ended', unlocked: { isFromDevice: true } })
    expect(await vault.signInAgain('a wrong one')).toMatchObject({ kind: 'problem' })
    expect(await vault.signInAgain(dara.password)).toBeNull()
    expect(vault.state()).toMatchObject({ tie: 'signed-in', unlocked: { isFromDevice: false } })
    expect(host.session).toMatchObject({ device: unlockedOf(vault).id })
  })

  it('of which the cookie is now another person’s counts as ended', async () => {
    const vault = await page()
    await vault.enter(dara)
    if (host.session !== null) host.session = { ...host.session, device: crypto.randomUUID() }
    await vault.refresh()
    expect(vault.state()).toMatchObject({ tie: 'ended' })
    expect(unlockedOf(vault).session.account.user).toBe('dara')
  })
})

describe('the calls of a page', () => {
  const said = () => new Headers(vi.mocked(fetch).mock.lastCall?.[1]?.headers).get('komar-device')

  it('are for the store that is open, so that a cookie which is another’s by now serves none of them', async () => {
    const vault = await page()
    await vault.enter(dara)
    await vault.refresh()
    expect(said()).toBe(unlockedOf(vault).id)
    vault.lock()
    await vi.waitFor(() => expect(host.session).toBeNull())
    expect(said()).toBeNull()
  })
})

describe('a wipe', () => {
  it('hands in the boxes first, and what cannot go stays sealed and is counted', async () => {
    const handedIn: string[] = []
    const handInBoxes = async (id: string) => {
      handedIn.push(id)
      return { handedIn: 0, left: 1 }
    }
    const vault = await page({ handInBoxes })
    await vault.enter(dara)
    const { id, disk } = unlockedOf(vault)
    await disk.write([{ table: 'boxes', key: '1', value: Uint8Array.of(1) }])
    await vault.obey('none', id)
    expect(vault.state().status).toBe('unlocked')
    await vault.obey('wipe', id)
    expect(handedIn).toEqual([id])
    expect(vault.state()).toEqual({ status: 'wiped', report: { why: 'host', left: 1 } })
    await vi.waitFor(() => expect(host.session).toBeNull())
    vault.start()
    host.isReachable = false
    expect(await vault.enter(dara)).toEqual({ kind: 'nothing-opens' })
  })

  it('is ordered at the first contact, signed in or not, and brings the rules for this device', async () => {
    const vault = await page()
    await vault.enter(dara)
    const { id, disk } = unlockedOf(vault)
    await disk.write([{ table: 'boxes', key: '1', value: Uint8Array.of(1) }])
    await closeBrowser(vault)
    const calls: [string, number][] = []
    const lost = await page({
      contact: async (device, unsent) => {
        calls.push([device, unsent])
        return { order: 'wipe', rules: { lockAfterMinutes: 2, wipeAfterWrongPasswords: 9 } }
      },
    })
    await vi.waitFor(() => expect(lost.state()).toEqual({ status: 'wiped', report: { why: 'host', left: 1 } }))
    expect(calls).toEqual([[id, 1]])
    expect(await lost.lockMinutes()).toEqual({ minutes: 2, most: 2 })
    lost.start()
    host.isReachable = false
    expect(await lost.enter(dara)).toEqual({ kind: 'nothing-opens' })
  })

  it('that the host wants of a store that is not open leaves who is at work alone', async () => {
    const vault = await page()
    await vault.enter(dara)
    const { id } = unlockedOf(vault)
    vault.lock()
    await vault.enter(sokha)
    await vault.beginNew()
    await vault.obey('wipe', id)
    expect(vault.state().status).toBe('unlocked')
    vault.lock()
    host.isReachable = false
    expect(await vault.enter(dara)).toEqual({ kind: 'nothing-opens' })
    expect(await vault.enter(sokha)).toBeNull()
  })
})
