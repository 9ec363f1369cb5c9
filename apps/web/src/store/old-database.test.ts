import 'fake-indexeddb/auto'
import { openDB } from 'idb'
import { expect, it } from 'vitest'
import { openDrafts } from './drafts.ts'
import { emptyRows, memoryDisk } from './memory-disk.ts'
import { newEntry, newUuid } from './new-entry.ts'
import { takeOverOldDatabase } from './old-database.ts'
import { openOutbox } from './outbox.ts'
import { plainSeal } from './plain-seal.ts'

const agency = { id: newUuid(), code: 'a', nameEn: 'A', nameKm: 'ក', kind: 'child-welfare', isState: true } as const
const seal = plainSeal('a store')

async function oldDatabase(accountId: string, rows: readonly object[], drafts: readonly object[]): Promise<void> {
  const database = await openDB(`komar-${accountId}`, 1, {
    upgrade(made) {
      made.createObjectStore('outbox', { keyPath: 'id' }).createIndex('order', 'order')
      made.createObjectStore('drafts', { keyPath: 'key' })
    },
  })
  for (const row of rows) await database.put('outbox', row)
  for (const draft of drafts) await database.put('drafts', draft)
  database.close()
}

function oldRows(accountId: string) {
  const author = { account: { id: accountId, user: 'dara', displayName: 'Dara' }, agency, device: newUuid() }
  const facts = { subject: newUuid(), occurred: '2014-03', basis: 'seen', body: { text: 'x' } } as const
  const entries = [1, 2, 3].map(() => newEntry({ ...facts, kind: 'register.name-recorded' }, author))
  return entries.map((entry, place) => ({
    id: entry.id,
    entry,
    group: entries[0]?.id ?? '',
    together: false,
    order: place + 1,
    attempts: 1,
    state: (['waiting', 'sent', 'refused'] as const)[place],
    ...(place === 2 ? { problem: { code: 'gate.refused' } } : {}),
  }))
}

it('seals what an old database held, in its order and with what became of it, and deletes it', async () => {
  const account = newUuid()
  const rows = oldRows(account)
  await oldDatabase(account, rows, [{ key: 'assess.entry/1', value: { a: 1 }, savedAt: '2014-03-01T00:00:00.000Z' }])
  const disk = memoryDisk(emptyRows())
  expect(await takeOverOldDatabase(account, { disk, seal })).toBe(3)
  const list = await (await openOutbox({ disk, seal })).list()
  expect(list.map(({ id, state }) => [id, state])).toEqual([
    [rows[0]?.id, 'waiting'],
    [rows[1]?.id, 'waiting'],
    [rows[2]?.id, 'refused'],
  ])
  expect(await openDrafts(disk, seal).read('assess.entry/1')).toMatchObject({ value: { a: 1 } })
  expect((await indexedDB.databases()).filter(({ name }) => name?.includes(account))).toEqual([])
})

it('takes over once more after a crash in between, and nothing twice', async () => {
  const account = newUuid()
  const rows = oldRows(account)
  await oldDatabase(account, rows, [])
  const kept = emptyRows()
  let isDead = false
  const dying = memoryDisk(kept, () => {
    isDead = true
    return 'crash-after'
  })
  void takeOverOldDatabase(account, { disk: dying, seal })
  await expect.poll(() => isDead).toBe(true)
  expect(await takeOverOldDatabase(account, { disk: memoryDisk(kept), seal })).toBe(0)
  expect(await (await openOutbox({ disk: memoryDisk(kept), seal })).list()).toHaveLength(3)
})

it('finds nothing where there was none, and makes none', async () => {
  const account = newUuid()
  expect(await takeOverOldDatabase(account, { disk: memoryDisk(), seal })).toBe(0)
  expect((await indexedDB.databases()).filter(({ name }) => name?.includes(account))).toEqual([])
})
