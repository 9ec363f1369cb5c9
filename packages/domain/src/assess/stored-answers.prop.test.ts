import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { AnswerValue, PlainAnswer, SectionAnswers } from './answers.ts'
import { fromStoredAnswers, sectionAnswerSchema, toStoredAnswers } from './stored-answers.ts'

const word = fc.stringMatching(/^[a-z]{1,8}$/)
const values: fc.Arbitrary<AnswerValue[]> = fc.oneof(
  fc.boolean().map((value): AnswerValue[] => [value]),
  fc.integer().map((value): AnswerValue[] => [value]),
  fc.uniqueArray(word, { minLength: 1, maxLength: 4 }),
  word.map((text): AnswerValue[] => [{ text }]),
  fc.tuple(word, word).map(([code, text]): AnswerValue[] => [code, { text }]),
  fc.integer({ min: 1, max: 90 }).map((value): AnswerValue[] => [{ value, unit: 'kg' }]),
  fc.uuid().map((id): AnswerValue[] => [{ type: 'kin', id }]),
)
const how = fc.record(
  { toldBy: fc.constantFrom('mother' as const, 'father' as const), seen: fc.boolean(), seenWords: word },
  { requiredKeys: [] },
)
const plain: fc.Arbitrary<PlainAnswer> = fc.oneof(
  fc.tuple(values, how).map(([given, told]) => ({ values: given, ...told })),
  fc
    .tuple(fc.constantFrom('does-not-know' as const, 'not-asked' as const), how)
    .map(([missing, told]) => ({ missing, ...told })),
)
const row = fc.dictionary(fc.constantFrom('E2.1', 'E2.2', 'E2.3'), plain, { minKeys: 1, noNullPrototype: true })
const answers: fc.Arbitrary<SectionAnswers> = fc
  .tuple(
    fc.dictionary(fc.constantFrom('E1', 'E3', 'E4'), plain, { noNullPrototype: true }),
    fc.array(row, { minLength: 1, maxLength: 4 }),
  )
  .map(([top, rows]) => ({ ...top, E2: { rows } }))

test('what is stored reads back as it was written, and fits the body', () => {
  fc.assert(
    fc.property(answers, (given) => {
      const stored = toStoredAnswers(given)
      expect(stored.map((each) => sectionAnswerSchema.parse(each))).toEqual(stored)
      expect(fromStoredAnswers(stored)).toEqual(given)
    }),
    { seed: 20130731 },
  )
})

test('silence is not stored, and empty rows close up', () => {
  expect(toStoredAnswers({ E1: {}, E2: { rows: [{}, { 'E2.1': { values: ['a'] } }] }, E3: { values: [] } })).toEqual([
    { item: 'E2.1', group: 'E2', row: 0, value: 'a' },
  ])
})

test('an informant in free words stays out of the list', () => {
  expect(fromStoredAnswers([{ item: 'E1', value: 'yes', toldBy: 'the neighbour across the road' }])).toEqual({
    E1: { values: ['yes'] },
  })
})

test('rows may come in any order', () => {
  const stored = [1, 0].map((index) => ({ item: 'E2.1', group: 'E2', row: index, value: index }))
  expect(fromStoredAnswers(stored)).toEqual({
    E2: { rows: [{ 'E2.1': { values: [0] } }, { 'E2.1': { values: [1] } }] },
  })
})
