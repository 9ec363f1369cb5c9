// What is owed to a child who has left a prison without its mother. A departure without a plan is a breach of the duty of prison and
// social affairs together, until someone has visited and seen the child; a parent's own arrangement is no breach, and is visited in
// 14 days (practice.md G-K1). Contact: weekly in the first month where the distance allows, fortnightly to six months under five, and
// monthly as the floor, which alone is a breach (G-C1); a call adds to a visit and does not replace it. Follow-up: G-F1.
import { hasDied, reunionNow, type ChildAfter } from './after-state.ts'
import { contactDeadlineCodes, contactDeadlines } from './contact-signals.ts'
import { byNeed } from './need-schedule.ts'
import { firstFollowUpDays, nextVisitDue, visitDays } from './follow-up-schedule.ts'
import { careDeadline, type Deadline } from '../chronicle/deadline.ts'
import type { PolicyPack } from '../policy.ts'
import type { ChildRegister } from '../register/state.ts'
import { edtfBounds, type Edtf } from '../time/edtf.ts'
import { addDays, earlier, later, type DateRange, type PlainDate } from '../time/plain-date.ts'
import type { ChildCare, Departure, FollowUp } from './state.ts'

export const careDeadlineCodes = [
  ...contactDeadlineCodes,
  'care.departed-without-plan',
  'care.own-arrangement-visit',
  'care.departure-unconfirmed',
  'care.move-overdue',
  'care.follow-up-call',
  'care.follow-up-visit',
  'care.follow-up-concern',
] as const
type Code = (typeof careDeadlineCodes)[number]

const dated = careDeadline<Code>

const confirmDays = 7
const lookAheadDays = 7
/** Follow-ups done within a week of their day are in time (part 5, row 18). */
const visitGraceDays = 7

type Moved = { departure: Departure; on: DateRange }

/** What is owed after the last departure; `register` and `departure` are of the same child. */
export function careDeadlines(
  register: Pick<ChildRegister, 'birth' | 'residences'>,
  state: ChildCare,
  departure: Departure | null,
  after: ChildAfter,
  pack: PolicyPack,
): Deadline[] {
  if (hasDied(after, 'child')) return []
  const on = departure === null ? null : dayRange(departure)
  if (departure === null || on === null) return moveDeadlines(state, departure)
  const moved = { departure, on }
  const { way } = departure
  const unconfirmed = register.residences.at(-1)?.to === null ? [unconfirmedDeparture(moved)] : []
  if (reunionNow(state, after) !== null) return unconfirmed
  switch (way) {
    case 'with-mother':
    case 'died':
    case 'hospital':
      return unconfirmed
    case 'own-arrangement':
      return [...unconfirmed, ...ownArrangement(moved, state, pack)]
    case 'planned':
    case 'emergency':
    case 'unplanned':
      return [
        ...unconfirmed,
        ...(way === 'unplanned' ? withoutPlan(moved, state) : []),
        ...contactDeadlines(moved, { register, care: state, after }, pack),
        ...followUpsDue(fromLastMove(moved, state), { register, state, after }, pack),
      ]
  }
}

/** Visits are counted anew from a later move to another carer: a new home is looked at as closely as the first. */
function fromLastMove({ departure, on }: Moved, { placements }: ChildCare): Moved {
  const last = placements.findLast(({ isPending }) => !isPending)
  if (last === undefined) return { departure, on }
  const { earliest, latest } = edtfBounds(last.entry.occurred)
  if (earliest === null || latest === null || earliest <= on.latest) return { departure, on }
  return { departure: { ...departure, way: 'planned', plan: null }, on: { earliest, latest } }
}

function dayRange({ range: { earliest, latest } }: Departure): DateRange | null {
  if (earliest !== null) return { earliest, latest: latest ?? earliest }
  return latest === null ? null : { earliest: latest, latest }
}

/** A planned move whose day has passed with nobody saying that the child left. */
function moveDeadlines({ plans }: ChildCare, departure: Departure | null): Deadline[] {
  const plan = plans.at(-1)
  if (plan === undefined || departure !== null) return []
  const { moveOn } = plan.body
  return [dated('care.move-overdue', plan.id, addDays(moveOn, -lookAheadDays), moveOn, null, 2)]
}

