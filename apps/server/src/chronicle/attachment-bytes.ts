// Whether the bytes of a file are what its type says, and carry nothing beside the picture. A photograph's metadata says where and when
// it was taken and on whose phone; devices remove it, and this never trusts that they did.
// Sources: ITU-T T.81 annex B (JPEG), W3C PNG third edition (chunks), Google's WebP container specification, RFC 9559 and the WebM
// guidelines (EBML), RFC 3533 (Ogg), ISO/IEC 14496-12 (ftyp), ISO 32000-1 (PDF). Only the three kinds of picture are walked through.
import type { AttachmentType } from '@komar/domain/chronicle/attachments'

export type FileFault = 'type' | 'metadata' | 'dimensions'

/**
 * The most points of a picture. A phone keeps four bytes of each to show it, and a few kilobytes of file can claim billions; the app
 * itself makes pictures of 2.6 million at most, and good cameras make 50.
 */
const mostPoints = 64_000_000

function faultOfSize(wide: number, high: number): FileFault | null {
  return wide * high > mostPoints ? 'dimensions' : null
}

/** What is wrong with a file, or null. A picture that is cut off, or followed by anything, is not of its type. */
export function faultOfFile(type: AttachmentType, bytes: Buffer): FileFault | null {
  return checks[type](bytes)
}

const checks: Record<AttachmentType, (bytes: Buffer) => FileFault | null> = {
  'image/jpeg': faultOfJpeg,
  'image/png': faultOfPng,
  'image/webp': faultOfWebp,
  'audio/webm': (bytes) => unless(bytes.indexOf('1a45dfa3', 0, 'hex') === 0 && bytes.subarray(0, 64).includes('webm')),
  'audio/ogg': (bytes) => unless(bytes.subarray(0, 4).toString('latin1') === 'OggS'),
  'audio/mp4': (bytes) => unless(bytes.subarray(4, 8).toString('latin1') === 'ftyp'),
  'application/pdf': (bytes) => unless(bytes.subarray(0, 5).toString('latin1') === '%PDF-'),
}

function unless(isRight: boolean): FileFault | null {
  return isRight ? null : 'type'
}

const startOfImage = 0xd8
const endOfImage = 0xd9
const startOfScan = 0xda
const comment = 0xfe

function faultOfJpeg(bytes: Buffer): FileFault | null {
  if (bytes.length < 4 || bytes[0] !== 0xff || bytes[1] !== startOfImage) return 'type'
  let at = 2
  let fault: FileFault | null = null
  while (at + 4 <= bytes.length) {
    const marker = bytes[at + 1] ?? 0
    if (bytes[at] !== 0xff || marker < 0xc0) return 'type'
    const end = at + 2 + bytes.readUInt16BE(at + 2)
    if (end > bytes.length || end < at + 4) return 'type'
    const data = bytes.subarray(at + 4, end)
    if (!isPlainSegment(marker, data)) fault = 'metadata'
    if (isFrame(marker)) {
      if (data.length < 5) return 'type'
      fault ??= faultOfSize(data.readUInt16BE(3), data.readUInt16BE(1))
    }
    at = marker === startOfScan ? endOfScan(bytes, end) : end
    if (marker === startOfScan && bytes[at] === 0xff && bytes[at + 1] === endOfImage) {
      return at + 2 === bytes.length ? fault : (fault ?? 'metadata')
    }
  }
  return 'type'
}

/** Start of frame 0 to 15; three numbers among them mean tables. */
function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc
}

/** APP0 JFIF, APP2 with a colour profile and APP14 Adobe say how to show the picture; other application data and comments do not. */
function isPlainSegment(marker: number, data: Buffer): boolean {
  if (marker === comment) return false
  if (marker < 0xe0 || marker > 0xef) return true
  const name = data.subarray(0, 11).toString('latin1')
  // A JFIF header may hold a small picture of its own, which nobody has looked at.
  if (marker === 0xe0) return name.startsWith('JFIF\0') && data.length === 14
  if (marker === 0xe2) return name === 'ICC_PROFILE'
  return marker === 0xee && name.startsWith('Adobe')
}

