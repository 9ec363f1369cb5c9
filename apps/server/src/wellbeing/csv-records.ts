// CSV as bytes, record by record, in constant memory. An ordinary record is cut at its commas where it lies; one with doubled quotation
// marks or line breaks in a cell goes through csv-parse. Cells are handed on as places in a buffer: a million rows make no million strings.
// Source: RFC 4180. Also taken: a byte-order mark, lines that end in LF alone, blank lines (skipped).
import { parse } from 'csv-parse/sync'
import { OperatorProblem } from '../operator-problem.ts'

const COMMA = 0x2c
const QUOTE = 0x22
const LF = 0x0a
const CR = 0x0d
/** A quotation mark that is never closed would otherwise swallow the rest of the table. */
const LONGEST_RECORD = 1 << 20
const MOST_CELLS = 4096

/** One record. Cell `n` is `bytes` from `starts[n]` to before `ends[n]`, without its quotation marks. */
export class CsvRecord {
  bytes: Uint8Array = new Uint8Array(0)
  readonly starts = new Int32Array(MOST_CELLS)
  readonly ends = new Int32Array(MOST_CELLS)
  count = 0
  /** The record as it was written, without the end of its line. */
  raw: Uint8Array = this.bytes
  rawStart = 0
  rawEnd = 0
  /** The line on which it ends, from 1. */
  line = 0

  /** The text of a cell; empty when the record has no such cell. */
  text(cell: number): string {
    if (cell < 0 || cell >= this.count) return ''
    return Buffer.from(this.bytes.buffer, this.bytes.byteOffset, this.bytes.byteLength).toString(
      'utf8',
      this.starts[cell],
      this.ends[cell],
    )
  }
}

/**
 * Cuts chunks into records. The same record object is used again and again.
 * Throws OperatorProblem with the line for quotation marks that do not match.
 */
export class CsvCutter {
  readonly #record = new CsvRecord()
  #rest: Uint8Array = new Uint8Array(0)
  #line = 0
  #isFirst = true

  /** Takes the next bytes of the table and calls `take` for each record that is complete. */
  push(chunk: Uint8Array, take: (record: CsvRecord) => void): void {
    let bytes = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk])
    if (this.#isFirst && bytes.length >= 3) {
      this.#isFirst = false
      bytes = withoutMark(bytes)
    }
    this.#rest = bytes.subarray(this.#cut(bytes, take))
    if (this.#rest.length > LONGEST_RECORD) throw unmatched(this.#line + 1)
  }

  /** Takes what is left when the last line has no end. */
  end(take: (record: CsvRecord) => void): void {
    if (this.#rest.length > 0) this.push(Uint8Array.of(LF), take)
    if (this.#rest.length > 0) throw unmatched(this.#line + 1)
  }

  #cut(bytes: Uint8Array, take: (record: CsvRecord) => void): number {
    let from = 0
    for (;;) {
      const end = this.#cutPlain(bytes, from)
      if (end === null) return from
      const after = end >= 0 ? end : this.#cutQuoted(bytes, from)
      if (after === null) return from
      from = after
      const { count, rawStart, rawEnd } = this.#record
      if (count > 1 || rawEnd > rawStart) take(this.#record)
    }
  }

  /** Where the next record starts; null when this one has no end yet, −1 when its quotation marks are not of the simplest kind. */
  #cutPlain(bytes: Uint8Array, from: number): number | null {
    const { starts, ends } = this.#record
    const length = bytes.length
    let count = 0
    let start = from
    let close = -1
    for (let at = from; at < length; at += 1) {
      const byte = bytes[at]
      if (byte === COMMA) {
        starts[count] = start
        ends[count] = close === -1 ? at : close
        count += 1
        if (count === MOST_CELLS) throw tooMany(this.#line + 1)
        start = at + 1
        close = -1
      } else if (byte === LF) {
        const end = at > from && bytes[at - 1] === CR ? at - 1 : at
        starts[count] = start
        ends[count] = close === -1 ? end : close
        this.#line += 1
        this.#fill(bytes, count + 1, bytes, from, end)
        return at + 1
      } else if (byte === QUOTE) {
        close = at === start ? closeOf(bytes, at) : -1
        if (close === -1) return -1
        start = at + 1
        at = close
      }
    }
    return null
  }

  #cutQuoted(bytes: Uint8Array, from: number): number | null {
    let isInside = false
    let lines = 1
    for (let at = from; at < bytes.length; at += 1) {
      const byte = bytes[at]
      if (byte === QUOTE) isInside = !isInside
      if (byte !== LF) continue
      if (isInside) {
        lines += 1
        continue
      }
      this.#line += lines
      const end = at > from && bytes[at - 1] === CR ? at - 1 : at
      this.#fillQuoted(bytes, from, end)
      return at + 1
    }
    return null
  }

  #fillQuoted(bytes: Uint8Array, from: number, end: number): void {
    const cells = cellsOf(Buffer.from(bytes.subarray(from, end)), this.#line)
    const parts = cells.map((cell) => Buffer.from(cell))
    if (parts.length > MOST_CELLS) throw tooMany(this.#line)
    let at = 0
    parts.forEach((part, cell) => {
      this.#record.starts[cell] = at
      at += part.length
      this.#record.ends[cell] = at
    })
    this.#fill(Buffer.concat(parts), parts.length, bytes, from, end)
  }

  #fill(bytes: Uint8Array, count: number, raw: Uint8Array, rawStart: number, rawEnd: number): void {
    const record = this.#record
    record.bytes = bytes
    record.count = count
    record.raw = raw
    record.rawStart = rawStart
    record.rawEnd = rawEnd
    record.line = this.#line
  }
}

/** The mark that closes a cell with nothing in it but ordinary characters, on one line; −1 for any other. */
function closeOf(bytes: Uint8Array, open: number): number {
  for (let at = open + 1; at < bytes.length; at += 1) {
    if (bytes[at] === LF) return -1
    if (bytes[at] !== QUOTE) continue
    const next = bytes[at + 1]
    return next === COMMA || next === LF || (next === CR && bytes[at + 2] === LF) ? at : -1
  }
  return -1
}

function tooMany(line: number): OperatorProblem {
  return new OperatorProblem(`Line ${line}: has more than ${MOST_CELLS} cells.`)
}

function cellsOf(record: Buffer, line: number): string[] {
  try {
    const [cells = []] = parse(record, { relax_column_count: true, record_delimiter: ['\n', '\r\n'] })
    return cells
  } catch {
    throw unmatched(line)
  }
}

function unmatched(line: number): OperatorProblem {
  return new OperatorProblem(
    `Line ${line}: the quotation marks do not match; a cell with a quote or a comma is written "like ""this""".`,
  )
}

function withoutMark(bytes: Uint8Array): Uint8Array {
  const [first, second, third] = bytes
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) {
    throw new OperatorProblem('The table is UTF-16; save it as "CSV UTF-8".')
  }
  return first === 0xef && second === 0xbb && third === 0xbf ? bytes.subarray(3) : bytes
}
