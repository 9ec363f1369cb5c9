// What one carer in custody adds to the situation report: held where, with a child inside or pregnant, on what charge, tried or not.
// A pregnancy with no known end counts as certain until six weeks after the last day it was due, or ten months after it was first
// recorded, and not at all afterwards: somebody has to find out, and nothing is carried forward (practice.md part 5).
import type { Recorded, SubjectId } from '../chronicle/entry.ts'
import { settle } from '../chronicle/fold.ts'
import { kindNamed } from '../kinds.ts'
import { carerRegister, type Custody, type Pregnancy } from '../register/state.ts'
import { latest } from '../time/edtf.ts'
import { addDays, addMonths, type PlainDate } from '../time/plain-date.ts'
import { dated, presenceOn, type Stay } from './presence.ts'
import type { Certainty } from './share.ts'
import type { Charge } from './situation-report.ts'

const daysAfterDue = 42
const monthsAfterRecorded = 10

export type CarerFigures = {
  /** The facility of custody; null in a hospital or a police station. */
  facility: SubjectId | null
  certainty: Certainty
  isPregnant: boolean
  charge: Charge
  isPreTrial: boolean
}

type CustodyStay = Custody & Stay

/** The figures of one carer; null when not held on the day. `entries` are those that had occurred and were known. */
export function carerFigures(entries: readonly Recorded[], asOf: PlainDate): CarerFigures | null {
  const { custody, legal, pregnancies } = carerRegister(settle(entries, (kind) => kindNamed(kind)?.family))
  const stays = custody.map((each): CustodyStay => ({ ...each, isMove: each.how === 'moved' }))
  const presence = presenceOn(dated(stays), asOf)
  if (presence === null) return null
  return {
    facility: presence.stay.facility,
    certainty: presence.certainty,
    isPregnant: pregnancies.some((pregnancy) => isGoingOn(pregnancy, asOf)),
    charge: legal?.charge ?? 'unknown',
    isPreTrial: legal?.legalStatus === 'pre-trial',
  }
}

function isGoingOn({ due, from, outcome }: Pregnancy, asOf: PlainDate): boolean {
  if (outcome !== null) return false
  const lastDue = due === null ? null : latest(due)
  if (lastDue !== null) return asOf <= addDays(lastDue, daysAfterDue)
  const recorded = latest(from)
  return recorded !== null && asOf <= addMonths(recorded, monthsAfterRecorded)
}
