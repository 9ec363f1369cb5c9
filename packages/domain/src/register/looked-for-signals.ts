// What a round leaves to find out about a child: said to be gone and nobody recorded that it left; not seen. Both end with the next
// round that says otherwise, or with the departure. Days are data: procedures, `rounds`. Practice default, to be confirmed.
import type { Deadline } from '../chronicle/deadline.ts'
import { statedOf, type Settled, type Stated } from '../chronicle/fold.ts'
import { edtfBounds } from '../time/edtf.ts'
import { addDays, type PlainDate } from '../time/plain-date.ts'
import { childLookedFor } from './looked-for-kinds.ts'

export const lookedForDeadlineCodes = ['register.gone-unrecorded', 'register.not-seen'] as const
type Code = (typeof lookedForDeadlineCodes)[number]

export type LookedForLimits = { goneRecordedWithin: { value: number }; notSeenAgainWithin: { value: number } }

/** The last time that somebody looked for the child; null when nobody did. */
export function lastLookedFor(settled: Settled): Stated<typeof childLookedFor> | null {
  return statedOf(settled, childLookedFor).at(-1) ?? null
}

/** `hereSince`: since when the child lives in the facility that it lives in now; null when it lives in none. */
export function lookedForDeadlines(settled: Settled, hereSince: PlainDate | null, limits: LookedForLimits): Deadline[] {
  const last = lastLookedFor(settled)
  const on = last === null ? null : edtfBounds(last.entry.occurred).latest
  // What was seen before the child came here says nothing of the stay that goes on.
  if (last === null || on === null || hereSince === null || on < hereSince) return []
  const { found } = last.body
  if (found === 'said-gone')
    return [dated('register.gone-unrecorded', last.id, on, addDays(on, limits.goneRecordedWithin.value), 2)]
  if (found === 'not-seen')
    return [dated('register.not-seen', last.id, on, addDays(on, limits.notSeenAgainWithin.value), 3)]
  return []
}

function dated(code: Code, key: string, opens: PlainDate, due: PlainDate, harm: Deadline['harm']): Deadline {
  return { code, key, classes: ['identity'], opens, due, breachFrom: null, duty: 'both', harm, params: {} }
}