/** Past the coded picture: 0xff there is followed by zero, or by one of the eight restart markers. */
function endOfScan(bytes: Buffer, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at !== -1 && at + 1 < bytes.length; at = bytes.indexOf(0xff, at + 2)) {
    const next = bytes[at + 1] ?? 0
    if (next !== 0 && (next < 0xd0 || next > 0xd7)) return at
  }
  return bytes.length
}

const pngSignature = Buffer.from('89504e470d0a1a0a', 'hex')
const plainChunks = new Set(
  'IHDR PLTE IDAT IEND tRNS gAMA cHRM sRGB iCCP sBIT bKGD pHYs hIST sPLT cICP acTL fcTL fdAT'.split(' '),
)

function faultOfPng(bytes: Buffer): FileFault | null {
  if (!bytes.subarray(0, 8).equals(pngSignature)) return 'type'
  let fault: FileFault | null = null
  let at = 8
  for (let chunk = 0; at + 12 <= bytes.length; chunk += 1) {
    const name = bytes.subarray(at + 4, at + 8).toString('latin1')
    if ((chunk === 0) !== (name === 'IHDR')) return 'type'
    if (!plainChunks.has(name)) fault = 'metadata'
    if (name === 'IHDR' && at + 16 <= bytes.length) {
      fault ??= faultOfSize(bytes.readUInt32BE(at + 8), bytes.readUInt32BE(at + 12))
    }
    at += 12 + bytes.readUInt32BE(at)
    if (name === 'IEND' && at <= bytes.length) return at === bytes.length ? fault : (fault ?? 'metadata')
  }
  return 'type'
}

const plainWebp = new Set(['VP8 ', 'VP8L', 'VP8X', 'ANIM', 'ANMF', 'ALPH', 'ICCP'])

function faultOfWebp(bytes: Buffer): FileFault | null {
  const isWebp =
    bytes.subarray(0, 4).toString('latin1') === 'RIFF' && bytes.subarray(8, 12).toString('latin1') === 'WEBP'
  if (!isWebp) return 'type'
  const end = bytes.readUInt32LE(4) + 8
  if (end > bytes.length) return 'type'
  let fault: FileFault | null = end === bytes.length ? null : 'metadata'
  let at = 12
  while (at + 8 <= end) {
    const length = bytes.readUInt32LE(at + 4)
    const name = bytes.subarray(at, at + 4).toString('latin1')
    if (!plainWebp.has(name)) fault = 'metadata'
    fault ??= faultOfWebpSize(name, bytes.subarray(at + 8, Math.min(at + 8 + length, end)))
    at += 8 + length + (length % 2)
  }
  return at === end && at > 12 ? fault : 'type'
}

/** Of the whole, of a lossless and of a lossy picture, and of a frame of a moving one: 24, 14, 14 and 24 bits each way. */
function faultOfWebpSize(name: string, data: Buffer): FileFault | null {
  if (name === 'VP8X' && data.length >= 10) return faultOfSize(data.readUIntLE(4, 3) + 1, data.readUIntLE(7, 3) + 1)
  if (name === 'ANMF' && data.length >= 12) return faultOfSize(data.readUIntLE(6, 3) + 1, data.readUIntLE(9, 3) + 1)
  if (name === 'VP8 ' && data.length >= 10) {
    return faultOfSize(data.readUInt16LE(6) & 0x3fff, data.readUInt16LE(8) & 0x3fff)
  }
  if (name !== 'VP8L' || data.length < 5) return null
  const bits = data.readUInt32LE(1)
  return faultOfSize((bits & 0x3fff) + 1, ((bits >>> 14) & 0x3fff) + 1)
}
