// Tables that nobody meant well with, through the three commands that read one: cut, torn, quoted without end, full of formulas and of
// bytes that are no text. Each ends with a code and a sentence; none throws, hangs, or drops a row in silence.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { clockCommand } from '../law/clock-command.ts'
import { growthCommand } from '../wellbeing/growth-command.ts'
import { runWith } from '../wellbeing/run-command.fixture.ts'
import { scoreCommand } from '../wellbeing/score-command.ts'
import { hostileTexts } from '../http/hostile-values.ts'

const runs = Number(process.env['KOMAR_FUZZ_RUNS'] ?? 200)
const seed = Number(process.env['KOMAR_SEED'] ?? 20261129)

const items = (count: number) => Array.from({ length: count }, (_, at) => `i${at + 1}`)
const tables = [
  { name: 'clock', command: clockCommand, args: ['--policy', 'kh', '-'], header: ['id', 'born', 'in_prison', 'as_of'] },
  {
    name: 'growth',
    command: growthCommand,
    args: ['-'],
    header: ['id', 'sex', 'age_days', 'weight_kg', 'height_cm', 'posture', 'oedema', 'head_cm', 'muac_cm'],
  },
  {
    name: 'score sdq',
    command: scoreCommand,
    args: ['sdq', '--informant', 'parent', '--form', '4-17', '-'],
    header: ['id', ...items(25)],
  },
  { name: 'score scas-child', command: scoreCommand, args: ['scas-child', '-'], header: ['id', ...items(44)] },
] as const

const plain = [
  '1',
  '0',
  '2',
  '',
  'male',
  'female',
  '365',
  '9.5',
  '74',
  'lying',
  'y',
  '2010-03',
  '2010-03/2012-01',
  '2013-07-31',
  '..',
  '2010/..;2012/2013',
]
const cell = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...plain) },
  { weight: 2, arbitrary: fc.constantFrom(...hostileTexts.map((text) => text.slice(0, 400))) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      '1e400',
      '-1',
      '999999999999',
      '0x10',
      '1,5',
      '١',
      'NaN',
      'Infinity',
      '9'.repeat(400),
      '2013-02-30',
      '0000-00',
    ),
  },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 12 }) },
)

function quoted(text: string): string {
  return `"${text.replaceAll('"', '""')}"`
}

/** A table, sound but for its cells, and then perhaps torn: a byte put in, a stretch taken out, two lines swapped. */
function drawnTable(header: readonly string[]): fc.Arbitrary<{ bytes: Buffer; rows: number; isTorn: boolean }> {
  const row = fc.array(cell, { minLength: header.length, maxLength: header.length })
  return fc
    .record({
      rows: fc.array(row, { maxLength: 6 }),
      tear: fc.option(
        fc.record({
          at: fc.nat(2_000),
          put: fc.constantFrom('"', '\n', '\r', ',', '\0', '\ufeff', '\xff', '""""', '\n\n\n'),
          cut: fc.nat(40),
        }),
      ),
    })
    .map(({ rows, tear }) => {
      const lines = rows.map((cells) => cells.map((text) => quoted(text.toWellFormed())).join(','))
      const bytes = Buffer.from([header.join(','), ...lines].map((line) => `${line}\r\n`).join(''))
      if (tear === null) return { bytes, rows: rows.length, isTorn: false }
      const at = tear.at % (bytes.length + 1)
      const torn = Buffer.concat([
        bytes.subarray(0, at),
        Buffer.from(tear.put, 'latin1'),
        bytes.subarray(at + tear.cut),
      ])
      return { bytes: torn, rows: rows.length, isTorn: true }
    })
}

describe.each(tables)('komar $name', ({ command, args, header }) => {
  it(
    'answers or refuses every table',
    async () => {
      await fc.assert(
        fc.asyncProperty(drawnTable(header), async ({ bytes, rows, isTorn }) => {
          const { code, out, err } = await runWith(command, [...args], [bytes])
          expect([0, 1]).toContain(code)
          expect(err).not.toMatch(/\n\s+at |node:internal|undefined|\[object/u)
          if (code === 1) expect(err).toMatch(/line|Line|table/u)
          // A row that was well-formed CSV comes out again, answered or not.
          if (!isTorn) expect(recordsIn(out)).toBe(rows + 1)
        }),
        { seed, numRuns: Math.max(50, Math.ceil(runs / 4)), endOnFailure: true },
      )
    },
    60_000 + runs * 20,
  )

  it('gives up on a quotation mark that is never closed, without keeping what follows', async () => {
    const chunks = [`${header.join(',')}\r\n"`, ...Array.from({ length: 40 }, () => 'x'.repeat(100_000))]
    const { code, err } = await runWith(command, [...args], chunks)
    expect(code).toBe(1)
    expect(err).toContain('quotation mark')
  })
})

/** How many records a table has, its header among them: line ends outside of quotation marks. */
function recordsIn(table: string): number {
  let isInside = false
  let records = 0
  for (const letter of table) {
    if (letter === '"') isInside = !isInside
    else if (letter === '\n' && !isInside) records += 1
  }
  return records
}

describe('formulas', () => {
  const formulas = ['=1+1', '+1', '-1+1', '@SUM(A1)', '\t=1', '＝1']
  it.each(tables)(
    '$name adds none: what it writes is its own words and numbers, and the table’s cells stay as they came',
    async ({ command, args, header }) => {
      const rows = formulas.map((formula) => header.map(() => quoted(formula)).join(','))
      const { out } = await runWith(command, [...args], `${header.join(',')}\r\n${rows.join('\r\n')}\r\n`)
      const [head = '', ...answered] = out.split('\r\n').filter((line) => line !== '')
      const added = head.split(',').length - header.length
      for (const line of answered) {
        for (const text of line.split(',').slice(-added)) expect(text).not.toMatch(/^["\s]*(?:[=+@＝]|-\D)/u)
      }
    },
  )
})
