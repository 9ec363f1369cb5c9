// The gates of care outside. What each asks: carer-gate.ts, separation-gate.ts, meeting-checks.ts, and the files of the gates themselves.
import type { Gate } from '../chronicle/gate.ts'
import type { PolicyPack } from '../policy.ts'
import { carerChecks, carerGateCodes } from './carer-gate.ts'
import { emergencyGateCodes } from './emergency-gate.ts'
import * as kinds from './kinds.ts'
import { meetingGateCodes } from './meeting-checks.ts'
import { residentialGateCodes } from './residential-gate.ts'
import { separationChecks, separationGateCodes } from './separation-gate.ts'
import { warningGateCodes } from './warning-gate.ts'

export const careGateCodes = [
  ...carerGateCodes,
  ...meetingGateCodes,
  ...separationGateCodes,
  ...warningGateCodes,
  ...residentialGateCodes,
  ...emergencyGateCodes,
] as const

export const carerApprovedGate: Gate<PolicyPack> = { reads: (act) => act.also, checks: carerChecks }

/** Reads the carer's chronicle besides the child's: approval and place stand there. */
export const separationPlannedGate: Gate<PolicyPack> = {
  reads: (act) => {
    const carer = kinds.separationPlanned.body.safeParse(act.body)
    return carer.success ? [carer.data.carer] : []
  },
  checks: separationChecks,
}
