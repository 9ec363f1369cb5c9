// A child's rows: who it is, the dates that everybody sees alike, what is due. They need several slices, hence here.
// Of a child with several records, each record's rows say who it is as that record says it, so that a merge shows nobody what they did
// not see; the dates are the same on all, from all entries; deadlines stand on the kept record only (docs/decisions/0012-merge.md).
import { maskOf } from '@komar/domain/access/classes'
import type { Letter } from '@komar/domain/assess/letters'
import type { Deadline } from '@komar/domain/chronicle/deadline'
import type { SubjectId } from '@komar/domain/chronicle/entry'
import { childFile, statusLine, type ChildFile } from '@komar/domain/insight/child-file'
import { searchText } from '@komar/domain/register/name-search'
import { edtfBounds } from '@komar/domain/time/edtf'
import type { PolicyPack } from '@komar/domain/policy'
import { diaryKeepers } from '@komar/domain/wellbeing/diary-keepers'
import type { Projector, Row, Several } from '../chronicle/projector.ts'

export const childProjector: Projector = {
  of: 'child',
  tables: [
    { name: 'child_identity', key: 'child' },
    { name: 'child_status', key: 'child' },
    { name: 'child_carer', key: 'child' },
    { name: 'child_worker', key: 'child' },
    { name: 'child_district', key: 'child' },
    { name: 'diary_keeper', key: 'child' },
    { name: 'letter', key: 'child' },
    { name: 'child_merge', key: 'kept' },
    { name: 'deadline', key: 'subject' },
  ],
  project: (child, entries, { pack }, several) => {
    const file = childFile(child, entries, pack)
    // A subject whose opening was retracted has no name and no row: it is nobody.
    if (file.register.code === null) return {}
    const whole = wholeOf(child, file, pack, several)
    const carers = new Map(file.register.relations.map(({ carer, relation }) => [carer, relation]))
    return {
      child_identity: [identityRow(child, file, whole)],
      child_status: [statusRow(child, whole.file)],
      child_carer: [...carers].map(([carer, relation]) => ({ child, carer, relation })),
      child_worker: whole.holdsWorker ? workerRows(child, file) : [],
      child_district: whole.holdsPlace ? districtRows(child, file) : [],
      diary_keeper: diaryKeepers(file.settled).map(({ keeper, until }) => ({ child, keeper, until })),
      letter: file.letters.map((letter) => letterRow(child, letter)),
      child_merge: whole.others.map((other) => ({ kept: child, other })),
      deadline: whole.isKept ? whole.file.deadlines.map((deadline) => deadlineRow(child, deadline, whole.others)) : [],
    }
  },
}

/** What the records of one child say together, and what of it this record says itself. */
type Whole = {
  file: ChildFile
  isKept: boolean
  /** Of the kept record: those that lead to it. */
  others: readonly SubjectId[]
  holdsPlace: boolean
  holdsWorker: boolean
}

function wholeOf(child: SubjectId, own: ChildFile, pack: PolicyPack, several: Several | undefined): Whole {
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

function identityRow(child: SubjectId, { register, whereabouts }: ChildFile, { holdsPlace }: Whole): Row {
  const { names, code, sex, birth, residences } = register
  const last = residences.at(-1)
  const isInside = holdsPlace && whereabouts.is === 'in-facility'
  return {
    child,
    code,
    name_km: names?.km ?? null,
    name_latin: names?.latin ?? null,
    called: names?.called ?? null,
    sex,
    born: birth.claims.map(({ born }) => born),
    born_earliest: birth.range.earliest,
    born_latest: birth.range.latest,
    facility: isInside ? whereabouts.facility : null,
    carer: last?.carer ?? register.relations[0]?.carer ?? null,
    lives_since: isInside ? (last?.from ?? null) : null,
    left_route: isInside || !holdsPlace ? null : (last?.route ?? null),
    search: names === null ? '' : searchText(names),
  }
}

function workerRows(child: SubjectId, { access }: ChildFile): Row[] {
  const { responsible } = access
  return responsible === null ? [] : [{ child, agency: responsible.agency, worker: responsible.worker }]
}

/** Where a placed child lives, as far as its carer's district is known. */
function districtRows(child: SubjectId, { care, whereabouts }: ChildFile): Row[] {
  if (whereabouts.is !== 'placed') return []
  const carer = care.kin.findLast(({ entry }) => entry.subject === whereabouts.carer)
  return carer?.body.district === undefined ? [] : [{ child, district: carer.body.district }]
}

function statusRow(child: SubjectId, file: ChildFile): Row {
  const status = statusLine(file)
  return {
    child,
    is_inside: status.inFacility !== null,
    is_closed: file.isClosed,
    past_from_earliest: status.firstDayPast?.earliest ?? null,
    past_from_latest: status.firstDayPast?.latest ?? null,
    approach_from: status.approachFrom ?? status.firstDayPast?.earliest ?? null,
    decision_type: status.decisionType,
    decision_until: status.decisionUntil,
    next_due: status.nextDue,
  }
}

function letterRow(child: SubjectId, letter: Letter): Row {
  const { id, sent, purpose, addressee, sentOn, answerDue, acknowledgement, answer, supersededBy } = letter
  return {
    letter: id,
    child,
    class_bit: maskOf([letter.class]),
    purpose,
    addressee,
    sent_to: sent.body.to,
    agency: sent.entry.agency,
    sent_on: sentOn,
    answer_due: answerDue,
    acknowledged_on: dayOf(acknowledgement),
    answered_on: dayOf(answer),
    says: answer?.body.says ?? null,
    is_superseded: supersededBy !== null,
  }
}

/** The last day on which it may have come; where that is open, the day on which it was written down stands for it. */
function dayOf(stated: Letter['answer'] | Letter['acknowledgement']): string | null {
  return stated === null ? null : (edtfBounds(stated.entry.occurred).latest ?? stated.entry.written.slice(0, 10))
}

function deadlineRow(subject: SubjectId, deadline: Deadline, beside: readonly SubjectId[]): Row {
  const { code, key, classes, opens, due, breachFrom, duty, harm, params, withheld = [], agencies = [] } = deadline
  const dates = { opens, due, breach_from: breachFrom }
  return { subject, code, key, class_mask: maskOf(classes), ...dates, duty, harm, params, withheld, agencies, beside }
}
