// register, folded: who the child is, when it may have been born, with whom and where it has lived.
// Two sources of a birth date both stand: the range runs from the earliest to the latest of those that rest on a document, or of all
// where none does (practice.md part 1 row 34: plan from the earliest, speak of a breach only after the latest).
// A residence ends by a departure, or by a later residence in another facility (a transfer).
import type { Recorded, SubjectId, Uuid } from '../chronicle/entry.ts'
import { statedOf, type Settled, type Stated } from '../chronicle/fold.ts'
import type { BodyOf } from '../chronicle/kind.ts'
import { edtfBounds, type Edtf } from '../time/edtf.ts'
import type { PlainDate } from '../time/plain-date.ts'
import * as kinds from './kinds.ts'
import { died } from './life-kinds.ts'
import type { Names } from './names.ts'

export type Sex = 'female' | 'male' | 'unknown'
/** A day that lies between two days; null is not known on that side. */
export type DayRange = { earliest: PlainDate | null; latest: PlainDate | null }

export type BirthClaim = { entry: Recorded; born: Edtf; isDocument: boolean }
export type Birth = { claims: readonly BirthClaim[]; range: DayRange }

export type Residence = {
  id: Uuid
  facility: SubjectId
  carer: SubjectId | null
  from: Edtf
  to: Edtf | null
  route: BodyOf<typeof kinds.residenceEnded>['route'] | 'transfer' | null
}

export type Relation = { carer: SubjectId; relation: BodyOf<typeof kinds.relationStated>['relation'] }
export type Arrival = { how: BodyOf<typeof kinds.arrivalExplained>['how']; entry: Recorded }

export type ChildRegister = {
  names: Names | null
  sex: Sex
  code: string | null
  birth: Birth
  relations: readonly Relation[]
  residences: readonly Residence[]
  arrivals: readonly Arrival[]
  /** When it died; null while nobody said so, or when someone stated a stay that began after it. */
  died: DayRange | null
}

/** What the register knows of a child. Entries that the reader may not see are simply not there. */
export function childRegister(settled: Settled): ChildRegister {
  const registered = last(statedOf(settled, kinds.childRegistered))
  return {
    names: registered?.body.names ?? null,
    sex: registered?.body.sex ?? 'unknown',
    code: registered?.body.code ?? null,
    birth: birthOf(settled),
    relations: statedOf(settled, kinds.relationStated).map(({ body }) => ({
      carer: body.carer,
      relation: body.relation,
    })),
    residences: residencesOf(settled),
    arrivals: statedOf(settled, kinds.arrivalExplained).map(({ body, entry }) => ({ how: body.how, entry })),
    died: diedOn(settled),
  }
}

function birthOf(settled: Settled): Birth {
  const claims = statedOf(settled, kinds.birthStated).map(({ body, entry }) => ({
    entry,
    born: body.born,
    isDocument: entry.basis === 'document',
  }))
  return { claims, range: rangeOfClaims(claims) }
}

/** From the earliest to the latest day that these claims leave open: of those that rest on a document, or of all where none does. */
export function rangeOfClaims(claims: readonly Pick<BirthClaim, 'born' | 'isDocument'>[]): DayRange {
  const documents = claims.filter((claim) => claim.isDocument)
  return hull(documents.length > 0 ? documents : claims)
}

function hull(claims: readonly Pick<BirthClaim, 'born'>[]): DayRange {
  const ranges = claims.map((claim) => edtfBounds(claim.born))
  return {
    earliest: extreme(
      ranges.map((range) => range.earliest),
      -1,
    ),
    latest: extreme(
      ranges.map((range) => range.latest),
      1,
    ),
  }
}

function extreme(days: readonly (PlainDate | null)[], direction: 1 | -1): PlainDate | null {
  if (days.length === 0) return null
  return days.reduce((best, day) => {
    if (best === null || day === null) return null
    return (direction === 1 ? day > best : day < best) ? day : best
  })
}

type Step =
  | { is: 'began'; stated: Stated<typeof kinds.residenceBegan> }
  | { is: 'ended'; stated: Stated<typeof kinds.residenceEnded> }
  | { is: 'died'; stated: Stated<typeof died> }

function residencesOf(settled: Settled): Residence[] {
  const steps = inOrder(settled, [
    ...statedOf(settled, kinds.residenceBegan).map((stated): Step => ({ is: 'began', stated })),
    ...statedOf(settled, kinds.residenceEnded).map((stated): Step => ({ is: 'ended', stated })),
    ...statedOf(settled, died).map((stated): Step => ({ is: 'died', stated })),
  ])
  const residences: Residence[] = []
  for (const step of steps) {
    const open = residences.at(-1)
    if (step.is !== 'began') {
      if (open !== undefined && open.to === null) {
        const route = step.is === 'died' ? 'died' : step.stated.body.route
        residences[residences.length - 1] = { ...open, to: step.stated.entry.occurred, route }
      }
      continue
    }
    const { body, entry, id } = step.stated
    if (open !== undefined && open.to === null) {
      if (open.facility === body.facility) continue // Said twice by two people: one stay.
      residences[residences.length - 1] = { ...open, to: entry.occurred, route: 'transfer' }
    }
    residences.push({
      id,
      facility: body.facility,
      carer: body.carer ?? null,
      from: entry.occurred,
      to: null,
      route: null,
    })
  }
  return residences
}

