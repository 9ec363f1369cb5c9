// Deadlines in groups of one kind of work each: a person who is about to visit does the same thing for several children.
import type { ShownDeadline } from '@komar/contract/register'

export type DeadlineGroup<Item> = { code: string; items: readonly Item[] }

/** A longer group is folded away under its heading, so that a page stays short enough to read. */
export const shownAtOnce = 3

/** Groups by code, in the order in which each code first comes: the host has put the most harmful first. */
export function groupsOf<Item>(
  items: readonly Item[],
  deadlineOf: (item: Item) => Pick<ShownDeadline, 'code'>,
): DeadlineGroup<Item>[] {
  const groups = new Map<string, Item[]>()
  for (const item of items) {
    const { code } = deadlineOf(item)
    const group = groups.get(code)
    if (group === undefined) groups.set(code, [item])
    else group.push(item)
  }
  return [...groups].map(([code, grouped]) => ({ code, items: grouped }))
}
