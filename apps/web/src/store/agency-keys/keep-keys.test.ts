import { afterEach, expect, it, vi } from 'vitest'
import { session } from '../ask.fixture.ts'
import { memoryDisk } from '../memory-disk.ts'
import { plainSeal } from '../plain-seal.ts'
import { keepKeys } from './keep-keys.ts'
import { openKeyring } from './keyring.ts'
import { makeAgencySecret } from './secret.ts'

afterEach(() => void vi.unstubAllGlobals())

it('asks for no key on a device that keeps nothing, and seals all the same', async () => {
  const asked: unknown[] = []
  vi.stubGlobal('fetch', (address: unknown) => {
    asked.push(address)
    return Promise.reject(new TypeError('no network'))
  })
  const { id: key, recipient } = await makeAgencySecret()
  const sealing = { key, recipient, scope: 'notes' as const }
  const keyring = openKeyring('store', memoryDisk(), plainSeal('store'))
  const keys = keepKeys(keyring, { ...session, mayRead: ['notes'], mayWrite: ['notes'], sealing }, true)
  keys.begin()
  globalThis.dispatchEvent(new Event('online'))
  expect(await keys.refresh()).toBeNull()
  expect(asked).toEqual([])
  expect(await keys.sealing()).toMatchObject({ recipient })
  keys.stop()
})
