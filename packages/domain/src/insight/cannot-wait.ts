// What stands first on Today: the most harmful that are due within a week or over, each of another child. Five rows about one child
// would hide four others. Source: practice.md part 2; the number is a practice default.
import type { DeadlineState } from '../chronicle/deadline.ts'

const most = 5

/** The first few of items in the order of urgency. */
export function cannotWait<Item extends { deadline: { subject: string; state: DeadlineState } }>(
  items: readonly Item[],
): Item[] {
  const seen = new Set<string>()
  return items
    .filter(({ deadline }) => {
      if (deadline.state === 'open' || seen.has(deadline.subject)) return false
      seen.add(deadline.subject)
      return true
    })
    .slice(0, most)
}
