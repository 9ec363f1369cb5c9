// What lists say of a prison: how it was registered and the last count. The host stores it as a row, a device in its sealed snapshot.
import { statedOf, type Settled } from '../chronicle/fold.ts'
import { edtfBounds } from '../time/edtf.ts'
import type { PlainDate } from '../time/plain-date.ts'
import { censusTaken, facilityRegistered } from './kinds.ts'

export type FacilityFacts = {
  code: string
  nameEn: string
  nameKm: string
  province: string
  holdsWomen: boolean
  capacity: number | null
  censusOn: PlainDate | null
  census: Record<string, number | string> | null
}

const counts = ['population', 'women', 'children', 'mothersWithChildren', 'pregnantWomen', 'method'] as const

/** A prison as it was last registered and last counted; null for one that nobody registered. */
export function facilityFacts(settled: Settled): FacilityFacts | null {
  const registered = statedOf(settled, facilityRegistered).at(-1)
  if (registered === undefined) return null
  const census = statedOf(settled, censusTaken).at(-1)
  const { code, name, province, holdsWomen, capacity } = registered.body
  const counted = counts.flatMap((count) => {
    const value = census?.body[count]
    return value === undefined ? [] : [[count, value] as const]
  })
  return {
    code,
    nameEn: name.en,
    nameKm: name.km,
    province,
    holdsWomen,
    capacity: capacity ?? null,
    censusOn: census === undefined ? null : edtfBounds(census.entry.occurred).earliest,
    census: census === undefined ? null : Object.fromEntries(counted),
  }
}
