// A reload takes the store's keys over from the service worker's memory, where they stand for a moment and are given out once. They are
// non-extractable: what is passed on is the right to use them, never their bytes. Source: docs/decisions/0014-the-device.md.

/**
 * What opens one person's store: its id, the key of its rows, and the key of the blind names. `isInMemory`: of somebody for whom nothing is
 * kept here; a page that takes these over begins with an empty store under the same session.
 */
export type StoreKeys = { store: string; data: CryptoKey; name: CryptoKey; isInMemory?: boolean | undefined }

export type Keep = { type: 'komar.key.keep'; keys: StoreKeys }
/** Answered through the message's port with `Taken`. */
export type Take = { type: 'komar.key.take' }
export type Forget = { type: 'komar.key.forget' }
export type Taken = { keys: StoreKeys | null }
/** Said on the same port: a page that went while the answer was on its way says nothing, and the next may ask again. */
export const received = 'received'

/** How long the service worker holds keys for a page that reloads. */
export const longestKeepMs = 20_000

export function isKeep(message: unknown): message is Keep {
  return isTyped(message, 'komar.key.keep') && 'keys' in message && areKeys(message.keys)
}

export function isTake(message: unknown): message is Take {
  return isTyped(message, 'komar.key.take')
}

export function isForget(message: unknown): message is Forget {
  return isTyped(message, 'komar.key.forget')
}

function areKeys(keys: unknown): keys is StoreKeys {
  if (typeof keys !== 'object' || keys === null) return false
  if (!('store' in keys) || !('data' in keys) || !('name' in keys)) return false
  return typeof keys.store === 'string' && isKey(keys.data) && isKey(keys.name)
}

/** Keys whose bytes can be had are refused: they must never leave the page that made them. */
function isKey(value: unknown): value is CryptoKey {
  return value instanceof CryptoKey && !value.extractable
}

function isTyped(message: unknown, type: string): message is { type: string } {
  return typeof message === 'object' && message !== null && 'type' in message && message.type === type
}
