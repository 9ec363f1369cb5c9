// The place that a separation leads to. The carer is of the way that was decided: a children's home is never reached under another name.
// Parent, relative or foster carer: approved on the day of the move, with a place left; a foster carer matched with the child (G-K2). A
// children's home: approved for this child, registered, and inspected within twelve months of the move (G-K3). Open warning signs hold
// every separation (practice.md part 2, "Trade in children").
import type { Check, GateWorld } from '../chronicle/gate.ts'
import { check } from '../chronicle/gate.ts'
import type { SubjectId, Written } from '../chronicle/entry.ts'
import type { PolicyPack } from '../policy.ts'
import { settledBefore } from '../settled.ts'
import type { PlainDate } from '../time/plain-date.ts'
import { childrenWith, ownPlaces } from './capacity.ts'
import { tierOfRelation } from './carer-fit.ts'
import { homeApprovalOn, inspectionOn, isInspectedWithin, placesOf } from './place-state.ts'
import { approvalOn, kinCare } from './state.ts'
import { hasOpenWarning } from './warning-gate.ts'

export const placeGateCodes = [
  'separation.tier-fits-carer',
  'separation.carer-approved',
  'separation.carer-has-place',
  'separation.matched',
  'separation.home-approved',
  'separation.home-inspected',
  'separation.warnings-answered',
] as const
type Code = (typeof placeGateCodes)[number]
type Plan = { carer: SubjectId; tier: number; moveOn: PlainDate }

const fosterTier = 3
const homeTier = 4

/** The checks on where the child goes. */
export function placeChecks(act: Written, plan: Plan, world: GateWorld<PolicyPack>): Check[] {
  // Only a carer whom the plan names in `also`: else the gate would tell of people whom its author may not see, and the plan would
  // not stand in the carer's chronicle, from which the next plan counts who has a place.
  const isNamed = act.also.includes(plan.carer)
  const relation = kinCare(settledBefore(act, world, plan.carer), plan.carer).relation
  const concerned = isNamed ? [act.subject, plan.carer] : [act.subject]
  return [
    need('separation.tier-fits-carer', !isNamed || relation === null || tierOfRelation(relation) === plan.tier),
    ...(plan.tier === homeTier ? homeChecks(act, plan, isNamed, world) : carerChecks(act, plan, isNamed, world)),
    need('separation.warnings-answered', !hasOpenWarning(act, concerned, world)),
  ]
}

function carerChecks(act: Written, plan: Plan, isNamed: boolean, world: GateWorld<PolicyPack>): Check[] {
  const kin = kinCare(settledBefore(act, world, plan.carer), plan.carer)
  const approval = isNamed ? approvalOn(kin, plan.moveOn) : null
  const taken = childrenWith(kin, world).filter((child) => child !== act.subject).length + ownPlaces(kin)
  const { matches } = placesOf(settledBefore(act, world))
  const isMatched = matches.some(({ body }) => body.carer === plan.carer)
  return [
    need('separation.carer-approved', approval !== null),
    need('separation.carer-has-place', approval !== null && taken < approval.body.capacity),
    ...(plan.tier === fosterTier ? [need('separation.matched', isMatched)] : []),
  ]
}

function homeChecks(act: Written, plan: Plan, isNamed: boolean, world: GateWorld<PolicyPack>): Check[] {
  const { residentialApprovals } = placesOf(settledBefore(act, world))
  const { inspections } = placesOf(settledBefore(act, world, plan.carer))
  const last = isNamed ? inspectionOn(inspections, plan.moveOn) : null
  const months = world.pack.procedures.care.residentialInspectedWithin.value
  const isFit =
    last?.body.registration === 'registered' &&
    last.body.fitness !== 'not-fit' &&
    isInspectedWithin(last, plan.moveOn, months)
  return [
    need('separation.home-approved', isNamed && homeApprovalOn(residentialApprovals, plan.carer, plan.moveOn) !== null),
    need('separation.home-inspected', isFit, { months }),
  ]
}

function need(code: Code, holds: boolean, params?: Check['params']): Check {
  return check(code, ['care'], holds, params)
}
