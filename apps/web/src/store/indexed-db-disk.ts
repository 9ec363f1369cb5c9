// The disk of a store on IndexedDB: one database for each store, one object store for each table, the row's key outside its value.
import { openDB, type DBSchema, type IDBPDatabase, type StoreNames } from 'idb'
import { DiskFull, tables, type Change, type Disk, type Table } from './disk.ts'

type Tables = DBSchema & Record<Table, { key: string; value: Uint8Array }>

const version = 1

/** The name of a store's database: its random id and nothing of its owner. */
export function storeDatabaseName(storeId: string): string {
  return `komar-store-${storeId}`
}

/**
 * Opens, and makes the first time, the database of a store. `onClosed` is called when the browser took it away, or when another window
 * needs it for a newer version: what is read or written after that fails.
 * @throws VersionError (a DOMException) when a newer page has made the database.
 */
export async function openIndexedDbDisk(storeId: string, onClosed: () => void = () => {}): Promise<Disk> {
  const database = await openDB<Tables>(storeDatabaseName(storeId), version, {
    upgrade(made) {
      for (const table of tables) if (!made.objectStoreNames.contains(table)) made.createObjectStore(table)
    },
    blocking(_current, _blocked, event) {
      // What is under way is still finished; then the other window goes on.
      if (event.target instanceof IDBDatabase) event.target.close()
      onClosed()
    },
    terminated: onClosed,
  })
  return {
    read: (table, key) => database.get(table, key),
    readAll: async (table) => {
      const { store } = database.transaction(table)
      const [keys, values] = await Promise.all([store.getAllKeys(), store.getAll()])
      return keys.flatMap((key, index) => {
        const value = values[index]
        return value === undefined ? [] : [{ key, value }]
      })
    },
    keys: (table) => database.getAllKeys(table),
    write: (changes) => write(database, changes),
    close: () => database.close(),
  }
}

async function write(database: IDBPDatabase<Tables>, changes: readonly Change[]): Promise<void> {
  const touched: StoreNames<Tables>[] = [...new Set(changes.map(({ table }) => table))]
  if (touched.length === 0) return
  const transaction = database.transaction(touched, 'readwrite', { durability: 'strict' })
  // A row's failure aborts all of them, and the transaction's own error does not always say why.
  const faults: unknown[] = []
  const note = (fault: unknown): void => void faults.push(fault)
  try {
    for (const { table, key, value } of changes) {
      const rows = transaction.objectStore(table)
      if (value === null) rows.delete(key).catch(note)
      else rows.put(value, key).catch(note)
    }
  } catch (fault) {
    note(fault)
    transaction.abort()
  }
  try {
    await transaction.done
  } catch (fault) {
    if ([...faults, fault].some(isQuota)) throw new DiskFull('no room left on this device')
    throw faults[0] ?? fault
  }
}

function isQuota(fault: unknown): boolean {
  return fault instanceof Error && fault.name === 'QuotaExceededError'
}
