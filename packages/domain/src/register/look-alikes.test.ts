import { describe, expect, test } from 'vitest'
import { edtf } from '../time/edtf.ts'
import { mayBeSameChild, mayBeTwins, type LookAlike } from './look-alikes.ts'

const dara: LookAlike = { id: 'a', born: [edtf('2011-02-10')], carers: ['mother'] }
const daro: LookAlike = { ...dara, id: 'b' }

describe('two records with names that look alike', () => {
  test('of one day and one mother are twins, and never offered as one', () => {
    expect(mayBeTwins(dara, daro)).toBe(true)
    expect(mayBeSameChild(dara, daro)).toBe(false)
  })

  test('may be one child where the day or the mother differs, or is not exact', () => {
    for (const other of [
      { ...daro, born: [edtf('2011-02-11')] },
      { ...daro, carers: ['another'] },
      { ...daro, born: [edtf('2011-02')] },
      { ...daro, born: [] },
    ]) {
      expect(mayBeSameChild(dara, other)).toBe(true)
    }
  })

  test('are not offered again once they were compared, whichever record says so', () => {
    const other = { ...daro, carers: [] }
    expect(mayBeSameChild({ ...dara, comparedWith: ['b'] }, other)).toBe(false)
    expect(mayBeSameChild(dara, { ...other, comparedWith: ['a'] })).toBe(false)
    expect(mayBeSameChild(dara, dara)).toBe(false)
  })
})
