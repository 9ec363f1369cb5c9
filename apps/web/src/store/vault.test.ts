import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { openIndexedDbDisk } from './indexed-db-disk.ts'
import type { VaultState } from './vault-state.ts'
import type { Vault } from './vault.ts'
import {
  connectPages,
  fakeHost,
  readDraft,
  startedVault,
  unlockedOf,
  writeDraft,
  type FakeHost,
} from './vault.fixture.ts'

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

describe('signing in', () => {
  it('with a network makes a store, whose id the host knows as the device', async () => {
    const vault = await page()
    expect(vault.state()).toEqual(locked)
    expect(await vault.enter(dara)).toBeNull()
    expect(vault.state()).toMatchObject({ tie: 'signed-in' })
    expect(unlockedOf(vault)).toMatchObject({ isFromDevice: false, id: host.session?.device })
  })

  it('again opens the same store, also when the login is typed in capitals', async () => {
    const vault = await page()
    await vault.enter(dara)
    await writeDraft(unlockedOf(vault), 'half a form')
    const { id } = unlockedOf(vault)
    vault.lock()
    expect(await vault.enter({ ...dara, login: ' DARA ' })).toBeNull()
    expect(unlockedOf(vault).id).toBe(id)
    expect(await readDraft(unlockedOf(vault))).toBe('half a form')
  })

  it('without a network opens what is here, as from this device, with the host’s time moved on', async () => {
    const vault = await page()
    await vault.enter(dara)
    await writeDraft(unlockedOf(vault), 'half a form')
    await closeBrowser(vault)
    host.isReachable = false
    const later = await page()
    const inTwoDays = Date.now() + 2 * 86_400_000
    vi.spyOn(Date, 'now').mockReturnValue(inTwoDays)
    expect(await later.enter(dara)).toBeNull()
    const unlocked = unlockedOf(later)
    expect(unlocked.isFromDevice).toBe(true)
    expect(unlocked.session.account.user).toBe('dara')
    expect(unlocked.session.host.today).toBe('2014-01-03')
    expect(await readDraft(unlocked)).toBe('half a form')
  })

  it.each([
    ['a wrong password', { ...dara, password: 'four plain quiet word' }],
    ['another login', { ...dara, login: 'sokha' }],
    ['somebody who was never here', sokha],
  ])('without a network opens nothing with %s', async (_, who) => {
    const vault = await page()
    await vault.enter(dara)
    vault.lock()
    host.isReachable = false
    expect(await vault.enter(who)).toEqual({ kind: 'nothing-opens' })
    expect(vault.state().status).toBe('locked')
  })

  it('opens the store also while somebody elsewhere has the login locked out', async () => {
    const vault = await page()
    await vault.enter(dara)
    vault.lock()
    await vi.waitFor(() => expect(host.session).toBeNull())
    const problem = { type: 'about:blank', title: '', status: 429, code: 'access.locked-out' }
    vi.stubGlobal('fetch', async () => new Response(JSON.stringify(problem), { status: 429 }))
    expect(await vault.enter(dara)).toBeNull()
    expect(unlockedOf(vault).isFromDevice).toBe(true)
  })

  it('is refused where the host refuses, also with a password that the store here still knows', async () => {
    const vault = await page()
    await vault.enter(dara)
    vault.lock()
    host.accounts.set('dara', {
      id: crypto.randomUUID(),
      password: 'changed on another phone',
      mustChangePassword: false,
    })
    expect(await vault.enter(dara)).toEqual({ kind: 'older' })
    expect(vault.state().status).toBe('locked')
    const refused = await vault.enter({ ...dara, password: 'quite another password' })
    expect(refused).toMatchObject({ problem: { code: 'access.wrong-credentials' } })
  })

  it('takes the device of the version before, so that what was written under it can still be sent', async () => {
    const earlier = crypto.randomUUID()
    localStorage.setItem('komar.device', earlier)
    const vault = await page()
    await vault.enter(dara)
    expect(unlockedOf(vault).id).toBe(earlier)
    expect(localStorage.getItem('komar.device')).toBeNull()
  })

  it('with a first password makes the store only under the password that was chosen', async () => {
    host.accounts.set('dara', { id: crypto.randomUUID(), password: 'from-the-office', mustChangePassword: true })
    const vault = await page()
    await vault.enter({ login: 'dara', password: 'from-the-office' })
    expect(vault.state().status).toBe('must-change')
    expect(await vault.changePassword({ old: 'wrong', chosen: dara.password })).toMatchObject({ kind: 'problem' })
    expect(await vault.changePassword({ old: 'from-the-office', chosen: dara.password })).toBeNull()
    expect(unlockedOf(vault).session.mustChangePassword).toBe(false)
    vault.lock()
    host.isReachable = false
    expect(await vault.enter({ login: 'dara', password: 'from-the-office' })).toEqual({ kind: 'nothing-opens' })
    expect(await vault.enter(dara)).toBeNull()
  })
})

