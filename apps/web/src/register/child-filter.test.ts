import { describe, expect, it } from 'vitest'
import { changeSearch, isFiltered, readChildSearch } from './child-filter.ts'

describe('readChildSearch', () => {
  it('asks for nothing by an empty or unknown address', () => {
    expect(readChildSearch({})).toEqual({})
    expect(readChildSearch({ state: 'lost', facility: 'x', asOf: 'soon', decision: 3, where: 'inside' })).toEqual({})
  })

  it('never carries a name', () => {
    expect(readChildSearch({ text: 'Sok Dara', name: 'Dara' })).toEqual({})
  })

  it('keeps what filters', () => {
    const search = { where: 'outside', state: 'past', decision: 'none', asOf: '2013-07-31' }
    expect(readChildSearch(search)).toEqual(search)
    expect(isFiltered(readChildSearch(search))).toBe(true)
  })
})

describe('changeSearch', () => {
  it('sets and takes away one filter', () => {
    expect(changeSearch({}, 'state', 'past')).toEqual({ state: 'past' })
    expect(changeSearch({ state: 'past', decision: 'none' }, 'state', '')).toEqual({ decision: 'none' })
  })
})
