import { expect, test } from 'vitest'
import { createKeptAnswers } from './kept-answers.ts'
import { emptyRows, memoryDisk } from './memory-disk.ts'
import { plainSeal } from './plain-seal.ts'

const seal = plainSeal('mine')

test('an answer is found again with its time, under a name that does not say what it answers', async () => {
  const disk = memoryDisk(emptyRows())
  const kept = createKeptAnswers(disk, seal)
  await kept.keep('GET /v1/agencies {}', { value: { agencies: [] }, heardAt: '2014-03-01T03:00:00.000Z' })
  expect(await kept.read('GET /v1/agencies {}')).toEqual({
    value: { agencies: [] },
    heardAt: '2014-03-01T03:00:00.000Z',
  })
  expect(await kept.read('GET /v1/facilities {}')).toBeNull()
  expect([...(disk.rows.get('kept')?.keys() ?? [])].join(' ')).not.toContain('agencies')
})

test('the oldest go when there are many, and none is lost when several come at once', async () => {
  const disk = memoryDisk(emptyRows())
  const kept = createKeptAnswers(disk, seal)
  const days = Array.from({ length: 70 }, (_, day) => day)
  await Promise.all(
    days.map((day) => kept.keep(`question ${day}`, { value: day, heardAt: new Date(1000 * day).toISOString() })),
  )
  expect(disk.rows.get('kept')?.size).toBe(61)
  expect(await kept.read('question 9')).toBeNull()
  expect(await kept.read('question 10')).toMatchObject({ value: 10 })
})

test('on a full device nothing is kept and nothing fails', async () => {
  const disk = { ...memoryDisk(emptyRows()), write: () => Promise.reject(new Error('full')) }
  const kept = createKeptAnswers(disk, seal)
  await expect(kept.keep('question', { value: 1, heardAt: '2014-03-01T03:00:00.000Z' })).resolves.toBeUndefined()
  expect(await kept.read('question')).toBeNull()
})
