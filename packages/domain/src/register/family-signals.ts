// What the family asks of people: someone with whom contact was lost is looked for, and looked for again, until found; brothers and
// sisters who live apart have a reason written down (practice.md part 2, siblings). Days are data: procedures, `register`.
import type { Deadline } from '../chronicle/deadline.ts'
import { edtfBounds } from '../time/edtf.ts'
import { addDays, later, type PlainDate } from '../time/plain-date.ts'
import type { ChildFamily, LostContact, Sibling } from './family-state.ts'

export const familyDeadlineCodes = ['register.tracing', 'register.siblings-apart'] as const
type Code = (typeof familyDeadlineCodes)[number]

export type FamilyLimits = {
  tracingFirstWithin: { value: number }
  tracingAgainWithin: { value: number }
  siblingReasonWithin: { value: number }
}

/** Searches that go on, and separations of brothers and sisters that nobody explained. */
export function familyDeadlines({ siblings, lostContacts }: ChildFamily, limits: FamilyLimits): Deadline[] {
  return [
    ...lostContacts.flatMap((search) => tracing(search, limits)),
    ...siblings.flatMap((sibling) => apart(sibling, limits)),
  ]
}

function tracing({ lost, tries, isFound, nextOn }: LostContact, limits: FamilyLimits): Deadline[] {
  const last = tries.at(-1)
  const since = dayOf((last ?? lost).entry.occurred)
  if (isFound || since === null) return []
  const within = last === undefined ? limits.tracingFirstWithin.value : limits.tracingAgainWithin.value
  const due = nextOn === null ? addDays(since, within) : later(nextOn, since)
  return [dated('register.tracing', lost.id, since, due, 2)]
}

function apart({ id, livesTogether, apartReason, stated }: Sibling, limits: FamilyLimits): Deadline[] {
  const since = dayOf(stated.entry.occurred)
  if (livesTogether !== 'no' || apartReason !== undefined || since === null) return []
  return [dated('register.siblings-apart', id, since, addDays(since, limits.siblingReasonWithin.value), 3)]
}

function dayOf(occurred: Parameters<typeof edtfBounds>[0]): PlainDate | null {
  const { earliest, latest } = edtfBounds(occurred)
  return latest ?? earliest
}

function dated(code: Code, key: string, opens: PlainDate, due: PlainDate, harm: Deadline['harm']): Deadline {
  const classes = ['identity', 'care'] as const
  return { code, key, classes, opens, due, breachFrom: null, duty: 'social-affairs', harm, params: {} }
}
