// Transfers of a carer in custody: whether notice came before, or word within a day of it, and the reason, or none known.
// Source: practice.md part 3, G-T1. A transfer learned of late is shown as one; nobody is blamed for writing it down.
import { statedOf, type Settled } from '../chronicle/fold.ts'
import type { SubjectId, Uuid } from '../chronicle/entry.ts'
import { edtfBounds, type Edtf } from '../time/edtf.ts'
import { dayOfInstant } from '../time/instant.ts'
import { addDays, type PlainDate } from '../time/plain-date.ts'
import { custodyBegan } from './kinds.ts'
import { transferAnnounced } from './transfer-kinds.ts'

export type Transfer = {
  id: Uuid
  on: Edtf
  to: SubjectId | null
  /** null: nobody gave a reason. */
  reason: string | null
  /** Notice was recorded before the day of the move. */
  isAnnounced: boolean
  /** The day on which it became known here, when that was more than the allowed time after the move; else null. */
  knownLateOn: PlainDate | null
}

export type TransferNotice = { id: Uuid; movesOn: Edtf; to: SubjectId | null; reason: string | null }

/** Days between a notice and the move that it is about: practice default. */
const noticeReachesDays = 31
const hoursPerDay = 24

/** Transfers that happened, in order. `knownWithinHours` from the pack, null where it names none; `offset` the country's from UTC. */
export function transfersOf(settled: Settled, knownWithinHours: number | null, offset: string): Transfer[] {
  const notices = statedOf(settled, transferAnnounced)
  return statedOf(settled, custodyBegan)
    .filter(({ body }) => body.cause === 'transfer')
    .map(({ id, entry, former, body }) => {
      const first = former[0] ?? entry
      const known = dayOfInstant(first.received ?? first.written, offset)
      const { earliest, latest } = edtfBounds(entry.occurred)
      const notice = notices.find((each) => {
        const told = edtfBounds(each.entry.occurred).latest
        return told !== null && earliest !== null && told < earliest && earliest <= addDays(told, noticeReachesDays)
      })
      const isLate =
        knownWithinHours !== null &&
        latest !== null &&
        known > addDays(latest, Math.ceil(knownWithinHours / hoursPerDay))
      return {
        id,
        on: entry.occurred,
        to: body.facility ?? null,
        reason: body.transferReason ?? notice?.body.transferReason ?? null,
        isAnnounced: notice !== undefined,
        knownLateOn: isLate && notice === undefined ? known : null,
      }
    })
}

/** Notices of which no transfer has followed yet. */
export function openNotices(settled: Settled, transfers: readonly Transfer[]): TransferNotice[] {
  const last = transfers.at(-1)
  const lastDay = last === undefined ? '' : (edtfBounds(last.on).latest ?? '')
  return statedOf(settled, transferAnnounced)
    .filter(({ entry }) => (edtfBounds(entry.occurred).earliest ?? '9999') > lastDay)
    .map(({ id, body }) => ({
      id,
      movesOn: body.movesOn,
      to: body.to ?? null,
      reason: body.transferReason ?? null,
    }))
}
