// The one list of gates: every act has one, and a fact has none. Source: architecture.md, "Two families of kinds, never mixed".
import { accessGateCodes, allocatedGate, grantedGate } from './access/gates.ts'
import * as accessKinds from './access/kinds.ts'
import { assessGateCodes, assessmentFinishedGate, decisionDeclaredGate, decisionMadeGate } from './assess/gates.ts'
import * as assessKinds from './assess/kinds.ts'
import { waveGateCodes, waveSetGate } from './assess/start-up-gate.ts'
import { waveSet } from './assess/start-up-kinds.ts'
import { afterGateCodes, afterGates } from './care/after-gates.ts'
import { careGateCodes, carerApprovedGate, separationPlannedGate } from './care/gates.ts'
import { emergencyOrderedGate, emergencyReviewedGate } from './care/emergency-gate.ts'
import { emergencyOrdered, emergencyReviewed } from './care/emergency-kinds.ts'
import * as careKinds from './care/kinds.ts'
import { residentialApprovedGate } from './care/residential-gate.ts'
import { residentialApproved } from './care/residential-kinds.ts'
import { warningAnsweredGate } from './care/warning-gate.ts'
import { warningSignsAnswered } from './care/warning-kinds.ts'
import type { Gate } from './chronicle/gate.ts'
import { birthGateCodes, birthSettledGate } from './law/birth-settled-gate.ts'
import type { PolicyPack } from './policy.ts'
import { birthSettled } from './register/life-kinds.ts'

const gates: ReadonlyMap<string, Gate<PolicyPack>> = new Map([
  [accessKinds.allocated.name, allocatedGate],
  [accessKinds.granted.name, grantedGate],
  [birthSettled.name, birthSettledGate],
  [assessKinds.assessmentFinished.name, assessmentFinishedGate],
  [assessKinds.decisionMade.name, decisionMadeGate],
  [assessKinds.decisionDeclared.name, decisionDeclaredGate],
  [waveSet.name, waveSetGate],
  [careKinds.carerApproved.name, carerApprovedGate],
  [careKinds.separationPlanned.name, separationPlannedGate],
  [residentialApproved.name, residentialApprovedGate],
  [warningSignsAnswered.name, warningAnsweredGate],
  [emergencyOrdered.name, emergencyOrderedGate],
  [emergencyReviewed.name, emergencyReviewedGate],
  ...afterGates,
])

/** Every code that a gate can name as missing: each has a sentence in both languages. */
export const gateCodes = [
  ...accessGateCodes,
  ...birthGateCodes,
  ...assessGateCodes,
  ...waveGateCodes,
  ...careGateCodes,
  ...afterGateCodes,
] as const
export type GateCode = (typeof gateCodes)[number]

/** The gate of an act; undefined for a fact and for a kind that is not known here. */
export function gateFor(kindName: string): Gate<PolicyPack> | undefined {
  return gates.get(kindName)
}
