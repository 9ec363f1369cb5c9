// A child's rows in the database: who it is, the dates that everybody sees alike, what is due. What they say is made in
// packages/domain/src/insight/child-row.ts, which a device uses too; here it is put into columns, no table of two classes.
import { maskOf } from '@komar/domain/access/classes'
import { sealOf, type Seal, type Sealing } from '@komar/domain/care/seal'
import type { Deadline } from '@komar/domain/chronicle/deadline'
import type { SubjectId } from '@komar/domain/chronicle/entry'
import { childFile } from '@komar/domain/insight/child-file'
import {
  childCarers,
  childDates,
  childDistrict,
  childIdentity,
  childWorker,
  letterFacts,
  wholeChild,
  type ChildDates,
  type ChildIdentity,
  type LetterFacts,
  type Whole,
} from '@komar/domain/insight/child-row'
import { diaryKeepers } from '@komar/domain/wellbeing/diary-keepers'
import type { Projector, Row } from '../chronicle/projector.ts'

export const childProjector: Projector = {
  of: 'child',
  tables: [
    { name: 'child_identity', key: 'child' },
    { name: 'child_status', key: 'child' },
    { name: 'child_carer', key: 'child' },
    { name: 'child_worker', key: 'child' },
    { name: 'child_district', key: 'child' },
    { name: 'diary_keeper', key: 'child' },
    { name: 'child_seal', key: 'child' },
    { name: 'letter', key: 'child' },
    { name: 'child_merge', key: 'kept' },
    { name: 'deadline', key: 'subject' },
  ],
  project: (child, entries, { pack }, several) => {
    const file = childFile(child, entries, pack)
    // A subject whose opening was retracted has no name and no row: it is nobody.
    if (file.register.code === null) return {}
    const whole = wholeChild(file, pack, several)
    const worker = childWorker(file, whole)
    const district = childDistrict(file, whole)
    return {
      child_identity: [identityRow(child, childIdentity(file, whole))],
      child_status: [statusRow(child, childDates(whole.file))],
      child_carer: childCarers(file).map(({ carer, relation }) => ({ child, carer, relation })),
      child_worker: worker === null ? [] : [{ child, agency: worker.agency, worker: worker.worker }],
      child_district: district === null ? [] : [{ child, district }],
      diary_keeper: diaryKeepers(file.settled).map(({ keeper, until }) => ({ child, keeper, until })),
      child_seal: sealRows(child, sealOf(sealing(whole, several?.union ?? entries), pack)),
      letter: file.letters.map((letter) => letterRow(child, letterFacts(letter))),
      child_merge: whole.others.map((other) => ({ kept: child, other })),
      deadline: whole.isKept ? whole.file.deadlines.map((deadline) => deadlineRow(child, deadline, whole.others)) : [],
    }
  },
}

function identityRow(child: SubjectId, identity: ChildIdentity): Row {
  const { code, sex, called, born, facility, carer, search } = identity
  return {
    child,
    code,
    name_km: identity.nameKm,
    name_latin: identity.nameLatin,
    called,
    sex,
    born,
    born_earliest: identity.bornEarliest,
    born_latest: identity.bornLatest,
    facility,
    carer,
    lives_since: identity.livesSince,
    left_route: identity.leftRoute,
    search,
  }
}

function sealing({ file }: Whole, entries: Sealing['entries']): Sealing {
  const isInside = file.whereabouts.is === 'in-facility'
  return { birth: file.register.birth, closing: file.after.closing, isInside, entries }
}

function sealRows(child: SubjectId, seal: Seal | null): Row[] {
  return seal === null ? [] : [{ child, seals_on: seal.on, because: seal.because }]
}

function statusRow(child: SubjectId, dates: ChildDates): Row {
  return {
    child,
    is_inside: dates.isInside,
    is_closed: dates.isClosed,
    past_from_earliest: dates.pastFromEarliest,
    past_from_latest: dates.pastFromLatest,
    approach_from: dates.approachFrom,
    decision_type: dates.decisionType,
    decision_until: dates.decisionUntil,
    next_due: dates.nextDue,
  }
}

function letterRow(child: SubjectId, letter: LetterFacts): Row {
  const { id, purpose, addressee, to, agency, sentOn, answerDue, acknowledgedOn, answeredOn, says, isSuperseded } =
    letter
  return {
    letter: id,
    child,
    class_bit: maskOf([letter.class]),
    purpose,
    addressee,
    sent_to: to,
    agency,
    sent_on: sentOn,
    answer_due: answerDue,
    acknowledged_on: acknowledgedOn,
    answered_on: answeredOn,
    says,
    is_superseded: isSuperseded,
  }
}

function deadlineRow(subject: SubjectId, deadline: Deadline, beside: readonly SubjectId[]): Row {
  const { code, key, classes, opens, due, breachFrom, duty, harm, params, withheld = [], agencies = [] } = deadline
  const dates = { opens, due, breach_from: breachFrom }
  return { subject, code, key, class_mask: maskOf(classes), ...dates, duty, harm, params, withheld, agencies, beside }
}
