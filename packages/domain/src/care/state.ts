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

export type KinCare = {
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
  return {
    assessments: statedOf(settled, kinds.carerAssessed),
    approvals: accepted(statedOf(settled, kinds.carerApproved)),
    children: [...children.values()],
  }
}

/** The approval that holds on a day, its last day included: the last accepted one, if it has not run out. */
export function approvalOn(kin: KinCare, day: PlainDate): CarerApproval | null {
  const last = kin.approvals.findLast(({ entry }) => (edtfBounds(entry.occurred).earliest ?? day) <= day)
  return last !== undefined && day <= last.body.until ? last : null
}

export type Departure = {
  key: Uuid
  range: DayRange
  route: Residence['route'] | 'placement'
  way: 'with-mother' | 'died' | 'hospital' | 'own-arrangement' | 'planned' | 'unplanned'
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
  return { key: residence.id, range, route: residence.route, way: wayOf(residence, placement, plan), placement, plan }
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
  const way = placement.body.tier === 0 ? 'with-mother' : placedWay(placement, plan)
  return { key: placement.id, range, route: 'placement', way, placement, plan }
}

function placedWay(placement: Placement | null, plan: Plan | null): 'own-arrangement' | 'planned' | 'unplanned' {
  if (plan !== null) return 'planned'
  return placement?.body.isParentsOwnArrangement === true ? 'own-arrangement' : 'unplanned'
}

function wayOf(residence: Residence, placement: Placement | null, plan: Plan | null): Departure['way'] {
  if (residence.route === 'with-mother' || residence.route === 'died' || residence.route === 'hospital') {
    return residence.route
  }
  if (residence.route === 'parents-own-arrangement' && plan === null) return 'own-arrangement'
  return placedWay(placement, plan)
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
