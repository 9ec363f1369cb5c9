import type { Recorded } from '@komar/domain/chronicle/entry'
import { uuidSchema } from '@komar/domain/chronicle/entry'
import { settled } from '@komar/domain/settled'
import { expect, it } from 'vitest'
import { newEntry, newUuid, type EntryDraft } from '../store/new-entry.ts'
import { choose, openQuestions } from './open-questions.ts'

const agency = { id: newUuid(), code: 'a', nameEn: 'A', nameKm: 'ក', kind: 'child-welfare', isState: true } as const
const author = { account: { id: newUuid(), user: 'dara', displayName: 'Dara' }, agency, device: newUuid() }
const subject = newUuid()
let seq = 0

function accepted(draft: Partial<EntryDraft>): Recorded {
  seq += 1
  const whole = { kind: 'register.birth-stated', subject, occurred: '2013', basis: 'seen', body: {}, ...draft } as const
  const entry = newEntry(whole, author)
  return { ...entry, seq, received: entry.written }
}

const first = accepted({ body: { born: '2010' } })
const one = accepted({ body: { born: '2011', reason: 'a' }, replaces: first.id })
const two = accepted({ body: { born: '2012', reason: 'b' }, replaces: first.id })
const all = [first, one, two]

it('shows both versions, the one that came in first as standing', () => {
  const [question] = openQuestions(settled(all).questions, all)
  expect(question?.versions.map(({ entry, doesStand }) => [entry.id, doesStand])).toEqual([
    [one.id, true],
    [two.id, false],
  ])
})

it('shows a version as it was corrected itself', () => {
  const mended = accepted({ body: { born: '2011-05', reason: 'c' }, replaces: one.id })
  const [question] = openQuestions(settled([...all, mended]).questions, [...all, mended])
  expect(question?.versions[0]?.latest.id).toBe(mended.id)
})

it.each([
  ['the one that stands', one.id],
  ['the other one', two.id],
])('is settled by choosing %s, and nothing is lost', (_which, chosen) => {
  const [question] = openQuestions(settled(all).questions, all)
  const drafts = choose(question ?? { about: uuidSchema.parse(newUuid()), versions: [] }, chosen, 'the paper was seen')
  const after = [...all, ...drafts.map(accepted)]
  const { questions, facts, retracted } = settled(after)
  expect(questions).toEqual([])
  expect(facts.map(({ entry }) => entry.id)).toEqual([chosen])
  expect(retracted).toHaveLength(1)
})
