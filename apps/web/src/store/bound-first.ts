// Files are bound to their entry before it is recorded: should the device die in between, a file waits for an entry that its author
// records again, and no recorded entry waits for a file that was forgotten.
import { attachmentsOf } from '@komar/domain/chronicle/attachments'
import type { Attachments } from './attachments.ts'
import { newUuid, type EntryDraft } from './new-entry.ts'

/** The drafts, each that names files with the id to which these are now bound. */
export async function boundFirst(
  drafts: readonly EntryDraft[],
  attachments: Pick<Attachments, 'bind'>,
): Promise<EntryDraft[]> {
  const bound: EntryDraft[] = []
  for (const draft of drafts) {
    const files = attachmentsOf({ body: { salt: '', ...draft.body } }).map(({ id }) => id)
    const id = draft.id ?? newUuid()
    if (files.length > 0) await attachments.bind(id, files)
    bound.push(files.length > 0 ? { ...draft, id } : draft)
  }
  return bound
}
