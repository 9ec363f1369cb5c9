import { expect, it, vi } from 'vitest'
import { openDeviceChronicle } from '../store/device-chronicle.ts'
import { readDevicePage } from '../store/feed-page.ts'
import { emptyRows, memoryDisk } from '../store/memory-disk.ts'
import { newUuid } from '../store/new-entry.ts'
import { openOutbox } from '../store/outbox.ts'
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
