// What was typed into a form stands beside its entries while they are on their way, so that a refusal can be mended in the form. It is as
// plain as a draft, also where the entries are sealed with the agency's key: it goes as soon as no entry of the press can be refused any more.
import type { Change } from './disk.ts'
import { noDraft, type Drafts } from './drafts.ts'
import type { Outbox } from './outbox.ts'
import type { Unsent } from './outbox-row.ts'
import type { Seal } from './seal.ts'

const prefix = 'sent.'

/** Under which key what was typed is kept. `group`: the first entry of the press. */
export function sentKey(group: string): string {
  return `${prefix}${group}`
}

/**
 * The changes that take away what was typed for the groups of these rows, once all that is left of a group was accepted; a refused entry
 * keeps it until its author has answered or dismissed it. `left`: all rows that stay.
 */
export function noSentValues(seal: Seal, touched: readonly Unsent[], left: readonly Unsent[]): Promise<Change[]> {
  const open = groupsToKeep(left)
  const settled = new Set(touched.flatMap(({ group }) => (open.has(group) ? [] : [group])))
  return Promise.all([...settled].map((group) => noDraft(seal, sentKey(group))))
}

/** Takes away what an earlier version left of entries that were accepted long ago. */
export async function forgetSentValues(drafts: Drafts, outbox: Outbox): Promise<void> {
  const sent = await drafts.list(prefix)
  if (sent.length === 0) return
  // Read after them: what another page records meanwhile has its entries in the outbox before its values.
  await outbox.reload()
  if ((await outbox.unreadCount()) > 0) return
  const open = groupsToKeep(await outbox.list())
  for (const { key } of sent) if (!open.has(key.slice(prefix.length))) await drafts.discard(key)
}

function groupsToKeep(unsent: readonly Unsent[]): ReadonlySet<string> {
  return new Set(unsent.filter(({ state }) => state !== 'accepted').map(({ group }) => group))
}
