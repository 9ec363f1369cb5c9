// What is owed in the time after a move, besides contact and visits: a new plan when a placement ends, the way back when a release comes
// near, visits after a return, a release-ready pack, the look after a transfer, the plan for leaving care, and a second look at a child
// with whom work had ended. Source: practice.md part 3, G-R1, G-R2, G-T1, G-Z1; part 2, adolescents. All without "today".
// The mother's custody stands in her own chronicle, which a child's deadlines do not read: her likely release counts as the pack states it.
import { careDeadline, type Deadline } from '../chronicle/deadline.ts'
import type { Recorded } from '../chronicle/entry.ts'
import type { Settled } from '../chronicle/fold.ts'
import type { PolicyPack } from '../policy.ts'
import { residenceBegan, residenceEnded } from '../register/kinds.ts'
import type { ChildRegister } from '../register/state.ts'
import { edtfBounds } from '../time/edtf.ts'
import { dayOfInstant } from '../time/instant.ts'
import { addDays, addMonths, later, type DateRange, type PlainDate } from '../time/plain-date.ts'
import { placementEnded } from './after-kinds.ts'
import { hasDied, openEnd, reunionNow, type ChildAfter } from './after-state.ts'
import { nextVisitDue } from './follow-up-schedule.ts'
import { followUpDone, placementBegan } from './kinds.ts'
import type { ChildCare, Departure } from './state.ts'

export const afterDeadlineCodes = [
  'care.new-plan-missing',
  'care.reunification-plan',
  'care.reunited-without-plan',
  'care.reunion-visit',
  'care.release-visit',
  'care.release-pack',
  'care.release-near',
  'care.transfer-known-late',
  'care.leaving-care-plan',
  'care.leaving-care-review',
  'care.closed-child-needs-look',
] as const
type Code = (typeof afterDeadlineCodes)[number]

const dated = careDeadline<Code>

const lookAheadDays = 7
const visitGraceDays = 7
const hoursPerDay = 24

type Stay = { since: DateRange; hereSince: DateRange; isTransferred: boolean }

export type AfterParts = {
  settled: Settled
  register: Pick<ChildRegister, 'birth' | 'residences'>
  care: ChildCare
  after: ChildAfter
  departure: Departure | null
  /** The stay in prison that goes on; null outside. */
  stay: Stay | null
}

/** What is owed to a child with whom work goes on. */
export function afterDeadlines(parts: AfterParts, pack: PolicyPack): Deadline[] {
  const { after, stay, departure } = parts
  if (hasDied(after, 'child')) return []
  const ofStay = stay === null ? [] : [...packDeadlines(parts, stay, pack), ...transferDeadlines(parts, stay, pack)]
  if (departure === null) return ofStay
  return [
    ...ofStay,
    ...newPlanMissing(parts, pack),
    ...wayBack(parts, departure, pack),
    ...reunionVisits(parts, pack),
    ...releaseVisit(parts, departure, pack),
    ...leavingCare(parts, departure, pack),
  ]
}

function newPlanMissing({ care, after }: AfterParts, { procedures }: PolicyPack): Deadline[] {
  const end = openEnd(care, after)
  const on = end === null ? null : edtfBounds(end.entry.occurred).latest
  if (end === null || on === null) return []
  const isPlannedAnew = [...care.plans, ...after.reunificationPlans].some(
    ({ entry }) => (edtfBounds(entry.occurred).latest ?? '') >= on,
  )
  if (isPlannedAnew) return []
  const { plannedNewPlanWithin, unplannedNewPlanWithin } = procedures.breakdown
  const days = (end.body.isPlanned ? plannedNewPlanWithin : unplannedNewPlanWithin).value
  const due = addDays(on, days)
  return [dated('care.new-plan-missing', end.id, on, due, addDays(due, 1), end.body.isPlanned ? 2 : 1)]
}

