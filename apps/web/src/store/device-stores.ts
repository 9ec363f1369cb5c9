// The stores of this device: found by login and password, made, wrapped anew, counted and wiped. Nobody's way in ever touches
// another's rows. Source: docs/decisions/0014-the-device.md.
import type { PasskeyAnswer } from '@komar/contract/passkey-answer'
import { deleteDB } from 'idb'
import { openDeviceDatabase, type DeviceDatabase, type StoreRow } from './device-database.ts'
import type { Change, Disk } from './disk.ts'
import { tables } from './disk.ts'
import { openIndexedDbDisk, storeDatabaseName } from './indexed-db-disk.ts'
import { deriveWrappingKey, makeSecret, openSecret, rewrapSecret, type WrappedSecret } from './keys.ts'
import type { SealKeys } from './seal.ts'

/** The second factor, in one way or the other. */
export type SecondStep = { code?: string | undefined; passkey?: PasskeyAnswer | undefined }

/**
 * `agency`: for which of their agencies, where somebody belongs to several; each agency has a store of its own. It and the second factor
 * are for the host alone and open nothing here.
 */
export type Who = { login: string; password: string; agency?: string | undefined } & SecondStep
export type OpenedStore = { id: string; keys: SealKeys }
/** Another's store as anybody may know it: that it is here, and how many sealed pieces of work wait in it for the host. */
export type OtherStore = { id: string; boxes: number }

export type DeviceStores = {
  database: DeviceDatabase
  /** The key of a person on this device, for the calls below. Takes about half a second. */
  wrappingKey: (who: Who) => Promise<CryptoKey>
  /** The stores that this key opens, the latest first. */
  find: (wrapping: CryptoKey) => Promise<OpenedStore[]>
  /** Makes a store with this id, or answers the one that is there and opens. */
  create: (id: string, wrapping: CryptoKey) => Promise<OpenedStore>
  /** Lets a store be opened with `to` beside `from`; false when `from` does not open it. `settle` ends that. */
  alsoOpenWith: (id: string, from: CryptoKey, to: CryptoKey) => Promise<boolean>
  /** From now on only this key opens the store: when the host has accepted its password. */
  settle: (id: string, wrapping: CryptoKey) => Promise<void>
  /** All stores except one, with what waits in them. */
  others: (except: string | null) => Promise<OtherStore[]>
  /** Takes key and rows; the boxes stay until they are handed in. */
  wipe: (id: string) => Promise<void>
  wipeAll: () => Promise<void>
  /** Forgets wiped stores whose boxes were all handed in. */
  tidy: () => Promise<void>
}

/** Opens what this device knows of its stores. */
export async function openDeviceStores(): Promise<DeviceStores> {
  const database = await openDeviceDatabase()
  const wipe = (id: string): Promise<void> => wipeStore(database, id)
  return {
    database,
    wrappingKey: async (who) => {
      const { salt, parameters } = await database.stretching()
      return deriveWrappingKey(who, salt, parameters)
    },
    find: async (wrapping) => {
      const opened = await Promise.all((await database.stores()).map((row) => openRow(row, wrapping)))
      return opened.filter((each) => each !== null)
    },
    create: (id, wrapping) => createStore(database, id, wrapping),
    alsoOpenWith: async (id, from, to) => {
      const row = await rowOf(database, id)
      const again = await rewrapRow(row, from, to)
      if (again === null) return false
      await database.changeStore(id, (now) => ({ ...now, wrapped: [...now.wrapped, again] }))
      return true
    },
    settle: (id, wrapping) => settleStore(database, id, wrapping),
    others: async (except) => {
      const ids = (await database.stores()).map(({ id }) => id).filter((id) => id !== except)
      return Promise.all(ids.map(async (id) => ({ id, boxes: await countBoxes(id) })))
    },
    wipe,
    wipeAll: async () => {
      // All keys first: rows take time to go, and without their keys they say nothing.
      const rows = await database.stores()
      for (const { id } of rows) await database.changeStore(id, (row) => ({ ...row, wrapped: [] }))
      for (const { id } of rows) await wipe(id)
    },
    tidy: async () => {
      for (const { id, wrapped } of await database.stores()) if (wrapped.length === 0) await wipe(id)
    },
  }
}

async function rowOf(database: DeviceDatabase, id: string): Promise<StoreRow | undefined> {
  return (await database.stores()).find((row) => row.id === id)
}

async function createStore(database: DeviceDatabase, id: string, wrapping: CryptoKey): Promise<OpenedStore> {
  const earlier = await rowOf(database, id)
  const opened = earlier === undefined ? null : await openRow(earlier, wrapping)
  if (opened !== null) return opened
  // A store that this key does not open is another's, or an older password's: it must not be written over.
  if (earlier !== undefined && earlier.wrapped.length > 0) throw new Error('this store has another password')
  const row = { id, made: Date.now(), wrapped: [await makeSecret(id, wrapping)] }
  await database.putStore(row)
  return sure(await openRow(row, wrapping))
}

async function settleStore(database: DeviceDatabase, id: string, wrapping: CryptoKey): Promise<void> {
  const row = await rowOf(database, id)
  if (row === undefined || row.wrapped.length < 2) return
  const fits = await Promise.all(row.wrapped.map((wrapped) => openSecret(id, wrapped, wrapping)))
  const kept = row.wrapped[fits.findLastIndex((keys) => keys !== null)]
  if (kept !== undefined) await database.changeStore(id, (now) => ({ ...now, wrapped: [kept] }))
}

async function openRow({ id, wrapped }: StoreRow, wrapping: CryptoKey): Promise<OpenedStore | null> {
  for (const each of wrapped) {
    const keys = await openSecret(id, each, wrapping)
    if (keys !== null) return { id, keys }
  }
  return null
}

async function rewrapRow(row: StoreRow | undefined, from: CryptoKey, to: CryptoKey): Promise<WrappedSecret | null> {
  for (const wrapped of row?.wrapped ?? []) {
    const again = row === undefined ? null : await rewrapSecret(row.id, wrapped, from, to)
    if (again !== null) return again
  }
  return null
}

function sure(opened: OpenedStore | null): OpenedStore {
  if (opened === null) throw new Error('a store that was just made does not open')
  return opened
}

async function withDisk<T>(id: string, work: (disk: Disk) => Promise<T>): Promise<T> {
  const disk = await openIndexedDbDisk(id)
  try {
    return await work(disk)
  } finally {
    disk.close()
  }
}

function countBoxes(id: string): Promise<number> {
  return withDisk(id, async (disk) => (await disk.keys('boxes')).length)
}

async function wipeStore(database: DeviceDatabase, id: string): Promise<void> {
  await database.changeStore(id, (row) => ({ ...row, wrapped: [] }))
  const boxes = await withDisk(id, async (disk) => {
    const changes: Change[] = []
    for (const table of tables.filter((each) => each !== 'boxes')) {
      for (const key of await disk.keys(table)) changes.push({ table, key, value: null })
    }
    await disk.write(changes)
    return (await disk.keys('boxes')).length
  })
  if (boxes > 0) return
  await deleteDB(storeDatabaseName(id))
  await database.deleteStore(id)
}
