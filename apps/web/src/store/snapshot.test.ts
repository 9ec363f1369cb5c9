import { expect, it } from 'vitest'
import { memoryDisk } from './memory-disk.ts'
import { plainSeal } from './plain-seal.ts'
import { sealedChange } from './sealed-rows.ts'
import { emptySnapshot, partCount, readSnapshot, snapshotChanges, snapshotFormat, type SubjectRow } from './snapshot.ts'

const seal = plainSeal('one')

function rowOf(entries: number): SubjectRow {
  return { type: 'child', segments: [], entries, summary: { entries }, status: null, isStale: false }
}

/** Subjects all over the parts. */
const ids = Array.from(
  { length: 600 },
  (_, index) => `01a22bc7-a514-7be7-9d18-${(index * 7).toString(16).padStart(12, '0')}`,
)

it('brings a snapshot of the first format, in fewer parts, into this one with the next write', async () => {
  const disk = memoryDisk()
  const formerParts = 64
  const partThen = (id: string): number => Number.parseInt(id.slice(-4), 16) % formerParts
  const { head } = emptySnapshot('v')
  await disk.write([await sealedChange(seal, { table: 'snapshot', key: '0-head' }, { ...head, format: 1 })])
  for (let part = 0; part < formerParts; part += 1) {
    const subjects = Object.fromEntries(ids.filter((id) => partThen(id) === part).map((id) => [id, rowOf(1)]))
    await disk.write([await sealedChange(seal, { table: 'snapshot', key: `0-${part}` }, { format: 1, subjects })])
  }

  const former = await readSnapshot(disk, seal, 0)
  expect(former?.subjects.size).toBe(ids.length)
  const [first = '', ...others] = ids
  const after = { head: { ...head, format: 1 as const }, subjects: new Map(former?.subjects).set(first, rowOf(2)) }
  await disk.write(await snapshotChanges(seal, 0, after, [first]))
  const now = await readSnapshot(disk, seal, 0)
  expect(now?.head.format).toBe(snapshotFormat)
  expect(now?.subjects.get(first)).toEqual(rowOf(2))
  expect(others.every((id) => now?.subjects.get(id)?.entries === 1)).toBe(true)
  expect(await disk.keys('snapshot')).toHaveLength(partCount + 1)
  // From then on only what is touched.
  expect(await snapshotChanges(seal, 0, { head: now?.head ?? head, subjects: new Map() }, [first])).toHaveLength(2)
})
