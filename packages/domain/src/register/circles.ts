// In which circles a subject is, from when to when, as its chronicle says. Who sees whom follows from this and from nothing else.
// Source: docs/decisions/0003-classes-and-circles.md.
//   The agency that registered a subject keeps it. A facility has it while the person lives or is held there, and 30 days more.
//   An allocation puts a child into an agency's case-load, until the next one. A grant opens some classes to an agency, until a day.
//   A carer follows the child into case-loads and grants; kin follow it into its facilities' circles too. Kin never come with a class
//   that prison staff read, wherever they follow to (a prison's agency has a circle too): prison staff never see kin.
//   A carer follows only where the entry names it in `also`, as only then was its author's right to write about it looked at: else
//   anyone could draw a stranger's mother into their own circle by naming her as the mother of a child of theirs.
//   A prison's circle, and that of the agency which registered someone, never pass safeguarding: a complaint is read by the agency that
//   took it, by those who have the child in their case-load, and by those to whom it was granted (decisions, 0011).
// Uncertain: a date that is a range counts from its earliest day and ends after its latest.
import { erasureAgreed } from '../access/erasure-kinds.ts'
import { allocated, granted } from '../access/kinds.ts'
import { allClasses, maskOf } from '../access/classes.ts'
import type { PlacedChronicle, Placing, PlacingRule } from '../access/placing.ts'
import type { Recorded, SubjectId, Uuid } from '../chronicle/entry.ts'
import { settle, statedOf, type Settled } from '../chronicle/fold.ts'
import { edtfBounds, type Edtf } from '../time/edtf.ts'
import { addDays, firstDay, type PlainDate } from '../time/plain-date.ts'
import * as kinds from './kinds.ts'
import { died } from './life-kinds.ts'
import { carerRegister, childRegister } from './state.ts'

/** Practice default: those who looked after a child in a facility can finish their records. */
export const daysAfterLeaving = 30

const placing = [
  kinds.facilityRegistered,
  kinds.carerRegistered,
  kinds.custodyBegan,
  kinds.custodyEnded,
  kinds.childRegistered,
  kinds.relationStated,
  kinds.residenceBegan,
  kinds.residenceEnded,
  died,
  kinds.kinRegistered,
  allocated,
  granted,
  // What goes may have placed somebody.
  erasureAgreed,
]

const families = new Map(placing.map((kind) => [kind.name, kind.family]))

const prisonClasses = maskOf(['identity', 'custody', 'conditions'])

/** What passes by living somewhere or by having been registered by someone; the rest needs a case-load or a grant. */
const everydayClasses = allClasses & ~maskOf(['safeguarding'])

/** Kinds whose entries can change circles, and what follows from them. */
export const placingRule: PlacingRule = { kinds: new Set(placing.map((kind) => kind.name)), placings }

/** All places that follow from one chronicle: the subject's own, and those of the people who follow it. */
export function placings(chronicle: PlacedChronicle): Placing[] {
  const settled = settle(chronicle.entries, (kind) => families.get(kind))
  const own = [...ofRegistration(chronicle), ...ofType(chronicle, settled), ...ofDecisions(chronicle.subject, settled)]
  const lasting = own.filter(({ since, until }) => until === null || since < until)
  return chronicle.type === 'child' ? [...lasting, ...ofFollowers(settled, lasting)] : lasting
}

function ofRegistration({ subject, type, openedBy, entries }: PlacedChronicle): Placing[] {
  const opening = entries.find((entry) => entry.id === openedBy)
  if (opening === undefined) return []
  const always = { subject, mask: everydayClasses, since: firstDay, until: null, cause: openedBy }
  const agency: Placing = { ...always, place: { type: 'agency', agency: opening.agency } }
  return type === 'facility' ? [agency, { ...always, place: { type: 'facility', facility: subject } }] : [agency]
}

type Spell = { id: Uuid; facility: SubjectId | null; from: Edtf; to: Edtf | null }

function ofType({ subject, type }: PlacedChronicle, settled: Settled): Placing[] {
  const spells: readonly Spell[] =
    type === 'child' ? childRegister(settled).residences : type === 'carer' ? carerRegister(settled).custody : []
  return spells.flatMap(({ id, facility, from, to }) => {
    if (facility === null) return []
    const left = to === null ? null : edtfBounds(to).latest
    return {
      subject,
      place: { type: 'facility', facility },
      mask: everydayClasses,
      since: edtfBounds(from).earliest ?? firstDay,
      until: left === null ? null : addDays(left, daysAfterLeaving),
      cause: id,
    }
  })
}

function ofDecisions(subject: SubjectId, settled: Settled): Placing[] {
  const allocations = statedOf(settled, allocated)
  const caseLoads = allocations.map(({ id, entry, body }, index): Placing => {
    const next = allocations[index + 1]
    return {
      subject,
      place: { type: 'case-load', agency: body.agency },
      mask: allClasses,
      since: firstDayOf(entry),
      until: next === undefined ? null : firstDayOf(next.entry),
      cause: id,
    }
  })
  const grants = statedOf(settled, granted).map(({ id, entry, body }): Placing => ({
    subject,
    place: { type: 'agency', agency: body.agency },
    mask: maskOf(body.classes),
    since: firstDayOf(entry),
    until: body.until,
    cause: id,
  }))
  return [...caseLoads, ...grants]
}

function firstDayOf(entry: Recorded): PlainDate {
  return edtfBounds(entry.occurred).earliest ?? firstDay
}

function ofFollowers(settled: Settled, own: readonly Placing[]): Placing[] {
  const related = statedOf(settled, kinds.relationStated).filter(({ entry, body }) => entry.also.includes(body.carer))
  const carers = new Set(related.map(({ body }) => body.carer))
  const kin = new Set(statedOf(settled, kinds.kinRegistered).map(({ entry }) => entry.subject))
  const beyondPrison = own.filter(({ place }) => place.type !== 'facility')
  const hidden = own.map((one) => ({ ...one, mask: one.mask & ~prisonClasses }))
  return [
    ...[...carers].flatMap((subject) => beyondPrison.map((one) => ({ ...one, subject }))),
    ...[...kin].flatMap((subject) => hidden.filter(({ mask }) => mask !== 0).map((one) => ({ ...one, subject }))),
  ]
}
