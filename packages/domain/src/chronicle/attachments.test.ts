import { describe, expect, it } from 'vitest'
import { attachmentsOf, maxAttachmentBytes, maxAttachments } from './attachments.ts'

const one = { id: '00000000-0000-7000-8000-000000000001', sha256: 'a'.repeat(64), bytes: 12, type: 'image/jpeg' }
const read = (attachments: unknown) => attachmentsOf({ body: { salt: 'A'.repeat(22), attachments } })

describe('attachmentsOf', () => {
  it('reads what a body says of its files', () => {
    expect(read([one])).toEqual([one])
    expect(attachmentsOf({ body: { salt: 'A'.repeat(22) } })).toEqual([])
  })

  it.each([
    ['another type', { ...one, type: 'text/html' }],
    ['no bytes', { ...one, bytes: 0 }],
    ['too many bytes', { ...one, bytes: maxAttachmentBytes + 1 }],
    ['no hash', { ...one, sha256: 'A'.repeat(64) }],
    ['more than it should say', { ...one, name: 'my photograph.jpg' }],
  ])('takes nothing with %s', (_what, attachment) => {
    expect(read([attachment])).toEqual([])
  })

  it('takes no more than the limit', () => {
    expect(read(Array.from({ length: maxAttachments + 1 }, () => one))).toEqual([])
  })
})
