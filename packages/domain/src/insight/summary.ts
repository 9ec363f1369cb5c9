// What a device keeps of a subject beside its entries, so that lists, searches and Today open without reading a chronicle. It is made
// whenever entries of the subject come in, without "today", and sealed like everything there. Made of the same rows as the host's.
//   Of a child, the dates that everybody sees alike come from the host's status line, never from a fold of what this reader sees.
//   A deadline is kept only where the reader reads every class that it follows from: a phone must not cry "not assessed" because it
//   cannot see the assessment (docs/decisions/0014-the-device.md, architecture.md "Partial sight").
//   Entries that wait on the device count for nothing here; only a child whom nobody but this device knows is shown from them.
import { maskOf, type AccessClass, type ClassMask } from '../access/classes.ts'
import { isWithheld } from '../access/policy.ts'
import { circleReadsOf, readsOf, type Role } from '../access/roles.ts'
import { unmetIn, type Unmet } from '../assess/unmet.ts'
import type { Deadline } from '../chronicle/deadline.ts'
import type { AgencyId, Recorded, SubjectId, SubjectType, UserId } from '../chronicle/entry.ts'
import { classOf, withholdingKinds } from '../kinds.ts'
import type { CountryPack } from '../policy.ts'
import { carerCustody, carerIdentity, type CarerCustody, type CarerIdentity } from '../register/carer-row.ts'
import { facilityFacts, type FacilityFacts } from '../register/facility-row.ts'
import { childRegistered } from '../register/kinds.ts'
import { merged } from '../register/merge-kinds.ts'
import { recordsOf, unionOf } from '../register/merge-state.ts'
import { carerRegister } from '../register/state.ts'
import { settled } from '../settled.ts'
import { adviceRowFacts, type AdviceRowFacts } from '../sharing/advice-row.ts'
import { adviceLedger } from '../sharing/state.ts'
import { childFile } from './child-file.ts'
import * as row from './child-row.ts'

/** The feed's status line of a child, with days as text. `sight`: the classes that the reader reads of it today, as a mask. */
export type SentStatus = {
  child: string
  isInside: boolean
  isClosed?: boolean | undefined
  pastFromEarliest: string | null
  pastFromLatest: string | null
  approachFrom: string | null
  decisionType: string | null
  decisionUntil: string | null
  nextDue: string | null
  sight?: number | undefined
}

/** Whose device it is. */
export type Reader = { account: UserId; agency: AgencyId; roles: readonly Role[] }

/** `chronicle` and `status` answer for the records that `recordsBeside` names; for others they need not. */
export type SummaryWorld = {
  pack: CountryPack
  reader: Reader
  chronicle: (subject: SubjectId) => readonly Recorded[]
  status: (child: SubjectId) => SentStatus | null
}

export type ChildSummary = {
  type: 'child'
  subject: SubjectId
  /** Known to this device only: its registration has not been accepted yet. */
  isPending: boolean
  /** Null where the reader does not read identity. */
  identity: row.ChildIdentity | null
  /** Null where the host shows the child to this reader no longer: it is in no list. */
  dates: row.ChildDates | null
  carers: readonly { carer: SubjectId; relation: string }[]
  worker: { agency: AgencyId; worker: SubjectId | null } | null
  district: string | null
  /** The record of the same child that this one leads to, and those that lead to this one. */
  sameAs: SubjectId | null
  others: readonly SubjectId[]
  deadlines: readonly Deadline[]
  /** The reader sees too little to say what is owed: the host knows the child elsewhere than these entries say. */
  isPartial: boolean
  letters: readonly row.LetterFacts[]
  /** Null where nothing that could say so was read. */
  unmet: readonly Unmet[] | null
  hasComplaints: boolean
}

export type CarerSummary = {
  type: 'carer'
  subject: SubjectId
  isPending: boolean
  identity: CarerIdentity | null
  custody: CarerCustody | null
  hasComplaints: boolean
}

export type FacilitySummary = {
  type: 'facility'
  subject: SubjectId
  facts: FacilityFacts | null
  advice: readonly AdviceRowFacts[]
  hasComplaints: boolean
}

export type Summary = ChildSummary | CarerSummary | FacilitySummary

/** Other records of which this chronicle says that they are, or were, the same child: their summaries follow from it too. */
export function recordsBeside(subject: SubjectId, entries: readonly Recorded[]): SubjectId[] {
  const named = entries.flatMap((entry) => (entry.kind === merged.name ? [entry.subject, ...entry.also] : []))
  return [...new Set(named)].filter((one) => one !== subject)
}

/** The summary of a subject from all entries that name it and are on this device; null for one that no list shows. */
export function summarize(
  subject: SubjectId,
  type: SubjectType,
  entries: readonly Recorded[],
  status: SentStatus | null,
  world: SummaryWorld,
): Summary | null {
  switch (type) {
    case 'child':
      return childSummary(subject, entries, status, world)
    case 'carer':
      return carerSummary(subject, entries)
    case 'facility':
      return facilitySummary(subject, entries)
    case 'kin':
    case 'agency':
      return null
  }
}

