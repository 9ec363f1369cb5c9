import type { CircleMembership } from '@komar/contract/circles'
import { describe, expect, it } from 'vitest'
import { speakForTest } from '../i18n/spoken-for-tests.tsx'
import { membershipState, placesOf, sayCircle, sortMemberships } from './circle-words.ts'

const places = { facilityName: () => 'Prison X', agencyName: () => 'Agency Y' }

function membership(id: string, since: string, until: string | null): CircleMembership {
  return {
    id,
    user: 'u',
    heldFor: '01940000-0000-7000-8000-000000000009',
    circle: 1,
    classes: ['identity'],
    since,
    until,
  }
}

describe('a membership', () => {
  it('ends on the day that is the first without it', () => {
    expect(membershipState({ since: '2014-01-01', until: '2014-06-01' }, '2014-05-31')).toBe('current')
    expect(membershipState({ since: '2014-01-01', until: '2014-06-01' }, '2014-06-01')).toBe('ended')
    expect(membershipState({ since: '2014-01-02', until: null }, '2014-01-01')).toBe('ahead')
  })

  it('stands before those to come and those past', () => {
    const sorted = sortMemberships(
      [
        membership('past', '2013-01-01', '2013-02-01'),
        membership('old', '2012-01-01', null),
        membership('ahead', '2015-01-01', null),
        membership('new', '2014-01-01', null),
      ],
      '2014-05-01',
    )
    expect(sorted.map(({ id }) => id)).toEqual(['new', 'old', 'ahead', 'past'])
  })
})

describe('a circle', () => {
  it('is said by whom it brings together, in both languages', () => {
    const { text } = speakForTest('en')
    expect(sayCircle({ type: 'facility', facility: 'f', agency: null }, places, text)).toContain('Prison X')
    expect(sayCircle({ type: 'case-load', facility: null, agency: 'a' }, places, text)).toContain('Agency Y')
    const khmer = speakForTest('km')
    expect(sayCircle({ type: 'grant', facility: null, agency: 'a' }, places, khmer.text)).toContain('Agency Y')
  })

  it('names prisons and agencies in the reader’s language', () => {
    const known = { facilities: [{ id: 'f', nameEn: 'Prison X', nameKm: 'ពន្ធនាគារ' }], agencies: [] }
    expect(placesOf(known, speakForTest('km')).facilityName('f')).toBe('ពន្ធនាគារ')
    expect(placesOf(known, speakForTest('en')).agencyName('other')).toBe('')
  })
})
