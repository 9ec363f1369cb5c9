import { expect, it } from 'vitest'
import { cell } from './situation-csv.ts'

it('makes what a spreadsheet takes for a formula harmless, however it is written', () => {
  for (const text of [
    '=1+1',
    '+1',
    '-1',
    '@sum',
    ' =1',
    '\t=1',
    '＝1+1',
    '＋1',
    '－1',
    '＠sum',
    '\u200B=1',
    '\uFEFF@a',
    '\u0000=1',
  ]) {
    expect([text, cell(text)]).toEqual([text, `'${text}`])
  }
  expect(cell('\n=1')).toBe(`"'\n=1"`)
})

it('leaves numbers and words as they are, and quotes what it must', () => {
  expect([cell(-1), cell(undefined), cell('កុមារ'), cell('a "b", c')]).toEqual(['-1', '', 'កុមារ', '"a ""b"", c"'])
})