/** Lives outside without its mother. */
function isApart({ way }: Departure): boolean {
  return way !== 'with-mother' && way !== 'died' && way !== 'hospital'
}

/** Opens six months before the mother's likely release, or on the day on which a release is heard of. */
function wayBack({ care, after }: AfterParts, departure: Departure, { procedures }: PolicyPack): Deadline[] {
  if (!isApart(departure) || reunionNow(care, after) !== null || hasDied(after, 'mother')) return []
  const { releaseExpected, heardOn } = after.pack
  const release = releaseExpected === null ? null : edtfBounds(releaseExpected).earliest
  const { opensBefore, planAfterNewsWithin } = procedures.reunification
  const opens = heardOn ?? (release === null ? null : addMonths(release, -opensBefore.value))
  if (opens === null || after.reunificationPlans.some(({ body }) => body.backOn >= opens)) return []
  const due = heardOn === null ? (release ?? opens) : addDays(heardOn, planAfterNewsWithin.value)
  return [dated('care.reunification-plan', departure.key, opens, later(opens, due), null, 2)]
}

/** After a return: on day 7, on day 30, then monthly to a year. */
function reunionVisits({ care, after }: AfterParts, { procedures }: PolicyPack): Deadline[] {
  const reunion = reunionNow(care, after)
  const on = reunion === null ? null : edtfBounds(reunion.entry.occurred)
  if (reunion === null || on === null || on.latest === null) return []
  const from = on.latest
  const { visits, monthlyUntil } = procedures.reunification
  const schedule = [
    addDays(from, visits.first.value),
    addDays(from, visits.second.value),
    ...Array.from({ length: Math.max(0, monthlyUntil.value - 1) }, (_, month) => addMonths(from, month + 2)),
  ]
  const seen = visitsSince(care, on.earliest ?? from)
  const next = nextVisitDue(schedule, seen, on.earliest ?? from)
  const isPlanned = after.reunificationPlans.some(({ body }) => body.backOn <= addDays(from, visits.second.value))
  const unplanned = dated('care.reunited-without-plan', reunion.id, from, addDays(from, 2), addDays(from, 3), 2)
  const grace = seen.length === 0 ? 1 : visitGraceDays + 1
  return [
    ...(isPlanned || seen.length > 0 ? [] : [unplanned]),
    ...(next === null ? [] : [visit('care.reunion-visit', reunion.id, from, next, addDays(next, grace))]),
  ]
}

/** Released together: one visit in the first week, where a release-ready pack shows that somebody was to follow them. */
function releaseVisit({ care, after }: AfterParts, departure: Departure, { procedures }: PolicyPack): Deadline[] {
  const from = departure.range.latest
  if (departure.way !== 'with-mother' || from === null || after.pack.lastStated === null) return []
  if (visitsSince(care, departure.range.earliest ?? from).length > 0) return []
  const due = addDays(from, procedures.release.firstFollowUpWithin.value)
  return [visit('care.release-visit', departure.key, from, due, addDays(due, 1))]
}

/** Kept from entry, as remand releases, bail and pardons give hours. Once a release is heard of, what is missing is due that day. */
function packDeadlines({ after }: AfterParts, stay: Stay, { procedures }: PolicyPack): Deadline[] {
  const { missing, heardOn, releaseExpected } = after.pack
  const count = { count: missing.length }
  const due = addDays(stay.since.latest, procedures.release.packReadyWithin.value)
  const release = releaseExpected === null ? null : edtfBounds(releaseExpected).earliest
  const isHeard = heardOn !== null && heardOn >= stay.since.earliest
  const near = isHeard ? heardOn : release === null ? null : addDays(release, -procedures.release.packReadyWithin.value)
  if (missing.length === 0) return []
  const whole = { ...dated('care.release-pack', '', stay.since.earliest, due, null, 4), params: count }
  if (near === null) return [whole]
  const soon = dated('care.release-near', '', near, isHeard ? near : (release ?? near), null, 1)
  return [whole, { ...soon, params: count }]
}

