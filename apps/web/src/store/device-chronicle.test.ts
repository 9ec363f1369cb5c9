import { describe, expect, it } from 'vitest'
import { openDeviceChronicle, type DeviceChronicle, type SummaryMaker } from './device-chronicle.ts'
import { readDevicePage, type DevicePage } from './feed-page.ts'
import { emptyRows, memoryDisk, type DiskRows } from './memory-disk.ts'
import { newUuid } from './new-entry.ts'
import { packing } from './packing.ts'
import { plainSeal } from './plain-seal.ts'

const seal = plainSeal('a store')
const [child, carer] = [newUuid(), newUuid()]
const author = newUuid()

const summaries: SummaryMaker = {
  version: '1',
  summarize: (_subject, type, entries, status) => ({
    type,
    seqs: entries.map(({ seq }) => seq),
    isInside: status?.isInside,
  }),
}

const open = (rows: DiskRows, maker = summaries): Promise<DeviceChronicle> =>
  openDeviceChronicle({ disk: memoryDisk(rows), seal, summaries: maker })

function line(seq: number, kind: string, more: Record<string, unknown> = {}): string {
  return JSON.stringify({
    id: `00000000-0000-7000-8000-${String(seq).padStart(12, '0')}`,
    kind,
    v: 1,
    subject: child,
    also: [],
    occurred: '2013-05-01',
    basis: 'seen',
    body: { salt: 'AAAAAAAAAAAAAAAAAAAAAA' },
    author,
    agency: author,
    device: author,
    written: '2013-05-01T03:00:00.000Z',
    seq,
    received: '2013-05-01T03:00:00.000Z',
    chain: `c${seq}`,
    ...more,
  })
}

type End = { cursor?: string; more?: boolean; seq?: number; chain?: string }

function page(
  lines: readonly string[],
  { cursor = 'k', more = false, seq = 100, chain = 'c100' }: End = {},
): DevicePage {
  const end = JSON.stringify({ cursor, more, head: { seq, chain }, backedUpTo: 0 })
  const read = readDevicePage(`${[...lines, end].join('\n')}\n`)
  if (read === null) throw new Error('the example is no page')
  return read
}

const forget = (subject: string, ...classes: string[]): string => JSON.stringify({ forget: { subject, classes } })
const seqs = async (chronicle: DeviceChronicle, subject = child): Promise<number[]> =>
  (await chronicle.entriesOf(subject)).map(({ seq }) => seq)

