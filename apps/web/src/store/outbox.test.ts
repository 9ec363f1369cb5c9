import { Decrypter, generateIdentity, identityToRecipient } from 'age-encryption'
import type { Written } from '@komar/domain/chronicle/entry'
import { describe, expect, it } from 'vitest'
import { waitBeforeTryMs } from './back-off.ts'
import { nextBatchOf } from './batch.ts'
import { boxMaker, exportBoxes } from './boxes.ts'
import { DiskFull } from './disk.ts'
import { openDrafts } from './drafts.ts'
import { emptyRows, memoryDisk, type Fate } from './memory-disk.ts'
import { newEntry, newUuid, type Author } from './new-entry.ts'
import { openOutbox } from './outbox.ts'
import { plainSeal } from './plain-seal.ts'

const author: Author = {
  account: { id: newUuid(), user: 'dara', displayName: 'Dara' },
  agency: { id: newUuid(), code: 'a', nameEn: 'A', nameKm: 'ក', kind: 'child-welfare', isState: true },
  device: newUuid(),
}
const seal = plainSeal('a store')

function draft(body: Record<string, unknown> = { text: 'x' }) {
  return { kind: 'register.name-recorded', subject: newUuid(), occurred: '2014-03', basis: 'seen', body } as const
}

const entries = (count: number) => Array.from({ length: count }, () => newEntry(draft(), author))

function three(): [Written, Written, Written] {
  return [newEntry(draft(), author), newEntry(draft(), author), newEntry(draft(), author)]
}
const accepted = (id: string, seq = 1) => ({ id, status: 'accepted', seq }) as const

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

describe('what two agencies erased', () => {
  it('is let go of when the host refuses it, with what corrects it, and nothing is kept as a refusal', async () => {
    const rows = emptyRows()
    const outbox = await openOutbox({ disk: memoryDisk(rows), seal })
    const [gone, beside] = three()
    await outbox.add([gone], true)
    await outbox.add([beside], true)
    await outbox.settle([{ id: gone.id, status: 'refused', problem: { code: 'entry.erased' } }])
    expect((await outbox.list()).map(({ id }) => id)).toEqual([beside.id])
    expect(rows.get('outbox')?.size).toBe(1)
  })

  it('goes when the feed names it, seen or not, with corrections that still wait', async () => {
    const outbox = await openOutbox({ disk: memoryDisk(emptyRows()), seal })
    const [resting, beside, third] = three()
    const correction = { ...third, replaces: resting.id }
    for (const entry of [resting, beside, correction]) await outbox.add([entry], true)
    await outbox.settle([accepted(resting.id)])
    await outbox.acknowledge([resting.id])
    expect(await outbox.drop([resting.id])).toEqual([resting.id, correction.id])
    expect(await outbox.resting()).toEqual([])
    expect((await outbox.list()).map(({ id }) => id)).toEqual([beside.id])
  })
})

