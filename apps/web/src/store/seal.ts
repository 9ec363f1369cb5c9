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
