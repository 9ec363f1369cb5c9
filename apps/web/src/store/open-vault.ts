// Opens the vault where the browser can hold one: a secure address, WebCrypto, WebAssembly and IndexedDB.
import { openDeviceStores } from './device-stores.ts'
import type { VaultOptions } from './vault-inside.ts'
import { createVault, type Vault } from './vault.ts'
import { findWorkerKeys } from './worker-keys.ts'

/** Null where work could not be kept safely: plain http, or a window that may keep nothing. */
export async function openVault(options: Pick<VaultOptions, 'handInBoxes' | 'onLocked'>): Promise<Vault | null> {
  const isAble = globalThis.isSecureContext && 'indexedDB' in globalThis && 'WebAssembly' in globalThis
  if (!isAble) return null
  // A private window of some browsers has IndexedDB and refuses to open it.
  const stores = await openDeviceStores().catch(() => null)
  return stores === null ? null : createVault({ ...options, stores, worker: await findWorkerKeys() })
}
