import 'fake-indexeddb/auto'
import { describe, expect, it } from 'vitest'
import { openDatabase } from './database.ts'
import { discardDraft, listDrafts, readDraft, saveDraft } from './drafts.ts'
import { newEntry, newUuid, type Author } from './new-entry.ts'
import { createOutbox, type Outbox } from './outbox.ts'
import { startSender, type Sent } from './sender.ts'
import { waitBeforeTryMs } from './back-off.ts'

const author: Author = {
  account: { id: newUuid(), user: 'dara', displayName: 'Dara' },
  agency: { id: newUuid(), code: 'a', nameEn: 'A', nameKm: 'ក', kind: 'child-welfare', isState: true },
  device: newUuid(),
}

function draft() {
  return {
    kind: 'register.name-recorded',
    subject: newUuid(),
    occurred: '2014-03',
    basis: 'seen',
    body: { text: 'x' },
  } as const
}

const freshDatabase = () => openDatabase(newUuid())
const freshOutbox = async (): Promise<Outbox> => createOutbox(await freshDatabase())
const accept = (ids: readonly string[]): Sent => ({ outcomes: ids.map((id, seq) => ({ id, status: 'accepted', seq })) })

describe('new entries', () => {
  it('are whole, signed by the session, with an id that sorts by time and a salt', () => {
    const now = new Date('2014-03-10T01:02:03.004Z')
    const entry = newEntry(draft(), author, now)
    expect(entry).toMatchObject({
      v: 1,
      also: [],
      author: author.account.id,
      agency: author.agency.id,
      device: author.device,
    })
    expect(entry.written).toBe('2014-03-10T01:02:03.004Z')
    expect(entry.id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7/)
    expect(Number.parseInt(entry.id.replaceAll('-', '').slice(0, 12), 16)).toBe(now.getTime())
    expect(entry.body.salt).toMatch(/^[A-Za-z0-9_-]{22}$/)
    expect(newEntry(draft(), author).body.salt).not.toBe(entry.body.salt)
  })

  it('are refused when the envelope is malformed', () => {
    expect(() => newEntry({ ...draft(), occurred: 'soon' }, author)).toThrow('edtf')
  })
})

describe('outbox', () => {
  it('keeps entries until they are sent and acknowledged', async () => {
    const outbox = await freshOutbox()
    const entry = newEntry(draft(), author)
    await outbox.add([entry], false)
    await outbox.acknowledge([entry.id])
    expect(await outbox.list()).toHaveLength(1)

    const sender = startSender({ outbox, post: async (group) => accept(group.map(({ id }) => id)) })
    await sender.whenIdle()
    expect((await outbox.list())[0]).toMatchObject({ state: 'accepted', seq: 0, attempts: 1 })
    await outbox.acknowledge([entry.id])
    expect(await outbox.list()).toEqual([])
    sender.stop()
  })

  it('sends groups one after another, in the order written', async () => {
    const outbox = await freshOutbox()
    const [one, two, three] = [newEntry(draft(), author), newEntry(draft(), author), newEntry(draft(), author)]
    await outbox.add([one, two], true)
    await outbox.add([three], false)
    const calls: string[][] = []
    const sender = startSender({
      outbox,
      post: async (group) => {
        calls.push(group.map(({ id }) => id))
        return accept(group.map(({ id }) => id))
      },
    })
    await sender.whenIdle()
    sender.stop()
    expect(calls).toEqual([[one.id, two.id], [three.id]])
  })

  it('keeps waiting without a connection, and tries again when it is back', async () => {
    const outbox = await freshOutbox()
    await outbox.add([newEntry(draft(), author)], false)
    let isConnected = false
    const sender = startSender({
      outbox,
      post: async (group) => (isConnected ? accept(group.map(({ id }) => id)) : 'later'),
    })
    await sender.whenIdle()
    expect((await outbox.list())[0]).toMatchObject({ state: 'waiting', attempts: 1 })
    isConnected = true
    globalThis.dispatchEvent(new Event('online'))
    await sender.whenIdle()
    expect((await outbox.list())[0]).toMatchObject({ state: 'accepted', attempts: 2 })
    sender.stop()
  })

  it('keeps a refusal with its reason, also of a call that was refused whole and of a duplicate', async () => {
    const outbox = await freshOutbox()
    const [one, two] = [newEntry(draft(), author), newEntry(draft(), author)]
    await outbox.add([one], false)
    await outbox.add([two], false)
    const sender = startSender({
      outbox,
      post: async (group) =>
        group[0]?.id === one.id
          ? { refusedWhole: { code: 'request.too-large' } }
          : { outcomes: [{ id: two.id, status: 'duplicate', problem: { code: 'gate.refused' } }] },
    })
    await sender.whenIdle()
    sender.stop()
    expect(await outbox.list()).toMatchObject([
      { state: 'refused', problem: { code: 'request.too-large' } },
      { state: 'refused', problem: { code: 'gate.refused' } },
    ])
  })

  it('is another one for each account', async () => {
    const mine = await freshOutbox()
    await mine.add([newEntry(draft(), author)], false)
    expect(await (await freshOutbox()).list()).toEqual([])
  })
})

describe('back-off', () => {
  it('doubles from two seconds to five minutes, cut by chance to no less than half', () => {
    expect([1, 2, 3].map((failures) => waitBeforeTryMs(failures, 0))).toEqual([2000, 4000, 8000])
    expect(waitBeforeTryMs(50, 0)).toBe(300_000)
    expect(waitBeforeTryMs(1, 0.999)).toBeGreaterThanOrEqual(1000)
  })
})

describe('drafts', () => {
  it('are found again by key and by prefix, until taken away', async () => {
    const database = await freshDatabase()
    await saveDraft(database, 'assess.entry/1', { a: 1 })
    await saveDraft(database, 'register.child/2', { b: 2 })
    expect(await readDraft(database, 'assess.entry/1')).toMatchObject({ value: { a: 1 } })
    expect((await listDrafts(database, 'assess.')).map(({ key }) => key)).toEqual(['assess.entry/1'])
    await discardDraft(database, 'assess.entry/1')
    expect(await readDraft(database, 'assess.entry/1')).toBeUndefined()
  })
})
