// A child's rows: who it is, the dates that everybody sees alike, what is due. They need several slices, hence here.
import { maskOf } from '@komar/domain/access/classes'
import type { Letter } from '@komar/domain/assess/letters'
import type { Deadline } from '@komar/domain/chronicle/deadline'
import type { SubjectId } from '@komar/domain/chronicle/entry'
import { childFile, statusLine, type ChildFile } from '@komar/domain/insight/child-file'
import { searchText } from '@komar/domain/register/name-search'
import { edtfBounds } from '@komar/domain/time/edtf'
import type { Projector, Row } from '../chronicle/projector.ts'

export const childProjector: Projector = {
  of: 'child',
  tables: [
    { name: 'child_identity', key: 'child' },
    { name: 'child_status', key: 'child' },
    { name: 'child_carer', key: 'child' },
    { name: 'child_worker', key: 'child' },
    { name: 'child_district', key: 'child' },
    { name: 'letter', key: 'child' },
    { name: 'deadline', key: 'subject' },
  ],
  project: (child, entries, { pack }) => {
    const file = childFile(child, entries, pack)
    // A subject whose opening was retracted has no name and no row: it is nobody.
    if (file.register.code === null) return {}
    const carers = new Map(file.register.relations.map(({ carer, relation }) => [carer, relation]))
    return {
      child_identity: [identityRow(child, file)],
      child_status: [statusRow(file)],
      child_carer: [...carers].map(([carer, relation]) => ({ child, carer, relation })),
      child_worker: workerRows(child, file),
      child_district: districtRows(child, file),
      letter: file.letters.map((letter) => letterRow(child, letter)),
      deadline: file.deadlines.map((deadline) => deadlineRow(child, deadline)),
    }
  },
}

function identityRow(child: SubjectId, { register, whereabouts }: ChildFile): Row {
  const { names, code, sex, birth, residences } = register
  const last = residences.at(-1)
  const isInside = whereabouts.is === 'in-facility'
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
    left_route: isInside ? null : (last?.route ?? null),
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

function statusRow(file: ChildFile): Row {
  const status = statusLine(file)
  return {
    child: status.child,
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

function deadlineRow(subject: SubjectId, deadline: Deadline): Row {
  const { code, key, classes, opens, due, breachFrom, duty, harm, params, withheld = [], agencies = [] } = deadline
  const dates = { opens, due, breach_from: breachFrom }
  return { subject, code, key, class_mask: maskOf(classes), ...dates, duty, harm, params, withheld, agencies }
}