/** A move to another prison that was learned late: it is asked why nobody said. The look itself is the slice assess's. */
function transferDeadlines({ settled, after }: AfterParts, stay: Stay, { procedures, head }: PolicyPack): Deadline[] {
  if (!stay.isTransferred || checkedSince(after, stay.hereSince.earliest)) return []
  const { recheckWithin, knownWithin } = procedures.transfer
  const moved = settled.facts.findLast(({ entry }) => entry.kind === residenceBegan.name)
  const first = moved?.former[0] ?? moved?.entry
  if (first === undefined) return []
  const known = knownOn(first, head.timeZone.utcOffset)
  const inTime = addDays(stay.hereSince.latest, Math.ceil(knownWithin.value / hoursPerDay))
  if (known <= inTime) return []
  const late = dated(
    'care.transfer-known-late',
    stay.hereSince.earliest,
    known,
    addDays(known, recheckWithin.value),
    null,
    3,
  )
  return [{ ...late, duty: 'prison' }]
}

/** Whether somebody looked after the child since it was moved. */
export function checkedSince({ transferChecks }: ChildAfter, since: PlainDate): boolean {
  return transferChecks.some(({ entry }) => (edtfBounds(entry.occurred).latest ?? since) >= since)
}

/** From the fifteenth birthday, for who grows up with a carer outside. */
function leavingCare(
  { register, care, after }: AfterParts,
  departure: Departure,
  { procedures }: PolicyPack,
): Deadline[] {
  const { earliest, latest } = register.birth.range
  const plan = after.leavingPlans.at(-1)
  if (plan !== undefined) {
    const { reviewOn } = plan.body
    return [dated('care.leaving-care-review', plan.id, addDays(reviewOn, -lookAheadDays), reviewOn, null, 4)]
  }
  if (earliest === null || latest === null || !isApart(departure) || reunionNow(care, after) !== null) return []
  const months = procedures.leavingCare.planFrom.value * 12
  const [opens, due] = [addMonths(earliest, months - 3), addMonths(latest, months)]
  return [dated('care.leaving-care-plan', departure.key, opens, due, null, 4)]
}

const stirring: readonly string[] = [residenceBegan.name, residenceEnded.name, placementBegan.name, placementEnded.name]

/** A new residence, move or alarm about a child with whom work had ended: someone looks whether to begin again. */
export function closedDeadlines(
  { settled, after }: Pick<AfterParts, 'settled' | 'after'>,
  pack: PolicyPack,
): Deadline[] {
  const closedAt = after.closing?.entry.seq
  if (closedAt === undefined) return []
  const news = settled.facts.find(
    ({ entry }) => (entry.seq ?? 0) > closedAt && (stirring.includes(entry.kind) || isAlarm(entry)),
  )
  if (news === undefined) return []
  const known = knownOn(news.entry, pack.head.timeZone.utcOffset)
  return [dated('care.closed-child-needs-look', news.id, known, addDays(known, 1), addDays(known, 2), 1)]
}

function isAlarm({ kind, body }: Recorded): boolean {
  return kind === followUpDone.name && body['concern'] === 'act'
}

function knownOn(entry: Recorded, offset: string): PlainDate {
  return dayOfInstant(entry.received ?? entry.written, offset)
}

function visitsSince({ followUps }: ChildCare, since: PlainDate): PlainDate[] {
  return followUps.flatMap(({ body, entry }) => {
    const { latest } = edtfBounds(entry.occurred)
    return body.way === 'visit' && body.isChildSeen && latest !== null && latest >= since ? [latest] : []
  })
}

function visit(code: Code, key: string, from: PlainDate, due: PlainDate, breachFrom: PlainDate): Deadline {
  return dated(code, key, later(from, addDays(due, -lookAheadDays)), due, breachFrom, 2)
}
