// Agreement can be withdrawn until the move: a mother, or a father who has rights, who says no after the plan was made has to be
// answered that day, and the plan made anew, which waits seven days (practice.md part 3, G-M1).
import type { Deadline } from '../chronicle/deadline.ts'
import type { View } from '../assess/state.ts'
import { hasNoRights, lastView } from '../assess/views.ts'
import { edtfBounds } from '../time/edtf.ts'
import { addDays } from '../time/plain-date.ts'
import type { ChildCare, Departure } from './state.ts'

export const agreementDeadlineCodes = ['care.agreement-withdrawn'] as const

const moves = ['separation', 'leave'] as const

/** What a parent's no asks for while a move is planned and the child has not gone. */
export function agreementDeadlines(
  { plans }: Pick<ChildCare, 'plans'>,
  views: readonly View[],
  departure: Departure | null,
): Deadline[] {
  const planned = plans.at(-1)
  const on = planned === undefined ? null : edtfBounds(planned.entry.occurred).latest
  if (planned === undefined || on === null || departure !== null) return []
  return (['mother', 'father'] as const).flatMap((whose) => {
    const last = lastView(views, whose, on, moves)
    const day = last === null ? null : edtfBounds(last.entry.occurred).latest
    // What was said on the day of the plan was known to it when it was entered before it.
    const isAfter = day !== null && (day > on || isLater(last, planned))
    if (last?.body.stance !== 'disagrees' || !isAfter) return []
    if (whose === 'father' && hasNoRights(views)) return []
    return [
      {
        code: 'care.agreement-withdrawn' satisfies (typeof agreementDeadlineCodes)[number],
        key: `${planned.id}:${whose}`,
        classes: ['identity', 'care'],
        opens: day,
        due: day,
        breachFrom: addDays(day, 1),
        duty: 'social-affairs',
        harm: 1,
        params: { whose },
      } satisfies Deadline,
    ]
  })
}

type Entered = { entry: { seq?: number | undefined } }

function isLater(view: Entered | null, plan: Entered): boolean {
  return (view?.entry.seq ?? Number.POSITIVE_INFINITY) > (plan.entry.seq ?? 0)
}
