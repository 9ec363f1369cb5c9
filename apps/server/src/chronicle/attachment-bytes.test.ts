import { describe, expect, it } from 'vitest'
import type { AttachmentType } from '@komar/domain/chronicle/attachments'
import { faultOfFile } from './attachment-bytes.ts'
import { jpeg, jpegSegment, png, pngChunk, webp, webpChunk } from './test-pictures.ts'

const exif = Buffer.from('Exif\0\0MM\0*GPS 11.55, 104.92')

describe('a picture', () => {
  it.each([
    ['image/jpeg', jpeg()],
    ['image/jpeg', jpeg([jpegSegment(0xe2, Buffer.from('ICC_PROFILE\0\x01\x01data'))])],
    ['image/png', png()],
    ['image/png', png([pngChunk('gAMA', Buffer.alloc(4))])],
    ['image/webp', webp()],
  ] as const)('of type %s that is bare is kept', (type, bytes) => {
    expect(faultOfFile(type, bytes)).toBeNull()
  })

  it.each([
    ['Exif', 'image/jpeg', jpeg([jpegSegment(0xe1, exif)])],
    ['XMP', 'image/jpeg', jpeg([jpegSegment(0xe1, Buffer.from('http://ns.adobe.com/xap/1.0/\0<x/>'))])],
    ['IPTC', 'image/jpeg', jpeg([jpegSegment(0xed, Buffer.from('Photoshop 3.0\0'))])],
    ['a comment', 'image/jpeg', jpeg([jpegSegment(0xfe, Buffer.from('taken at home'))])],
    ['a small picture in its header', 'image/jpeg', jpeg([jpegSegment(0xe0, Buffer.from('JFXX\0\x10'))])],
    ['a second picture', 'image/jpeg', jpeg([jpegSegment(0xe2, Buffer.from('MPF\0data'))])],
    ['something behind its end', 'image/jpeg', Buffer.concat([jpeg(), exif])],
    ['Exif between scans', 'image/jpeg', jpeg([], [jpegSegment(0xe1, exif)])],
    ['Exif', 'image/png', png([pngChunk('eXIf', exif)])],
    ['a text', 'image/png', png([pngChunk('tEXt', Buffer.from('Author\0x'))])],
    ['a time', 'image/png', png([pngChunk('tIME', Buffer.alloc(7))])],
    ['a chunk that nobody knows', 'image/png', png([pngChunk('zzZz', exif)])],
    ['something behind its end', 'image/png', Buffer.concat([png(), exif])],
    ['Exif', 'image/webp', webp([webpChunk('EXIF', exif)])],
    ['XMP', 'image/webp', webp([webpChunk('XMP ', Buffer.from('<x/>'))])],
    ['something behind its end', 'image/webp', Buffer.concat([webp(), exif])],
  ] as const)('with %s (%s) is not', (_, type, bytes) => {
    expect(faultOfFile(type, bytes)).toBe('metadata')
  })

  it.each([
    ['image/jpeg', jpeg()],
    ['image/png', png()],
    ['image/webp', webp()],
  ] as const)('of type %s that is cut off anywhere is not of its type, and never throws', (type, bytes) => {
    for (let length = 0; length < bytes.length; length += 1) {
      expect({ length, fault: faultOfFile(type, bytes.subarray(0, length)) }).toEqual({ length, fault: 'type' })
    }
  })

  it('with a length that leads nowhere ends all the same', () => {
    const looping = Buffer.concat([Buffer.from('ffd8ffe00000', 'hex'), Buffer.alloc(100, 0xff)])
    expect(faultOfFile('image/jpeg', looping)).toBe('type')
    const large = png()
    large.writeUInt32BE(0xffffffff, 8)
    expect(faultOfFile('image/png', large)).toBe('type')
    const long = webp()
    long.writeUInt32LE(0xffffffff, 16)
    expect(faultOfFile('image/webp', long)).toBe('type')
  })
})

describe('any file', () => {
  const files: Record<AttachmentType, Buffer> = {
    'image/jpeg': jpeg(),
    'image/png': png(),
    'image/webp': webp(),
    'audio/webm': Buffer.from('\x1a\x45\xdf\xa3\x9f\x42\x82\x84webm....', 'latin1'),
    'audio/ogg': Buffer.from('OggS\0.....'),
    'audio/mp4': Buffer.from('\0\0\0\x20ftypM4A ....'),
    'application/pdf': Buffer.from('%PDF-1.7\n'),
  }
  const types = Object.keys(files) as AttachmentType[] // its own keys

  it.each(types)('of type %s is told from every other, and from a page', (type) => {
    for (const other of types) expect(faultOfFile(type, files[other]) === 'type').toBe(other !== type)
    for (const text of ['<html><script>', '<svg xmlns="http://www.w3.org/2000/svg">', 'GIF89a', 'MZ\x90', '']) {
      expect(faultOfFile(type, Buffer.from(text))).toBe('type')
    }
  })
})
