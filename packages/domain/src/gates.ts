// The one list of gates: every act has one, and a fact has none. Source: architecture.md, "Two families of kinds, never mixed".
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
import type { Gate } from './chronicle/gate.ts'
import { birthGateCodes, birthSettledGate } from './law/birth-settled-gate.ts'
import type { PolicyPack } from './policy.ts'
import { birthSettled } from './register/life-kinds.ts'
import { mergedGate, mergeGateCodes } from './register/merge-gate.ts'
import { merged } from './register/merge-kinds.ts'
import { erasureAgreedGate, erasureAskedGate, erasureGateCodes } from './sharing/erasure-gate.ts'
import type { PlainDate } from './time/plain-date.ts'
import { diaryEntrustedGate, diaryGateCodes } from './wellbeing/diary-keepers.ts'
import { diaryEntrusted } from './wellbeing/diary-kinds.ts'

const gates: ReadonlyMap<string, Gate<PolicyPack>> = new Map([
  [accessKinds.allocated.name, allocatedGate],
  [accessKinds.granted.name, grantedGate],
  [erasureAsked.name, erasureAskedGate],
  [erasureAgreed.name, erasureAgreedGate],
  [birthSettled.name, birthSettledGate],
  [merged.name, mergedGate],
  [assessKinds.assessmentFinished.name, assessmentFinishedGate],
  [assessKinds.decisionMade.name, decisionMadeGate],
  [assessKinds.decisionDeclared.name, decisionDeclaredGate],
  [complaintAnswered.name, complaintAnsweredGate],
  [placeComplaintAnswered.name, placeComplaintAnsweredGate],
  [waveSet.name, waveSetGate],
  [careKinds.carerApproved.name, carerApprovedGate],
  [careKinds.separationPlanned.name, separationPlannedGate],
  [residentialApproved.name, residentialApprovedGate],
  [warningSignsAnswered.name, warningAnsweredGate],
  [emergencyOrdered.name, emergencyOrderedGate],
  [emergencyReviewed.name, emergencyReviewedGate],
  [diaryEntrusted.name, diaryEntrustedGate],
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
] as const
export type GateCode = (typeof gateCodes)[number]

/** The gate of an act; undefined for a fact and for a kind that is not known here. */
export function gateFor(kindName: string): Gate<PolicyPack> | undefined {
  const [gate, dayOf] = [gates.get(kindName), moves.get(kindName)]
  return gate === undefined || dayOf === undefined ? gate : heldByComplaints(gate, dayOf)
}