describe('the outbox', () => {
  it('keeps entries over a crash, and asks again for what was on its way', async () => {
    const rows = emptyRows()
    const outbox = await openOutbox({ disk: memoryDisk(rows), seal })
    const [one, two] = three()
    await outbox.add([one, two], true)
    expect((await outbox.nextBatch()).map((group) => group.map(({ id }) => id))).toEqual([[one.id, two.id]])
    expect((await outbox.list()).map(({ state }) => state)).toEqual(['sent', 'sent'])
    const after = await openOutbox({ disk: memoryDisk(rows), seal })
    expect((await after.list()).map(({ state }) => state)).toEqual(['waiting', 'waiting'])
    expect((await after.nextBatch()).flat()).toHaveLength(2)
  })

  it('writes nothing readable: neither what was written, nor who wrote it, nor the entry’s own id as a key', async () => {
    const rows = emptyRows()
    const outbox = await openOutbox({ disk: memoryDisk(rows), seal })
    const [one] = three()
    await outbox.add([one], false)
    const keys = [...(rows.get('outbox')?.keys() ?? [])]
    expect(keys).toHaveLength(1)
    expect(keys[0]).not.toContain(one.id)
    expect([...rows].filter(([table]) => table !== 'outbox').every(([, { size }]) => size === 0)).toBe(true)
  })

  it('keeps what was there when the disk is full, and says so', async () => {
    let fate: Fate = 'kept'
    const outbox = await openOutbox({ disk: memoryDisk(emptyRows(), () => fate), seal })
    await outbox.add(entries(1), false)
    fate = 'full'
    await expect(outbox.add(entries(1), false)).rejects.toBeInstanceOf(DiskFull)
    const first = (await outbox.list())[0] ?? { id: '' }
    await expect(outbox.settle([accepted(first.id)])).rejects.toBeInstanceOf(DiskFull)
    await outbox.markWaiting([first.id])
    fate = 'kept'
    expect(await outbox.list()).toMatchObject([{ id: first.id, state: 'waiting' }])
  })

  it('lets an accepted entry rest, when its outcome was seen, until it is released', async () => {
    const rows = emptyRows()
    const outbox = await openOutbox({ disk: memoryDisk(rows), seal })
    const [one] = three()
    await outbox.add([one], false)
    await outbox.acknowledge([one.id])
    expect(await outbox.list()).toHaveLength(1)
    await outbox.settle([accepted(one.id)])
    await outbox.acknowledge([one.id])
    expect(await outbox.list()).toEqual([])
    expect(await outbox.resting()).toMatchObject([{ id: one.id, seq: 1 }])
    await outbox.release([one.id])
    expect(rows.get('outbox')?.size).toBe(0)
  })

  it('keeps a refusal with its reason, also of a duplicate, until its author has seen it', async () => {
    const outbox = await openOutbox({ disk: memoryDisk(), seal })
    const [one, two] = three()
    await outbox.add([one, two], false)
    await outbox.settle([
      { id: one.id, status: 'refused', problem: { code: 'gate.refused' } },
      { id: two.id, status: 'duplicate', problem: { code: 'entry.depends-on-refused' } },
    ])
    const states = (await outbox.list()).map(({ state, problem }) => [state, problem?.code])
    expect(states).toEqual([
      ['refused', 'gate.refused'],
      ['refused', 'entry.depends-on-refused'],
    ])
    await outbox.release([one.id])
    await outbox.acknowledge([two.id])
    expect((await outbox.list()).map(({ id }) => id)).toEqual([one.id])
  })

  it('sends again what was refused until its author proved who they are, and nothing that was accepted', async () => {
    const disk = memoryDisk()
    const outbox = await openOutbox({ disk, seal })
    const [one, two] = three()
    await outbox.add([one, two], false)
    await outbox.settle([{ id: one.id, status: 'refused', problem: { code: 'session.confirm' } }, accepted(two.id)])
    expect(await outbox.nextBatch()).toEqual([])
    await outbox.sendAgain([one.id, two.id])
    const after = await openOutbox({ disk: memoryDisk(disk.rows), seal })
    expect((await after.list()).map(({ id, state, problem }) => [id, state, problem])).toEqual([
      [one.id, 'waiting', undefined],
      [two.id, 'accepted', undefined],
    ])
    expect((await after.nextBatch()).flat().map(({ id }) => id)).toEqual([one.id])
  })

  it('offers again to a restored host, each before what corrects it', async () => {
    const disk = memoryDisk()
    const outbox = await openOutbox({ disk, seal })
    const [old, resting, waiting] = three()
    await outbox.add([resting], false)
    await outbox.settle([accepted(resting.id, 9)])
    await outbox.acknowledge([resting.id])
    await outbox.add([waiting], false)
    const offered = await outbox.offerAgain([{ entry: old, seq: 4 }])
    await disk.write(offered.changes)
    offered.done()
    const order = [old.id, resting.id, waiting.id]
    expect((await outbox.nextBatch()).flat().map(({ id }) => id)).toEqual(order)
    const after = await openOutbox({ disk: memoryDisk(disk.rows), seal })
    expect((await after.nextBatch()).flat().map(({ id }) => id)).toEqual(order)
  })

  it('leaves a row of a newer version where it is, and counts it', async () => {
    const rows = emptyRows()
    const place = { table: 'outbox', key: 'newer' } as const
    rows.get('outbox')?.set('newer', await seal.seal(place, new TextEncoder().encode('{"format":2,"what":"?"}')))
    const outbox = await openOutbox({ disk: memoryDisk(rows), seal })
    await outbox.add(entries(1), false)
    expect(await outbox.unreadCount()).toBe(1)
    expect(await outbox.list()).toHaveLength(1)
    expect(rows.get('outbox')?.has('newer')).toBe(true)
  })

  it('hears what another page has written', async () => {
    const rows = emptyRows()
    const [mine, theirs] = [
      await openOutbox({ disk: memoryDisk(rows), seal }),
      await openOutbox({ disk: memoryDisk(rows), seal }),
    ]
    await theirs.add(entries(1), false)
    await mine.reload()
    expect(await mine.list()).toHaveLength(1)
  })
})

