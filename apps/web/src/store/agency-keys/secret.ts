// The secret of an agency's key: made on a device, wrapped for other devices, and vouched for by those who have the key before it. It never
// leaves a device but wrapped, or on paper in parts (parts.ts).
import { Decrypter, Encrypter, generateX25519Identity, identityToRecipient } from 'age-encryption'
import { z } from 'zod'
import { base64 } from '../boxes.ts'
import type { AgencySecret } from './held.ts'
import { bytesOf } from './text-seal.ts'

export async function makeAgencySecret(): Promise<AgencySecret> {
  const secret = await generateX25519Identity()
  return { id: crypto.randomUUID(), recipient: await identityToRecipient(secret), secret }
}

const wrappedSchema = z.object({ version: z.literal(1), key: z.string(), secret: z.string() })

/** For one device alone; base64 of an age file. */
export async function wrapFor(deviceRecipient: string, { id, secret }: AgencySecret): Promise<string> {
  const encrypter = new Encrypter()
  encrypter.addRecipient(deviceRecipient)
  const inside: z.input<typeof wrappedSchema> = { version: 1, key: id, secret }
  return base64(await encrypter.encrypt(JSON.stringify(inside)))
}

/** The secret that was wrapped for this device; null where it is not for it, or not that of the key that it is said to be. */
export async function unwrap(
  wrap: string,
  deviceIdentity: string,
  { id, recipient }: Pick<AgencySecret, 'id' | 'recipient'>,
): Promise<AgencySecret | null> {
  try {
    const decrypter = new Decrypter()
    decrypter.addIdentity(deviceIdentity)
    const inside = wrappedSchema.parse(JSON.parse(await decrypter.decrypt(bytesOf(wrap), 'text')))
    const isThat = inside.key === id && (await identityToRecipient(inside.secret)) === recipient
    return isThat ? { id, recipient, secret: inside.secret } : null
  } catch {
    return null
  }
}

type Public = Pick<AgencySecret, 'id' | 'recipient'>

/** By which whoever has the former key knows that another who had it made the next one, and not the host. */
export async function vouchFor(next: Public, former: AgencySecret): Promise<string> {
  return base64(new Uint8Array(await crypto.subtle.sign('HMAC', await vouching(former), said(next))))
}

export async function isVouchedFor(next: Public, voucher: string, former: AgencySecret): Promise<boolean> {
  try {
    return await crypto.subtle.verify('HMAC', await vouching(former), bytesOf(voucher), said(next))
  } catch {
    return false
  }
}

function vouching({ secret }: AgencySecret) {
  const raw = new TextEncoder().encode(secret)
  return crypto.subtle.importKey('raw', raw, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign', 'verify'])
}

function said({ id, recipient }: Public): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(`komar agency key 1 ${id} ${recipient}`)
}
