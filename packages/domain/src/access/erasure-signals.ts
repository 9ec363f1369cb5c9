// A request to erase waits for a second agency: somebody there looks at it within fourteen days (practice default). Nothing of what is to
// be erased stands in the deadline, and whoever may not see the entries does not see it.
import type { Deadline } from '../chronicle/deadline.ts'
import { careDeadline } from '../chronicle/deadline.ts'
import type { Uuid } from '../chronicle/entry.ts'
import { edtfBounds } from '../time/edtf.ts'
import { addDays } from '../time/plain-date.ts'
import type { Erasure } from './erasure-state.ts'

export const erasureDeadlineCodes = ['access.erasure-awaits-second-agency'] as const
type Code = (typeof erasureDeadlineCodes)[number]

const daysToJudge = 14

/** Requests that nobody of another agency has agreed to yet. `withheld`: from whom each entry of the chronicle is withheld. */
export function erasureDeadlines(
  erasures: readonly Erasure[],
  withheld: ReadonlyMap<Uuid, readonly Uuid[]>,
): Deadline[] {
  return erasures.flatMap(({ request: { id, entry }, agreement }) => {
    const opens = edtfBounds(entry.occurred).latest
    if (agreement !== null || opens === null) return []
    const code: Code = 'access.erasure-awaits-second-agency'
    const due = addDays(opens, daysToJudge)
    return [{ ...careDeadline(code, id, opens, due, null, 3), withheld: withheld.get(entry.id) ?? [] }]
  })
}
