// The clock over a table: every row of the input comes out again, in order. A row at fault keeps its cells, gets empty answers
// and is reported by line and column.
import type { Readable, Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { parse } from 'csv-parse'
import { stringify } from 'csv-stringify'
import type { Clock } from '@komar/domain/law/clock'
import { OperatorProblem } from '../operator-problem.ts'
import type { ClockRules } from './clock-row.ts'
import { answerRow } from './clock-row.ts'

export type TableJob = {
  source: Readable
  sink: Writable
  /** Whether the sink is closed at the end: a file is, standard output is not. */
  closesSink: boolean
  format: 'csv' | 'json'
  rules: ClockRules
  /** Called for each row at fault, with the line it ends on. */
  report: (line: number, column: string, message: string) => void
}

/** A quotation mark that is never closed would otherwise swallow the rest of the table. */
const longestRecord = 1 << 20

const required = ['born', 'in_prison'] as const
const answerColumns = [
  'state',
  'first_day_past_earliest',
  'first_day_past_latest',
  'days_over_min',
  'days_over_max',
] as const

type CsvRecord = { record: string[]; info: { lines: number } }
type TableFault = { column: string; message: string }
type Answered = { cells: string[]; header: string[]; line: number; clock: Clock | null; fault: TableFault | null }

/** Reads, answers and writes a table. Resolves to the number of rows at fault. Throws OperatorProblem for a table that cannot be read. */
export async function answerTable(job: TableJob): Promise<number> {
  let faults = 0
  const report: TableJob['report'] = (line, column, message) => {
    faults += 1
    job.report(line, column, message)
  }
  const parser = parse({
    bom: true,
    info: true,
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: longestRecord,
  })
  const answer = (records: AsyncIterable<CsvRecord>) => answerRecords(records, job.rules, report)
  const end = { end: job.closesSink }
  if (job.format === 'json') {
    await pipeline(job.source, parser, answer, toJson, job.sink, end).catch(explain)
  } else {
    const writer = stringify({ record_delimiter: 'windows', quoted_match: /[\r\n]/ })
    await pipeline(job.source, parser, answer, toCells, writer, job.sink, end).catch(explain)
  }
  return faults
}

async function* answerRecords(
  records: AsyncIterable<CsvRecord>,
  rules: ClockRules,
  report: TableJob['report'],
): AsyncGenerator<Answered> {
  let header: string[] | null = null
  for await (const { record, info } of records) {
    if (header === null) {
      header = checkHeader(record)
      yield { cells: record, header, line: info.lines, clock: null, fault: null }
      continue
    }
    const answered = answerRecord(record, header, info.lines, rules)
    if (answered.fault !== null) report(answered.line, answered.fault.column, answered.fault.message)
    yield answered
  }
  if (header === null)
    throw new OperatorProblem('The table is empty; its first line names the columns id,born,in_prison,as_of.')
}

function answerRecord(record: readonly string[], header: string[], line: number, rules: ClockRules): Answered {
  const cells = header.map((_, index) => record[index] ?? '')
  if (record.length !== header.length) {
    const message = `has ${record.length} cells where the header has ${header.length}; check for a missing or unquoted comma`
    return { cells, header, line, clock: null, fault: { column: header[record.length] ?? 'after the last', message } }
  }
  const cell = (name: string) => cells[header.indexOf(name)] ?? ''
  const result = answerRow({ born: cell('born'), inPrison: cell('in_prison'), asOf: cell('as_of') }, rules)
  return result.ok
    ? { cells, header, line, clock: result.clock, fault: null }
    : { cells, header, line, clock: null, fault: result.fault }
}

function checkHeader(record: readonly string[]): string[] {
  const names = record.map((name) => name.trim())
  for (const name of required) {
    if (names.includes(name)) continue
    throw new OperatorProblem(
      `The table has no column "${name}"; its first line names the columns id,born,in_prison,as_of.`,
    )
  }
  const twice = names.find((name, index) => names.indexOf(name) !== index)
  if (twice !== undefined) throw new OperatorProblem(`The table has two columns "${twice}"; remove one.`)
  return names
}

async function* toCells(rows: AsyncIterable<Answered>): AsyncGenerator<string[]> {
  let isHeader = true
  for await (const { cells, clock } of rows) {
    if (isHeader) yield [...cells, ...answerColumns]
    else yield [...cells, ...(clock === null ? answerColumns.map(() => '') : answerCells(clock))]
    isHeader = false
  }
}

function answerCells({ state, firstDayPast, daysOver }: Clock): string[] {
  return [state, firstDayPast.earliest ?? '', firstDayPast.latest ?? '', String(daysOver.min), String(daysOver.max)]
}

async function* toJson(rows: AsyncIterable<Answered>): AsyncGenerator<string> {
  let count = -1
  for await (const { cells, header, line, clock, fault } of rows) {
    count += 1
    if (count === 0) continue
    const id = cells[header.indexOf('id')] ?? null
    yield `${count === 1 ? '[\n' : ',\n'}${JSON.stringify({ id, ...(clock ?? { line, problem: fault }) })}`
  }
  yield count < 1 ? '[]\n' : '\n]\n'
}

/** A quoting fault ends the reading: what follows cannot be told apart. */
function explain(error: unknown): never {
  const lines = error instanceof Error && 'lines' in error && typeof error.lines === 'number' ? error.lines : null
  if (lines === null) throw error
  throw new OperatorProblem(
    `Line ${lines}: the quotation marks do not match; a cell with a quote or a comma is written "like ""this""".`,
  )
}
