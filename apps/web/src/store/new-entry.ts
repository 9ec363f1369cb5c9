// Makes an entry on the device that writes it: id, salt and authorship here, so that sending it twice is harmless.
import type { Session } from '@komar/contract/session'
import { uuidSchema, writtenSchema, type Written } from '@komar/domain/chronicle/entry'
import { base64url } from './seal.ts'

/** What a form gives; the rest comes from the session. */
export type EntryDraft = {
  /** Given when another entry of the same press names this one. */
  id?: string
  kind: string
  v?: number
  subject: string
  also?: readonly string[]
  occurred: string
  basis: Written['basis']
  body: Record<string, unknown>
  replaces?: string
  retracts?: string
  answers?: string
  basedOn?: number
  policy?: string
}

export type Author = Pick<Session, 'account' | 'agency' | 'device'>

const saltBytes = 16

/**
 * A whole entry from a form's draft. `now` is the instant of writing on this device.
 * @throws ZodError when the draft is not a well-formed envelope; a form checks its fields before.
 */
export function newEntry(draft: EntryDraft, author: Author, now: Date = new Date()): Written {
  return writtenSchema.parse({
    v: 1,
    also: [],
    ...draft,
    id: draft.id ?? newUuid(now),
    body: { ...draft.body, salt: newSalt() },
    author: author.account.id,
    agency: author.agency.id,
    device: author.device,
    written: now.toISOString(),
  })
}

/** A UUIDv7 (RFC 9562, 5.7): 48 bits of milliseconds since 1970, then random. */
export function newUuid(now: Date = new Date()): Written['id'] {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  const view = new DataView(bytes.buffer)
  const milliseconds = now.getTime()
  view.setUint16(0, Math.floor(milliseconds / 2 ** 32))
  view.setUint32(2, milliseconds % 2 ** 32)
  view.setUint8(6, (view.getUint8(6) & 0x0f) | 0x70)
  view.setUint8(8, (view.getUint8(8) & 0x3f) | 0x80)
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
  return uuidSchema.parse(hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5'))
}

/** 16 random bytes in base64url, so that a short body cannot be guessed from its hash. */
export function newSalt(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(saltBytes))
  return base64url(bytes)
}
