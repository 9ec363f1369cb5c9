// The secret of an agency's key on paper, in parts of which some are enough (Shamir's scheme). A part is written down by hand and typed
// in again years later: groups of letters and figures without look-alikes (Crockford's base 32), with a checksum, so that whoever types
// learns at once which part is wrong. A part alone says nothing of the secret.
// Bytes: version, key (4 of SHA-256 of its id), place, how many are needed, the share (33); then a checksum of 3 (SHA-256).
import { base32crockford, bech32 } from '@scure/base'
import { identityToRecipient } from 'age-encryption'
import { combine, split } from 'shamir-secret-sharing'
import type { AgencySecret } from './held.ts'

const version = 1
const headBytes = 7
const shareBytes = 33
const sumBytes = 3
const groupLength = 5

export type PartFault = 'unreadable' | 'unknown-key' | 'other-key' | 'twice' | 'too-few' | 'mixed'
/** `part`: place among those that were typed, from 0; null where it is not one of them alone. */
export type PartsFault = { fault: PartFault; part: number | null }

/** One text for each part, in groups of five. */
export async function partsOf(key: AgencySecret, total: number, needed: number): Promise<string[]> {
  const shares = await split(rawOf(key.secret), total, needed)
  return Promise.all(shares.map((share, at) => written(key.id, at + 1, needed, share)))
}

async function written(id: string, place: number, needed: number, share: Uint8Array): Promise<string> {
  const bytes = new Uint8Array(headBytes + shareBytes + sumBytes)
  bytes.set([version, ...(await markOf(id)), place, needed])
  bytes.set(share, headBytes)
  bytes.set(await sumOf(bytes.subarray(0, headBytes + shareBytes)), headBytes + shareBytes)
  const letters = base32crockford.encode(bytes)
  return (letters.match(new RegExp(`.{1,${groupLength}}`, 'gu')) ?? []).join(' ')
}

type ReadPart = { mark: string; place: number; needed: number; share: Uint8Array }

/** What a typed part says; null where a letter is wrong or missing. Case, spaces, dashes and O, I, L do not matter. */
export async function readPart(typed: string): Promise<ReadPart | null> {
  const letters = typed.toUpperCase().replaceAll(/[\s-]/gu, '').replaceAll('O', '0').replaceAll(/[IL]/gu, '1')
  let bytes: Uint8Array
  try {
    bytes = base32crockford.decode(letters)
  } catch {
    return null
  }
  const body = bytes.subarray(0, headBytes + shareBytes)
  if (bytes.length !== headBytes + shareBytes + sumBytes || bytes[0] !== version) return null
  if (hex(await sumOf(body)) !== hex(bytes.subarray(headBytes + shareBytes))) return null
  const [place = 0, needed = 0] = body.subarray(5, headBytes)
  return { mark: hex(body.subarray(1, 5)), place, needed, share: body.slice(headBytes) }
}

type Public = Pick<AgencySecret, 'id' | 'recipient'>

/** The secret of the one of these keys that the parts are of, or what is wrong with which of them. Empty texts count for nothing. */
export async function putTogether(
  typed: readonly string[],
  keys: readonly Public[],
): Promise<AgencySecret | PartsFault> {
  const parts: ReadPart[] = []
  let key: Public | undefined
  for (const [part, text] of typed.entries()) {
    if (text.trim() === '') continue
    const read = await readPart(text)
    if (read === null) return { fault: 'unreadable', part }
    const its = await keyOf(read, keys)
    if (its === undefined) return { fault: 'unknown-key', part }
    if (key !== undefined && its.id !== key.id) return { fault: 'other-key', part }
    if (parts.some(({ place }) => place === read.place)) return { fault: 'twice', part }
    parts.push(read)
    key = its
  }
  if (key === undefined || parts.length < (parts[0]?.needed ?? 2)) return { fault: 'too-few', part: null }
  const secret = secretOf(await combine(parts.map(({ share }) => share)))
  const fits = (await identityToRecipient(secret)) === key.recipient
  return fits ? { id: key.id, recipient: key.recipient, secret } : { fault: 'mixed', part: null }
}

async function keyOf({ mark }: ReadPart, keys: readonly Public[]): Promise<Public | undefined> {
  for (const key of keys) if (hex(await markOf(key.id)) === mark) return key
  return undefined
}

const human = 'age-secret-key-'

function rawOf(secret: string): Uint8Array {
  return bech32.decodeToBytes(secret.toLowerCase()).bytes
}

function secretOf(raw: Uint8Array): string {
  return bech32.encodeFromBytes(human, raw).toUpperCase()
}

async function markOf(id: string): Promise<Uint8Array> {
  return (await sha256(new TextEncoder().encode(id))).subarray(0, 4)
}

async function sumOf(bytes: Uint8Array): Promise<Uint8Array> {
  return (await sha256(bytes)).subarray(0, sumBytes)
}

async function sha256(bytes: Uint8Array): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', Uint8Array.from(bytes)))
}

function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
