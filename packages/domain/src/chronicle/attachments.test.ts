import { expect, it } from 'vitest'
import { attachmentsOf } from './attachments.ts'

const salt = 'AAAAAAAAAAAAAAAAAAAAAA'
const photograph = {
  id: '01940000-0000-7000-8000-000000000005',
  sha256: 'a'.repeat(64),
  bytes: 8 * 1024 * 1024,
  type: 'image/jpeg',
}

it('reads what a body names, whatever the kind', () => {
  expect(attachmentsOf({ body: { salt, attachments: [photograph], mood: 'calm' } })).toEqual([photograph])
  expect(attachmentsOf({ body: { salt } })).toEqual([])
})

it.each([
  ['too large', { ...photograph, bytes: 8 * 1024 * 1024 + 1 }],
  ['empty', { ...photograph, bytes: 0 }],
  ['of a type that a browser would run', { ...photograph, type: 'image/svg+xml' }],
  ['without a whole hash', { ...photograph, sha256: 'A'.repeat(64) }],
  ['with a path for an id', { ...photograph, id: '../../etc/passwd' }],
])('reads none that is %s', (_, named) => {
  expect(attachmentsOf({ body: { salt, attachments: [named] } })).toEqual([])
})

it('reads none of a list that is too long, names one twice, or is no list', () => {
  const many = Array.from({ length: 9 }, (_, at) => ({ ...photograph, id: photograph.id.replace(/.$/u, String(at)) }))
  expect(attachmentsOf({ body: { salt, attachments: many.slice(0, 8) } })).toHaveLength(8)
  expect(attachmentsOf({ body: { salt, attachments: many } })).toEqual([])
  expect(attachmentsOf({ body: { salt, attachments: [photograph, photograph] } })).toEqual([])
  expect(attachmentsOf({ body: { salt, attachments: photograph } })).toEqual([])
})
