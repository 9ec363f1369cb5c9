// Valid time and known time are both filters on a chronicle. `asOf`: what had happened by the end of that day (an uncertain day counts
// from its earliest). `knownAt`: what the host had accepted by then, which is always a prefix of seq, so a later one never loses an entry.
import { edtfBounds } from '../time/edtf.ts'
import type { Instant } from '../time/instant.ts'
import type { PlainDate } from '../time/plain-date.ts'
import type { Recorded } from './entry.ts'

export type Moment = { asOf?: PlainDate | undefined; knownAt?: { seq: number } | { instant: Instant } | undefined }

/** The entries that had occurred and were known at a moment. Pending entries are known to nobody else and are left out by `knownAt`. */
export function at<E extends Recorded>(entries: readonly E[], moment: Moment): E[] {
  return entries.filter((entry) => hadOccurred(entry, moment.asOf) && wasKnown(entry, moment.knownAt))
}

function hadOccurred(entry: Recorded, asOf: PlainDate | undefined): boolean {
  if (asOf === undefined) return true
  const { earliest } = edtfBounds(entry.occurred)
  return earliest === null || earliest <= asOf
}

function wasKnown(entry: Recorded, knownAt: Moment['knownAt']): boolean {
  if (knownAt === undefined) return true
  if (entry.seq === undefined || entry.received === undefined) return false
  return 'seq' in knownAt ? entry.seq <= knownAt.seq : entry.received <= knownAt.instant
}
