// The host's Ed25519 key, under which it signs heads of the chain. Source: RFC 8032; the private half never stands in the database, so
// whoever changes the database as its owner cannot sign what they made of it.
import { createPrivateKey, createPublicKey, randomBytes, sign, verify, type KeyObject } from 'node:crypto'

/** `seed`: 32 secret bytes, base64url. `publicKey`: 32 bytes, base64url. */
export type SigningPair = { seed: string; publicKey: string }

/** What stands before the 32 bytes of a private key in PKCS #8 (RFC 8410). */
const privatePrefix = Buffer.from('302e020100300506032b657004220420', 'hex')

/** 32 random bytes in base64url. */
export function makeSigningSeed(): string {
  return randomBytes(32).toString('base64url')
}

/** The pair that a seed makes. */
export function signingKeyOf(seed: string): SigningPair {
  const publicKey = createPublicKey(privateKey(seed)).export({ format: 'jwk' }).x
  if (publicKey === undefined) throw new Error('an Ed25519 key without a public half')
  return { seed, publicKey }
}

/** Signature over a text in UTF-8, base64url. */
export function signText({ seed }: Pick<SigningPair, 'seed'>, text: string): string {
  return sign(null, Buffer.from(text, 'utf8'), privateKey(seed)).toString('base64url')
}

/** Whether the holder of a public key (base64url) signed this text. */
export function isSignedBy(publicKey: string, text: string, signature: string): boolean {
  const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: publicKey }, format: 'jwk' })
  return verify(null, Buffer.from(text, 'utf8'), key, Buffer.from(signature, 'base64url'))
}

function privateKey(seed: string): KeyObject {
  const der = Buffer.concat([privatePrefix, Buffer.from(seed, 'base64url')])
  return createPrivateKey({ key: der, format: 'der', type: 'pkcs8' })
}
