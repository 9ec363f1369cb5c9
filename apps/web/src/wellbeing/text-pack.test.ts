import { expect, it } from 'vitest'
import { packFor, readTextPack } from './text-pack.ts'

const pack = {
  instrument: 'sdq',
  form: '4-17',
  informant: 'parent',
  language: 'km',
  holder: 'Ministry',
  reference: 'L-1',
  until: '2015-01-01',
  items: Array.from({ length: 25 }, (_, index) => `invented ${index + 1}`),
} as const
const read = (more: Record<string, unknown>, today = '2014-12-12') =>
  readTextPack(JSON.stringify({ ...pack, ...more }), today)

it('is used until its last day, with its holder and reference, and not without them', () => {
  expect(read({})).toEqual(pack)
  expect(read({}, '2015-01-01')).toEqual(pack)
  expect(read({}, '2015-01-02')).toBeNull()
  expect(read({ reference: '' })).toBeNull()
  expect(read({ holder: undefined })).toBeNull()
  expect(read({ until: undefined })).toBeNull()
  expect(readTextPack('no json', '2014-12-12')).toBeNull()
})

it('has the wording of every item of its form, and of no other', () => {
  expect(read({ items: pack.items.slice(0, 24) })).toBeNull()
  expect(read({ items: [...pack.items, 'one more'] })).toBeNull()
  expect(read({ form: 'child' })).toBeNull()
  expect(read({ instrument: 'scas', form: 'parent', items: Array(38).fill('invented') })).not.toBeNull()
})

it('words the form and the informant that it is for, and no other, and stops when its licence does', () => {
  const loaded = [{ ...pack, items: [...pack.items] }]
  const asked = { instrument: 'sdq', form: '4-17', informant: 'parent' }
  expect(packFor(loaded, asked, '2014-12-12')?.reference).toBe('L-1')
  expect(packFor(loaded, { ...asked, informant: 'teacher' }, '2014-12-12')).toBeNull()
  expect(packFor(loaded, { ...asked, form: '2-4' }, '2014-12-12')).toBeNull()
  expect(packFor(loaded, { ...asked, instrument: 'scas' }, '2014-12-12')).toBeNull()
  expect(packFor(loaded, asked, '2015-01-02')).toBeNull()
})
