// AES-256-GCM with a random nonce in front and what the bytes belong to as associated data: moved elsewhere, they do not open.
// Source: NIST SP 800-38D; a random 96-bit nonce is safe for 2^32 messages a key, and each attachment has a key of its own.
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'

const cipher = 'aes-256-gcm'
const nonceBytes = 12
const tagBytes = 16

/** Nonce, ciphertext and tag; 28 bytes longer than what it seals. `key`: 32 bytes. */
export function seal(key: Uint8Array, belongsTo: string, plain: Uint8Array): Buffer {
  const nonce = randomBytes(nonceBytes)
  const sealing = createCipheriv(cipher, key, nonce).setAAD(Buffer.from(belongsTo))
  return Buffer.concat([nonce, sealing.update(plain), sealing.final(), sealing.getAuthTag()])
}

/** What was sealed. @throws when the key or the place is another, or a bit was changed. */
export function unseal(key: Uint8Array, belongsTo: string, sealed: Uint8Array): Buffer {
  const end = sealed.length - tagBytes
  const opening = createDecipheriv(cipher, key, sealed.subarray(0, nonceBytes), { authTagLength: tagBytes })
    .setAAD(Buffer.from(belongsTo))
    .setAuthTag(sealed.subarray(end))
  return Buffer.concat([opening.update(sealed.subarray(nonceBytes, end)), opening.final()])
}
