// The cutter against csv-parse, over tables of every kind of cell, cut into chunks anywhere.
import { parse } from 'csv-parse/sync'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { CsvRecord } from './csv-records.ts'
import { CsvCutter } from './csv-records.ts'

type Read = { cells: string[]; raw: string; line: number }

function cut(bytes: Buffer, sizes: readonly number[] = []): Read[] {
  const cutter = new CsvCutter()
  const read: Read[] = []
  const take = (record: CsvRecord): void => {
    read.push({
      cells: Array.from({ length: record.count }, (_, cell) => record.text(cell)),
      raw: Buffer.from(record.raw).toString('utf8', record.rawStart, record.rawEnd),
      line: record.line,
    })
  }
  let from = 0
  for (const size of sizes) {
    cutter.push(bytes.subarray(from, from + size), take)
    from += size
  }
  cutter.push(bytes.subarray(from), take)
  cutter.end(take)
  return read
}

const cells = (text: string) => cut(Buffer.from(text)).map((record) => record.cells)

describe('a record', () => {
  test.each([
    [
      'a,b\n1,2\n',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    [
      'a,b\r\n1,2',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    ['a,,\n', [['a', '', '']]],
    ['a\n\n\r\nb\n', [['a'], ['b']]],
    ['""\nb\n', [[''], ['b']]],
    ['"a,b","c ""d""",e\n', [['a,b', 'c "d"', 'e']]],
    [
      '"a\nb\r\nc",d\n1,2\n',
      [
        ['a\nb\r\nc', 'd'],
        ['1', '2'],
      ],
    ],
    ['\uFEFFa,b\n', [['a', 'b']]],
    ['ឈ្មោះ,"ក,ខ"\n', [['ឈ្មោះ', 'ក,ខ']]],
    ['', []],
  ])('of %j', (text, expected) => {
    expect(cells(text)).toEqual(expected)
  })

  test('keeps its bytes and knows the line it ends on', () => {
    expect(cut(Buffer.from('a,b\n"x\ny",2\r\n\n3,"4"'))).toEqual([
      { cells: ['a', 'b'], raw: 'a,b', line: 1 },
      { cells: ['x\ny', '2'], raw: '"x\ny",2', line: 3 },
      { cells: ['3', '4'], raw: '3,"4"', line: 5 },
    ])
  })

  test('has no cell that is not there', () => {
    const cutter = new CsvCutter()
    cutter.push(Buffer.from('a,b\n'), (record) => {
      expect([record.text(-1), record.text(2)]).toEqual(['', ''])
    })
  })
})

describe('what cannot be read', () => {
  test.each([
    ['a\n"b\nc\n', 'Line 2: the quotation marks do not match'],
    ['a\nb"c\nd"\n', 'the quotation marks do not match'],
    ['a\n"b"c\n', 'Line 2: the quotation marks do not match'],
  ])('%j', (text, message) => {
    expect(() => cut(Buffer.from(text))).toThrow(message)
  })

  test('UTF-16, in either order', () => {
    expect(() => cut(Buffer.from([0xff, 0xfe, 0x61, 0]))).toThrow('UTF-16')
    expect(() => cut(Buffer.from([0xfe, 0xff, 0, 0x61]))).toThrow('UTF-16')
  })

  test('a record of a megabyte, and one of thousands of cells: memory stays what it is', () => {
    expect(() => cut(Buffer.from(`a\n"${'x'.repeat(1 << 21)}`))).toThrow('Line 2')
    expect(() => cut(Buffer.from(`a\n${','.repeat(5000)}\n`))).toThrow('Line 2: has more than 4096 cells')
    expect(() => cut(Buffer.from(`a\n"",${','.repeat(5000)}\n`))).toThrow('Line 2: has more than 4096 cells')
  })
})

const cell = fc.string({ unit: fc.constantFrom('a', '1', '.', ' ', ',', '"', '\n', '\r\n', 'ក', '៣'), maxLength: 6 })
const written = (text: string, isQuoted: boolean) =>
  isQuoted || /[",\r\n]/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text

test('any table reads as csv-parse reads it, wherever the chunks end', () => {
  const table = fc.array(fc.array(fc.tuple(cell, fc.boolean()), { minLength: 1, maxLength: 5 }), {
    minLength: 1,
    maxLength: 6,
  })
  fc.assert(
    fc.property(
      table,
      fc.constantFrom('\n', '\r\n'),
      fc.boolean(),
      fc.array(fc.nat({ max: 9 }), { maxLength: 12 }),
      (rows, ending, isEnded, sizes) => {
        const lines = rows.map((row) => row.map(([text, isQuoted]) => written(text, isQuoted)).join(','))
        const bytes = Buffer.from(lines.join(ending) + (isEnded ? ending : ''))
        const expected = parse(bytes, {
          bom: true,
          relax_column_count: true,
          skip_empty_lines: true,
          record_delimiter: ['\n', '\r\n'],
        })
        expect(cut(bytes, sizes).map((record) => record.cells)).toEqual(expected)
      },
    ),
    { numRuns: 1500 },
  )
})
