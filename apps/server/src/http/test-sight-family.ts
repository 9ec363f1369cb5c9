// A family for each way in which its readers stand to it, with one word planted for each class of its child (test-sight.ts).
import { accessClasses, type AccessClass } from '@komar/domain/access/classes'
import { withheldIn } from '@komar/domain/access/withholding'
import type { Recorded, Uuid, Written } from '@komar/domain/chronicle/entry'
import { classOf } from '@komar/domain/kinds'
import { addDays, type PlainDate } from '@komar/domain/time/plain-date'
import { randomInt } from 'node:crypto'
import { entryOf, newId, type Person } from '../chronicle/test-people.ts'

export const sightRelations = [
  'own agency',
  'no relation',
  'other agency, own case-load',
  'own facility',
  'other facility',
  'left the facility 29 days ago',
  'left the facility 30 days ago',
  'my time in the facility is over',
  'granted',
  'granted identity and care',
  'grant over',
  'sealed, in own agency and facility',
  'opened in need',
  'granted, and complained of',
  'granted, and of their agency besides',
  'keeps the diary',
] as const
export type SightRelation = (typeof sightRelations)[number]

export type Planted = { entry: Written; word: string | null }
/** A family of one relation: whom its entries are about, and the entries. `sealsOn`: the day from which the child is sealed. */
export type Family = {
  child: Uuid
  mother: Uuid
  kin: Uuid
  facility: Uuid
  planted: readonly Planted[]
  sealsOn: PlainDate | null
}

/** Two people who between them write every class. */
export type Authors = { agency: Uuid; caseworker: Person; lawyer: Person }
export type Order = { authors: Authors; relation: SightRelation; today: PlainDate }

/** Letters that stand in no word of Komar, so that finding them means that the entry was told. */
function plantedWord(): string {
  return `Xq${Array.from({ length: 12 }, () => String.fromCharCode(97 + randomInt(26))).join('')}`
}

/** From whom each entry of a family is withheld. */
export function withheldOf({ planted }: Family): ReadonlyMap<Uuid, readonly Uuid[]> {
  return withheldIn(
    planted.map(({ entry }, place): Recorded => ({ ...entry, seq: place + 1, received: entry.written })),
  )
}

type Plant = (
  kind: string,
  subject: Uuid,
  body: (word: string) => object,
  more?: { occurred?: PlainDate; also?: Uuid[]; by?: Person },
) => Uuid

/** Where entries of a family are kept, and how one more comes there; it answers the entry's id. */
function planter({ authors: { caseworker, lawyer }, today }: Order): { planted: Planted[]; plant: Plant } {
  const planted: Planted[] = []
  const plant: Plant = (kind, subject, body, more = {}) => {
    const word = plantedWord()
    const { by = classOf(kind) === 'legal' ? lawyer : caseworker, ...parts } = more
    const entry = entryOf(by, { kind, subject, occurred: addDays(today, -400), ...parts, body: { ...body(word) } })
    planted.push({ entry, word: JSON.stringify(entry.body).includes(word) ? word : null })
    return entry.id
  }
  return { planted, plant }
}

/** `readersAgency`: of those who stand to the family so. `keeper`: who keeps the diary, where somebody does. */
export function familyOf(order: Order, readersAgency: Uuid, keeper: Person | undefined): Family {
  const { relation, today } = order
  const [child, mother, kin, facility] = [newId(), newId(), newId(), newId()]
  const { planted, plant } = planter(order)
  const isSealed = /sealed/u.test(relation)
  const born = isSealed ? '1995-05' : '2013-05'
  plantFamily(plant, { child, mother, kin, born })
  for (const [kind, body, occurred] of placementOf(relation, facility, readersAgency, today))
    plant(kind, child, () => body, { occurred })
  if (relation === 'granted, and complained of') plantMatter(plant, child, readersAgency)
  if (relation === 'granted, and of their agency besides') plantMatter(plant, child, order.authors.agency)
  if (keeper !== undefined) plantDiary(plant, { child, keeper, until: addDays(today, 30) })
  const sealsOn = isSealed ? addDays(today, -1) : null
  return { child, mother, kin, facility, planted, sealsOn }
}

