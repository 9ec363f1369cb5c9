// A child who lives in a prison, or has left one without its mother, has a responsible agency within seven days. A grant that rests on
// consent ends when the consent is withdrawn: it is withdrawn the same day (practice.md part 3, G-M2).
// Source: practice.md part 1 row 16 (the responsible authority is named on every child); seven days: practice default.
import type { Deadline } from '../chronicle/deadline.ts'
import { edtfBounds } from '../time/edtf.ts'
import { addDays, type PlainDate } from '../time/plain-date.ts'
import type { Consent } from './consent.ts'
import type { ChildAccess } from './state.ts'

export const accessDeadlineCodes = ['access.agency-missing', 'access.consent-withdrawn'] as const

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

/** Grants that rest on a consent which was withdrawn after them, and go on. */
export function consentDeadlines(state: ChildAccess, consents: readonly Consent[]): Deadline[] {
  return state.grants.flatMap(({ id, body }) => {
    const consent = consents.find(({ agency }) => agency === body.agency)
    const day = consent === undefined ? null : edtfBounds(consent.stated.entry.occurred).latest
    if (body.legalBasis !== 'consent' || consent?.agrees !== false || day === null || body.until < day) return []
    return [
      {
        code: 'access.consent-withdrawn' satisfies (typeof accessDeadlineCodes)[number],
        key: id,
        classes: ['identity', 'care'],
        opens: day,
        due: day,
        breachFrom: addDays(day, 1),
        duty: 'social-affairs',
        harm: 2,
        params: {},
      } satisfies Deadline,
    ]
  })
}
