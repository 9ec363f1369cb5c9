// Files that are not what they say: torn, grown, two formats at once, pictures that claim to be as large as a wall. Each is judged in a
// moment, without an error, and what is called sound holds nothing behind its end and no more points than a phone can show.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { attachmentTypes } from '@komar/domain/chronicle/attachments'
import { faultOfFile } from './attachment-bytes.ts'
import { jpeg, jpegSegment, png, pngChunk, webp, webpChunk } from './test-pictures.ts'

const runs = Number(process.env['KOMAR_FUZZ_RUNS'] ?? 200)
const seed = Number(process.env['KOMAR_SEED'] ?? 20261129)

const sound = { 'image/jpeg': jpeg(), 'image/png': png(), 'image/webp': webp() } as const
type Picture = keyof typeof sound
const pictures = Object.keys(sound) as Picture[]

const strangers = {
  'a page': Buffer.from('<!doctype html><script>alert(1)</script>'),
  'an archive': Buffer.from('504b0304140000000800', 'hex'),
  'a program': Buffer.from('7f454c4602010100', 'hex'),
  'a document': Buffer.from('%PDF-1.7\n1 0 obj<<>>endobj'),
  'a picture': jpeg(),
}

describe('a picture that is also', () => {
  it.each(Object.entries(strangers))('%s, before or behind, is refused', (_, stranger) => {
    for (const type of pictures) {
      expect([type, faultOfFile(type, Buffer.concat([sound[type], stranger]))]).not.toEqual([type, null])
      expect([type, faultOfFile(type, Buffer.concat([stranger, sound[type]]))]).not.toEqual([type, null])
      for (const other of pictures.filter((one) => one !== type)) expect(faultOfFile(type, sound[other])).toBe('type')
    }
  })
})

describe('a picture that claims to be larger than a phone can show', () => {
  const frame = (high: number, wide: number) => {
    const data = Buffer.from([8, 0, 0, 0, 0, 1, 1, 0x11, 0])
    data.writeUInt16BE(high, 1)
    data.writeUInt16BE(wide, 3)
    return jpegSegment(0xc0, data)
  }
  const header = (wide: number, high: number) => {
    const data = Buffer.alloc(13)
    data.writeUInt32BE(wide, 0)
    data.writeUInt32BE(high, 4)
    data.writeUInt8(8, 8)
    return pngChunk('IHDR', data)
  }
  const pngOf = (wide: number, high: number) => {
    const signature = Buffer.from('89504e470d0a1a0a', 'hex')
    return Buffer.concat([
      signature,
      header(wide, high),
      pngChunk('IDAT', Buffer.from([1])),
      pngChunk('IEND', Buffer.alloc(0)),
    ])
  }
  const extended = (wide: number, high: number) => {
    const data = Buffer.alloc(10)
    data.writeUIntLE(wide - 1, 4, 3)
    data.writeUIntLE(high - 1, 7, 3)
    return webp([webpChunk('VP8X', data)])
  }
  const lossless = (wide: number, high: number) => {
    const data = Buffer.alloc(5)
    data.writeUInt8(0x2f, 0)
    data.writeUInt32LE(((wide - 1) | ((high - 1) << 14)) >>> 0, 1)
    return webp([webpChunk('VP8L', data)])
  }

  it('is refused, whatever its format, and one of a good camera is not', () => {
    expect(faultOfFile('image/jpeg', jpeg([frame(65_000, 65_000)]))).toBe('dimensions')
    expect(faultOfFile('image/png', pngOf(100_000, 100_000))).toBe('dimensions')
    expect(faultOfFile('image/png', pngOf(0xffffffff, 0xffffffff))).toBe('dimensions')
    expect(faultOfFile('image/webp', extended(16_383, 16_383))).toBe('dimensions')
    expect(faultOfFile('image/webp', lossless(16_383, 16_383))).toBe('dimensions')
    expect(faultOfFile('image/jpeg', jpeg([frame(6_000, 8_000)]))).toBeNull()
    expect(faultOfFile('image/png', pngOf(8_000, 6_000))).toBeNull()
    expect(faultOfFile('image/webp', extended(8_000, 6_000))).toBeNull()
    expect(faultOfFile('image/webp', lossless(8_000, 6_000))).toBeNull()
  })
})

const edits = fc.array(fc.record({ at: fc.nat(200), put: fc.uint8Array({ maxLength: 4 }), cut: fc.nat(6) }), {
  minLength: 1,
  maxLength: 4,
})

describe('torn files', () => {
  it('are judged without an error and in a moment', () => {
    fc.assert(
      fc.property(fc.constantFrom(...attachmentTypes), fc.constantFrom(...pictures), edits, (type, from, torn) => {
        let bytes: Buffer = sound[from]
        for (const { at, put, cut } of torn)
          bytes = Buffer.concat([
            bytes.subarray(0, at % (bytes.length + 1)),
            put,
            bytes.subarray((at % (bytes.length + 1)) + cut),
          ])
        const began = performance.now()
        const fault = faultOfFile(type, bytes)
        expect([null, 'type', 'metadata', 'dimensions']).toContain(fault)
        expect(performance.now() - began).toBeLessThan(1_000)
      }),
      { seed, numRuns: runs },
    )
  })

  it('of the greatest size are judged in a moment too', () => {
    const most = 8 * 1024 * 1024
    const endless = [
      Buffer.concat([jpeg().subarray(0, -2), Buffer.alloc(most, 0xff)]),
      Buffer.concat([jpeg().subarray(0, -2), Buffer.alloc(most, Buffer.from([0xff, 0x00]))]),
      Buffer.concat([png().subarray(0, 33), Buffer.alloc(most)]),
      Buffer.concat([Buffer.from('RIFF'), Buffer.from('f8ffff7f', 'hex'), Buffer.from('WEBP'), Buffer.alloc(most)]),
    ]
    for (const bytes of endless) {
      for (const type of pictures) {
        const began = performance.now()
        expect(faultOfFile(type, bytes)).not.toBeNull()
        expect(performance.now() - began).toBeLessThan(2_000)
      }
    }
  })
})
