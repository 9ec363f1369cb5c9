// Ids and salts of the demonstration: UUIDv7 from its simulated time and its seed, so that they too are the same every time.
import { uuidSchema, type Uuid } from '@komar/domain/chronicle/entry'
import type { Random } from './random.ts'

const hex = '0123456789abcdef'
const base64url = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

/** A UUIDv7 (RFC 9562) of an instant in UTC with milliseconds. */
export function makeId(random: Random, instant: string): Uuid {
  const time = Date.parse(instant).toString(16).padStart(12, '0')
  const variant = hex[8 + random.int(0, 3)] ?? '8'
  return uuidSchema.parse(
    `${time.slice(0, 8)}-${time.slice(8)}-7${letters(random, hex, 3)}-${variant}${letters(random, hex, 3)}-${letters(random, hex, 12)}`,
  )
}

/** 22 letters: 16 bytes. */
export function makeSalt(random: Random): string {
  return letters(random, base64url, 22)
}

function letters(random: Random, alphabet: string, count: number): string {
  let text = ''
  for (let index = 0; index < count; index += 1) text += alphabet[random.int(0, alphabet.length - 1)] ?? ''
  return text
}
