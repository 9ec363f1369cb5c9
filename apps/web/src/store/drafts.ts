// Forms are saved as they are filled, and a draft that is not finished is never deleted by the program: only by sending it, or by
// the person who wrote it (product.md, "Unfinished assessments are never deleted").
import type { Database } from './database.ts'

export type Draft = {
  /** Which form about whom: 'assess.entry/<subject id>'; holds no personal data. */
  key: string
  value: unknown
  /** Instant of the last change, on this device's clock. */
  savedAt: string
}

/** Writes a draft and answers with the instant it was saved at. */
export async function saveDraft(database: Database, key: string, value: unknown): Promise<string> {
  const savedAt = new Date().toISOString()
  await database.put('drafts', { key, value, savedAt })
  return savedAt
}

export function readDraft(database: Database, key: string): Promise<Draft | undefined> {
  return database.get('drafts', key)
}

/** The drafts whose key begins with a prefix, latest first: 'assess.' finds all unfinished assessments. */
export async function listDrafts(database: Database, prefix = ''): Promise<Draft[]> {
  const drafts = await database.getAll('drafts', IDBKeyRange.bound(prefix, `${prefix}\uffff`))
  return drafts.sort((left, right) => right.savedAt.localeCompare(left.savedAt))
}

/** Takes a draft away: after its entries are in the outbox, or when its author says so. */
export function discardDraft(database: Database, key: string): Promise<void> {
  return database.delete('drafts', key)
}
