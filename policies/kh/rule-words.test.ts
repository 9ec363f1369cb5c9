import { ruleNumbers, ruleWordsSchema } from '@komar/domain/insight/rule-words'
import { expect, test } from 'vitest'
import { cambodia } from './policy.ts'
import words from './rule-words.json' with { type: 'json' }

const { numbers, gates } = ruleWordsSchema.parse(words)
const known = ruleNumbers(cambodia().procedures).map(({ path }) => path)

test('every number of the procedures has its words, and no words are left over', () => {
  expect(known.filter((path) => numbers[path] === undefined)).toEqual([])
  expect(Object.keys(numbers).filter((path) => !known.includes(path))).toEqual([])
})

test('every gate of the practice guide is explained', () => {
  expect(gates.map(({ gate }) => gate)).toEqual(
    expect.arrayContaining(
      (
        'G-A G-B G-L1 G-L2 G-M1 G-M2 G-V1 G-E1 G-S1 G-K1 G-K2 G-K3 ' +
        'G-C1 G-F1 G-R1 G-R2 G-T1 G-D1 G-Q1 G-X1 G-Z1 G-O1'
      ).split(' '),
    ),
  )
})
