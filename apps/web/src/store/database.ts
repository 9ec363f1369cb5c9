// What this browser keeps for one account: entries not yet acknowledged, and drafts of forms. One database for each account, so
// that the next person who signs in on a shared machine sees nothing and loses nothing (product.md, principle 6).
import { openDB, type DBSchema, type IDBPDatabase } from 'idb'
import type { Draft } from './drafts.ts'
import type { Unsent } from './outbox.ts'

type Tables = DBSchema & {
  outbox: { key: string; value: Unsent; indexes: { order: number } }
  drafts: { key: string; value: Draft }
}

export type Database = IDBPDatabase<Tables>

const version = 1

/** Opens (and makes, the first time) the database of an account on this device. */
export function openDatabase(accountId: string): Promise<Database> {
  return openDB<Tables>(`komar-${accountId}`, version, {
    upgrade(database) {
      database.createObjectStore('outbox', { keyPath: 'id' }).createIndex('order', 'order')
      database.createObjectStore('drafts', { keyPath: 'key' })
    },
    // Another tab with a newer page waits for this one: give way, the page reopens on its next use.
    blocking(_current, _blocked, event) {
      if (event.target instanceof IDBDatabase) event.target.close()
    },
  })
}
