// The provinces and districts of a country; null where its pack has no gazetteer: then no place is asked by code.
import type { Places } from '@komar/domain/register/places'
import cambodia from '../../../../policies/kh/places.json' with { type: 'json' }

type PlaceNames = {
  provinces: readonly Pick<Places['provinces'][number], 'code' | 'name'>[]
  districts: readonly Pick<Places['districts'][number], 'code' | 'province' | 'name'>[]
}

const written: Readonly<Record<string, PlaceNames>> = { kh: cambodia }

/** @param country by the id of its pack */
export function placesOf(country: string): PlaceNames | null {
  return written[country] ?? null
}
