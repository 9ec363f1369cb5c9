import { expect, it, vi } from 'vitest'
import { openDeviceChronicle } from '../store/device-chronicle.ts'
import { readDevicePage } from '../store/feed-page.ts'
import { emptyRows, memoryDisk } from '../store/memory-disk.ts'
import { newUuid } from '../store/new-entry.ts'
import { openOutbox } from '../store/outbox.ts'
import { openAttachments } from '../store/attachments.ts'
import { plainSeal } from '../store/plain-seal.ts'
import { makeDriver } from './driver.ts'
import type { NoAnswer } from './host.ts'

const [child, author] = [newUuid(), newUuid()]

const line = {
  id: newUuid(),
  kind: 'register.birth-stated',
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
  seq: 1,
  received: '2013-05-01T03:00:00.000Z',
  chain: 'c1',
}
const end = { cursor: 'k', more: false, head: { seq: 1, chain: 'c1' }, backedUpTo: 0 }

const gone = (): Promise<NoAnswer> => Promise.resolve({ is: 'later' })

it('makes the lists of a device that ended between a page and its summaries, also without a host', async () => {
  const seal = plainSeal('a store')
  const rows = emptyRows()
  const summaries = { version: '1', summarize: () => 'made' }
  const open = () => openDeviceChronicle({ disk: memoryDisk(rows), seal, summaries })
  const page = readDevicePage(`${JSON.stringify(line)}\n${JSON.stringify(end)}\n`)
  if (page === null) throw new Error('the example is no page')
  await (await open()).apply(page, '')

  const chronicle = await open()
  expect([chronicle.isSettled(), chronicle.summary(child)]).toEqual([false, null])
  const driver = makeDriver({
    chronicle,
    outbox: await openOutbox({ disk: memoryDisk(rows), seal, boxer: undefined }),
    attachments: openAttachments({ disk: memoryDisk(rows), seal }),
    host: { whoAmI: gone, pull: gone, push: gone },
    clock: { nowMs: () => 0, after: () => () => {}, chance: () => 0 },
    author: { account: author, device: author },
    onSessionEnded: () => {},
    onRevoked: () => {},
    onFault: (error) => {
      throw error
    },
  })
  driver.tell('start')
  await vi.waitFor(() => expect(chronicle.isSettled()).toBe(true))
  expect(chronicle.summary(child)).toBe('made')
  driver.tell('stop')
})

it('lets go of the files of what was erased, as soon as the feed names it', async () => {
  const seal = plainSeal('a store')
  const rows = emptyRows()
  const attachments = openAttachments({ disk: memoryDisk(rows), seal })
  const thumb = new Uint8Array([1, 2, 3])
  const kept = await attachments.keep({ bytes: new Uint8Array([4, 5, 6]), type: 'image/jpeg', thumb })
  await attachments.bind(line.id, [kept.id])
  await attachments.mark(kept.id, { state: 'done' })
  const forget = { forget: { subject: child, classes: ['identity'], erased: [line.id] } }
  const page = readDevicePage(`${JSON.stringify(forget)}\n${JSON.stringify(end)}\n`)
  if (page === null) throw new Error('the example is no page')
  const driver = makeDriver({
    chronicle: await openDeviceChronicle({
      disk: memoryDisk(rows),
      seal,
      summaries: { version: '1', summarize: () => '' },
    }),
    outbox: await openOutbox({ disk: memoryDisk(rows), seal, boxer: undefined }),
    attachments,
    host: {
      whoAmI: () => Promise.resolve({ is: 'known', epoch: 'e', now: '2014-01-01T00:00:00.000Z' }),
      pull: () => Promise.resolve({ is: 'page', page, ms: 1 }),
      push: gone,
    },
    clock: { nowMs: () => 0, after: () => () => {}, chance: () => 0 },
    author: { account: author, device: author },
    onSessionEnded: () => {},
    onRevoked: () => {},
    onFault: (error) => {
      throw error
    },
  })
  driver.tell('start')
  await vi.waitFor(async () => expect(await attachments.list()).toEqual([]))
  expect(await attachments.thumbnail(kept.id)).toBeNull()
  driver.tell('stop')
})

it('offers a restored host the files that it may lack with the entries that name them, and lets go of what a backup holds', async () => {
  const seal = plainSeal('a store')
  const rows = emptyRows()
  const disk = memoryDisk(rows)
  const attachments = openAttachments({ disk, seal })
  const chronicle = await openDeviceChronicle({ disk, seal, summaries: { version: '1', summarize: () => '' } })
  const outbox = await openOutbox({ disk, seal, boxer: undefined })
  const pageOf = (lines: readonly object[], head: number, backedUpTo: number) => {
    const told = { ...end, cursor: `k${head}`, head: { seq: head, chain: `c${head}` }, backedUpTo }
    const page = readDevicePage([...lines, told].map((each) => `${JSON.stringify(each)}\n`).join(''))
    if (page === null) throw new Error('the example is no page')
    return page
  }
  let host = { epoch: 'first', page: pageOf([line], 1, 0) }
  const driver = makeDriver({
    chronicle,
    outbox,
    attachments,
    host: {
      whoAmI: () => Promise.resolve({ is: 'known', epoch: host.epoch, now: '2014-01-01T00:00:00.000Z' }),
      pull: () => Promise.resolve({ is: 'page', page: host.page, ms: 1 }),
      push: gone,
    },
    clock: { nowMs: () => 0, after: () => () => {}, chance: () => 0 },
    author: { account: author, device: author },
    onSessionEnded: () => {},
    onRevoked: () => {},
    onFault: (error) => {
      throw error
    },
  })
  const pull = async (next: typeof host): Promise<void> => {
    host = next
    driver.tell('stop')
    driver.tell('start')
    await vi.waitFor(() => expect(driver.state().pull).toBe('idle'))
  }
  const take = async (size: number): Promise<string> => {
    const { id } = await attachments.keep({ bytes: new Uint8Array(size).fill(7), type: 'image/jpeg', thumb: null })
    await attachments.bind(line.id, [id])
    await attachments.mark(id, { state: 'done' })
    return id
  }
  const blobs = () => [...(rows.get('blobs')?.keys() ?? [])]

  const backedUp = await take(10)
  await pull(host)
  await pull({ ...host, page: pageOf([], 2, 0) })
  const lost = await take(20)
  await pull({ ...host, page: pageOf([], 4, 3) })
  expect(blobs()).toEqual([`${backedUp}/meta`, `${lost}/meta`, `${lost}/0000`])

  // The backup is of before the entry, for simplicity.
  await pull({ epoch: 'second', page: pageOf([], 0, 0) })
  expect((await outbox.nextBatch()).flat().map(({ id }) => id)).toEqual([line.id])
  const states = Object.fromEntries((await attachments.list()).map(({ id, state }) => [id, state]))
  expect(states).toEqual({ [backedUp]: 'done', [lost]: 'waiting' })
  expect(await attachments.part(lost, 0)).toEqual(new Uint8Array(20).fill(7))
  driver.tell('stop')
})
