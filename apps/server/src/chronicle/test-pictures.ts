// Pictures of nothing, byte by byte, for tests of what is kept.
import { crc32 } from 'node:zlib'

/** A segment of a JPEG: marker, length, data. */
export function jpegSegment(marker: number, data: Buffer): Buffer {
  const head = Buffer.from([0xff, marker, 0, 0])
  head.writeUInt16BE(data.length + 2, 2)
  return Buffer.concat([head, data])
}

const jfif = jpegSegment(0xe0, Buffer.from('JFIF\0\x01\x01\0\0\x01\0\x01\0\0', 'latin1'))
const frame = jpegSegment(0xc0, Buffer.from([8, 0, 1, 0, 1, 1, 1, 0x11, 0]))
const scan = Buffer.concat([
  jpegSegment(0xda, Buffer.from([1, 1, 0, 0, 63, 0])),
  Buffer.from([0x12, 0xff, 0x00, 0xff, 0xd0, 0x34]),
])

/** A JPEG of one point, with segments more before and between its scans. */
export function jpeg(before: readonly Buffer[] = [], between: readonly Buffer[] = []): Buffer {
  const start = Buffer.from([0xff, 0xd8])
  return Buffer.concat([start, jfif, ...before, frame, scan, ...between, scan, Buffer.from([0xff, 0xd9])])
}

/** A chunk of a PNG. */
export function pngChunk(name: string, data: Buffer): Buffer {
  const typed = Buffer.concat([Buffer.from(name), data])
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(data.length)
  check.writeUInt32BE(crc32(typed))
  return Buffer.concat([length, typed, check])
}

/** A PNG of one point, with chunks more before its picture. */
export function png(before: readonly Buffer[] = []): Buffer {
  const signature = Buffer.from('89504e470d0a1a0a', 'hex')
  const header = pngChunk('IHDR', Buffer.from([0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0]))
  return Buffer.concat([
    signature,
    header,
    ...before,
    pngChunk('IDAT', Buffer.from([1, 2, 3])),
    pngChunk('IEND', Buffer.alloc(0)),
  ])
}

/** A chunk of a WebP, padded to an even length. */
export function webpChunk(name: string, data: Buffer): Buffer {
  const length = Buffer.alloc(4)
  length.writeUInt32LE(data.length)
  return Buffer.concat([Buffer.from(name), length, data, Buffer.alloc(data.length % 2)])
}

/** A WebP with chunks more after its picture. */
export function webp(after: readonly Buffer[] = []): Buffer {
  const chunks = Buffer.concat([Buffer.from('WEBP'), webpChunk('VP8 ', Buffer.from([1, 2, 3])), ...after])
  const length = Buffer.alloc(4)
  length.writeUInt32LE(chunks.length)
  return Buffer.concat([Buffer.from('RIFF'), length, chunks])
}
