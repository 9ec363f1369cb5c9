// Who belongs to two agencies has a store for each on one device, both behind one password: which opens is said, with a network and without.
import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { connectPages, fakeHost, startedVault, unlockedOf, type FakeHost } from './vault.fixture.ts'
import type { Vault } from './vault.ts'

// Stretching is slow on purpose; keys.test.ts has the real one.
vi.mock('./argon2.ts', () => ({
  stretch: async (secret: Uint8Array<ArrayBuffer>, salt: Uint8Array<ArrayBuffer>) =>
    new Uint8Array(await crypto.subtle.digest('SHA-256', Uint8Array.from([...salt, ...secret]))),
}))

const password = 'four plain quiet words'
const [first, second] = [
  { id: '01940000-0000-7000-8000-000000000001', nameEn: 'First', nameKm: 'ទីមួយ', devices: new Set<string>() },
  { id: '01940000-0000-7000-8000-000000000002', nameEn: 'Second', nameKm: 'ទីពីរ', devices: new Set<string>() },
]
const who = { login: 'sokha', password }
const asked = {
  kind: 'which-agency',
  agencies: expect.arrayContaining([
    { id: first.id, nameEn: 'First', nameKm: 'ទីមួយ' },
    { id: second.id, nameEn: 'Second', nameKm: 'ទីពីរ' },
  ]),
}

let host: FakeHost
let vault: Vault
beforeEach(async () => {
  globalThis.indexedDB = new IDBFactory()
  localStorage.clear()
  for (const { devices } of [first, second]) devices.clear()
  host = fakeHost()
  connectPages()
  host.accounts.set('sokha', {
    id: crypto.randomUUID(),
    password,
    mustChangePassword: false,
    agencies: [first, second],
  })
  vault = await startedVault()
})
afterEach(() => {
  vault.close()
  vi.unstubAllGlobals()
})

/** Comes in for an agency and answers which store opened. */
async function enter(agency: string): Promise<string> {
  expect(await vault.enter({ ...who, agency })).toBeNull()
  const { id, session } = unlockedOf(vault)
  expect(session.agency.id).toBe(agency)
  vault.lock()
  return id
}

it('asks for which agency, and keeps a store for each', async () => {
  expect(await vault.enter(who)).toMatchObject(asked)
  const one = await enter(first.id)
  expect(await vault.enter(who)).toMatchObject(asked)
  const other = await enter(second.id)
  expect(other).not.toBe(one)
  expect([await enter(first.id), await enter(second.id)]).toEqual([one, other])
})

it('asks without a network too, and opens the store that is meant', async () => {
  const [one, other] = [await enter(first.id), await enter(second.id)]
  host.isReachable = false
  expect(await vault.enter(who)).toMatchObject(asked)
  expect([await enter(first.id), await enter(second.id)]).toEqual([one, other])
})

it('opens both with a changed password', async () => {
  const [one, other] = [await enter(first.id), await enter(second.id)]
  await vault.enter({ ...who, agency: second.id })
  const chosen = 'another few plain words'
  expect(await vault.changePassword({ old: password, chosen })).toBeNull()
  vault.lock()
  who.password = chosen
  expect([await enter(first.id), await enter(second.id)]).toEqual([one, other])
  who.password = password
})

it('counts the question as no wrong password', async () => {
  for (let at = 0; at < 12; at += 1) expect(await vault.enter(who)).toMatchObject(asked)
})