function childSummary(
  child: SubjectId,
  all: readonly Recorded[],
  status: SentStatus | null,
  world: SummaryWorld,
): ChildSummary | null {
  const isPending = isOpenedHere(child, all)
  const entries = isPending ? all : accepted(all)
  const file = childFile(child, entries, world.pack)
  const sight = isPending ? readsOf(world.reader.roles) : sightOf(status, world.reader)
  if (file.register.code === null && status === null) return null
  const several = severalOf(child, entries, world)
  const whole = row.wholeChild(file, world.pack, several)
  const isPartial = status !== null && (whole.file.whereabouts.is === 'in-facility') !== status.isInside
  const readsIdentity = (sight & maskOf(['identity'])) !== 0
  return {
    type: 'child',
    subject: child,
    isPending,
    identity: readsIdentity && file.register.code !== null ? row.childIdentity(file, whole) : null,
    dates: isPending ? row.childDates(file) : datesOf(status),
    carers: readsIdentity ? row.childCarers(file) : [],
    worker: readsIdentity ? row.childWorker(file, whole) : null,
    district: (sight & maskOf(['care'])) === 0 ? null : row.childDistrict(file, whole),
    sameAs: several === undefined || whole.isKept ? null : (several.records[0]?.subject ?? null),
    others: whole.others,
    isPartial,
    deadlines: whole.isKept && !isPartial ? readableDeadlines(whole, sight, world) : [],
    letters: file.letters.map(row.letterFacts).filter((letter) => (sight & maskOf([letter.class])) !== 0),
    unmet: unmetIn(child, entries),
    hasComplaints: hasComplaints(child, entries),
  }
}

function accepted(entries: readonly Recorded[]): readonly Recorded[] {
  return entries.filter(({ seq }) => seq !== undefined)
}

function isOpenedHere(child: SubjectId, entries: readonly Recorded[]): boolean {
  const opening = entries.find(({ kind, subject }) => kind === childRegistered.name && subject === child)
  return opening !== undefined && opening.seq === undefined
}

/** Without the host's word on it, all that the reader's roles may read through circles. */
function sightOf(status: SentStatus | null, { roles }: Reader): ClassMask {
  const reads = circleReadsOf(roles)
  return status === null ? 0 : reads & (status.sight ?? reads)
}

function severalOf(
  child: SubjectId,
  entries: readonly Recorded[],
  world: SummaryWorld,
): row.SeveralRecords | undefined {
  if (recordsBeside(child, entries).length === 0) return undefined
  const chronicle = (subject: SubjectId) => (subject === child ? entries : accepted(world.chronicle(subject)))
  const { kept, others } = recordsOf(child, chronicle)
  if (others.length === 0) return undefined
  const records = [kept, ...others].map((subject) => ({ subject, entries: chronicle(subject) }))
  return { records, union: unionOf(child, chronicle) }
}

function datesOf(status: SentStatus | null): row.ChildDates | null {
  if (status === null) return null
  const { isInside, isClosed, pastFromEarliest, pastFromLatest, approachFrom, decisionType, decisionUntil, nextDue } =
    status
  const days = { pastFromEarliest, pastFromLatest, approachFrom, decisionUntil, nextDue }
  // The host made these of days of the calendar.
  return { isInside, isClosed: isClosed ?? false, decisionType, ...days } as row.ChildDates
}

/**
 * Classes from which a deadline follows besides those that it names: its details need them not, but whether it is owed does.
 * device-answers.db.test.ts of the host tries every role on a whole history and fails where a code is missing here.
 */
const followsFromToo: Readonly<Record<string, readonly AccessClass[]>> = {
  'assess.entry-check': ['custody'],
  'assess.full-assessment': ['custody'],
  'assess.birth-assessment': ['custody'],
}

/**
 * The same wall as the host's on its rows, and besides: nothing from partial sight. What the host shows to the agency that wrote all it
 * follows from is not shown here: another's answer, which this reader does not see, may have ended it.
 */
function readableDeadlines({ file, others }: row.Whole, sight: ClassMask, world: SummaryWorld): Deadline[] {
  const { reader } = world
  const everywhere = others.reduce((mask, other) => mask & sightOf(world.status(other), reader), sight)
  return file.deadlines.filter(({ code, classes, withheld = [] }) => {
    if (isWithheld([reader.account, reader.agency], withheld)) return false
    return (maskOf([...classes, ...(followsFromToo[code] ?? [])]) & ~everywhere) === 0
  })
}

/** Of a carer the host sends no line of sight: custody is shown where anything of it reached the reader. */
function carerSummary(carer: SubjectId, all: readonly Recorded[]): CarerSummary | null {
  const entries = accepted(all)
  const isPending = entries.length === 0
  const register = carerRegister(settled(isPending ? all : entries))
  if (register.names === null && register.custody.length === 0) return null
  const isCustodySeen = (isPending ? all : entries).some(({ kind }) => classOf(kind) === 'custody')
  return {
    type: 'carer',
    subject: carer,
    isPending,
    identity: carerIdentity(register),
    custody: isCustodySeen ? carerCustody(register) : null,
    hasComplaints: hasComplaints(carer, entries),
  }
}

function facilitySummary(facility: SubjectId, all: readonly Recorded[]): FacilitySummary {
  const entries = accepted(all)
  const folded = settled(entries)
  return {
    type: 'facility',
    subject: facility,
    facts: facilityFacts(folded),
    advice: adviceLedger(folded).map(adviceRowFacts),
    hasComplaints: hasComplaints(facility, entries),
  }
}

function hasComplaints(subject: SubjectId, entries: readonly Recorded[]): boolean {
  return entries.some((entry) => entry.subject === subject && withholdingKinds.has(entry.kind))
}