describe('a batch', () => {
  const unsent = (group: string, count: number, text = 'x') =>
    Array.from({ length: count }, (_, order) => {
      const entry = newEntry(draft({ text }), author)
      return { id: entry.id, entry, group, together: true, order, state: 'waiting', attempts: 0 } as const
    })

  it('keeps groups whole up to 500 entries', () => {
    const groups = [unsent('a', 300), unsent('b', 199), unsent('c', 2)]
    expect(nextBatchOf(groups.flat()).map((group) => group.length)).toEqual([300, 199])
  })

  it('is cut at a megabyte, and a single large group still goes', () => {
    const large = 'x'.repeat(30_000)
    expect(nextBatchOf([...unsent('a', 20, large), ...unsent('b', 20, large)])).toHaveLength(1)
    expect(nextBatchOf(unsent('a', 50, large)).flat()).toHaveLength(50)
  })
})

describe('boxes', () => {
  it('are opened by the host alone, and go when the host has answered', async () => {
    const identity = await generateIdentity()
    const rows = emptyRows()
    const disk = memoryDisk(rows)
    const outbox = await openOutbox({ disk, seal, boxer: boxMaker(await identityToRecipient(identity)) })
    const [one, two] = three()
    await outbox.add([one, two], true)
    expect(await outbox.fillBoxes()).toBe(0)
    const file = (await exportBoxes(disk, author.device)).trimEnd().split('\n')
    expect(JSON.parse(file[0] ?? '')).toEqual({ format: 'komar-hand-in', version: 1, device: author.device })
    const decrypter = new Decrypter()
    decrypter.addIdentity(identity)
    const opened = await Promise.all(
      file.slice(1).map(async (line) => {
        const bytes = Uint8Array.from(atob(line), (char) => char.codePointAt(0) ?? 0)
        return JSON.parse(await decrypter.decrypt(bytes, 'text')) as { order: number }
      }),
    )
    expect(opened.toSorted((left, right) => left.order - right.order)).toEqual([
      { version: 1, entry: one, together: one.id, order: 1 },
      { version: 1, entry: two, together: one.id, order: 2 },
    ])
    await outbox.settle([accepted(one.id), accepted(two.id, 2)])
    expect(rows.get('boxes')?.size).toBe(0)
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
  it('are found again by key and by prefix, until taken away, under names that say nothing', async () => {
    const rows = emptyRows()
    const drafts = openDrafts(memoryDisk(rows), seal)
    await drafts.save('assess.entry/1', { a: 1 })
    await drafts.save('register.child/2', { b: 2 })
    expect(await drafts.read('assess.entry/1')).toMatchObject({ value: { a: 1 } })
    expect((await drafts.list('assess.')).map(({ key }) => key)).toEqual(['assess.entry/1'])
    expect([...(rows.get('drafts')?.keys() ?? [])].filter((key) => key.includes('assess'))).toEqual([])
    await drafts.discard('assess.entry/1')
    expect(await drafts.read('assess.entry/1')).toBeUndefined()
  })
})
