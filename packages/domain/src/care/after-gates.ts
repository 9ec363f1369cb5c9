// The gates of the time after a move. What each asks stands in its own file.
import type { Gate } from '../chronicle/gate.ts'
import type { PolicyPack } from '../policy.ts'
import * as kinds from './after-kinds.ts'
import { closedGate, closureGateCodes, reopenedGate } from './closure-gate.ts'
import { contactGateCodes, contactStoppedGate } from './contact-gate.ts'
import { deathGateCodes, deathReviewedGate } from './death-gate.ts'
import { deathReviewed } from './death-kinds.ts'
import { leavingCareGateCodes, leavingCarePlannedGate } from './leaving-care-gate.ts'
import { needGateCodes, needLevelSetGate } from './need-gate.ts'
import { reunificationGateCodes, reunificationPlannedGate } from './reunification-gate.ts'

export const afterGateCodes = [
  ...contactGateCodes,
  ...needGateCodes,
  ...reunificationGateCodes,
  ...deathGateCodes,
  ...leavingCareGateCodes,
  ...closureGateCodes,
] as const

/** Each act of this part with its gate. */
export const afterGates: readonly (readonly [string, Gate<PolicyPack>])[] = [
  [kinds.contactStopped.name, contactStoppedGate],
  [kinds.needLevelSet.name, needLevelSetGate],
  [kinds.reunificationPlanned.name, reunificationPlannedGate],
  [kinds.leavingCarePlanned.name, leavingCarePlannedGate],
  [kinds.closed.name, closedGate],
  [kinds.reopened.name, reopenedGate],
  [deathReviewed.name, deathReviewedGate],
]
