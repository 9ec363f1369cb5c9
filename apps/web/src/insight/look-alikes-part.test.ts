import type { ChildRow } from '@komar/contract/register'
import { childFile } from '@komar/domain/insight/child-file'
import { describe, expect, it } from 'vitest'
import { cambodia } from '../../../../policies/kh/policy.ts'
import { author, recorded, story } from '../record/story.fixture.ts'
import { newEntry } from '../store/new-entry.ts'
import { isOffered } from './look-alikes-part.tsx'

const other = '01940000-0000-7000-8000-000000000088'
const pack = cambodia()

function row(more: Partial<ChildRow> = {}): ChildRow {
  return {
    id: other,
    code: '13-BCDEFG',
    names: { km: 'ស្រី', latin: 'Srey', called: null },
    sex: 'female',
    born: [],
    facility: null,
    carer: null,
    livesSince: null,
    isInside: false,
    isClosed: false,
    pastFrom: null,
    state: 'unknown',
    decision: null,
    nextDue: null,
    ...more,
  }
}

const stated = (kind: string, body: Record<string, unknown>) =>
  newEntry({ kind, subject: story.child, occurred: '2014-02-01', basis: 'seen', body, also: [other] }, author)

describe('records that look alike', () => {
  it('are offered, but for the child itself', () => {
    const file = childFile(story.child, recorded, pack)
    expect(isOffered(file, row())).toBe(true)
    expect(isOffered(file, row({ id: story.child }))).toBe(false)
  })

  it('are not offered when they may be twins', () => {
    const born = stated('register.birth-stated', { born: '2012-05-06' })
    const file = childFile(story.child, [...recorded, { ...born, also: [] }], pack)
    expect(isOffered(file, row({ born: ['2012-05-06'], carer: story.carer }))).toBe(false)
    expect(isOffered(file, row({ born: ['2012-05-06'] }))).toBe(true)
  })

  it('are not offered again once compared, nor when they are known as brother or sister', () => {
    const compared = stated('register.looked-alike', { other, areTwins: 'no' })
    const sibling = stated('register.sibling-stated', {
      sibling: other,
      bond: 'full',
      isTwin: false,
      livesTogether: 'yes',
    })
    for (const entry of [compared, sibling]) {
      expect(isOffered(childFile(story.child, [...recorded, entry], pack), row())).toBe(false)
    }
  })
})
