import 'fake-indexeddb/auto'
import { openDB } from 'idb'
import { expect, it, vi } from 'vitest'
import { DiskFull, tables } from './disk.ts'
import { openIndexedDbDisk, storeDatabaseName } from './indexed-db-disk.ts'

const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values)
const fresh = () => openIndexedDbDisk(crypto.randomUUID())

it('gives rows and keys in the order of the keys, whatever the order they came in', async () => {
  const disk = await fresh()
  await disk.write([
    { table: 'outbox', key: '0002', value: bytes(2) },
    { table: 'outbox', key: '0010', value: bytes(10) },
    { table: 'outbox', key: '0001', value: bytes(1) },
  ])
  expect(await disk.keys('outbox')).toEqual(['0001', '0002', '0010'])
  expect((await disk.readAll('outbox')).map(({ value }) => value[0])).toEqual([1, 2, 10])
  expect(await disk.readAll('drafts')).toEqual([])
  expect(await disk.read('outbox', '0003')).toBeUndefined()
})

it('has every table, changes several at once, and takes rows away', async () => {
  const disk = await fresh()
  await disk.write(tables.map((table) => ({ table, key: 'a', value: bytes(1) })))
  for (const table of tables) expect(await disk.keys(table)).toEqual(['a'])
  await disk.write([
    { table: 'outbox', key: 'a', value: null },
    { table: 'boxes', key: 'b', value: bytes(2) },
  ])
  expect(await disk.keys('outbox')).toEqual([])
  expect(await disk.keys('boxes')).toEqual(['a', 'b'])
  await disk.write([])
})

it('keeps what was written when it is opened again', async () => {
  const id = crypto.randomUUID()
  const disk = await openIndexedDbDisk(id)
  await disk.write([{ table: 'meta', key: 'a', value: bytes(1, 2) }])
  disk.close()
  expect(await (await openIndexedDbDisk(id)).read('meta', 'a')).toEqual(bytes(1, 2))
})

it('asks for the strict durability', async () => {
  const disk = await fresh()
  const asked = vi.spyOn(IDBDatabase.prototype, 'transaction')
  await disk.write([{ table: 'meta', key: 'a', value: bytes(1) }])
  expect(asked).toHaveBeenCalledWith(['meta'], 'readwrite', { durability: 'strict' })
})

/** A disk whose room ends with the row of this key. */
function fullFrom(key: string): void {
  vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (this: IDBObjectStore, value, at) {
    if (at === key) throw new DOMException('no room', 'QuotaExceededError')
    // The row that is still kept: another way than put to the same end.
    return this.add(value, at)
  })
}

it('keeps nothing of a write that finds no room, and what was there before', async () => {
  const disk = await fresh()
  await disk.write([{ table: 'outbox', key: 'a', value: bytes(1) }])
  fullFrom('c')
  const writing = disk.write([
    { table: 'outbox', key: 'b', value: bytes(2) },
    { table: 'boxes', key: 'c', value: bytes(3) },
  ])
  await expect(writing).rejects.toThrow(DiskFull)
  expect(await disk.keys('outbox')).toEqual(['a'])
  expect(await disk.keys('boxes')).toEqual([])
})

it('passes on any other fault as it is', async () => {
  const disk = await fresh()
  disk.close()
  await expect(disk.write([{ table: 'meta', key: 'a', value: bytes(1) }])).rejects.not.toThrow(DiskFull)
})

it('gives way to a newer version in another window, and says so', async () => {
  const id = crypto.randomUUID()
  const onClosed = vi.fn()
  const disk = await openIndexedDbDisk(id, onClosed)
  await disk.write([{ table: 'meta', key: 'a', value: bytes(1) }])
  const newer = await openDB(storeDatabaseName(id), 2)
  expect(onClosed).toHaveBeenCalledOnce()
  expect(await newer.get('meta', 'a')).toEqual(bytes(1))
  await expect(disk.read('meta', 'a')).rejects.toMatchObject({ name: 'InvalidStateError' })
  newer.close()
  await expect(openIndexedDbDisk(id)).rejects.toMatchObject({ name: 'VersionError' })
})
