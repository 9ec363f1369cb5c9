// Sealing: AES-256-GCM under the store's own key, which is in memory only while the store is unlocked. The place of a row (whose store,
// which table, which key) goes in as associated data, so that a row cannot be moved, swapped or taken to another's store unnoticed.
// Source: docs/decisions/0014-the-device.md; NIST SP 800-38D (96-bit random nonces: far fewer than 2^32 rows under one key).
import type { Table } from './disk.ts'

export type Place = { table: Table; key: string }

export type Seal = {
  /** Nonce and ciphertext. */
  seal: (place: Place, plain: Uint8Array) => Promise<Uint8Array>
  /** @throws SealBroken when it was changed, moved, or sealed with another key. */
  open: (place: Place, sealed: Uint8Array) => Promise<Uint8Array>
  /** A name under which something is found again without saying what it is (HMAC-SHA-256, base64url). */
  blindName: (text: string) => Promise<string>
}

export class SealBroken extends Error {}

/** The keys of a store's rows and of its blind names, which cannot be read out of the browser. */
export type SealKeys = { data: CryptoKey; name: CryptoKey }

const sealedVersion = 1
const nonceBytes = 12
const tagBytes = 16

/** Seals for one store; `storeId` stands in what every row is tied to. A sealed row is: version byte, nonce, ciphertext with its tag. */
export function createSeal(storeId: string, { data, name }: SealKeys): Seal {
  const tiedTo = (version: number, { table, key }: Place) => utf8(JSON.stringify([version, storeId, table, key]))
  return {
    seal: async (place, plain) => {
      const iv = crypto.getRandomValues(new Uint8Array(nonceBytes))
      const additionalData = tiedTo(sealedVersion, place)
      const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData }, data, inBuffer(plain))
      return joined(Uint8Array.of(sealedVersion), iv, new Uint8Array(sealed))
    },
    open: async (place, sealed) => {
      const version = sealed[0] ?? 0
      if (version !== sealedVersion) throw new SealBroken(`sealed in version ${version}, which this page cannot read`)
      if (sealed.length < 1 + nonceBytes + tagBytes) throw new SealBroken('cut off')
      const iv = inBuffer(sealed.subarray(1, 1 + nonceBytes))
      const additionalData = tiedTo(version, place)
      const rest = inBuffer(sealed.subarray(1 + nonceBytes))
      const opened = crypto.subtle.decrypt({ name: 'AES-GCM', iv, additionalData }, data, rest)
      return new Uint8Array(
        await opened.catch(() => {
          throw new SealBroken('changed, moved, or sealed with another key')
        }),
      )
    },
    blindName: async (text) => base64url(new Uint8Array(await crypto.subtle.sign('HMAC', name, utf8(text)))),
  }
}

function utf8(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text)
}

/** The port's bytes, for WebCrypto, which takes none that other threads may change meanwhile; a disk never gives such. */
function inBuffer(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const { buffer } = bytes
  return buffer instanceof ArrayBuffer ? new Uint8Array(buffer, bytes.byteOffset, bytes.byteLength) : bytes.slice()
}

function joined(...parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

/** Bytes as text that may stand in an address or a key (RFC 4648, section 5, without padding). */
export function base64url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')
}
