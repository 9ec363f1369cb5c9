// Keys of a store. From login and password Argon2id makes a wrapping key; it opens the store's own random secret, from which the key
// of the rows and the key of the blind names are derived inside the browser, where no script can read them out.
// Sources: docs/decisions/0014-the-device.md; RFC 9106 (Argon2id); RFC 5869 (HKDF); OWASP password storage (19 MiB and 2 passes, or as much
// work with less memory: the floor below).
import type { Argon2Parameters } from './argon2.ts'
import type { SealKeys } from './seal.ts'
import { measureAside, stretchAside } from './stretch-aside.ts'

/** A store's secret under a wrapping key: nonce and ciphertext. */
export type WrappedSecret = Uint8Array<ArrayBuffer>

const aimMs = 500
const bounds = { leastMiB: 8, mostMiB: 64, leastPasses: 2, mostPasses: 12, leastWork: 38 } as const
/** More passes than these make a guess dearer only in time; memory is dear to who guesses on many machines at once. */
const wantedPasses = 3

/**
 * Parameters that take about half a second where one pass over 1 MiB takes so many milliseconds: as much memory as three passes
 * allow, from 8 to 64 MiB, and never less work than OWASP's least.
 */
export function parametersFor(msPerMiBPass: number): Argon2Parameters {
  const work = Math.max(bounds.leastWork, aimMs / Math.max(msPerMiBPass, 0.01))
  const memoryMiB = Math.min(bounds.mostMiB, Math.max(bounds.leastMiB, Math.floor(work / wantedPasses)))
  const passes = Math.min(bounds.mostPasses, Math.max(bounds.leastPasses, Math.ceil(work / memoryMiB)))
  return { memoryMiB, passes }
}

/** Measures this device. */
export async function calibrate(): Promise<Argon2Parameters> {
  return parametersFor(await measureAside())
}

/**
 * The key that a person's login and password make on this device; about half a second. Letters that the host takes for the same
 * (login in capitals, NFKC) make the same key.
 */
export async function deriveWrappingKey(
  who: { login: string; password: string },
  salt: Uint8Array,
  parameters: Argon2Parameters,
): Promise<CryptoKey> {
  const login = who.login.trim().toLowerCase()
  const secret = new TextEncoder().encode(JSON.stringify([login, who.password.normalize('NFKC')]))
  const stretched = new Uint8Array(await stretchAside(secret, salt, parameters))
  const key = await crypto.subtle.importKey('raw', stretched, 'AES-GCM', false, ['encrypt', 'decrypt', 'unwrapKey'])
  secret.fill(0)
  stretched.fill(0)
  return key
}

const secretBytes = 32
const nonceBytes = 12

/** Makes a new store's secret, wrapped. */
export async function makeSecret(storeId: string, wrapping: CryptoKey): Promise<WrappedSecret> {
  return wrapSecret(storeId, crypto.getRandomValues(new Uint8Array(secretBytes)), wrapping)
}

/** The store's keys; null when this is not the key that it was wrapped with, or the wrapped secret was changed. */
export async function openSecret(
  storeId: string,
  wrapped: WrappedSecret,
  wrapping: CryptoKey,
): Promise<SealKeys | null> {
  const root = await crypto.subtle
    .unwrapKey(
      'raw',
      wrapped.subarray(nonceBytes),
      wrapping,
      wrappedWith(storeId, wrapped.subarray(0, nonceBytes)),
      'HKDF',
      false,
      ['deriveKey'],
    )
    .catch(() => null)
  if (root === null) return null
  const [data, name] = await Promise.all([
    crypto.subtle.deriveKey(derivation('rows'), root, { name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']),
    crypto.subtle.deriveKey(derivation('names'), root, { name: 'HMAC', hash: 'SHA-256', length: 256 }, false, ['sign']),
  ])
  return { data, name }
}

/** The same secret under another wrapping key; null when `from` does not open it. */
export async function rewrapSecret(
  storeId: string,
  wrapped: WrappedSecret,
  from: CryptoKey,
  to: CryptoKey,
): Promise<WrappedSecret | null> {
  const algorithm = wrappedWith(storeId, wrapped.subarray(0, nonceBytes))
  const secret = await crypto.subtle.decrypt(algorithm, from, wrapped.subarray(nonceBytes)).catch(() => null)
  return secret === null ? null : wrapSecret(storeId, new Uint8Array(secret), to)
}

/** Wraps a secret, and forgets it. */
async function wrapSecret(
  storeId: string,
  secret: Uint8Array<ArrayBuffer>,
  wrapping: CryptoKey,
): Promise<WrappedSecret> {
  const nonce = crypto.getRandomValues(new Uint8Array(nonceBytes))
  const sealed = new Uint8Array(await crypto.subtle.encrypt(wrappedWith(storeId, nonce), wrapping, secret))
  secret.fill(0)
  const wrapped = new Uint8Array(nonceBytes + sealed.length)
  wrapped.set(nonce)
  wrapped.set(sealed, nonceBytes)
  return wrapped
}

function wrappedWith(storeId: string, iv: Uint8Array<ArrayBuffer>): AesGcmParams {
  return { name: 'AES-GCM', iv, additionalData: new TextEncoder().encode(`komar store secret ${storeId}`) }
}

function derivation(use: 'rows' | 'names'): HkdfParams {
  return { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info: new TextEncoder().encode(`komar ${use} 1`) }
}
