// care, folded: who outside was asked, carers assessed and approved, and the separation from its plan to the follow-ups.
// A departure without the mother is planned when a plan that passed its gate names a move on about that day (31 days before to
// 3 after: practice default, since officers and social workers date one move differently). A parent's own arrangement with kin
// is lawful informal care, never a breach (practice.md part 1 row 14, G-K1). Contact happens, or is missed with a cause.
import type { Recorded, SubjectId, Uuid } from '../chronicle/entry.ts'
import { statedOf, type Settled, type Standing, type Stated } from '../chronicle/fold.ts'
import * as registerKinds from '../register/kinds.ts'
import type { ChildRegister, DayRange, Residence } from '../register/state.ts'
import { edtfBounds } from '../time/edtf.ts'
import { addDays, type PlainDate } from '../time/plain-date.ts'
import { approvalAsked, householdStated } from './carer-kinds.ts'
import { emergencyOrdered } from './emergency-kinds.ts'
import * as kinds from './kinds.ts'

export type Option = Stated<typeof kinds.optionExplored>
export type CarerAssessment = Stated<typeof kinds.carerAssessed>
export type CarerApproval = Stated<typeof kinds.carerApproved>
export type Meeting = Stated<typeof kinds.meetingHeld>
export type Plan = Stated<typeof kinds.separationPlanned>
export type Placement = Stated<typeof kinds.placementBegan>
export type Contact = Stated<typeof kinds.contactHeld>
export type FollowUp = Stated<typeof kinds.followUpDone>

export type ChildCare = {
  kin: readonly Stated<typeof registerKinds.kinRegistered>[]
  options: readonly Option[]
  carerAssessments: readonly CarerAssessment[]
  carerApprovals: readonly CarerApproval[]
  meetings: readonly Meeting[]
  plans: readonly Plan[]
  emergencies: readonly Stated<typeof emergencyOrdered>[]
  placements: readonly Placement[]
  contacts: readonly Contact[]
  followUps: readonly FollowUp[]
}

/** What is known of care outside for a child. Plans and approvals that wait on a device are left out: nothing stands on them. */
export function childCare(settled: Settled): ChildCare {
  return {
    kin: statedOf(settled, registerKinds.kinRegistered),
    options: statedOf(settled, kinds.optionExplored),
    carerAssessments: statedOf(settled, kinds.carerAssessed),
    carerApprovals: accepted(statedOf(settled, kinds.carerApproved)),
    meetings: statedOf(settled, kinds.meetingHeld),
    plans: accepted(statedOf(settled, kinds.separationPlanned)),
    emergencies: accepted(statedOf(settled, emergencyOrdered)),
    placements: statedOf(settled, kinds.placementBegan),
    contacts: statedOf(settled, kinds.contactHeld),
    followUps: statedOf(settled, kinds.followUpDone),
  }
}

/** What was answered about one tier of care, 0 (out together with the mother) to 4 (residential). */
export function optionsOfTier(state: ChildCare, tier: number): Option[] {
  return state.options.filter((option) => option.body.tier === tier)
}

/** True when a relative or other person is known, or someone said that they are willing: planning can take its shorter time. */
export function isSomeoneKnown(state: ChildCare): boolean {
  return state.kin.length > 0 || state.options.some(({ body }) => body.tier >= 1 && body.answer === 'willing')
}

/** True when somebody outside said that they would take the child, or was approved to. */
export function isCarerNamed(state: ChildCare): boolean {
  const isWilling = state.options.some(({ body }) => body.tier >= 1 && body.answer === 'willing')
  return isWilling || state.carerApprovals.length > 0
}

export type KinCare = {
  /** What the carer is to the child, as it was registered; null when nobody said. */
  relation: Stated<typeof registerKinds.kinRegistered>['body']['relation'] | null
  /** Children of the household itself, as last stated; null when nobody said. */
  ownChildren: number | null
  asks: readonly Stated<typeof approvalAsked>[]
  assessments: readonly CarerAssessment[]
  approvals: readonly CarerApproval[]
  /** Children who came to this carer, or are planned to, with the last entry that says so. */
  children: readonly { child: SubjectId; entry: Recorded }[]
}

/** What is known of a possible carer, from the carer's own chronicle. */
export function kinCare(settled: Settled, kin: SubjectId): KinCare {
  const coming = [
    ...accepted(statedOf(settled, kinds.separationPlanned)).filter(({ body }) => body.carer === kin),
    ...statedOf(settled, kinds.placementBegan).filter(({ body }) => body.carer === kin),
  ]
  const children = new Map(coming.map(({ entry }) => [entry.subject, { child: entry.subject, entry }]))
  const registered = statedOf(settled, registerKinds.kinRegistered).findLast(({ entry }) => entry.subject === kin)
  return {
    relation: registered?.body.relation ?? null,
    ownChildren: statedOf(settled, householdStated).at(-1)?.body.ownChildren ?? null,
    asks: statedOf(settled, approvalAsked),
    assessments: statedOf(settled, kinds.carerAssessed),
    approvals: accepted(statedOf(settled, kinds.carerApproved)),
    children: [...children.values()],
  }
}

