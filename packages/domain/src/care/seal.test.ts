import { describe, expect, it } from 'vitest'
import { cambodia } from '../../../../policies/kh/policy.ts'
import { entry, people } from '../example-entries.fixture.ts'
import { childFile } from '../insight/child-file.ts'
import { birthStated, childRegistered, residenceBegan, residenceEnded } from '../register/kinds.ts'
import { closed, reopened } from './after-kinds.ts'
import { died } from '../register/life-kinds.ts'
import { retentionEnd, sealOf } from './seal.ts'

const { child, prison } = people
const pack = cambodia()
const registered = entry(1, childRegistered, child, '2005-03', {
  names: { latin: 'Sokha' },
  sex: 'female',
  code: 'K-1',
})

function sealed(...more: Parameters<typeof entry>[]): ReturnType<typeof sealOf> {
  const entries = [registered, ...more.map((each) => entry(...each))]
  const { register, after, whereabouts } = childFile(child, entries, pack)
  const isInside = whereabouts.is === 'in-facility'
  return sealOf({ birth: register.birth, closing: after.closing, isInside, entries }, pack)
}

const closing = { ground: 'placement-stable', carers: [], reasons: 'Grows up well.' }

describe('the day of the seal', () => {
  it('is none where the country wrote down no rules of the work', () => {
    const born = entry(2, birthStated, child, '2005-03', { born: '2005-03-10' })
    const { register } = childFile(child, [registered, born], pack)
    const known = { birth: register.birth, closing: null, isInside: false, entries: [born] }
    expect(sealOf(known, { ...pack, procedures: null })).toBeNull()
    expect(sealOf(known, pack)?.because).toBe('age')
  })

  it('is the eighteenth birthday', () => {
    expect(sealed([2, birthStated, child, '2005-03', { born: '2005-03-10' }])).toEqual({
      on: '2023-03-10',
      because: 'age',
    })
  })

  it('of a child born on a leap day is the first of March', () => {
    expect(sealed([2, birthStated, child, '2004-03', { born: '2004-02-29' }])?.on).toBe('2022-03-01')
  })

  it('of an uncertain birth date is the latest that it can be', () => {
    expect(sealed([2, birthStated, child, '2005-03', { born: '2005' }])?.on).toBe('2023-12-31')
  })

  it('is five years after the work ended, where that is earlier, and not when it began again', () => {
    const birth = [2, birthStated, child, '2005-03', { born: '2005-03-10' }] as const
    const end = [3, closed, child, '2013-06-01', closing] as const
    expect(sealed([...birth], [...end])).toEqual({ on: '2018-06-01', because: 'closure' })
    const again = [4, reopened, child, '2014-01-01', { reasons: 'She came back.' }] as const
    expect(sealed([...birth], [...end], [...again])?.because).toBe('age')
    expect(sealed([...birth], [3, closed, child, '2022-06-01', closing])?.on).toBe('2023-03-10')
  })

  it('is not known without a birth date and without an end of the work', () => {
    expect(sealed([2, residenceBegan, child, '2013-01-01', { facility: prison }])).toBeNull()
  })

  const wrong = [2, birthStated, child, '2013-07-14', { born: '1990-05-10' }, { basis: 'document' }] as const

  it('is no day before what leads to it could be put right for thirty days', () => {
    expect(sealed([...wrong])).toEqual({ on: '2013-08-13', because: 'age' })
    const birth = [2, birthStated, child, '2013-05-01', { born: '2011-03-10' }] as const
    const { received } = entry(3, closed, child, '2013-07-14', closing)
    const longAgo = received === undefined ? {} : { received }
    expect(sealed([...birth], [3, closed, child, '2007-06-01', closing, longAgo])).toEqual({
      on: '2013-08-13',
      because: 'closure',
    })
  })

  it('is none while the record says that they live in a prison, and is no day soon after they left or died', () => {
    const inside = [3, residenceBegan, child, '2013-01-01', { facility: prison }] as const
    expect(sealed([...wrong], [...inside])).toBeNull()
    const left = [4, residenceEnded, child, '2013-12-01', { facility: prison, route: 'with-mother' }] as const
    expect(sealed([...wrong], [...inside], [...left])?.on).toBe('2013-12-31')
    expect(sealed([...wrong], [...inside], [5, died, child, '2013-12-05', {}])?.on).toBe('2014-01-04')
    const end = [6, closed, child, '2007-06-01', closing] as const
    expect(sealed([7, birthStated, child, '2013-01-01', { born: '2011-03-10' }], [...end], [...inside])).toBeNull()
  })

  it('follows the latest of all dates that stand, also of one that does not count for the limit yet', () => {
    const right = { born: '2011-05-10' }
    expect(sealed([...wrong], [3, birthStated, child, '2013-07-20', right])?.on).toBe('2029-05-10')
    const corrects = { replaces: entry(...wrong).id }
    expect(sealed([...wrong], [3, birthStated, child, '2013-07-20', right, corrects])?.on).toBe('2029-05-10')
    const withdraws = { retracts: entry(...wrong).id }
    expect(sealed([...wrong], [3, birthStated, child, '2013-07-20', { reason: 'typed wrong' }, withdraws])).toBeNull()
  })

  it('is followed by the years for which the record is kept', () => {
    const seal = sealed([2, birthStated, child, '2005-03', { born: '2005-03-10' }])
    expect(seal && retentionEnd(seal, pack)).toBe('2048-03-10')
  })
})