function unconfirmedDeparture({ departure, on }: Moved): Deadline {
  const deadline = dated(
    'care.departure-unconfirmed',
    departure.key,
    on.earliest,
    addDays(on.latest, confirmDays),
    null,
    4,
  )
  return { ...deadline, classes: ['identity'], duty: 'prison' }
}

function withoutPlan({ departure, on }: Moved, state: ChildCare): Deadline[] {
  if (visits(state, on.earliest).some(({ body }) => body.isChildSeen)) return []
  const breach = dated('care.departed-without-plan', departure.key, on.earliest, on.earliest, on.latest, 1)
  return [{ ...breach, duty: 'both' }]
}

function ownArrangement({ departure, on }: Moved, state: ChildCare, pack: PolicyPack): Deadline[] {
  // The check visit asks nothing of a parent who found a carer; only danger that it saw goes further (G-K1).
  if (visits(state, on.earliest).length > 0) return concernOf(state.followUps.at(-1))
  const due = addDays(on.latest, pack.procedures.care.informalKinCheckWithin.value)
  return [dated('care.own-arrangement-visit', departure.key, on.earliest, due, null, 3)]
}

type FollowedUp = { register: Pick<ChildRegister, 'birth'>; state: ChildCare; after: ChildAfter }

function followUpsDue(moved: Moved, { register, state, after }: FollowedUp, pack: PolicyPack): Deadline[] {
  const { departure, on } = moved
  const { callOnDay, firstVisitUnderThreeWithin } = pack.procedures.followUp
  const all = state.followUps.filter(({ entry }) => isSince(entry.occurred, on.earliest))
  const unplannedDays = Math.floor(firstVisitUnderThreeWithin.value / 24)
  const isSudden = departure.way === 'unplanned' || departure.way === 'emergency'
  const ruled = isSudden ? unplannedDays : firstFollowUpDays(register.birth.range, on.latest, pack)
  const visitedOn = visits(state, on.earliest)
    .map(({ entry }) => edtfBounds(entry.occurred).latest)
    .filter(isDay)
  const next = nextVisitDue(byNeed(visitDays(on.latest, ruled, pack), after.needLevels, pack), visitedOn, on.earliest)
  const callDue = addDays(on.latest, callOnDay.value)
  const call = dated('care.follow-up-call', departure.key, on.earliest, callDue, addDays(callDue, 1), 3)
  const grace = visitedOn.length === 0 ? 0 : visitGraceDays
  const visit = (due: PlainDate) =>
    dated(
      'care.follow-up-visit',
      departure.key,
      later(on.earliest, addDays(due, -lookAheadDays)),
      due,
      addDays(due, grace + 1),
      2,
    )
  return [
    ...(all.length === 0 ? [call] : []),
    ...(next === null ? [] : [visit(firstPlanned(next, moved, visitedOn))]),
    ...concernOf(all.at(-1)),
  ]
}

/** The plan may date the first visit earlier than the rule; one dated before a move that came later than planned is void. */
function firstPlanned(ruled: PlainDate, { departure, on }: Moved, visitedOn: readonly PlainDate[]): PlainDate {
  const planned = departure.plan?.body.firstFollowUpOn
  return planned === undefined || visitedOn.length > 0 || planned < on.latest ? ruled : earlier(ruled, planned)
}

/** What the last follow-up saw and could not leave: to be acted upon the next day. */
function concernOf(last: FollowUp | undefined): Deadline[] {
  const day = last === undefined ? null : edtfBounds(last.entry.occurred).latest
  if (last?.body.concern !== 'act' || day === null) return []
  return [dated('care.follow-up-concern', last.id, day, addDays(day, 1), addDays(day, 2), 1)]
}

/** Visits that saw the child since a day. A call counts as a call, never as a visit. */
function visits({ followUps }: ChildCare, since: PlainDate): FollowUp[] {
  return followUps.filter(
    ({ body, entry }) => body.way === 'visit' && body.isChildSeen && isSince(entry.occurred, since),
  )
}

function isSince(occurred: Edtf, day: PlainDate): boolean {
  const { latest } = edtfBounds(occurred)
  return latest !== null && latest >= day
}

function isDay(day: PlainDate | null): day is PlainDate {
  return day !== null
}
