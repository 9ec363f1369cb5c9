// The rest of Today in groups of one kind of work each: a person who is about to visit does the same thing for several children.
import type { TodayItem } from '@komar/contract/today'

export type TodayGroup = { code: string; items: readonly TodayItem[] }

/** Groups by code, in the order in which each code first comes: the host has put the most harmful first. */
export function groupsOf(items: readonly TodayItem[]): TodayGroup[] {
  const groups = new Map<string, TodayItem[]>()
  for (const item of items) {
    const group = groups.get(item.deadline.code)
    if (group === undefined) groups.set(item.deadline.code, [item])
    else group.push(item)
  }
  return [...groups].map(([code, grouped]) => ({ code, items: grouped }))
}
