import { expect, it } from 'vitest'
import { readTextPack } from './text-pack.ts'

const pack = {
  instrument: 'sdq',
  language: 'km',
  holder: 'Ministry',
  reference: 'L-1',
  until: '2015-01-01',
  items: ['one', 'two'],
}
const read = (more: Record<string, unknown>, today = '2014-12-12') =>
  readTextPack(JSON.stringify({ ...pack, ...more }), today)

it('is used until its last day, with its holder and reference, and not without them', () => {
  expect(read({})).toEqual(pack)
  expect(read({}, '2015-01-01')).toEqual(pack)
  expect(read({}, '2015-01-02')).toBeNull()
  expect(read({ reference: '' })).toBeNull()
  expect(readTextPack('no json', '2014-12-12')).toBeNull()
})
