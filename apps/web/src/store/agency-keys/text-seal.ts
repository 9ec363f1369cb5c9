// A text sealed so that only who has the agency's secret reads it: an age file to the agency's recipient. Inside stands where the text
// belongs (entry, member), so that a host cannot move it to another entry unnoticed; and spaces, so that its length says little.
// Source: docs/decisions/0024-agency-keys.md.
import { readSealedText, sealedText } from '@komar/domain/chronicle/sealed-text'
import { Decrypter, Encrypter } from 'age-encryption'
import { z } from 'zod'
import { base64 } from '../boxes.ts'

/** Where a text stands: the entry's id and the member of its body. */
export type TextPlace = { entry: string; member: string }

/** To whom texts are sealed: the key's id and its public half ("age1…"). */
export type SealTo = { key: string; recipient: string }

const insideSchema = z.object({ version: z.literal(1), entry: z.string(), member: z.string(), text: z.string() })

/** Bytes. A note of a line and one of a short paragraph look alike. */
const block = 512

/** The sealed form of a text, for this place alone. */
export async function sealText(
  text: string,
  { entry, member }: TextPlace,
  { key, recipient }: SealTo,
): Promise<string> {
  const encrypter = new Encrypter()
  encrypter.addRecipient(recipient)
  const inside: z.input<typeof insideSchema> = { version: 1, entry, member, text }
  return sealedText(key, base64(await encrypter.encrypt(padded(JSON.stringify(inside)))))
}

/** Spaces behind JSON mean nothing to whoever reads it. */
function padded(json: string): Uint8Array {
  const bytes = new TextEncoder().encode(json)
  const whole = new Uint8Array(Math.ceil(bytes.length / block) * block).fill(0x20)
  whole.set(bytes)
  return whole
}

export type OpenedText = TextPlace & { text: string }

/**
 * Opens texts with one secret: half of the work of opening the first is done once. Answers what stands in one and where it belongs; null where
 * this secret does not open it or it is not of this form.
 */
export function textOpener(secret: string): (sealed: string) => Promise<OpenedText | null> {
  const decrypter = new Decrypter()
  decrypter.addIdentity(secret)
  return (sealed) => openWith(decrypter, sealed)
}

async function openWith(decrypter: Decrypter, sealed: string): Promise<OpenedText | null> {
  const parts = readSealedText(sealed)
  if (parts === null) return null
  try {
    const inside = insideSchema.safeParse(JSON.parse(await decrypter.decrypt(bytesOf(parts.file), 'text')))
    return inside.success ? inside.data : null
  } catch {
    return null // another key's, or changed on the way
  }
}

/** @throws where it is no base64. */
export function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0))
}
