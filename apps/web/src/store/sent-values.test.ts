import { expect, it } from 'vitest'
import { session } from './ask.fixture.ts'
import { openDrafts } from './drafts.ts'
import { emptyRows, memoryDisk } from './memory-disk.ts'
import { newEntry, newUuid } from './new-entry.ts'
import { openOutbox, type Outbox } from './outbox.ts'
import { plainSeal } from './plain-seal.ts'
import { forgetSentValues, sentKey } from './sent-values.ts'

const seal = plainSeal('a store')
const refused = { status: 'refused', problem: { code: 'entry.body-malformed' } } as const

async function recorded(count: number, together: boolean) {
  const disk = memoryDisk(emptyRows())
  const outbox = await openOutbox({ disk, seal })
  const drafts = openDrafts(disk, seal)
  const ids = await press(outbox, count, together)
  const [group = ''] = ids
  await drafts.save(sentKey(group), { path: '/', values: { note: 'She told me who it was.' } })
  await drafts.save('record/other', { note: 'not recorded yet' })
  const kept = async (): Promise<string[]> => (await drafts.list()).map(({ key }) => key).toSorted()
  return { disk, outbox, drafts, ids, group, kept }
}

async function press(outbox: Outbox, count: number, together: boolean): Promise<string[]> {
  const draft = {
    kind: 'register.note-written',
    subject: newUuid(),
    occurred: '2014',
    basis: 'seen',
    body: {},
  } as const
  const entries = Array.from({ length: count }, () => newEntry(draft, session))
  await outbox.add(entries, together)
  return entries.map(({ id }) => id)
}

const accepted = (id: string) => ({ id, status: 'accepted', seq: 1 }) as const

it('goes when the last entry of the press was accepted, though its author has not seen that', async () => {
  const { outbox, ids, group, kept } = await recorded(2, false)
  const [first = '', second = ''] = ids
  expect(await kept()).toEqual(['record/other', sentKey(group)])
  await outbox.settle([accepted(first)])
  expect(await kept()).toEqual(['record/other', sentKey(group)])
  await outbox.settle([accepted(second)])
  expect(await kept()).toEqual(['record/other'])
})

it('stays for a refused entry until its author answered or dismissed it', async () => {
  const { outbox, ids, group, kept } = await recorded(2, false)
  const [first = '', second = ''] = ids
  await outbox.settle([accepted(first), { id: second, ...refused }])
  await outbox.acknowledge([first])
  await outbox.release([first])
  expect(await kept()).toEqual(['record/other', sentKey(group)])
  await outbox.acknowledge([second])
  expect(await kept()).toEqual(['record/other'])
})

it('goes with what was erased', async () => {
  const { outbox, ids, kept } = await recorded(1, true)
  await outbox.drop(ids)
  expect(await kept()).toEqual(['record/other'])
})

it('that an earlier version left goes; not of what waits, is refused, or was recorded by another page just now', async () => {
  const { disk, outbox, drafts, ids, group, kept } = await recorded(1, true)
  const [waiting = ''] = ids
  await drafts.save(sentKey(newUuid()), { note: 'accepted long ago' })
  const [other = ''] = await press(await openOutbox({ disk, seal }), 1, true)
  await drafts.save(sentKey(other), {})
  await forgetSentValues(drafts, outbox)
  expect(await kept()).toEqual(['record/other', sentKey(group), sentKey(other)].toSorted())
  await outbox.settle([{ id: waiting, ...refused }])
  await forgetSentValues(drafts, outbox)
  expect(await kept()).toEqual(['record/other', sentKey(group), sentKey(other)].toSorted())
})
