// What Chromium and servers compress within a file: values of IndexedDB, answers in the caches, and whatever else carries a known mark.
import { brotliDecompressSync, constants, inflateRawSync, inflateSync, zstdDecompressSync } from 'node:zlib'
import { uncompressSync } from 'snappy'
import type { Part } from './level-db.ts'

/** Blink's mark of a value that it has compressed: V8's version tag, a pseudo-version of 17, and 2 for Snappy (idb_value_wrapping.cc). */
const snappyMark = Buffer.from([0xff, 0x11, 0x02])
const longestWrapBytes = 16

/** The simple cache's marks (net/disk_cache/simple/simple_entry_format.h). */
const entryMagic = Buffer.from('305c72a71b6dfbfc', 'hex')
const entryHeaderBytes = 24
const endMagic = Buffer.from('d8410d97456ffaf4', 'hex')

const marked = [
  { what: 'gzip', mark: Buffer.from([0x1f, 0x8b, 0x08]), decode: gunzip },
  {
    what: 'zstd',
    mark: Buffer.from([0x28, 0xb5, 0x2f, 0xfd]),
    decode: (bytes: Buffer) => zstdDecompressSync(bytes, lenientZstd),
  },
]
const lenient = { finishFlush: constants.Z_SYNC_FLUSH }
const lenientZstd = { finishFlush: constants.ZSTD_e_flush }
const lenientBrotli = { finishFlush: constants.BROTLI_OPERATION_FLUSH }

const unmarked = [
  { what: 'brotli', decode: (bytes: Buffer) => brotliDecompressSync(bytes, lenientBrotli) },
  { what: 'deflate', decode: (bytes: Buffer) => inflateSync(bytes, lenient) },
  { what: 'raw deflate', decode: (bytes: Buffer) => inflateRawSync(bytes, lenient) },
]

/** A value of IndexedDB, or a file that holds one, as it was before Blink compressed it. */
export function uncompressedValue(bytes: Buffer): Part[] {
  const at = bytes.subarray(0, longestWrapBytes).indexOf(snappyMark)
  if (at === -1) return []
  const value = attempt(() => Buffer.from(uncompressSync(bytes.subarray(at + snappyMark.length), { asBuffer: true })))
  return value === null ? [] : [{ what: 'value, uncompressed', bytes: value }]
}

/** The answer that an entry of the cache holds; a server's compression has no mark of its own. */
export function cachedAnswer(file: Buffer): Part[] {
  if (!file.subarray(0, entryMagic.length).equals(entryMagic)) return []
  const from = entryHeaderBytes + file.readUInt32LE(12)
  const end = file.indexOf(endMagic, from)
  const answer = file.subarray(from, end === -1 ? undefined : end)
  return [...unpacked(answer), ...markedParts(answer)]
}

/** Bytes that may be compressed as a whole without saying how. */
export function unpacked(bytes: Buffer): Part[] {
  return unmarked.flatMap(({ what, decode }) => partOf(what, () => decode(bytes)))
}

/** Everything within the bytes that carries the mark of a compression. */
export function markedParts(bytes: Buffer): Part[] {
  return marked.flatMap(({ what, mark, decode }) => {
    const parts: Part[] = []
    for (let at = bytes.indexOf(mark); at !== -1; at = bytes.indexOf(mark, at + 1)) {
      parts.push(...partOf(what, () => decode(bytes.subarray(at))))
    }
    return parts
  })
}

/** RFC 1952. Node's own refuses a stream that other bytes follow. */
function gunzip(bytes: Buffer): Buffer {
  const flags = bytes[3] ?? 0
  let at = 10
  if (flags & 4) at += 2 + bytes.readUInt16LE(at)
  for (const text of [8, 16]) if (flags & text) at = bytes.indexOf(0, at) + 1
  if (flags & 2) at += 2
  return inflateRawSync(bytes.subarray(at), lenient)
}

function partOf(what: string, decode: () => Buffer): Part[] {
  const decoded = attempt(decode)
  return decoded === null || decoded.length === 0 ? [] : [{ what: `${what}, decoded`, bytes: decoded }]
}

/** Bytes that are not what they could be are no fault: most are not. */
function attempt(decode: () => Buffer): Buffer | null {
  try {
    return decode()
  } catch {
    return null
  }
}