describe('the chronicle on a device', () => {
  it('gives back what came, for each of whom it is about, also after it was closed', async () => {
    const rows = emptyRows()
    const chronicle = await open(rows)
    const both = line(2, 'care.contact-held', { also: [carer] })
    await chronicle.apply(page([line(1, 'register.birth-stated'), both], { cursor: 'k1' }), 'now')
    await chronicle.settle()
    const again = await open(rows)
    expect([await seqs(again), await seqs(again, carer)]).toEqual([[1, 2], [2]])
    expect(again.position()).toMatchObject({ cursor: 'k1', head: { seq: 100, chain: 'c100' } })
    expect(again.size()).toMatchObject({ entries: 2, subjects: 2, asOf: 'now' })
    expect(again.summaries('child')).toEqual([{ type: 'child', seqs: [1, 2] }])
    expect(again.summaries('carer')).toHaveLength(1)
  })

  it('reads again what another page has written, and nothing where none has', async () => {
    const rows = emptyRows()
    const mine = await open(rows)
    const told: ReadonlySet<string>[] = []
    await mine.apply(page([line(1, 'register.birth-stated')], { cursor: 'k1' }), 'now')
    await mine.settle()
    mine.subscribe((changed, isOther) => isOther && told.push(changed))
    await mine.reload()
    expect(told).toEqual([])

    const other = await open(rows)
    await other.apply(page([line(2, 'register.birth-stated')], { cursor: 'k2' }), 'now')
    await mine.reload()
    expect([told.length, await seqs(mine), mine.position().cursor]).toEqual([1, [1, 2], 'k2'])
    // What the other one made of it, too: its lists are no older than its entries.
    await other.settle()
    await mine.reload()
    expect([told.length, mine.isSettled()]).toEqual([2, true])
    await other.beginAnew('choice', 'e1')
    await mine.reload()
    expect([told.length, mine.position().isRenewing]).toEqual([3, true])
    await mine.reload()
    expect(told.length).toBe(3)
  })

  it('keeps one entry once, however often it is sent', async () => {
    const chronicle = await open(emptyRows())
    await chronicle.apply(page([line(1, 'register.birth-stated'), line(1, 'register.birth-stated')]), '')
    await chronicle.apply(page([line(1, 'register.birth-stated')]), '')
    expect([await seqs(chronicle), chronicle.size().entries]).toEqual([[1], 1])
  })

  it('forgets for good, for all whom an entry was about, and keeps what is sent again', async () => {
    const rows = emptyRows()
    const chronicle = await open(rows)
    const secret = line(2, 'care.contact-held', {
      also: [carer],
      body: { salt: 'AAAAAAAAAAAAAAAAAAAAAA', words: 'canary' },
    })
    const lines = [line(1, 'register.birth-stated'), secret, line(3, 'care.follow-up-done')]
    await chronicle.apply(page(lines), '')
    await chronicle.settle()
    await chronicle.apply(page([forget(child, 'care'), line(3, 'care.follow-up-done')]), '')
    await chronicle.settle()
    expect([await seqs(chronicle), await seqs(chronicle, carer)]).toEqual([[1, 3], []])
    expect(chronicle.summary(carer)).toBeNull()
    expect(chronicle.size()).toMatchObject({ entries: 2, subjects: 1 })
    const texts = await textsOf(rows)
    expect(texts.filter((text) => text.includes('canary') || text.includes(carer))).toEqual([])
  })

  it('keeps status lines, and forgets them with the last entry', async () => {
    const chronicle = await open(emptyRows())
    const none = { pastFromEarliest: null, pastFromLatest: null, approachFrom: null }
    const status = { child, isInside: true, ...none, decisionType: null, decisionUntil: null, nextDue: null }
    await chronicle.apply(page([line(1, 'register.birth-stated'), JSON.stringify({ status })]), '')
    await chronicle.settle()
    expect(chronicle.status(child)?.isInside).toBe(true)
    expect(chronicle.summary(child)).toMatchObject({ isInside: true })
    await chronicle.apply(page([forget(child, 'identity')]), '')
    expect(chronicle.status(child)).toBeNull()
  })

  it('keeps what a newer Komar wrote, and says how much it cannot read', async () => {
    const rows = emptyRows()
    const chronicle = await open(rows)
    await chronicle.apply(page([line(1, 'care.future-step', { hint: 'x' }), line(2, 'care.future-step')]), '')
    expect([await seqs(chronicle), await chronicle.unreadOf(child)]).toEqual([[2], 1])
    expect((await textsOf(rows)).join('')).toContain('"hint":"x"')
  })

  it('forgets kinds that it does not know with any class, and asks for the whole anew', async () => {
    const chronicle = await open(emptyRows())
    await chronicle.apply(page([line(1, 'care.future-step'), line(2, 'register.birth-stated')]), '')
    await chronicle.apply(page([forget(child, 'health')]), '')
    expect([await seqs(chronicle), chronicle.position().isIncomplete]).toEqual([[2], true])
    await chronicle.beginAnew('unknown-kinds', 'epoch')
    expect(chronicle.position().isIncomplete).toBe(false)
  })

  it('refuses a host that shows another past, and keeps nothing of it', async () => {
    const chronicle = await open(emptyRows())
    await chronicle.apply(page([line(1, 'register.birth-stated')], { seq: 5, chain: 'c5' }), '')
    const others = [
      page([line(6, 'care.contact-held')], { seq: 4, chain: 'c4' }),
      page([line(6, 'care.contact-held')], { seq: 5, chain: 'x5' }),
      page([line(5, 'care.contact-held', { chain: 'x5' })], { seq: 6, chain: 'c6' }),
    ]
    for (const other of others) expect(await chronicle.apply(other, '')).toEqual({ is: 'contradicted' })
    expect([await seqs(chronicle), chronicle.position().cursor]).toEqual([[1], 'k'])
  })

  it('shows the former download until the new one is whole', async () => {
    const rows = emptyRows()
    const chronicle = await open(rows)
    await chronicle.noteEpoch('one')
    await chronicle.apply(page([line(1, 'register.birth-stated'), line(2, 'care.contact-held')]), '')
    await chronicle.beginAnew('epoch', 'two')
    await chronicle.apply(page([line(1, 'register.birth-stated')], { seq: 1, chain: 'x', cursor: 'n1' }), '')
    expect([await seqs(chronicle), chronicle.position().cursor]).toEqual([[1, 2], 'n1'])
    const reopened = await open(rows)
    expect(reopened.position()).toMatchObject({ cursor: 'n1', isRenewing: true, epoch: 'two' })
    expect((await reopened.lacking(() => true)).map(({ seq }) => seq)).toEqual([2])
    const beside = { table: 'kept', key: 'x', value: new Uint8Array([1]) } as const
    expect(await reopened.swap([beside])).toBe(true)
    expect(await seqs(reopened)).toEqual([1])
    expect([...(rows.get('segments')?.keys() ?? [])].every((key) => key.startsWith('1-'))).toBe(true)
    expect(rows.get('kept')?.size).toBe(1)
  })

  it('gathers many small segments, and reads a subject from few', async () => {
    const rows = emptyRows()
    const chronicle = await open(rows)
    for (let seq = 1; seq <= 40; seq += 1) {
      const subject = seq % 2 === 0 ? child : carer
      await chronicle.apply(page([line(seq, 'register.birth-stated', { subject })], { seq, chain: `c${seq}` }), '')
    }
    expect(rows.get('segments')?.size).toBe(40)
    await chronicle.settle()
    expect(rows.get('segments')?.size).toBe(1)
    expect(await seqs(await open(rows))).toHaveLength(20)
  })

  it('makes summaries anew for another version of what makes them', async () => {
    const rows = emptyRows()
    const chronicle = await open(rows)
    await chronicle.apply(page([line(1, 'register.birth-stated')]), '')
    await chronicle.settle()
    const newer = await open(rows, { version: '2', summarize: () => 'newer' })
    await newer.settle()
    expect(newer.summary(child)).toBe('newer')
  })

  it('opens without reading an entry', async () => {
    const rows = emptyRows()
    const chronicle = await open(rows)
    await chronicle.apply(page([line(1, 'register.birth-stated')]), '')
    await chronicle.settle()
    rows.set('segments', new Map())
    expect((await open(rows)).summaries('child')).toHaveLength(1)
  })

  it('tells whose entries changed', async () => {
    const chronicle = await open(emptyRows())
    const told: string[][] = []
    chronicle.subscribe((changed) => told.push([...changed]))
    await chronicle.apply(page([line(1, 'register.birth-stated')]), '')
    expect(told).toEqual([[child]])
  })
})

/** What the rows say to whoever has the key. */
async function textsOf(rows: DiskRows): Promise<string[]> {
  const { unpack } = packing()
  const found: string[] = []
  for (const table of ['segments', 'snapshot'] as const) {
    for (const [key, value] of rows.get(table) ?? []) {
      const opened = await seal.open({ table, key }, value)
      found.push(table === 'segments' ? await unpack(opened) : new TextDecoder().decode(opened))
    }
  }
  return found
}
