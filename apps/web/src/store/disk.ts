// Where a device keeps bytes: a port, so that the same store runs on IndexedDB and in the simulation, which crashes it, fills it up and
// cuts it off in the middle. What is kept here is sealed already (seal.ts); keys are random ids, numbers or blind names, never a
// person's word. Source: docs/decisions/0014-the-device.md.

/** Tables of one person's store on a device. */
export const tables = ['meta', 'segments', 'snapshot', 'outbox', 'boxes', 'drafts', 'kept', 'blobs'] as const
export type Table = (typeof tables)[number]

export type Row = { key: string; value: Uint8Array }

/** `value` null takes the row away. */
export type Change = { table: Table; key: string; value: Uint8Array | null }

export type Disk = {
  read: (table: Table, key: string) => Promise<Uint8Array | undefined>
  /** Rows in the order of their keys. */
  readAll: (table: Table) => Promise<Row[]>
  /** Keys in their order, without reading what they hold. */
  keys: (table: Table) => Promise<string[]>
  /**
   * All of these changes or none; kept when the promise is (durability "strict").
   * @throws DiskFull when there is no room: nothing of it was kept.
   */
  write: (changes: readonly Change[]) => Promise<void>
  close: () => void
}

/** The device has no room left. Whoever wrote shows it and tries again; nothing that was kept before is touched. */
export class DiskFull extends Error {}

/** A store in memory takes nothing while the host does not answer, for it could not keep it. To whoever writes it is as a full device. */
export class HostAway extends DiskFull {}

/** What was sealed before must stay so, and nobody told this device with which key: nothing is kept of it rather than the words in clear. */
export class NoKeyToSeal extends DiskFull {}