type Named = { child: Uuid; mother: Uuid; kin: Uuid; born: string }

function plantFamily(plant: Plant, { child, mother, kin, born }: Named): void {
  plant('register.carer-registered', mother, (latin) => ({ names: { latin }, sex: 'female' }))
  plant('register.child-registered', child, (latin) => ({ names: { latin }, sex: 'female', code: latin.toUpperCase() }))
  plant('register.birth-stated', child, () => ({ born }))
  plant('register.relation-stated', child, () => ({ carer: mother, relation: 'mother' }), { also: [mother] })
  plant('register.kin-registered', kin, (latin) => ({ names: { latin }, relation: 'aunt', phone: latin }), {
    also: [child],
  })
  for (const name of accessClasses) {
    if (name === 'notes') plant('register.note-written', child, (note) => ({ note }))
    else plant(`assess.${name}-answered`, child, answersOf)
  }
  // No kind of this version: seen by the agency that wrote it alone.
  plant('safeguarding.not-known-here', child, (words) => ({ words }))
}

/** A complaint against an agency, and its answer, which names nobody and is withheld all the same. */
function plantMatter(plant: Plant, child: Uuid, against: Uuid): void {
  const complaint = plant('assess.complaint-made', child, (words) => ({
    ...complained,
    againstAgencies: [against],
    words,
  }))
  plant('assess.complaint-answered', child, (answer) => ({ ...answered, complaint, answer }))
}

function plantDiary(plant: Plant, { child, keeper, until }: { child: Uuid; keeper: Person; until: PlainDate }): void {
  plant('wellbeing.diary-entrusted', child, (keeperIs) => ({ keeper: keeper.user, until, keeperIs }))
  plant('wellbeing.diary-written', child, (words) => ({ tone: 'good', tags: [], words }), { by: keeper })
}

const complained = { complainant: 'mother', way: 'voice', about: ['agency'], isAppeal: false }
const answered = { outcome: 'upheld', answeredBy: 'Somebody else', toldHow: 'in-person', isCourtRouteTold: true }

function answersOf(word: string): object {
  const form = { type: 'entry', questionnaire: 'entry', questionnaireVersion: '1', section: 'place' }
  return { ...form, assessment: newId(), answers: [{ item: 'E9', value: word }] }
}

/** What places the child where its readers are, or were. */
function placementOf(
  relation: SightRelation,
  facility: Uuid,
  agency: Uuid,
  today: PlainDate,
): readonly (readonly [kind: string, body: object, occurred: PlainDate])[] {
  const long = addDays(today, -400)
  const began = ['register.residence-began', { facility }, long] as const
  const left = (daysAgo: number) =>
    [began, ['register.residence-ended', { facility, route: 'kin' }, addDays(today, -daysAgo)] as const] as const
  const grant = (classes: readonly AccessClass[], until: PlainDate) =>
    [['access.granted', { agency, classes, purpose: 'Help', until, legalBasis: 'duty' }, long] as const] as const
  switch (relation) {
    case 'own agency':
    case 'no relation':
    case 'opened in need':
    case 'keeps the diary':
      return []
    case 'other agency, own case-load':
      return [['access.allocated', { agency }, long]]
    case 'own facility':
    case 'other facility':
    case 'my time in the facility is over':
    case 'sealed, in own agency and facility':
      return [began]
    case 'left the facility 29 days ago':
      return left(29)
    case 'left the facility 30 days ago':
      return left(30)
    case 'granted':
    case 'granted, and complained of':
    case 'granted, and of their agency besides':
      return grant(accessClasses, addDays(today, 1))
    case 'granted identity and care':
      return grant(['identity', 'care'], addDays(today, 1))
    case 'grant over':
      return grant(accessClasses, today)
  }
}
