// Reads LevelDB's files as they lie on the disk, whatever the database still holds to be current: deleted rows are found too.
// Source: https://github.com/google/leveldb/blob/main/doc/table_format.md and log_format.md. Chromium keeps IndexedDB, local and
// session storage and the list of service workers in it.
import { uncompressSync } from 'snappy'

/** A part of a file that was decoded, and what it is. */
export type Part = { what: string; bytes: Buffer }

const tableMagic = Buffer.from('57fb808b247547db', 'hex')
const footerBytes = 48
const blockTrailerBytes = 5
const logBlockBytes = 32_768
const logHeaderBytes = 7

export class NotLevelDb extends Error {}

/** Keys put together again from their shared beginnings, values, and whole blocks of a table (.ldb). */
export function readTable(file: Buffer): Part[] {
  if (file.length < footerBytes || !file.subarray(-tableMagic.length).equals(tableMagic)) {
    throw new NotLevelDb('no footer of a table')
  }
  const footer = new Cursor(file.subarray(-footerBytes))
  footer.handle()
  const index = readBlock(file, footer.handle())
  return entriesOf(index).flatMap(({ value }) => {
    const block = readBlock(file, new Cursor(value).handle())
    return [{ what: 'block of a table', bytes: block }, ...entriesOf(block).flatMap(partsOf)]
  })
}

/** The records of a log (.log, MANIFEST), each put together again from its pieces, and the keys and values in them. */
export function readLog(file: Buffer): Part[] {
  return recordsOf(file).flatMap((record) => [{ what: 'record of a log', bytes: record }, ...valuesOf(record)])
}

type Handle = { offset: number; size: number }
type Entry = { key: Buffer; value: Buffer }

function partsOf({ key, value }: Entry): Part[] {
  return [
    { what: 'key', bytes: key },
    { what: 'value', bytes: value },
  ]
}

function readBlock(file: Buffer, { offset, size }: Handle): Buffer {
  if (offset + size + blockTrailerBytes > file.length) throw new NotLevelDb('a block beyond the end')
  const stored = file.subarray(offset, offset + size)
  switch (file[offset + size]) {
    case 0:
      return stored
    case 1:
      return Buffer.from(uncompressSync(stored, { asBuffer: true }))
    default:
      throw new NotLevelDb(`a block compressed in way ${String(file[offset + size])}`)
  }
}

function entriesOf(block: Buffer): Entry[] {
  if (block.length < 4) throw new NotLevelDb('a block without restarts')
  const restarts = block.readUInt32LE(block.length - 4)
  const end = block.length - 4 * (restarts + 1)
  if (end < 0) throw new NotLevelDb('a block of restarts only')
  const cursor = new Cursor(block.subarray(0, end))
  const entries: Entry[] = []
  let before: Buffer = Buffer.alloc(0)
  while (!cursor.isAtEnd()) {
    const [shared, own, size] = [cursor.number(), cursor.number(), cursor.number()]
    const key = Buffer.concat([before.subarray(0, shared), cursor.bytes(own)])
    entries.push({ key, value: cursor.bytes(size) })
    before = key
  }
  return entries
}

/** A log ends where writing was cut off; what is whole is read. */
function recordsOf(file: Buffer): Buffer[] {
  const records: Buffer[] = []
  let pieces: Buffer[] = []
  for (let block = 0; block < file.length; block += logBlockBytes) {
    const end = Math.min(block + logBlockBytes, file.length)
    let at = block
    while (at + logHeaderBytes <= end) {
      const size = file.readUInt16LE(at + 4)
      const type = file[at + 6]
      const piece = file.subarray(at + logHeaderBytes, Math.min(at + logHeaderBytes + size, end))
      if (type === 0 && size === 0) break
      // 1 whole, 2 first, 3 middle, 4 last
      pieces = type === 1 || type === 2 ? [piece] : [...pieces, piece]
      if (type === 1 || type === 4) records.push(Buffer.concat(pieces))
      at += logHeaderBytes + size
    }
  }
  return [...records, ...(pieces.length > 0 ? [Buffer.concat(pieces)] : [])]
}

const batchHeaderBytes = 12

/** A record of a write-ahead log is a batch of puts and deletes; a MANIFEST's is not, and gives nothing more. */
function valuesOf(record: Buffer): Part[] {
  const parts: Part[] = []
  try {
    const cursor = new Cursor(record.subarray(batchHeaderBytes))
    while (!cursor.isAtEnd()) {
      const isPut = cursor.number() === 1
      parts.push({ what: 'key', bytes: cursor.bytes(cursor.number()) })
      if (isPut) parts.push({ what: 'value', bytes: cursor.bytes(cursor.number()) })
    }
  } catch (error) {
    if (!(error instanceof NotLevelDb)) throw error
  }
  return parts
}

class Cursor {
  private readonly source: Buffer
  private at = 0

  constructor(source: Buffer) {
    this.source = source
  }

  isAtEnd(): boolean {
    return this.at >= this.source.length
  }

  /** A varint. */
  number(): number {
    let value = 0
    for (let scale = 1; ; scale *= 128) {
      const byte = this.source[this.at]
      if (byte === undefined || scale > Number.MAX_SAFE_INTEGER / 128)
        throw new NotLevelDb('a number that does not end')
      this.at += 1
      value += (byte & 0x7f) * scale
      if (byte < 0x80) return value
    }
  }

  bytes(size: number): Buffer {
    if (this.at + size > this.source.length) throw new NotLevelDb('bytes beyond the end')
    this.at += size
    return this.source.subarray(this.at - size, this.at)
  }

  handle(): Handle {
    return { offset: this.number(), size: this.number() }
  }
}