describe('two people on one device', () => {
  it('each find their own, and the second is asked whether an older password is theirs', async () => {
    const vault = await page()
    await vault.enter(dara)
    await writeDraft(unlockedOf(vault), 'of Dara')
    vault.lock()
    await vault.enter(sokha)
    expect(vault.state().status).toBe('choosing')
    expect(await vault.beginNew()).toBeNull()
    expect(await readDraft(unlockedOf(vault))).toBeNull()
    await writeDraft(unlockedOf(vault), 'of Sokha')
    vault.lock()
    await vault.enter(dara)
    expect(await readDraft(unlockedOf(vault))).toBe('of Dara')
    expect(await vault.waiting()).toEqual([])
  })

  it('see of one another only how much sealed work waits', async () => {
    const vault = await page()
    await vault.enter(dara)
    const { id, disk } = unlockedOf(vault)
    await disk.write([{ table: 'boxes', key: '1', value: Uint8Array.of(1) }])
    vault.lock()
    await vault.enter(sokha)
    await vault.beginNew()
    expect(await vault.waiting()).toEqual([{ id, boxes: 1 }])
  })

  it('do not send under one another’s sign-in: who comes in on one page shuts the other’s', async () => {
    const [one, two] = [await page(), await page()]
    await one.enter(dara)
    await two.enter(sokha)
    await two.beginNew()
    await vi.waitFor(() => expect(one.state()).toMatchObject({ status: 'locked', reason: 'other-page' }))
    expect(host.session?.account.user).toBe('sokha')
  })
})

describe('a password that was changed', () => {
  it('here opens the same store from then on, and the old one does not', async () => {
    const vault = await page()
    await vault.enter(dara)
    await writeDraft(unlockedOf(vault), 'half a form')
    expect(await vault.changePassword({ old: dara.password, chosen: 'quite new plain words' })).toBeNull()
    vault.lock()
    host.isReachable = false
    expect(await vault.enter(dara)).toEqual({ kind: 'nothing-opens' })
    expect(await vault.enter({ ...dara, password: 'quite new plain words' })).toBeNull()
    expect(await readDraft(unlockedOf(vault))).toBe('half a form')
  })

  it('whose answer was lost leaves a store that either opens, until the host has said which', async () => {
    const vault = await page()
    await vault.enter(dara)
    host.isReachable = false
    const chosen = 'quite new plain words'
    expect(await vault.changePassword({ old: dara.password, chosen })).toMatchObject({ problem: 'offline' })
    vault.lock()
    expect(await vault.enter({ ...dara, password: chosen })).toBeNull()
    vault.lock()
    host.isReachable = true
    host.accounts.set('dara', { id: crypto.randomUUID(), password: chosen, mustChangePassword: false })
    expect(await vault.enter({ ...dara, password: chosen })).toBeNull()
    vault.lock()
    host.isReachable = false
    expect(await vault.enter(dara)).toEqual({ kind: 'nothing-opens' })
  })

  it('that the host refused does not open the store', async () => {
    const vault = await page()
    await vault.enter(dara)
    host.accounts.set('dara', { id: crypto.randomUUID(), password: 'changed elsewhere', mustChangePassword: false })
    await vault.changePassword({ old: dara.password, chosen: 'quite new plain words' })
    vault.lock()
    host.isReachable = false
    expect(await vault.enter({ ...dara, password: 'quite new plain words' })).toEqual({ kind: 'nothing-opens' })
  })

  it('elsewhere: the older one opens the store once, and the new one from then on', async () => {
    const vault = await page()
    await vault.enter(dara)
    await writeDraft(unlockedOf(vault), 'half a form')
    const { id } = unlockedOf(vault)
    vault.lock()
    const changed = { ...dara, password: 'changed on another phone' }
    host.accounts.set('dara', { id: crypto.randomUUID(), password: changed.password, mustChangePassword: false })
    await vault.enter(changed)
    expect(vault.state().status).toBe('choosing')
    expect(await vault.openOlder('not this one either')).toEqual({ kind: 'nothing-opens' })
    expect(await vault.openOlder(dara.password)).toBeNull()
    expect(unlockedOf(vault).id).toBe(id)
    expect(host.session?.device).toBe(id)
    expect(await readDraft(unlockedOf(vault))).toBe('half a form')
    vault.lock()
    expect(await vault.enter(changed)).toBeNull()
    expect(unlockedOf(vault).id).toBe(id)
  })
})

