// The small database `komar` of a device: what opens its stores, and what it remembers of tries and rules. Nothing in it names anybody.
import { openDB, type DBSchema } from 'idb'
import { calibrate, type WrappedSecret } from './keys.ts'
import type { Argon2Parameters } from './argon2.ts'

/** How a device makes keys; the same for all its stores, so that none says whose it is. */
export type Stretching = { salt: Uint8Array<ArrayBuffer>; parameters: Argon2Parameters }

/** `wrapped` holds two secrets while a password is being changed, and none after a wipe, when only sealed boxes are left to hand in. */
export type StoreRow = { id: string; made: number; wrapped: WrappedSecret[] }

/** Wrong passwords in a row, and the instant (ms since 1970) before which none is looked at. */
export type Tries = { failures: number; notBefore: number }

/** What the administrator last said about devices; `wipeAfterWrongPasswords` null: never. */
export type DeviceRules = { lockAfterMinutes: number | null; wipeAfterWrongPasswords: number | null }

type Settings = {
  stretching: Stretching
  tries: Tries
  rules: DeviceRules
  /** Minutes that somebody chose on this device. */
  lockMinutes: number
  /** Whether the browser has been asked to keep what is here. */
  persistAsked: boolean
  /** Ids that the host gave this browser for people of whom nothing is kept here: it then knows the browser again. */
  passing: string[]
}

type Tables = DBSchema & {
  stores: { key: string; value: StoreRow }
  settings: { key: keyof Settings; value: Settings[keyof Settings] }
}

export type DeviceDatabase = {
  stretching: () => Promise<Stretching>
  setting: <Name extends keyof Settings>(name: Name) => Promise<Settings[Name] | undefined>
  set: <Name extends keyof Settings>(name: Name, value: Settings[Name]) => Promise<void>
  /** Reads and writes in one step, so that several windows cannot pass one another; answers what stood before. */
  change: <Name extends keyof Settings>(
    name: Name,
    to: (before: Settings[Name] | undefined) => Settings[Name] | undefined,
  ) => Promise<Settings[Name] | undefined>
  stores: () => Promise<StoreRow[]>
  putStore: (row: StoreRow) => Promise<void>
  /** Changes a row as it stands at that moment; a row that is gone stays gone. */
  changeStore: (id: string, to: (row: StoreRow) => StoreRow) => Promise<void>
  deleteStore: (id: string) => Promise<void>
  close: () => void
}

const version = 1
const strict = { durability: 'strict' } as const
const saltBytes = 16

/** Opens, and makes the first time, the database of this device. */
export async function openDeviceDatabase(): Promise<DeviceDatabase> {
  const database = await openDB<Tables>('komar', version, {
    upgrade(made) {
      made.createObjectStore('stores', { keyPath: 'id' })
      made.createObjectStore('settings')
    },
    blocking(_current, _blocked, event) {
      if (event.target instanceof IDBDatabase) event.target.close()
    },
  })
  const setting = async <Name extends keyof Settings>(name: Name): Promise<Settings[Name] | undefined> =>
    // Each name is written by `set` with its own type only.
    (await database.get('settings', name)) as Settings[Name] | undefined
  const change: DeviceDatabase['change'] = async (name, to) => {
    const transaction = database.transaction('settings', 'readwrite', strict)
    const before = (await transaction.store.get(name)) as Parameters<typeof to>[0]
    const after = to(before)
    if (after !== undefined) await transaction.store.put(after, name)
    await transaction.done
    return before
  }
  return {
    setting,
    set: async (name, value) => {
      const transaction = database.transaction('settings', 'readwrite', strict)
      await Promise.all([transaction.store.put(value, name), transaction.done])
    },
    change,
    stretching: async () => (await setting('stretching')) ?? makeStretching(change),
    // The latest first: after a changed mind about an older store both may open with one password.
    stores: async () => (await database.getAll('stores')).sort((left, right) => right.made - left.made),
    putStore: async (row) => {
      const transaction = database.transaction('stores', 'readwrite', strict)
      await Promise.all([transaction.store.put(row), transaction.done])
    },
    changeStore: async (id, to) => {
      const transaction = database.transaction('stores', 'readwrite', strict)
      const row = await transaction.store.get(id)
      if (row !== undefined) await transaction.store.put(to(row))
      await transaction.done
    },
    deleteStore: async (id) => {
      const transaction = database.transaction('stores', 'readwrite', strict)
      await Promise.all([transaction.store.delete(id), transaction.done])
    },
    close: () => database.close(),
  }
}

/** Two windows may come here at once; the first to write decides, for a second salt would shut what the first opened. */
async function makeStretching(change: DeviceDatabase['change']): Promise<Stretching> {
  const made: Stretching = {
    salt: crypto.getRandomValues(new Uint8Array(saltBytes)),
    parameters: await calibrate(),
  }
  return (await change('stretching', (earlier) => (earlier === undefined ? made : undefined))) ?? made
}
