// A table through a scorer, in constant memory: every row comes out again, in order and byte for byte, with its answers behind it.
// A row at fault keeps its cells, gets the answers that the scorer leaves for it, and is reported by line and column.
import type { Readable, Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { OperatorProblem } from '../operator-problem.ts'
import { ByteWriter } from './byte-writer.ts'
import type { CsvRecord } from './csv-records.ts'
import { CsvCutter } from './csv-records.ts'

export type CellFault = { column: string; message: string }

/** Answers one row at a time; `write` and `json` speak of the row answered last. */
export type RowScorer = {
  answerColumns: readonly string[]
  /** Null, or what is wrong with the row. */
  answer: (record: CsvRecord) => CellFault | null
  /** Says that the row has too few or too many cells: nothing of it is read. */
  refuse: (record: CsvRecord) => void
  /** Writes the answers, each with a comma before it. */
  write: (out: ByteWriter) => void
  json: () => Record<string, unknown>
}

export type TableJob = {
  source: Readable
  sink: Writable
  /** Whether the sink is closed at the end: a file is, standard output is not. */
  closesSink: boolean
  format: 'csv' | 'json'
  /** Makes the scorer for the columns of this table. Throws OperatorProblem when it lacks one. */
  scorer: (columns: readonly string[]) => RowScorer
  /** Called for each row at fault, with the line it ends on. */
  report: (line: number, fault: CellFault) => void
  /** Called now and then with the rows done. */
  progress: (rows: number) => void
}

/** Reads, answers and writes a table. Resolves to the number of rows at fault. Throws OperatorProblem for a table that cannot be read. */
export async function answerTable(job: TableJob): Promise<number> {
  const run = new TableRun(job)
  await pipeline(job.source, (chunks: AsyncIterable<Uint8Array | string>) => run.through(chunks), job.sink, {
    end: job.closesSink,
  })
  return run.faults
}

class TableRun {
  faults = 0
  readonly #job: TableJob
  readonly #out = new ByteWriter()
  #header: string[] | null = null
  #scorer: RowScorer | null = null
  #rows = 0

  constructor(job: TableJob) {
    this.#job = job
  }

  async *through(chunks: AsyncIterable<Uint8Array | string>): AsyncGenerator<Buffer> {
    const cutter = new CsvCutter()
    const take = (record: CsvRecord): void => this.#take(record)
    for await (const chunk of chunks) {
      cutter.push(typeof chunk === 'string' ? Buffer.from(chunk) : chunk, take)
      yield this.#out.take()
      this.#job.progress(this.#rows)
    }
    cutter.end(take)
    if (this.#header === null) throw new OperatorProblem('The table is empty; its first line names the columns.')
    if (this.#job.format === 'json') this.#out.ascii(this.#rows === 0 ? '[]\n' : '\n]\n')
    yield this.#out.take()
  }

  #take(record: CsvRecord): void {
    const { format } = this.#job
    if (this.#header === null || this.#scorer === null) {
      this.#begin(record)
      return
    }
    this.#rows += 1
    const isWhole = record.count === this.#header.length
    const fault = isWhole ? this.#scorer.answer(record) : this.#refuse(record, this.#header, this.#scorer)
    if (fault !== null) {
      this.faults += 1
      this.#job.report(record.line, fault)
    }
    if (format === 'csv') this.#writeCsv(record, this.#header.length, this.#scorer)
    else this.#writeJson(record, this.#header, this.#scorer, fault)
  }

  #begin(record: CsvRecord): void {
    const header = Array.from({ length: record.count }, (_, cell) => record.text(cell).trim())
    checkHeader(header)
    this.#scorer = this.#job.scorer(header)
    const clash = this.#scorer.answerColumns.find((name) => header.includes(name))
    if (clash !== undefined) {
      throw new OperatorProblem(
        `The table has a column "${clash}" already, where an answer would go; rename or remove it.`,
      )
    }
    this.#header = header
    if (this.#job.format === 'json') return
    this.#out.copy(record.raw, record.rawStart, record.rawEnd)
    for (const name of this.#scorer.answerColumns) this.#out.ascii(`,${name}`)
    this.#out.ascii('\r\n')
  }

  #refuse(record: CsvRecord, header: readonly string[], scorer: RowScorer): CellFault {
    scorer.refuse(record)
    const isShort = record.count < header.length
    const hint = isShort
      ? 'check for a missing comma'
      : 'check for a decimal comma or an unquoted one; the cells too many are not in what is written'
    const message = `has ${record.count} cells where the header has ${header.length}; ${hint}`
    return { column: header[record.count] ?? 'after the last', message }
  }

  // The answers must stand below their names, so a short row is filled up and a long one cut (and reported).
  #writeCsv(record: CsvRecord, columns: number, scorer: RowScorer): void {
    const out = this.#out
    if (record.count <= columns) {
      out.copy(record.raw, record.rawStart, record.rawEnd)
      for (let cell = record.count; cell < columns; cell += 1) out.byte(0x2c)
    } else {
      out.text(Array.from({ length: columns }, (_, cell) => quoted(record.text(cell))).join(','))
    }
    scorer.write(out)
    out.byte(0x0d)
    out.byte(0x0a)
  }

  #writeJson(record: CsvRecord, header: readonly string[], scorer: RowScorer, fault: CellFault | null): void {
    const id = record.text(header.indexOf('id')) || null
    const problem = fault === null ? {} : { line: record.line, problem: fault }
    this.#out.ascii(this.#rows === 1 ? '[\n' : ',\n')
    this.#out.text(JSON.stringify({ id, ...scorer.json(), ...problem }))
  }
}

function checkHeader(header: readonly string[]): void {
  if (header.length === 1 && (header[0] ?? '').includes(';')) {
    throw new OperatorProblem(
      'The columns are separated by semicolons; save the table with commas between them ("CSV UTF-8").',
    )
  }
  if (header.some((name) => name.includes('\r'))) {
    throw new OperatorProblem('The lines end in CR alone; save the table with LF or CR LF at the end of its lines.')
  }
  const twice = header.find((name, index) => name !== '' && header.indexOf(name) !== index)
  if (twice !== undefined) throw new OperatorProblem(`The table has two columns "${twice}"; remove one.`)
}

function quoted(cell: string): string {
  return /[",\r\n]/u.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
}
