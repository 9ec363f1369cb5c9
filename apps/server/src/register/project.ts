// register's rows: carers in custody and facilities. A child's rows need several slices and are made in insight/project.ts.
import { statedOf, settle } from '@komar/domain/chronicle/fold'
import { knownKind } from '@komar/domain/kinds'
import { searchText } from '@komar/domain/register/name-search'
import { censusTaken, facilityRegistered } from '@komar/domain/register/kinds'
import { carerRegister, type Custody } from '@komar/domain/register/state'
import { edtfBounds } from '@komar/domain/time/edtf'
import type { Projector, Row } from '../chronicle/projector.ts'

function familyOf(kind: string, version: number) {
  return knownKind(kind, version)?.family
}

export const carerProjector: Projector = {
  of: 'carer',
  tables: [
    { name: 'carer_identity', key: 'carer' },
    { name: 'carer_custody', key: 'carer' },
  ],
  project: (carer, entries) => {
    const { names, sex, custody, legal, pregnancies } = carerRegister(settle(entries, familyOf))
    const spell = custody.at(-1)
    const isHeld = spell !== undefined && spell.to === null
    const expecting = pregnancies.findLast(({ outcome }) => outcome === null)
    const identity: Row = {
      carer,
      name_km: names?.km ?? null,
      name_latin: names?.latin ?? null,
      called: names?.called ?? null,
      sex,
      search: names === null ? '' : searchText(names),
    }
    const held: Row = {
      carer,
      is_held: isHeld,
      place: isHeld ? spell.place : null,
      facility: isHeld ? spell.facility : null,
      held_since: isHeld ? heldSince(custody) : null,
      legal_status: legal?.legalStatus ?? null,
      charge: legal?.charge ?? null,
      expected_release: legal?.expectedRelease ?? null,
      is_pregnant: expecting !== undefined,
      due: expecting?.due ?? null,
    }
    return { carer_identity: [identity], carer_custody: [held] }
  },
}

/** The beginning of the present custody, over moves between places. */
function heldSince(custody: readonly Custody[]): string | null {
  const lastEnd = custody.findLastIndex(({ how }) => how !== null && how !== 'moved')
  return custody[lastEnd + 1]?.from ?? null
}

const counts = ['population', 'women', 'children', 'mothersWithChildren', 'pregnantWomen', 'method'] as const

export const facilityProjector: Projector = {
  of: 'facility',
  tables: [{ name: 'facility', key: 'facility' }],
  project: (facility, entries) => {
    const settled = settle(entries, familyOf)
    const registered = statedOf(settled, facilityRegistered).at(-1)
    if (registered === undefined) return { facility: [] }
    const census = statedOf(settled, censusTaken).at(-1)
    const { code, name, province, holdsWomen, capacity } = registered.body
    const counted = counts.flatMap((count) => {
      const value = census?.body[count]
      return value === undefined ? [] : [[count, value] as const]
    })
    const row: Row = {
      facility,
      code,
      name_en: name.en,
      name_km: name.km,
      province,
      holds_women: holdsWomen,
      capacity: capacity ?? null,
      census_on: census === undefined ? null : edtfBounds(census.entry.occurred).earliest,
      census: census === undefined ? null : Object.fromEntries(counted),
    }
    return { facility: [row] }
  },
}