/** The last word on its death, as its own entry or as the way it left; a stay that began later contradicts it, and it lives. */
function diedOn(settled: Settled): DayRange | null {
  const deaths = [
    ...statedOf(settled, died),
    ...statedOf(settled, kinds.residenceEnded).filter(({ body }) => body.route === 'died'),
  ].toSorted(byPlace(settled))
  const death = deaths[0]
  if (death === undefined) return null
  const on = edtfBounds(death.entry.occurred)
  const isContradicted = statedOf(settled, kinds.residenceBegan).some(({ entry }) => {
    const { earliest } = edtfBounds(entry.occurred)
    return earliest !== null && on.latest !== null && earliest > on.latest
  })
  return isContradicted ? null : on
}

/** Keeps the fold order of the chronicle, in which facts of several kinds stand together. */
function inOrder(settled: Settled, steps: readonly Step[]): Step[] {
  const place = new Map(settled.facts.map((standing, index) => [standing.id, index]))
  return steps.toSorted((left, right) => (place.get(left.stated.id) ?? 0) - (place.get(right.stated.id) ?? 0))
}

export type Custody = {
  id: Uuid
  place: BodyOf<typeof kinds.custodyBegan>['place']
  facility: SubjectId | null
  from: Edtf
  to: Edtf | null
  how: BodyOf<typeof kinds.custodyEnded>['how'] | 'moved' | null
}

export type LegalPosition = Pick<
  BodyOf<typeof kinds.custodyBegan>,
  'legalStatus' | 'charge' | 'sentenceMonths' | 'expectedRelease'
>
export type Pregnancy = {
  id: Uuid
  due: Edtf | null
  outcome: BodyOf<typeof kinds.pregnancyEnded>['outcome'] | null
  from: Edtf
}

export type CarerRegister = {
  names: Names | null
  sex: Sex
  born: Edtf | null
  custody: readonly Custody[]
  legal: LegalPosition | null
  pregnancies: readonly Pregnancy[]
}

/** What the register knows of a carer in custody. */
export function carerRegister(settled: Settled): CarerRegister {
  const registered = last(statedOf(settled, kinds.carerRegistered))
  const begun = statedOf(settled, kinds.custodyBegan)
  return {
    names: registered?.body.names ?? null,
    sex: registered?.body.sex ?? 'unknown',
    born: registered?.body.born ?? null,
    custody: custodyOf(settled, begun),
    legal: last([...begun, ...statedOf(settled, kinds.custodyChanged)].toSorted(byPlace(settled)))?.body ?? null,
    pregnancies: pregnanciesOf(settled),
  }
}

function custodyOf(settled: Settled, begun: readonly Stated<typeof kinds.custodyBegan>[]): Custody[] {
  const began = begun.map((stated) => ({ is: 'began' as const, ...stated }))
  const ended = statedOf(settled, kinds.custodyEnded).map((stated) => ({ is: 'ended' as const, ...stated }))
  const spells: Custody[] = []
  for (const step of [...began, ...ended].toSorted(byPlace(settled))) {
    const to = step.entry.occurred
    const open = spells.at(-1)
    if (open !== undefined && open.to === null) {
      spells[spells.length - 1] = { ...open, to, how: step.is === 'ended' ? step.body.how : 'moved' }
    }
    if (step.is === 'ended') continue
    const { place, facility } = step.body
    spells.push({ id: step.id, place, facility: facility ?? null, from: to, to: null, how: null })
  }
  return spells
}

function pregnanciesOf(settled: Settled): Pregnancy[] {
  const ends = new Map(statedOf(settled, kinds.pregnancyEnded).map(({ body }) => [body.pregnancy, body.outcome]))
  return statedOf(settled, kinds.pregnancyRecorded).map(({ id, body, entry }) => ({
    id,
    due: body.due ?? null,
    outcome: ends.get(id) ?? null,
    from: entry.occurred,
  }))
}

function byPlace(settled: Settled): (left: { id: Uuid }, right: { id: Uuid }) => number {
  const place = new Map(settled.facts.map((standing, index) => [standing.id, index]))
  return (left, right) => (place.get(left.id) ?? 0) - (place.get(right.id) ?? 0)
}

function last<T>(items: readonly T[]): T | undefined {
  return items.at(-1)
}
