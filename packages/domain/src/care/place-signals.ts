// What is owed around a place outside: warning signs are acted upon the day they are seen; an approval is renewed before it ends; the
// authority answers within 15 working days, else it is taken further while a provisional approval goes on; promised support comes by
// its day; a child in a children's home has an approval that is looked at every three months, in a home inspected every twelve. A child
// in a home without that is a breach, recorded all the same (practice.md part 2, "Trade in children"; part 3, G-K1, G-K2, G-K3).
import { careDeadline, type Deadline } from '../chronicle/deadline.ts'
import type { SubjectId, Uuid } from '../chronicle/entry.ts'
import { edtfBounds, type Edtf } from '../time/edtf.ts'
import { addDays, addMonths, later, type PlainDate } from '../time/plain-date.ts'
import { addWorkingDays } from '../time/working-days.ts'
import type { PolicyPack } from '../policy.ts'
import { homeApprovalOn, inspectionOn, openWarnings, supportOwed, type Places } from './place-state.ts'
import { goesOnUnanswered, type CarerApproval, type ChildCare, type Placement } from './state.ts'

export const placeDeadlineCodes = [
  'care.warning-signs',
  'care.approval-ending',
  'care.approval-unanswered',
  'care.support-overdue',
  'care.home-not-approved',
  'care.home-not-registered',
  'care.home-review',
  'care.home-inspection',
] as const
type Code = (typeof placeDeadlineCodes)[number]

const dated = careDeadline<Code>

const renewAheadDays = 30
const supportAheadDays = 7
const homeTier = 4

/** What is owed around the places of a child. `care` and `places` are of the same chronicle. */
export function placeDeadlines(care: ChildCare, places: Places, pack: PolicyPack): Deadline[] {
  const placement = care.placements.findLast(({ isPending }) => !isPending) ?? null
  return [
    ...openWarnings(places).flatMap(({ id, entry }) => warned(id, entry.occurred)),
    ...approvalAsked(care, places, pack),
    ...supportOwed(places).map(({ id, body }) =>
      dated('care.support-overdue', id, addDays(body.by, -supportAheadDays), body.by, addDays(body.by, 1), 3),
    ),
    ...(placement === null ? [] : placedDeadlines(placement, care, places, pack)),
  ]
}

function warned(id: Uuid, occurred: Edtf): Deadline[] {
  const { earliest, latest } = edtfBounds(occurred)
  const day = latest ?? earliest
  return day === null ? [] : [dated('care.warning-signs', id, day, day, addDays(day, 1), 1)]
}

/** Each carer whose final word was asked for and has not come: the clock starts anew when it is taken further. */
function approvalAsked({ carerApprovals }: ChildCare, { approvalAsks }: Places, pack: PolicyPack): Deadline[] {
  const lastOfEach = new Map(approvalAsks.map((ask) => [ask.entry.subject, ask]))
  return [...lastOfEach.values()].flatMap(({ id, entry, body }) => {
    const day = edtfBounds(entry.occurred).latest
    const isAnswered = carerApprovals.some(
      (approval) =>
        approval.entry.subject === entry.subject &&
        approval.body.approval === 'final' &&
        (edtfBounds(approval.entry.occurred).latest ?? approval.body.until) >= (day ?? approval.body.until),
    )
    if (day === null || isAnswered || body.approvalStep === 'refused') return []
    const due = addWorkingDays(day, pack.procedures.care.approvalAnswerWithin.value)
    return [dated('care.approval-unanswered', id, day, due, addDays(due, 1), 3)]
  })
}

function placedDeadlines(placement: Placement, care: ChildCare, places: Places, pack: PolicyPack): Deadline[] {
  const { carer, tier, isParentsOwnArrangement } = placement.body
  const on = edtfBounds(placement.entry.occurred)
  const day = on.latest ?? on.earliest
  if (day === null) return []
  if (tier === homeTier) return homeDeadlines({ key: placement.id, home: carer ?? null, day }, places, pack)
  if (carer === undefined || isParentsOwnArrangement) return []
  const approval = care.carerApprovals.findLast(({ entry }) => entry.subject === carer)
  const asks = places.approvalAsks.filter(({ entry }) => entry.subject === carer)
  return approval === undefined || goesOnUnanswered(approval, asks) ? [] : [ending(approval)]
}

function ending({ id, body: { until } }: CarerApproval): Deadline {
  return dated('care.approval-ending', id, addDays(until, -renewAheadDays), until, addDays(until, 1), 3)
}

type InHome = { key: Uuid; home: SubjectId | null; day: PlainDate }

/** A child in a children's home: what breaks the duty from its first day there, and what is due from then on. */
function homeDeadlines({ key, home, day }: InHome, places: Places, pack: PolicyPack): Deadline[] {
  const approvals = places.residentialApprovals.filter(({ body }) => body.home === home)
  const isApproved = home !== null && homeApprovalOn(approvals, home, day) !== null
  const inspections = places.inspections.filter(({ entry }) => entry.subject === home)
  const last = inspections.at(-1)
  const isRegistered = last?.body.registration === 'registered'
  const lastApproval = approvals.at(-1)
  return [
    ...(isApproved || lastApproval !== undefined ? [] : [dated('care.home-not-approved', key, day, day, day, 1)]),
    ...(isRegistered ? [] : [dated('care.home-not-registered', key, day, day, day, 1)]),
    ...(lastApproval === undefined ? [] : [review(lastApproval.id, lastApproval.body.until)]),
    inspectionDue(key, day, places, home, pack),
  ]
}

function review(key: Uuid, until: PlainDate): Deadline {
  return dated('care.home-review', key, addDays(until, -renewAheadDays), until, addDays(until, 1), 2)
}

function inspectionDue(
  key: Uuid,
  day: PlainDate,
  { inspections }: Places,
  home: SubjectId | null,
  pack: PolicyPack,
): Deadline {
  const months = pack.procedures.care.residentialInspectedWithin.value
  const last = inspectionOn(
    inspections.filter(({ entry }) => entry.subject === home),
    later(day, inspections.map(({ entry }) => edtfBounds(entry.occurred).earliest ?? day).reduce(later, day)),
  )
  const seen = last === null ? null : edtfBounds(last.entry.occurred).earliest
  // Nobody has inspected it: that was due before the child came.
  const due = seen === null ? day : later(addMonths(seen, months), day)
  return dated('care.home-inspection', key, addDays(due, -renewAheadDays), due, addDays(due, 1), 2)
}
