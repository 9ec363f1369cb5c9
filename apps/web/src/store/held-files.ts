// Files that the host has whole. Their bytes stay on this device until a backup of the host is known to hold them, as entries do: a host
// that was restored from a backup can then be given them again. A backup holds a file when it holds an entry that was taken after it.
//   sent → a pull ends → pulled → the next one, which began when the file was whole, ends → the number at which the host stood then
//   → a backup goes beyond that number → the bytes go, and the small picture stays.
// They are held for a misfortune that is rare, so they never stand in the way: the oldest go when they are many, all when there is no room.
// Source: docs/decisions/0016-backup.md.
import * as z from 'zod'

export const heldSchema = z.union([z.literal('sent'), z.literal('pulled'), z.int()])
export type Held = z.infer<typeof heldSchema>

/** What a whole pull has told: the number of the host's last entry, and up to which a backup holds them. */
export type PulledUpTo = { head: number; backedUpTo: number }

/** Some two hundred pictures. */
export const heldBytesLimit = 64 * 1024 * 1024

/** After a whole pull; null: a backup holds it. */
export function heldAfter(held: Held, { head, backedUpTo }: PulledUpTo): Held | null {
  if (held === 'sent') return 'pulled'
  if (held === 'pulled') return head
  return backedUpTo > held ? null : held
}

/** The oldest of them, whose bytes are too many. Ids sort by the time at which they were taken. */
export function tooMany<T extends { id: string; bytes: number }>(held: readonly T[], limit = heldBytesLimit): T[] {
  let left = limit
  return held
    .toSorted((one, other) => (one.id < other.id ? 1 : -1))
    .filter(({ bytes }) => {
      left -= bytes
      return left < 0
    })
}
