import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isWord, MISSING, numberFault, readNumber, readWord, UNREADABLE } from './cell-values.ts'
import type { CsvRecord } from './csv-records.ts'
import { CsvCutter } from './csv-records.ts'

function inRecord<Value>(cells: readonly string[], use: (record: CsvRecord) => Value): Value {
  const found: Value[] = []
  const line = cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')
  new CsvCutter().push(Buffer.from(`${line}\n`), (record) => {
    found.push(use(record))
  })
  const [value] = found
  if (value === undefined) throw new Error('no record')
  return value
}
const number = (cell: string) => inRecord(['x', cell, 'y'], (record) => readNumber(record, 1))

describe('a number', () => {
  test.each([
    ['7.5', 7.5],
    ['0', 0],
    ['007', 7],
    ['.5', 0.5],
    ['5.', 5],
    ['  12.30 ', 12.3],
    ['123456789012345', 123_456_789_012_345],
    ['', MISSING],
    ['   ', MISSING],
    ['NA', MISSING],
    ['na', UNREADABLE],
    ['N', UNREADABLE],
    ['.', UNREADABLE],
    ['1.2.3', UNREADABLE],
    ['-1', UNREADABLE],
    ['+1', UNREADABLE],
    ['1e3', UNREADABLE],
    ['7,5', UNREADABLE],
    ['៧.៥', UNREADABLE],
    ['7 5', UNREADABLE],
    ['Infinity', UNREADABLE],
    ['1234567890123456', UNREADABLE],
    ['0x10', UNREADABLE],
  ])('%j', (cell, value) => {
    expect(number(cell)).toBe(value)
  })

  test('is the one that a program would read', () => {
    const decimal = fc.tuple(fc.nat({ max: 999_999 }), fc.nat({ max: 9999 })).map(([whole, part]) => `${whole}.${part}`)
    fc.assert(
      fc.property(decimal, (text) => {
        expect(number(text)).toBe(Number(text))
      }),
    )
  })

  test('of a column that is not there is missing', () => {
    expect(inRecord(['1'], (record) => [readNumber(record, -1), readNumber(record, 1)])).toEqual([MISSING, MISSING])
  })
})

test.each([
  ['៧.៥', 'Khmer digits'],
  ['-3', 'is negative'],
  ['−3.5', 'is negative'],
  ['7,5', 'decimal comma'],
  ['1,234.5', 'commas or spaces'],
  ['7.5kg', 'unit'],
  ['74 cm.', 'unit'],
  ['male', 'swapped'],
  ['ស្រី', 'swapped'],
  ['1.2.3', 'is not a number'],
  ['?', 'is not a number'],
])('%j is no number: %s', (cell, cause) => {
  expect(numberFault(cell)).toContain(cause)
  expect(numberFault(cell)).not.toContain(cell === '?' ? '#' : cell)
})

test('words', () => {
  expect(inRecord([' Male '], (record) => readWord(record, 0))).toBe('male')
  const is = (cell: string, word: string) => inRecord([cell, 'x'], (record) => isWord(record, 0, word))
  expect([is('male', 'male'), is('Male', 'male'), is('male', 'malf'), is('mal', 'male'), is('', '')]).toEqual([
    true,
    false,
    false,
    false,
    true,
  ])
  expect(inRecord(['a'], (record) => [isWord(record, 1, ''), isWord(record, -1, ''), isWord(record, 1, 'a')])).toEqual([
    true,
    true,
    false,
  ])
})
