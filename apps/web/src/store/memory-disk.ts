// A disk in memory, for tests and the simulation. It keeps what a real one keeps (all of a write or nothing), and fails as a real one
// fails: the device dies before or after a write, there is no room, or the answer never comes.
import { DiskFull, tables, type Change, type Disk, type Row, type Table } from './disk.ts'

/** What survives a crash: one map for each table. */
export type DiskRows = Map<Table, Map<string, Uint8Array>>

/** What becomes of the next write. After either crash nothing more is answered on this handle: the process is gone. */
export type Fate = 'kept' | 'full' | 'crash-before' | 'crash-after'

export type MemoryDisk = Disk & { rows: DiskRows; isDead: () => boolean }

/** An empty disk's rows. */
export function emptyRows(): DiskRows {
  return new Map(tables.map((table) => [table, new Map<string, Uint8Array>()]))
}

/** Opens a disk on rows; `fate` decides about each write and may count them. */
export function memoryDisk(
  rows: DiskRows = emptyRows(),
  fate: (changes: readonly Change[]) => Fate = () => 'kept',
): MemoryDisk {
  let isDead = false
  const tableOf = (table: Table): Map<string, Uint8Array> => rows.get(table) ?? new Map<string, Uint8Array>()
  const never = <T>(): Promise<T> => new Promise(() => undefined)
  const answer = async <T>(value: () => T): Promise<T> => (isDead ? never() : value())
  return {
    rows,
    isDead: () => isDead,
    read: (table, key) => answer(() => tableOf(table).get(key)),
    readAll: (table) =>
      answer(() => sortedKeys(tableOf(table)).map((key): Row => ({ key, value: tableOf(table).get(key) ?? none }))),
    keys: (table) => answer(() => sortedKeys(tableOf(table))),
    write: async (changes) => {
      if (isDead) return never()
      const fated = fate(changes)
      if (fated === 'full') throw new DiskFull()
      if (fated !== 'crash-before') for (const change of changes) put(tableOf(change.table), change)
      if (fated === 'kept') return
      isDead = true
      return never()
    },
    close: () => {
      isDead = true
    },
  }
}

const none = new Uint8Array()

function put(table: Map<string, Uint8Array>, { key, value }: Change): void {
  if (value === null) table.delete(key)
  else table.set(key, value)
}

function sortedKeys(table: ReadonlyMap<string, Uint8Array>): string[] {
  return [...table.keys()].toSorted()
}
