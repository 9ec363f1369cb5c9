// What pages need of the entries that a device keeps: a port. The store under it is sealed, fed by the sync, and narrower than what the
// person may see where they chose so; a test feeds one from memory. Source: docs/decisions/0014-the-device.md.
import type { StatusLine } from '@komar/contract/chronicle'
import type { SignedHead } from '@komar/contract/heads'
import type { Entry, Recorded, SubjectId } from '@komar/domain/chronicle/entry'
import type { Summary } from '@komar/domain/insight/summary'

export type HeldSize = {
  entries: number
  bytes: number
  subjects: number
  /** The instant, on the host's clock, up to which the feed was last heard; null before the first time. */
  asOf: string | null
  /** Heads of the chain that the host signed, the newest last: what it cannot take back. */
  signed: readonly SignedHead[]
}

export type DeviceChronicle = {
  /**
   * Accepted entries that name a subject, in the order of seq; of a child with several records, those of all of them. None where its
   * chronicle is not on this device.
   */
  entriesOf: (subject: SubjectId) => Promise<readonly Entry[]>
  /** From the snapshot, without reading entries; null for a subject that is not on this device. */
  summary: (subject: SubjectId) => Summary | null
  summaries: <Type extends Summary['type']>(type: Type) => readonly Extract<Summary, { type: Type }>[]
  status: (child: SubjectId) => StatusLine | null
  /** Entries written here that the host has not accepted yet, refused ones left out. */
  pending: () => readonly Recorded[]
  /** Told after entries, status lines or the outbox changed. */
  subscribe: (listener: () => void) => () => void
  size: () => HeldSize
}
