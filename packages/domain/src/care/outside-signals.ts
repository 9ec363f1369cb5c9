// A child who lives outside while its carer is held has a clock of its own, though it never entered a prison (the report, R.3;
// practice.md part 1 row 10, E1). Nobody with it, or nobody knows where it is: someone acts the same day. Looked after: a check in 14
// days (as for a parent's own arrangement, G-K1), then followed up. A stay with a host family is checked for safety before it begins
// (row 25). A child who left a prison has its clock from care/signals.ts; unattended counts for it all the same.
import { careDeadline, type Deadline } from '../chronicle/deadline.ts'
import type { PolicyPack } from '../policy.ts'
import { isUnattended, livingSince, type ChildOutside, type LivingOutside } from '../register/outside-state.ts'
import { edtfBounds } from '../time/edtf.ts'
import { addDays, addMonths, later, type PlainDate } from '../time/plain-date.ts'
import type { ChildCare, Departure } from './state.ts'

export const outsideDeadlineCodes = [
  'care.outside-unattended',
  'care.outside-check',
  'care.outside-follow-up',
  'care.host-stay-unchecked',
] as const
type Code = (typeof outsideDeadlineCodes)[number]

const dated = careDeadline<Code>

const lookAheadDays = 14

/** What is owed to a child outside. `isInside`: it lives in a prison now, and only its stays with host families count. */
export function outsideDeadlines(
  { living, hostStays }: ChildOutside,
  care: Pick<ChildCare, 'followUps'>,
  departure: Departure | null,
  isInside: boolean,
  { procedures }: PolicyPack,
): Deadline[] {
  const limits = procedures.register
  const unchecked = hostStays.flatMap(({ id, entry, body }) => {
    const from = dayOf(entry.occurred)
    return body.isSafetyChecked || from === null ? [] : [dated('care.host-stay-unchecked', id, from, from, null, 2)]
  })
  if (living === null || isInside || isOver(living, departure)) return unchecked
  const since = livingSince(living)
  if (since === null) return unchecked
  if (isUnattended(living)) {
    const day = since.latest
    return [...unchecked, dated('care.outside-unattended', living.id, day, day, addDays(day, 1), 1)]
  }
  if (departure !== null) return unchecked
  const seen = lastVisit(care, since.earliest)
  if (seen === null) {
    const due = addDays(since.latest, limits.outsideCheckWithin.value)
    return [...unchecked, dated('care.outside-check', living.id, since.earliest, due, addDays(due, 1), 2)]
  }
  const due = addMonths(seen, limits.outsideFollowUpEvery.value)
  const opens = later(seen, addDays(due, -lookAheadDays))
  return [...unchecked, dated('care.outside-follow-up', living.id, opens, due, addDays(due, 1), 3)]
}

/** The parent is free again and has the child, or a later move says where it is now. */
function isOver(living: LivingOutside, departure: Departure | null): boolean {
  if (living.body.livingWith === 'released-parent') return true
  const since = livingSince(living)
  const left = departure?.range.earliest ?? null
  return since !== null && left !== null && since.latest < left
}

function lastVisit({ followUps }: Pick<ChildCare, 'followUps'>, since: PlainDate): PlainDate | null {
  const days = followUps.flatMap(({ body, entry }) => {
    const day = dayOf(entry.occurred)
    return body.way === 'visit' && body.isChildSeen && day !== null && day >= since ? [day] : []
  })
  return days.toSorted().at(-1) ?? null
}

function dayOf(occurred: Parameters<typeof edtfBounds>[0]): PlainDate | null {
  const { earliest, latest } = edtfBounds(occurred)
  return latest ?? earliest
}
