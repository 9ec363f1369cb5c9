// Whose view was heard, and whether it counts. Heard is not agreed; a mother who could not speak freely, in private and in a language
// she understands, was not heard; "could not be asked" needs the reason and, for a parent, how often it was tried. "Too young" is no
// reason for a child: the view of a child certainly under two is what two people who know it see; the words of one who is ten or older
// are read back. "No time" serves for a fortnight. A father counts like the mother, unless it is said that he has no rights.
// Source: practice.md part 3, G-M1 and G-V1. The last word counts: agreement can be withdrawn.
import { birthAsEdtf } from '../law/signals.ts'
import type { DayRange } from '../register/state.ts'
import { ageAt } from '../time/age.ts'
import { edtfBounds } from '../time/edtf.ts'
import { addDays, type PlainDate } from '../time/plain-date.ts'
import type { Procedures } from './procedures.ts'
import type { View } from './state.ts'

export type Whose = View['body']['whose']
export type About = View['body']['about']

/** Days before an assessment began on which a view still counts for it: practice default. */
export const viewRecencyDays = 30

/** True when this view was really heard, or there is a valid reason why not. */
export function countsAsHeard({ body }: View): boolean {
  if (body.stance === 'could-not-be-asked') return isValidReason(body)
  if (body.whose === 'child') return true
  const isFree = body.freely === 'yes' || body.freely === 'not-sure'
  return isFree && body.inPrivate !== 'no' && body.understood !== 'no'
}

/** True when a child was heard in the way of its age on that day, or there is a reason why it was not heard at all. */
export function isHeardAsItsAge({ body, entry }: View, birth: DayRange, { decisions }: Procedures): boolean {
  const born = birthAsEdtf(birth)
  const day = edtfBounds(entry.occurred).latest
  if (body.stance === 'could-not-be-asked' || born === null || day === null) return true
  const { observersBelow, observers, readBackFrom } = decisions.views
  const age = ageAt(born, day)
  if (age !== null && age.maxMonths < observersBelow.value) {
    return new Set((body.seenBy ?? []).map(({ who }) => who)).size >= observers.value
  }
  return age === null || age.minMonths < readBackFrom.value || body.isReadBack === true
}

/** True when a view was put off for want of time, and that time is over. */
export function isPutOffTooLong({ body, entry }: View, today: PlainDate, { assessments }: Procedures): boolean {
  const { latest } = edtfBounds(entry.occurred)
  return (
    body.whyNot === 'no-time' && latest !== null && today > addDays(latest, assessments.childHeardLaterWithin.value)
  )
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

/** The father's last view says that he has no rights over the child: he need not be heard. */
export function hasNoRights(views: readonly View[]): boolean {
  return views.findLast(({ body }) => body.whose === 'father' && body.hasRights !== undefined)?.body.hasRights === 'no'
}

/** The parents whose last view since a day says no: the mother, and a father who has rights. */
export function parentsWhoDisagree(
  views: readonly View[],
  since: PlainDate,
  about?: readonly About[],
): ('mother' | 'father')[] {
  const saysNo = (whose: Whose): boolean => lastView(views, whose, since, about)?.body.stance === 'disagrees'
  return [
    ...(saysNo('mother') ? ['mother' as const] : []),
    ...(saysNo('father') && !hasNoRights(views) ? ['father' as const] : []),
  ]
}

/** True when legal help was offered to this parent since a day. */
export function isLegalHelpOffered(views: readonly View[], whose: 'mother' | 'father', since: PlainDate): boolean {
  return views.some(({ body, entry }) => {
    const { latest } = edtfBounds(entry.occurred)
    const isOffered = body.legalHelp === 'accepted' || body.legalHelp === 'declined'
    return body.whose === whose && isOffered && (latest === null || latest >= since)
  })
}
