import type { FacilityRow } from '@komar/contract/register'
import { describe, expect, it } from 'vitest'
import { censusDifference, occupancy } from './census-difference.ts'

const prison: FacilityRow = {
  id: '00000000-0000-7000-8000-000000000004',
  code: 'CC2',
  nameEn: 'Correctional Center 2',
  nameKm: 'ម២',
  province: '12',
  holdsWomen: true,
  capacity: 300,
  censusOn: '2013-07-10',
  census: { children: 13, population: 814 },
  isMine: true,
  childrenSeen: 13,
}

describe('censusDifference', () => {
  it('compares the count with the register', () => {
    expect(censusDifference(prison)).toEqual({ is: 'same' })
    expect(censusDifference({ ...prison, childrenSeen: 11 })).toEqual({ is: 'fewer', count: 2 })
    expect(censusDifference({ ...prison, childrenSeen: 14 })).toEqual({ is: 'more', count: 1 })
  })

  it('says nothing where nobody counted, or where the reader sees only some children', () => {
    expect(censusDifference({ ...prison, census: null })).toEqual({ is: 'not-counted' })
    expect(censusDifference({ ...prison, census: { women: 3 } })).toEqual({ is: 'not-counted' })
    expect(censusDifference({ ...prison, isMine: false })).toEqual({ is: 'not-comparable' })
  })
})

describe('occupancy', () => {
  it('gives the figure of the report: 814 people in 300 places (G2)', () => {
    expect(Math.round((occupancy(prison)?.share ?? 0) * 100)).toBe(271)
  })

  it('is unknown without places or people', () => {
    expect(occupancy({ ...prison, capacity: null })).toBeNull()
    expect(occupancy({ ...prison, census: { children: 1 } })).toBeNull()
  })
})
