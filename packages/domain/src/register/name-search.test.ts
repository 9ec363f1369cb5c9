import { describe, expect, it } from 'vitest'
import { plainName, searchTerms, searchText, skeleton } from './name-search.ts'

describe('a name as it is compared', () => {
  it('loses case, accents, zero-width marks and punctuation', () => {
    expect(plainName('  SÓKHA,  Chan\u200Bthou ')).toBe('sokha chanthou')
  })
  it('keeps Khmer vowels and marks', () => {
    expect(plainName('សុ\u200Bខា')).toBe('សុខា')
  })
})

describe('a skeleton', () => {
  it.each([
    ['Sokha', 'Sokka'],
    ['Chanthou', 'Jandou'],
    ['Bopha', 'Bopa'],
    ['Vanna', 'Wanna'],
    ['Dara', 'Tara'],
    ['Sreyneang', 'Sreynang'],
  ])('is the same for %s and %s', (left, right) => {
    expect(skeleton(left)).toBe(skeleton(right))
  })
  it.each([
    ['សុខា', 'Sokha'],
    ['បុប្ផា', 'Bopha'],
    ['ដារា', 'Dara'],
    ['វណ្ណា', 'Vanna'],
    ['ស្រីនាង', 'Sreyneang'],
  ])('is the same for %s in Khmer and %s in Latin letters', (khmer, latin) => {
    expect(skeleton(khmer)).toBe(skeleton(latin))
  })
  it('differs where consonants differ', () => {
    expect(skeleton('Sokha')).not.toBe(skeleton('Bopha'))
  })
})

describe('the search', () => {
  it('stores both scripts and each skeleton once', () => {
    expect(searchText({ km: 'សុខា', latin: 'Sokha' })).toBe('សុខា sokha |sk|')
  })
  it('takes at most six words of what was typed', () => {
    expect(searchTerms('a b c d e f g').words).toHaveLength(6)
  })
  it('passes over skeletons of one letter, which would match everyone', () => {
    expect(searchTerms('Ly').skeletons).toEqual([])
  })
})