describe('wrong passwords', () => {
  const wrong = { ...dara, password: 'a guess by a guard' }

  it('make each further try wait longer, also after the page was loaded again, and for the right one too', async () => {
    const vault = await page()
    await vault.enter(dara)
    vault.lock()
    await vault.enter(wrong)
    await vault.enter(wrong)
    await closeBrowser(vault)
    const again = await page()
    expect(await again.enter(dara)).toMatchObject({ kind: 'wait' })
    const soon = Date.now() + 2_100
    vi.spyOn(Date, 'now').mockReturnValue(soon)
    expect(await again.enter(wrong)).toMatchObject({ kind: 'problem' })
    expect(await again.enter(dara)).toEqual({ kind: 'wait', ms: 4_000 })
    vi.spyOn(Date, 'now').mockReturnValue(soon + 4_000)
    expect(await again.enter(dara)).toBeNull()
    again.lock()
    expect(await again.enter(wrong)).toMatchObject({ kind: 'problem' })
    expect(await again.enter(dara)).toBeNull()
  })

  it('are counted before they are looked at', async () => {
    const vault = await page()
    await vault.enter(dara)
    vault.lock()
    await vault.enter(wrong)
    // The second is not answered yet when the third begins.
    const [second, third] = await Promise.all([vault.enter(wrong), vault.enter(dara)])
    expect(second).toMatchObject({ kind: 'problem' })
    expect(third).toMatchObject({ kind: 'wait' })
  })

  it('wipe the stores where the administrator said so, and leave the sealed boxes', async () => {
    const vault = await page()
    await vault.enter(dara)
    await vault.rememberRules({ lockAfterMinutes: null, wipeAfterWrongPasswords: 3 })
    const { id, disk } = unlockedOf(vault)
    await writeDraft(unlockedOf(vault), 'half a form')
    await disk.write([{ table: 'boxes', key: '1', value: Uint8Array.of(1) }])
    vault.lock()
    host.isReachable = false
    let now = Date.now()
    for (const expected of ['locked', 'locked', 'wiped']) {
      now += 600_000
      vi.spyOn(Date, 'now').mockReturnValue(now)
      await vault.enter(wrong)
      expect(vault.state().status).toBe(expected)
    }
    expect(vault.state()).toMatchObject({ report: { why: 'wrong-passwords', left: 1 } })
    vault.start()
    expect(await vault.enter(dara)).toEqual({ kind: 'nothing-opens' })
    const left = await openIndexedDbDisk(id)
    expect(await left.keys('drafts')).toEqual([])
    expect(await left.keys('meta')).toEqual([])
    expect(await left.keys('boxes')).toEqual(['1'])
    left.close()
  })

  it('wipe nothing where nobody said so', async () => {
    const vault = await page()
    await vault.enter(dara)
    vault.lock()
    host.isReachable = false
    let now = Date.now()
    for (let tries = 0; tries < 15; tries += 1) {
      now += 600_000
      vi.spyOn(Date, 'now').mockReturnValue(now)
      expect(await vault.enter(wrong)).toEqual({ kind: 'nothing-opens' })
    }
    vi.spyOn(Date, 'now').mockReturnValue(now + 600_000)
    expect(await vault.enter(dara)).toBeNull()
  })
})
