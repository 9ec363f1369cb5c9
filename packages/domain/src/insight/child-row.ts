// What lists say of a child without opening its chronicle: who it is as one record says it, the dates that everybody sees alike, what
// was written to offices. The host stores it as rows, a device in its sealed snapshot: made in one place, so that both say the same.
// Of a child with several records, each record says who it is as that record says it, so that a merge shows nobody what they did not
// see; the dates are the same on all, from all entries; deadlines stand on the kept record only (docs/decisions/0012-merge.md).
import type { ChildAccess } from '../access/state.ts'
import type { Addressee, LetterPurpose } from '../assess/letter-kinds.ts'
import type { Letter } from '../assess/letters.ts'
import type { Recorded, SubjectId, Uuid } from '../chronicle/entry.ts'
import type { CountryPack } from '../policy.ts'
import { searchText } from '../register/name-search.ts'
import type { Relation } from '../register/state.ts'
import { edtfBounds, type Edtf } from '../time/edtf.ts'
import { plainDate, type PlainDate } from '../time/plain-date.ts'
import { childFile, statusLine, type ChildFile } from './child-file.ts'

/** Identity class and nothing else. */
export type ChildIdentity = {
  code: string | null
  nameKm: string | null
  nameLatin: string | null
  called: string | null
  sex: string | null
  born: readonly Edtf[]
  bornEarliest: PlainDate | null
  bornLatest: PlainDate | null
  facility: SubjectId | null
  carer: SubjectId | null
  livesSince: Edtf | null
  leftRoute: string | null
  /** See `searchText`. */
  search: string
}

/** Of no class: what every reader of a child may know, whatever their classes. Days as stored, without "today". */
export type ChildDates = {
  isInside: boolean
  isClosed: boolean
  pastFromEarliest: PlainDate | null
  pastFromLatest: PlainDate | null
  approachFrom: PlainDate | null
  decisionType: string | null
  decisionUntil: PlainDate | null
  nextDue: PlainDate | null
}

export type LetterFacts = {
  id: Uuid
  class: Letter['class']
  purpose: LetterPurpose
  addressee: Addressee | null
  to: string
  agency: Uuid
  sentOn: PlainDate | null
  answerDue: PlainDate
  acknowledgedOn: PlainDate | null
  answeredOn: PlainDate | null
  says: string | null
  isSuperseded: boolean
}

/** A child's records: all of them, the kept one first, and the chronicle that they have together. */
export type SeveralRecords = {
  records: readonly { subject: SubjectId; entries: readonly Recorded[] }[]
  union: readonly Recorded[]
}

/** What the records of one child say together, and what of it this record says itself. */
export type Whole = {
  file: ChildFile
  isKept: boolean
  /** Of the kept record: those that lead to it. */
  others: readonly SubjectId[]
  holdsPlace: boolean
  holdsWorker: boolean
}

/** The child whom a record stands for. `several` only where it has several records. */
export function wholeChild(own: ChildFile, pack: CountryPack, several: SeveralRecords | undefined): Whole {
  const { child } = own
  if (several === undefined) return { file: own, isKept: true, others: [], holdsPlace: true, holdsWorker: true }
  const kept = several.records[0]?.subject ?? child
  const file = childFile(kept, several.union, pack)
  const files = several.records.map(({ subject, entries }) => childFile(subject, entries, pack))
  // The first record that says what holds now: so the child is counted once in a prison and once with a worker.
  const holderOf = (told: (file: ChildFile) => string) => files.find((one) => told(one) === told(file))?.child ?? kept
  return {
    file,
    isKept: child === kept,
    others: child === kept ? several.records.slice(1).map(({ subject }) => subject) : [],
    holdsPlace: holderOf(placeOf) === child,
    holdsWorker: holderOf(({ access }) => JSON.stringify(access.responsible)) === child,
  }
}

function placeOf({ whereabouts }: ChildFile): string {
  if (whereabouts.is === 'in-facility') return whereabouts.facility
  return whereabouts.is === 'placed' ? `placed ${whereabouts.carer ?? ''}` : whereabouts.is
}

/** Who the child is, as this record says it, and where it lives where this record holds that. */
export function childIdentity(
  { register, whereabouts }: ChildFile,
  { holdsPlace }: Pick<Whole, 'holdsPlace'>,
): ChildIdentity {
  const { names, code, sex, birth, residences } = register
  const last = residences.at(-1)
  const facility = holdsPlace && whereabouts.is === 'in-facility' ? whereabouts.facility : null
  return {
    code,
    nameKm: names?.km ?? null,
    nameLatin: names?.latin ?? null,
    called: names?.called ?? null,
    sex,
    born: birth.claims.map(({ born }) => born),
    bornEarliest: birth.range.earliest,
    bornLatest: birth.range.latest,
    facility,
    carer: last?.carer ?? register.relations[0]?.carer ?? null,
    livesSince: facility === null ? null : (last?.from ?? null),
    leftRoute: facility !== null || !holdsPlace ? null : (last?.route ?? null),
    search: names === null ? '' : searchText(names),
  }
}

/** The dates of a child, from all its records. */
export function childDates(file: ChildFile): ChildDates {
  const status = statusLine(file)
  return {
    isInside: status.inFacility !== null,
    isClosed: file.isClosed,
    pastFromEarliest: status.firstDayPast?.earliest ?? null,
    pastFromLatest: status.firstDayPast?.latest ?? null,
    approachFrom: status.approachFrom ?? status.firstDayPast?.earliest ?? null,
    decisionType: status.decisionType,
    decisionUntil: status.decisionUntil,
    nextDue: status.nextDue,
  }
}

/** The carers of a child and how each is related; a later statement about one stands. */
export function childCarers({ register }: ChildFile): { carer: SubjectId; relation: Relation['relation'] }[] {
  const carers = new Map(register.relations.map(({ carer, relation }) => [carer, relation]))
  return [...carers].map(([carer, relation]) => ({ carer, relation }))
}

/** Whose case-load the child is in; null while it is in nobody's, or where another of its records says so. */
export function childWorker(
  { access }: ChildFile,
  { holdsWorker }: Pick<Whole, 'holdsWorker'>,
): ChildAccess['responsible'] {
  return holdsWorker ? access.responsible : null
}

/** Where a placed child lives, as far as its carer's district is known. Care class. */
export function childDistrict(
  { care, whereabouts }: ChildFile,
  { holdsPlace }: Pick<Whole, 'holdsPlace'>,
): string | null {
  if (!holdsPlace || whereabouts.is !== 'placed') return null
  return care.kin.findLast(({ entry }) => entry.subject === whereabouts.carer)?.body.district ?? null
}

/** A letter as lists show it. */
export function letterFacts(letter: Letter): LetterFacts {
  const { id, sent, purpose, addressee, sentOn, answerDue, acknowledgement, answer, supersededBy } = letter
  return {
    id,
    class: letter.class,
    purpose,
    addressee,
    to: sent.body.to,
    agency: sent.entry.agency,
    sentOn,
    answerDue,
    acknowledgedOn: dayOf(acknowledgement),
    answeredOn: dayOf(answer),
    says: answer?.body.says ?? null,
    isSuperseded: supersededBy !== null,
  }
}

/** The last day on which it may have come; where that is open, the day on which it was written down stands for it. */
function dayOf(stated: Letter['answer'] | Letter['acknowledgement']): PlainDate | null {
  return stated === null
    ? null
    : (edtfBounds(stated.entry.occurred).latest ?? plainDate(stated.entry.written.slice(0, 10)))
}
