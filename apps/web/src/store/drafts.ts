// Forms are saved as they are filled, and a draft that is not finished is never deleted by the program: only by sending it, or by
// the person who wrote it (product.md, "Unfinished assessments are never deleted"). Rows are sealed under blind names.
import * as z from 'zod'
import type { Change, Disk } from './disk.ts'
import { openedRow, readSealed, sealedChange } from './sealed-rows.ts'
import type { Seal } from './seal.ts'

export type Draft = {
  /** Which form about whom: 'assess.entry/<subject id>'; holds no personal data. */
  key: string
  value: unknown
  /** Instant of the last change, on this device's clock. */
  savedAt: string
}

export type Drafts = {
  /** Writes a draft and answers with the instant it was saved at. */
  save: (key: string, value: unknown) => Promise<string>
  read: (key: string) => Promise<Draft | undefined>
  /** The drafts whose key begins with a prefix, latest first: 'assess.' finds all unfinished assessments. */
  list: (prefix?: string) => Promise<Draft[]>
  /** Takes a draft away: after its entries are in the outbox, or when its author says so. */
  discard: (key: string) => Promise<void>
}

const draftSchema = z.object({ format: z.literal(1), key: z.string(), value: z.unknown(), savedAt: z.string() })

/** The drafts of a store. */
export function openDrafts(disk: Disk, seal: Seal): Drafts {
  const nameOf = (key: string): Promise<string> => blindName(seal, key)
  return {
    save: async (key, value) => {
      const savedAt = new Date().toISOString()
      await disk.write([await draftChange(seal, { key, value, savedAt })])
      return savedAt
    },
    read: async (key) => readDraft(await readSealed(disk, seal, 'drafts', await nameOf(key))),
    list: async (prefix = '') => {
      const rows = await disk.readAll('drafts')
      const read = await Promise.all(
        rows.map(async ({ key, value }) => readDraft(await openedRow(seal, { table: 'drafts', key }, value))),
      )
      return read
        .flatMap((draft) => (draft !== undefined && draft.key.startsWith(prefix) ? [draft] : []))
        .toSorted((left, right) => right.savedAt.localeCompare(left.savedAt))
    },
    discard: async (key) => disk.write([await noDraft(seal, key)]),
  }
}

/** The change that takes a draft away; it changes nothing where there is none. */
export async function noDraft(seal: Seal, key: string): Promise<Change> {
  return { table: 'drafts', key: await blindName(seal, key), value: null }
}

/** The change that writes a draft. */
export async function draftChange(seal: Seal, draft: Draft): ReturnType<typeof sealedChange> {
  return sealedChange(seal, { table: 'drafts', key: await blindName(seal, draft.key) }, { format: 1, ...draft })
}

function blindName(seal: Seal, key: string): Promise<string> {
  return seal.blindName(`draft ${key}`)
}

/** A draft that a newer version wrote is not understood here, and stays. */
function readDraft(row: unknown): Draft | undefined {
  const read = draftSchema.safeParse(row)
  if (!read.success) return undefined
  const { format: _format, ...draft } = read.data
  return draft
}
