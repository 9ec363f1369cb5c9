// A child who lives in a prison, or has left one without its mother, has a responsible agency within seven days.
// Source: practice.md part 1 row 16 (the responsible authority is named on every child); seven days: practice default.
import type { Deadline } from '../chronicle/deadline.ts'
import { addDays, type PlainDate } from '../time/plain-date.ts'
import type { ChildAccess } from './state.ts'

export const accessDeadlineCodes = ['access.agency-missing'] as const

export const allocationDays = 7

/** The duty to name a responsible agency, from the day on which the child may have come in. */
export function accessDeadlines(
  state: ChildAccess,
  since: { earliest: PlainDate; latest: PlainDate } | null,
): Deadline[] {
  if (since === null || state.responsible !== null) return []
  const due = addDays(since.latest, allocationDays)
  return [
    {
      code: 'access.agency-missing' satisfies (typeof accessDeadlineCodes)[number],
      key: '',
      classes: ['identity'],
      opens: since.earliest,
      due,
      breachFrom: addDays(due, 1),
      duty: 'social-affairs',
      harm: 3,
      params: {},
    },
  ]
}
