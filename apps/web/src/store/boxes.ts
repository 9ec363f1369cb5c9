// Boxes: each unsent entry sealed a second time, as an age file that only the host opens. Whoever holds the phone can hand boxes in
// without reading them. A box gives nobody's authority: what comes in by one waits at the host until its author signs in.
// Source: docs/decisions/0014-the-device.md; format in docs/sync.md.
import type { Boxed, handInFileSchema } from '@komar/contract/hand-ins'
import type * as z from 'zod'
import type { Disk } from './disk.ts'
import type { Unsent } from './outbox-row.ts'

export type BoxMaker = (unsent: Unsent) => Promise<Uint8Array>

/** Makes boxes to a host's recipient ("age1…"). The library is fetched when the first box is made. */
export function boxMaker(recipient: string): BoxMaker {
  return async ({ entry, group, together, order }) => {
    const { Encrypter } = await import('age-encryption')
    const encrypter = new Encrypter()
    encrypter.addRecipient(recipient)
    // What is offered again to a restored host stands before all else; the host counts from zero.
    const content: Boxed = { version: 1, entry, together: together ? group : null, order: Math.max(0, order) }
    return encrypter.encrypt(JSON.stringify(content))
  }
}

/** The whole outbox as one file for a stick: a line that says what it is, then each box in base64 on a line of its own. */
export async function exportBoxes(disk: Disk, device: string): Promise<string> {
  const boxes = await disk.readAll('boxes')
  const head: z.input<typeof handInFileSchema> = { format: 'komar-hand-in', version: 1, device }
  return [JSON.stringify(head), ...boxes.map(({ value }) => base64(value))].map((line) => `${line}\n`).join('')
}

/** As boxes travel in JSON and in files. */
export function base64(bytes: Uint8Array): string {
  let text = ''
  for (const byte of bytes) text += String.fromCharCode(byte)
  return btoa(text)
}
