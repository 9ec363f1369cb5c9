import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import fc from 'fast-check'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { openDeviceStores, type DeviceStores, type OpenedStore } from './device-stores.ts'
import { openIndexedDbDisk, storeDatabaseName } from './indexed-db-disk.ts'
import { createSeal } from './seal.ts'

// Stretching is slow on purpose; keys.test.ts has the real one. The property below makes hundreds of keys.
vi.mock('./argon2.ts', () => ({
  stretch: async (secret: Uint8Array<ArrayBuffer>, salt: Uint8Array<ArrayBuffer>) =>
    new Uint8Array(await crypto.subtle.digest('SHA-256', Uint8Array.from([...salt, ...secret]))),
}))

const dara = { login: 'dara', password: 'four plain quiet words' }
const sokha = { login: 'sokha', password: 'another few plain words' }
const newId = (): string => crypto.randomUUID()

let stores: DeviceStores

beforeEach(async () => {
  globalThis.indexedDB = new IDBFactory()
  stores = await openDeviceStores()
})

async function write(store: OpenedStore, table: 'drafts' | 'boxes' | 'outbox', key: string, words: string) {
  const disk = await openIndexedDbDisk(store.id)
  const place = { table, key } as const
  const value = await createSeal(store.id, store.keys).seal(place, new TextEncoder().encode(words))
  await disk.write([{ ...place, value }])
  disk.close()
}

async function read(store: OpenedStore, table: 'drafts' | 'boxes' | 'outbox', key: string): Promise<string | null> {
  const disk = await openIndexedDbDisk(store.id)
  const sealed = await disk.read(table, key)
  disk.close()
  if (sealed === undefined) return null
  return new TextDecoder().decode(await createSeal(store.id, store.keys).open({ table, key }, sealed))
}

describe('the stores of a device', () => {
  it('are found by login and password, also after the browser was closed', async () => {
    const made = await stores.create(newId(), await stores.wrappingKey(dara))
    await write(made, 'drafts', 'a', 'half a form')
    stores.database.close()
    const again = await openDeviceStores()
    const [found, ...more] = await again.find(await again.wrappingKey(dara))
    expect(more).toEqual([])
    expect(found?.id).toBe(made.id)
    expect(found && (await read(found, 'drafts', 'a'))).toBe('half a form')
  })

  it.each([
    ['another password', { ...dara, password: 'four plain quiet word' }],
    ['another login', { ...dara, login: 'darb' }],
    ['another person', sokha],
  ])('are not found with %s', async (_, who) => {
    await stores.create(newId(), await stores.wrappingKey(dara))
    expect(await stores.find(await stores.wrappingKey(who))).toEqual([])
  })

  it('are made once: an id that is there is opened, and never written over by another', async () => {
    const id = newId()
    const key = await stores.wrappingKey(dara)
    const made = await stores.create(id, key)
    await write(made, 'drafts', 'a', 'half a form')
    expect(await read(await stores.create(id, key), 'drafts', 'a')).toBe('half a form')
    await expect(stores.create(id, await stores.wrappingKey(sokha))).rejects.toThrow('another password')
    expect(await read(made, 'drafts', 'a')).toBe('half a form')
  })

  it('name nobody: no login, no password and no account stands in what the device keeps in clear', async () => {
    const made = await stores.create(newId(), await stores.wrappingKey(dara))
    await write(made, 'drafts', 'a', 'half a form about Pov Visal')
    const names = (await indexedDB.databases()).map(({ name }) => name)
    expect(new Set(names)).toEqual(new Set(['komar', storeDatabaseName(made.id)]))
    const rows = JSON.stringify(await stores.database.stores(), (_, value: unknown) =>
      value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : value,
    )
    for (const word of ['dara', 'quiet', 'Visal']) expect(rows).not.toContain(word)
  })

  it('share one salt, so that none can be told from the others by it', async () => {
    const first = await stores.database.stretching()
    await stores.create(newId(), await stores.wrappingKey(dara))
    await stores.create(newId(), await stores.wrappingKey(sokha))
    expect(await stores.database.stretching()).toEqual(first)
  })

  it('agree on one salt when two windows begin at once', async () => {
    const other = await openDeviceStores()
    const [one, two] = await Promise.all([stores.database.stretching(), other.database.stretching()])
    expect(one.salt).toEqual(two.salt)
  })
})

