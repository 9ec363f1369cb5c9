// Whose view was heard, and whether it counts. Heard is not agreed; a mother who could not speak freely was not heard; "could not
// be asked" needs the reason and, for a parent, how often it was tried. "Too young" is no reason for a child: a baby's view is what
// two people who know it see. Source: practice.md part 3, G-M1 and G-V1. The last word counts: agreement can be withdrawn.
import { edtfBounds } from '../time/edtf.ts'
import type { PlainDate } from '../time/plain-date.ts'
import type { View } from './state.ts'

export type Whose = View['body']['whose']
export type About = View['body']['about']

/** Days before an assessment began on which a view still counts for it: practice default. */
export const viewRecencyDays = 30

/** True when this view was really heard, or there is a valid reason why not. */
export function countsAsHeard({ body }: View): boolean {
  if (body.stance === 'could-not-be-asked') return isValidReason(body)
  return body.whose === 'child' || body.freely === 'yes' || body.freely === 'not-sure'
}

function isValidReason({ whose, whyNot, tries }: View['body']): boolean {
  if (whyNot === undefined) return false
  if (whose === 'child') return whyNot !== 'dead' && whyNot !== 'not-reached'
  return whyNot === 'dead' || (tries ?? 0) >= 1
}

/** The last view of a person on one of these matters, dated on or after a day; null when there is none. */
export function lastView(
  views: readonly View[],
  whose: Whose,
  since: PlainDate,
  about?: readonly About[],
): View | null {
  return (
    views.findLast(({ body, entry }) => {
      const { latest } = edtfBounds(entry.occurred)
      return body.whose === whose && (about?.includes(body.about) ?? true) && (latest === null || latest >= since)
    }) ?? null
  )
}

/** True when the last view since a day counts. */
export function isHeard(views: readonly View[], whose: Whose, since: PlainDate, about?: readonly About[]): boolean {
  const last = lastView(views, whose, since, about)
  return last !== null && countsAsHeard(last)
}

/** True when the mother's last view since a day says no. */
export function disagrees(views: readonly View[], since: PlainDate, about?: readonly About[]): boolean {
  return lastView(views, 'mother', since, about)?.body.stance === 'disagrees'
}
