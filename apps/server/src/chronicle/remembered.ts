// Chronicles that this process has read, so that an append to one reads and parses only what is new. Nothing is believed on its own
// account: the database is asked, under the subject's lock, whether the link of the chain that was remembered still stands at its
// number, and a link proves all that came before it (chain.ts). After a restore, or on another host, it does not, and everything is read.
import type { Entry, SubjectId } from '@komar/domain/chronicle/entry'

/** A whole chronicle up to a number of the chain, with the link that stood there. */
export type Remembered = { entries: readonly Entry[]; seq: number; link: string; characters: number }

export type Memory<Kept> = {
  recall: (subject: SubjectId) => Kept | undefined
  keep: (subject: SubjectId, kept: Kept) => void
}

/** A memory of at most so many characters; what was not kept anew for longest is forgotten first. */
export function makeMemory<Kept extends { characters: number }>(mostCharacters: number): Memory<Kept> {
  const chronicles = new Map<SubjectId, Kept>()
  let held = 0
  const forget = (subject: SubjectId) => {
    held -= chronicles.get(subject)?.characters ?? 0
    chronicles.delete(subject)
  }
  return {
    recall: (subject) => chronicles.get(subject),
    keep: (subject, kept) => {
      forget(subject)
      chronicles.set(subject, kept)
      held += kept.characters
      for (const oldest of chronicles.keys()) {
        if (held <= mostCharacters) break
        forget(oldest)
      }
    },
  }
}

/** Of this process: some sixteen thousand entries of a kilobyte. */
export const memory = makeMemory<Remembered>(16_000_000)