describe('a changed password', () => {
  it('opens the same rows, and the old one none, once it is settled', async () => {
    const [older, newer] = [await stores.wrappingKey(dara), await stores.wrappingKey({ ...dara, password: 'new' })]
    const made = await stores.create(newId(), older)
    await write(made, 'drafts', 'a', 'half a form')
    expect(await stores.alsoOpenWith(made.id, older, newer)).toBe(true)
    // Until the host has answered, either may be the right one.
    expect(await stores.find(older)).toHaveLength(1)
    expect(await stores.find(newer)).toHaveLength(1)
    await stores.settle(made.id, newer)
    expect(await stores.find(older)).toEqual([])
    const [found] = await stores.find(newer)
    expect(found && (await read(found, 'drafts', 'a'))).toBe('half a form')
  })

  it('is taken back when the host refused it', async () => {
    const [older, newer] = [await stores.wrappingKey(dara), await stores.wrappingKey({ ...dara, password: 'new' })]
    const made = await stores.create(newId(), older)
    await stores.alsoOpenWith(made.id, older, newer)
    await stores.settle(made.id, older)
    expect(await stores.find(newer)).toEqual([])
    expect(await stores.find(older)).toHaveLength(1)
  })

  it('cannot be set by who does not know the old one', async () => {
    const made = await stores.create(newId(), await stores.wrappingKey(dara))
    const [wrong, newer] = [await stores.wrappingKey(sokha), await stores.wrappingKey({ ...dara, password: 'new' })]
    expect(await stores.alsoOpenWith(made.id, wrong, newer)).toBe(false)
    expect(await stores.find(newer)).toEqual([])
  })

  it('settled by a key that does not open it changes nothing', async () => {
    const [older, newer] = [await stores.wrappingKey(dara), await stores.wrappingKey({ ...dara, password: 'new' })]
    const made = await stores.create(newId(), older)
    await stores.alsoOpenWith(made.id, older, newer)
    await stores.settle(made.id, await stores.wrappingKey(sokha))
    expect(await stores.find(older)).toHaveLength(1)
    expect(await stores.find(newer)).toHaveLength(1)
  })
})

describe('a wipe', () => {
  it('takes key and rows, and leaves the boxes until they are handed in', async () => {
    const key = await stores.wrappingKey(dara)
    const made = await stores.create(newId(), key)
    await write(made, 'drafts', 'a', 'half a form')
    await write(made, 'outbox', '1', 'an entry')
    await write(made, 'boxes', '1', 'the entry, for the host')
    await stores.wipe(made.id)
    expect(await stores.find(key)).toEqual([])
    expect(await read(made, 'drafts', 'a')).toBeNull()
    expect(await read(made, 'outbox', '1')).toBeNull()
    expect(await stores.others(null)).toEqual([{ id: made.id, boxes: 1 }])

    const disk = await openIndexedDbDisk(made.id)
    await disk.write([{ table: 'boxes', key: '1', value: null }])
    disk.close()
    await stores.tidy()
    expect(await stores.others(null)).toEqual([])
    expect((await indexedDB.databases()).map(({ name }) => name)).toEqual(['komar'])
  })

  it('of one leaves the others; of all leaves none that opens', async () => {
    const [daras, sokhas] = [await stores.wrappingKey(dara), await stores.wrappingKey(sokha)]
    const one = await stores.create(newId(), daras)
    const two = await stores.create(newId(), sokhas)
    await write(two, 'drafts', 'a', 'half a form')
    await stores.wipe(one.id)
    expect(await stores.find(daras)).toEqual([])
    expect(await read(two, 'drafts', 'a')).toBe('half a form')
    await stores.wipeAll()
    expect(await stores.find(sokhas)).toEqual([])
  })

  it('that was cut off is finished later', async () => {
    const made = await stores.create(newId(), await stores.wrappingKey(dara))
    await write(made, 'drafts', 'a', 'half a form')
    // The key goes first; then the battery is pulled.
    await stores.database.changeStore(made.id, (row) => ({ ...row, wrapped: [] }))
    await stores.tidy()
    expect(await stores.database.stores()).toEqual([])
  })
})

type Step =
  | { do: 'enter'; who: number }
  | { do: 'write'; who: number; words: string }
  | { do: 'change'; who: number; password: string }
  | { do: 'wipe'; who: number }

const person = fc.nat({ max: 2 })
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ do: fc.constant('enter'), who: person }),
  fc.record({ do: fc.constant('write'), who: person, words: fc.string() }),
  fc.record({ do: fc.constant('change'), who: person, password: fc.constantFrom('one', 'two', 'three') }),
  fc.record({ do: fc.constant('wipe'), who: person }),
)

describe('several people on one device', () => {
  it('never touch one another’s rows, whatever they do and in whatever order', { timeout: 60_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
        globalThis.indexedDB = new IDBFactory()
        const device = await openDeviceStores()
        // What each must find, kept beside the device: the model.
        const people = [0, 1, 2].map((who) => ({
          login: `person${who}`,
          password: 'one',
          words: null as string | null,
        }))
        for (const each of steps) {
          const mine = people[each.who]
          if (mine === undefined) continue
          const key = await device.wrappingKey(mine)
          const store = (await device.find(key))[0] ?? (await device.create(newId(), key))
          if (each.do === 'write') {
            await write(store, 'drafts', 'a', each.words)
            mine.words = each.words
          }
          if (each.do === 'change' && each.password !== mine.password) {
            const newer = await device.wrappingKey({ login: mine.login, password: each.password })
            await device.alsoOpenWith(store.id, key, newer)
            await device.settle(store.id, newer)
            mine.password = each.password
          }
          if (each.do === 'wipe') {
            await device.wipe(store.id)
            mine.words = null
          }
        }
        for (const { words, ...who } of people) {
          const found = await device.find(await device.wrappingKey(who))
          expect(found.length).toBeLessThanOrEqual(1)
          expect(found[0] === undefined ? null : await read(found[0], 'drafts', 'a')).toBe(words)
        }
        device.database.close()
      }),
      { numRuns: 60 },
    )
  })
})
