// register's rows in the database: carers in custody and facilities. What they say is made in packages/domain/src/register, which a
// device uses too. A child's rows need several slices and are made in insight/project.ts.
import { settle } from '@komar/domain/chronicle/fold'
import { knownKind } from '@komar/domain/kinds'
import { carerCustody, carerIdentity } from '@komar/domain/register/carer-row'
import { facilityFacts } from '@komar/domain/register/facility-row'
import { carerRegister } from '@komar/domain/register/state'
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
    const register = carerRegister(settle(entries, familyOf))
    const { nameKm, nameLatin, called, sex, search } = carerIdentity(register)
    const { isHeld, place, facility, heldSince, legalStatus, charge, expectedRelease, isPregnant, due } =
      carerCustody(register)
    const identity: Row = { carer, name_km: nameKm, name_latin: nameLatin, called, sex, search }
    const held: Row = {
      carer,
      is_held: isHeld,
      place,
      facility,
      held_since: heldSince,
      legal_status: legalStatus,
      charge,
      expected_release: expectedRelease,
      is_pregnant: isPregnant,
      due,
    }
    return { carer_identity: [identity], carer_custody: [held] }
  },
}

export const facilityProjector: Projector = {
  of: 'facility',
  tables: [{ name: 'facility', key: 'facility' }],
  project: (facility, entries) => {
    const facts = facilityFacts(settle(entries, familyOf))
    if (facts === null) return { facility: [] }
    const { code, nameEn, nameKm, province, holdsWomen, capacity, censusOn, census } = facts
    const row: Row = {
      facility,
      code,
      name_en: nameEn,
      name_km: nameKm,
      province,
      holds_women: holdsWomen,
      capacity,
      census_on: censusOn,
      census,
    }
    return { facility: [row] }
  },
}
