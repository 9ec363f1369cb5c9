import { describe, expect, it } from 'vitest'
import { cambodia } from '../../../../policies/kh/policy.ts'
import { entry, people } from '../example-entries.fixture.ts'
import { childFile } from '../insight/child-file.ts'
import { birthStated, childRegistered, residenceBegan } from '../register/kinds.ts'
import { plainDate } from '../time/plain-date.ts'
import { closed, reopened } from './after-kinds.ts'
import { retentionEnd, sealOf } from './seal.ts'

const { child, prison } = people
const pack = cambodia()
const registered = entry(1, childRegistered, child, '2005-03', {
  names: { latin: 'Sokha' },
  sex: 'female',
  code: 'K-1',
})

function sealed(...more: Parameters<typeof entry>[]): ReturnType<typeof sealOf> {
  const { register, after } = childFile(child, [registered, ...more.map((each) => entry(...each))], pack)
  return sealOf({ birth: register.birth.range, closing: after.closing }, pack)
}

const closing = { ground: 'placement-stable', carers: [], reasons: 'Grows up well.' }

describe('the day of the seal', () => {
  it('is none where the country wrote down no rules of the work', () => {
    const birth = { earliest: plainDate('2005-03-10'), latest: plainDate('2005-03-10') }
    expect(sealOf({ birth, closing: null }, { procedures: null })).toBeNull()
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

  it('is followed by the years for which the record is kept', () => {
    const seal = sealed([2, birthStated, child, '2005-03', { born: '2005-03-10' }])
    expect(seal && retentionEnd(seal, pack)).toBe('2048-03-10')
  })
})
