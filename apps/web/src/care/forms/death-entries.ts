import { maskOf } from '@komar/domain/access/classes'
import { entriesToReview } from '@komar/domain/care/death-gate'
import type { RecordContext } from '../../record/context.ts'
import { rulesOf } from '../../record/rules-of.ts'

/** The entries that a review of the last death reads, as far as this reader sees them. */
export function entriesBeforeDeath(context: RecordContext) {
  const { child, entries, session } = context
  const death = child?.after.deaths.at(-1)
  if (death === undefined) return []
  return entriesToReview(entries, death.entry, { authorReads: maskOf(session.mayRead), pack: rulesOf(context) })
}
