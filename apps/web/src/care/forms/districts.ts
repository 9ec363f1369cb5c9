// Districts by their official codes: a place is never stored by a spelling.
import { placesOf } from '../../policy/places-of.ts'
import type { RecordContext } from '../../record/context.ts'
import type { Values } from '../../record/values.ts'
import type { Option } from '../../ui/choice-field.tsx'

/** A district with its province, by its code; the code itself where the country's gazetteer does not know it. */
export function districtName(code: string, language: 'en' | 'km', country: string): string {
  const places = placesOf(country)
  const district = places?.districts.find((each) => each.code === code)
  const province = places?.provinces.find((each) => each.code === code.slice(0, 2))
  if (district === undefined) return province?.name[language] ?? code
  return `${province?.name[language] ?? ''} – ${district.name[language]}`
}

/** Whether the country has districts to choose from. */
export function hasDistricts(_values: Values, { session }: RecordContext): boolean {
  return placesOf(session.host.country) !== null
}

/** All districts, each with its province, in the order of the gazetteer. */
export function districtOptions({ speech, session }: RecordContext): Option[] {
  const places = placesOf(session.host.country)
  if (places === null) return []
  const provinces = new Map(places.provinces.map(({ code, name }) => [code, name[speech.language]]))
  return places.districts.map(({ code, province, name }) => ({
    value: code,
    label: `${provinces.get(province) ?? ''} – ${name[speech.language]}`,
  }))
}
