import { beforeAll, expect, it } from 'vitest'
import { partsOf, putTogether, readPart } from './parts.ts'
import type { AgencySecret } from './held.ts'
import { makeAgencySecret } from './secret.ts'

let key: AgencySecret
let parts: string[]
beforeAll(async () => {
  key = await makeAgencySecret()
  parts = await partsOf(key, 3, 2)
})

const some = (...places: number[]): string[] => places.map((place) => parts[place] ?? '')

it.each([[[0, 1]], [[2, 0]], [[1, 2]], [[0, 1, 2]]])('makes the secret from parts %j', async (places) => {
  expect(await putTogether(some(...places), [key])).toEqual(key)
})

it('is written in groups without look-alikes, and read in any case, with dashes, and with O for 0', async () => {
  expect(parts[0]).toMatch(/^([0-9A-HJKMNP-TV-Z]{5} ){13}[0-9A-HJKMNP-TV-Z]{1,5}$/u)
  const sloppy = some(0, 1).map((part) =>
    part.toLowerCase().replaceAll(' ', '-').replaceAll('0', 'o').replaceAll('1', 'l'),
  )
  expect(await putTogether(sloppy, [key])).toEqual(key)
})

it('says which part is wrong, and why', async () => {
  const [first = '', second = ''] = parts
  const changed = `${first.slice(0, 20)}${first.charAt(20) === '2' ? '3' : '2'}${first.slice(21)}`
  const other = await makeAgencySecret()
  const [foreign = ''] = await partsOf(other, 3, 2)
  expect(await putTogether([second, changed], [key])).toEqual({ fault: 'unreadable', part: 1 })
  expect(await putTogether([second, first.slice(0, -6)], [key])).toEqual({ fault: 'unreadable', part: 1 })
  expect(await putTogether([first, foreign], [key])).toEqual({ fault: 'unknown-key', part: 1 })
  expect(await putTogether([first, foreign], [other, key])).toEqual({ fault: 'other-key', part: 1 })
  expect(await putTogether([first, second, first], [key])).toEqual({ fault: 'twice', part: 2 })
  expect(await putTogether([first], [key])).toEqual({ fault: 'too-few', part: null })
  expect(await putTogether(['', first], [key])).toEqual({ fault: 'too-few', part: null })
  expect(await putTogether(['', ' '], [key])).toEqual({ fault: 'too-few', part: null })
  expect(await putTogether(['', first, changed], [key])).toEqual({ fault: 'unreadable', part: 2 })
})

it('finds which key the parts are of, and needs no box that is left empty', async () => {
  const other = await makeAgencySecret()
  const theirs = await partsOf(other, 4, 3)
  expect(await putTogether([...some(2), '', ...some(0)], [other, key])).toEqual(key)
  expect(await putTogether(theirs.slice(1), [key, other])).toEqual(other)
  expect(await putTogether([...theirs.slice(2), ''], [key, other])).toEqual({ fault: 'too-few', part: null })
})

it('does not take parts of two splittings of one key for one', async () => {
  const again = await partsOf(key, 3, 2)
  expect(await putTogether([parts[0] ?? '', again[1] ?? ''], [key])).toEqual({ fault: 'mixed', part: null })
})

it('needs as many as it says, of as many as it was split into', async () => {
  const seven = await partsOf(key, 7, 5)
  expect(seven).toHaveLength(7)
  expect(await putTogether(seven.slice(1, 6), [key])).toEqual(key)
  expect(await putTogether(seven.slice(0, 4), [key])).toEqual({ fault: 'too-few', part: null })
  expect((await readPart(seven[6] ?? ''))?.needed).toBe(5)
})
