// The one list of gates: every act has one, and a fact has none. Source: architecture.md, "Two families of kinds, never mixed".
// Rule: an act that is decided by rules of the work does not pass where the country's pack holds none: nothing was checked, and Komar
// says so. Facts are recorded all the same. Source: docs/decisions/0022-countries.md.
import { erasureAgreed, erasureAsked } from './access/erasure-kinds.ts'
import { accessGateCodes, allocatedGate, grantedGate } from './access/gates.ts'
import * as accessKinds from './access/kinds.ts'
import { assessGateCodes, assessmentFinishedGate, decisionDeclaredGate, decisionMadeGate } from './assess/gates.ts'
import { complaintAnsweredGate, complaintGateCodes, placeComplaintAnsweredGate } from './assess/complaint-gate.ts'
import { heldByComplaints } from './assess/complaint-hold.ts'
import { complaintAnswered, placeComplaintAnswered } from './assess/complaint-kinds.ts'
import * as assessKinds from './assess/kinds.ts'
import { waveGateCodes, waveSetGate } from './assess/start-up-gate.ts'
import { waveSet } from './assess/start-up-kinds.ts'
import { afterGateCodes, afterGates } from './care/after-gates.ts'
import { reunificationPlanned } from './care/after-kinds.ts'
import { careGateCodes, carerApprovedGate, separationPlannedGate } from './care/gates.ts'
import { emergencyOrderedGate, emergencyReviewedGate } from './care/emergency-gate.ts'
import { emergencyOrdered, emergencyReviewed } from './care/emergency-kinds.ts'
import * as careKinds from './care/kinds.ts'
import { residentialApprovedGate } from './care/residential-gate.ts'
import { residentialApproved } from './care/residential-kinds.ts'
import { warningAnsweredGate } from './care/warning-gate.ts'
import { warningSignsAnswered } from './care/warning-kinds.ts'
import type { Written } from './chronicle/entry.ts'
import { check, type Gate } from './chronicle/gate.ts'
import { birthGateCodes, birthSettledGate } from './law/birth-settled-gate.ts'
import { isWhole, type CountryPack, type PolicyPack } from './policy.ts'
import { birthSettled } from './register/life-kinds.ts'
import { mergedGate, mergeGateCodes } from './register/merge-gate.ts'
import { merged } from './register/merge-kinds.ts'
import { ownCopyGate, ownCopyGateCodes } from './sharing/own-copy-gate.ts'
import { ownCopyAsked } from './sharing/own-copy-kinds.ts'
import { erasureAgreedGate, erasureAskedGate, erasureGateCodes } from './sharing/erasure-gate.ts'
import type { PlainDate } from './time/plain-date.ts'
import { diaryEntrustedGate, diaryGateCodes } from './wellbeing/diary-keepers.ts'
import { diaryEntrusted } from './wellbeing/diary-kinds.ts'

/** Gates that ask nothing of a country but its law. */
const gatesAnywhere: ReadonlyMap<string, Gate<CountryPack>> = new Map([
  [accessKinds.allocated.name, allocatedGate],
  [accessKinds.granted.name, grantedGate],
  [erasureAsked.name, erasureAskedGate],
  [erasureAgreed.name, erasureAgreedGate],
  [birthSettled.name, birthSettledGate],
  [merged.name, mergedGate],
  [assessKinds.decisionDeclared.name, decisionDeclaredGate],
  [complaintAnswered.name, complaintAnsweredGate],
  [placeComplaintAnswered.name, placeComplaintAnsweredGate],
  [warningSignsAnswered.name, warningAnsweredGate],
  [diaryEntrusted.name, diaryEntrustedGate],
  [ownCopyAsked.name, ownCopyGate],
])

const gatesOfTheWork: ReadonlyMap<string, Gate<PolicyPack>> = new Map([
  [assessKinds.assessmentFinished.name, assessmentFinishedGate],
  [assessKinds.decisionMade.name, decisionMadeGate],
  [waveSet.name, waveSetGate],
  [careKinds.carerApproved.name, carerApprovedGate],
  [careKinds.separationPlanned.name, separationPlannedGate],
  [residentialApproved.name, residentialApprovedGate],
  [emergencyOrdered.name, emergencyOrderedGate],
  [emergencyReviewed.name, emergencyReviewedGate],
  ...afterGates,
])

/** Acts that move a child, each with the day of the move: a complaint holds them. */
const moves = new Map<string, (act: Written) => PlainDate | undefined>([
  [careKinds.separationPlanned.name, (act) => careKinds.separationPlanned.body.safeParse(act.body).data?.moveOn],
  [reunificationPlanned.name, (act) => reunificationPlanned.body.safeParse(act.body).data?.backOn],
  [residentialApproved.name, () => undefined],
])

/** Every code that a gate can name as missing: each has a sentence in both languages. */
export const gateCodes = [
  ...accessGateCodes,
  ...erasureGateCodes,
  ...birthGateCodes,
  ...mergeGateCodes,
  ...assessGateCodes,
  ...complaintGateCodes,
  ...waveGateCodes,
  ...careGateCodes,
  ...afterGateCodes,
  ...diaryGateCodes,
  ...ownCopyGateCodes,
  'policy.not-in-pack',
] as const
export type GateCode = (typeof gateCodes)[number]

/** The gate of an act; undefined for a fact and for a kind that is not known here. */
export function gateFor(kindName: string): Gate<CountryPack> | undefined {
  const gate = gatesOfTheWork.get(kindName)
  if (gate === undefined) return gatesAnywhere.get(kindName)
  const dayOf = moves.get(kindName)
  return underRulesOfTheWork(dayOf === undefined ? gate : heldByComplaints(gate, dayOf))
}

/** Whether an act of this kind is decided by rules of the work, which a small pack does not hold. */
export function needsWholePack(kindName: string): boolean {
  return gatesOfTheWork.has(kindName)
}

function underRulesOfTheWork(gate: Gate<PolicyPack>): Gate<CountryPack> {
  return {
    ...gate,
    checks: (act, { pack, ...world }) =>
      isWhole(pack)
        ? gate.checks(act, { ...world, pack })
        : [check('policy.not-in-pack' satisfies GateCode, [], false)],
  }
}