/**
 * The approval that holds on a day, its last day included: the last accepted one, if it has not run out. A provisional one goes on
 * while the authority, asked before its end, has not answered (practice.md, G-K1).
 */
export function approvalOn(kin: Pick<KinCare, 'approvals' | 'asks'>, day: PlainDate): CarerApproval | null {
  const last = kin.approvals.findLast(({ entry }) => (edtfBounds(entry.occurred).earliest ?? day) <= day)
  if (last === undefined) return null
  return day <= last.body.until || goesOnUnanswered(last, kin.asks) ? last : null
}

/** A provisional approval whose final word was asked for in time and has not come. */
export function goesOnUnanswered({ body }: CarerApproval, asks: KinCare['asks']): boolean {
  const isAsked = asks.some(
    ({ body: ask, entry }) =>
      ask.approvalStep === 'asked' && (edtfBounds(entry.occurred).earliest ?? body.until) <= body.until,
  )
  return body.approval === 'provisional' && isAsked && asks.at(-1)?.body.approvalStep !== 'refused'
}

export type Departure = {
  key: Uuid
  range: DayRange
  route: Residence['route'] | 'placement'
  way: 'with-mother' | 'died' | 'hospital' | 'own-arrangement' | 'planned' | 'emergency' | 'unplanned'
  placement: Placement | null
  plan: Plan | null
}

const marginDays = { before: 31, after: 3 }

/** How the child last left a facility; null while it lives in one, or when nothing is known. A move counts even where no departure was recorded. */
export function departureOf(register: Pick<ChildRegister, 'residences'>, state: ChildCare): Departure | null {
  const residence = register.residences.at(-1)
  const placement = placementAfter(residence, state) ?? null
  if (residence === undefined) return placement === null ? null : fromPlacement(placement, state)
  if (residence.to === null) return placement === null ? null : fromPlacement(placement, state)
  const range = edtfBounds(residence.to)
  const plan = planFor(state, range, placement)
  const way = wayOf(residence, placement, plan, isEmergency(state, range))
  return { key: residence.id, range, route: residence.route, way, placement, plan }
}

/** The first placement on or after the day on which the residence began. */
function placementAfter(residence: Residence | undefined, state: ChildCare): Placement | undefined {
  const since = residence === undefined ? null : edtfBounds(residence.from).earliest
  return state.placements.find(({ entry, isPending }) => {
    const { latest } = edtfBounds(entry.occurred)
    return !isPending && (since === null || latest === null || latest >= since)
  })
}

function fromPlacement(placement: Placement, state: ChildCare): Departure {
  const range = edtfBounds(placement.entry.occurred)
  const plan = planFor(state, range, placement)
  const way = placement.body.tier === 0 ? 'with-mother' : placedWay(placement, plan, isEmergency(state, range))
  return { key: placement.id, range, route: 'placement', way, placement, plan }
}

type PlacedWay = 'own-arrangement' | 'planned' | 'emergency' | 'unplanned'

function placedWay(placement: Placement | null, plan: Plan | null, isOrdered: boolean): PlacedWay {
  if (plan !== null) return 'planned'
  if (placement?.body.isParentsOwnArrangement === true) return 'own-arrangement'
  return isOrdered ? 'emergency' : 'unplanned'
}

/** An emergency was ordered for about the day of the move. */
function isEmergency({ emergencies }: ChildCare, { earliest, latest }: DayRange): boolean {
  return emergencies.some(
    ({ body }) =>
      (latest === null || body.on <= addDays(latest, marginDays.after)) &&
      (earliest === null || body.on >= addDays(earliest, -marginDays.after)),
  )
}

function wayOf(
  residence: Residence,
  placement: Placement | null,
  plan: Plan | null,
  isOrdered: boolean,
): Departure['way'] {
  if (residence.route === 'with-mother' || residence.route === 'died' || residence.route === 'hospital') {
    return residence.route
  }
  if (residence.route === 'parents-own-arrangement' && plan === null) return 'own-arrangement'
  return placedWay(placement, plan, isOrdered)
}

function planFor(state: ChildCare, range: DayRange, placement: Placement | null): Plan | null {
  const named = placement?.body.plan
  const fits = state.plans.filter(
    ({ body }) =>
      (range.latest === null || body.moveOn <= addDays(range.latest, marginDays.after)) &&
      (range.earliest === null || body.moveOn >= addDays(range.earliest, -marginDays.before)),
  )
  return fits.findLast(({ id }) => id === named) ?? fits.at(-1) ?? null
}

/** An act that waits on a device is no act yet. */
function accepted<Each extends Standing>(acts: readonly Each[]): Each[] {
  return acts.filter((act) => !act.isPending)
}
