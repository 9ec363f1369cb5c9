// The one list of gates: every act has one, and a fact has none. Source: architecture.md, "Two families of kinds, never mixed".
import { accessGateCodes, allocatedGate, grantedGate } from './access/gates.ts'
import * as accessKinds from './access/kinds.ts'
import { assessGateCodes, assessmentFinishedGate, decisionDeclaredGate, decisionMadeGate } from './assess/gates.ts'
import * as assessKinds from './assess/kinds.ts'
import { careGateCodes, carerApprovedGate, separationPlannedGate } from './care/gates.ts'
import * as careKinds from './care/kinds.ts'
import type { Gate } from './chronicle/gate.ts'
import type { PolicyPack } from './policy.ts'

const gates: ReadonlyMap<string, Gate<PolicyPack>> = new Map([
  [accessKinds.allocated.name, allocatedGate],
  [accessKinds.granted.name, grantedGate],
  [assessKinds.assessmentFinished.name, assessmentFinishedGate],
  [assessKinds.decisionMade.name, decisionMadeGate],
  [assessKinds.decisionDeclared.name, decisionDeclaredGate],
  [careKinds.carerApproved.name, carerApprovedGate],
  [careKinds.separationPlanned.name, separationPlannedGate],
])

/** Every code that a gate can name as missing: each has a sentence in both languages. */
export const gateCodes = [...accessGateCodes, ...assessGateCodes, ...careGateCodes] as const
export type GateCode = (typeof gateCodes)[number]

/** The gate of an act; undefined for a fact and for a kind that is not known here. */
export function gateFor(kindName: string): Gate<PolicyPack> | undefined {
  return gates.get(kindName)
}
