// What lists say of a carer in custody without opening the chronicle. The host stores it as rows, a device in its sealed snapshot.
// Who a carer is and where she or he is held are two classes, hence two parts.
import type { SubjectId } from '../chronicle/entry.ts'
import type { Edtf } from '../time/edtf.ts'
import { searchText } from './name-search.ts'
import type { CarerRegister, Custody } from './state.ts'

export type CarerIdentity = {
  nameKm: string | null
  nameLatin: string | null
  called: string | null
  sex: string | null
  /** See `searchText`. */
  search: string
}

export type CarerCustody = {
  isHeld: boolean
  place: string | null
  facility: SubjectId | null
  heldSince: Edtf | null
  legalStatus: string | null
  charge: string | null
  expectedRelease: Edtf | null
  isPregnant: boolean
  due: Edtf | null
}

/** Identity class. */
export function carerIdentity({ names, sex }: CarerRegister): CarerIdentity {
  return {
    nameKm: names?.km ?? null,
    nameLatin: names?.latin ?? null,
    called: names?.called ?? null,
    sex,
    search: names === null ? '' : searchText(names),
  }
}

/** Custody class. */
export function carerCustody({ custody, legal, pregnancies }: CarerRegister): CarerCustody {
  const spell = custody.at(-1)
  const isHeld = spell !== undefined && spell.to === null
  const expecting = pregnancies.findLast(({ outcome }) => outcome === null)
  return {
    isHeld,
    place: isHeld ? spell.place : null,
    facility: isHeld ? spell.facility : null,
    heldSince: isHeld ? heldSince(custody) : null,
    legalStatus: legal?.legalStatus ?? null,
    charge: legal?.charge ?? null,
    expectedRelease: legal?.expectedRelease ?? null,
    isPregnant: expecting !== undefined,
    due: expecting?.due ?? null,
  }
}

/** The beginning of the present custody, over moves between places. */
function heldSince(custody: readonly Custody[]): Edtf | null {
  const lastEnd = custody.findLastIndex(({ how }) => how !== null && how !== 'moved')
  return custody[lastEnd + 1]?.from ?? null
}
