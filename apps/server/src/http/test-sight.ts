// Children known to one agency, each standing to its own readers in one of the ways that decide who sees what, with one word planted
// for each class. What a reader may see of them is worked out by the domain's policy and placing rule alone; the host is never asked.
import { accessClasses, allClasses, type AccessClass } from '@komar/domain/access/classes'
import { mayRead, type Actor, type Membership } from '@komar/domain/access/policy'
import { roles, type Role } from '@komar/domain/access/roles'
import type { Entry, SubjectId, Uuid, Written } from '@komar/domain/chronicle/entry'
import { classOf, kindNamed } from '@komar/domain/kinds'
import { placingRule } from '@komar/domain/register/circles'
import { addDays, plainDateSchema, type PlainDate } from '@komar/domain/time/plain-date'
import type { CirclePlace } from '@komar/domain/access/placing'
import { randomInt } from 'node:crypto'
import type pg from 'pg'
import { addAgency, addPerson, append, circleOf, entryOf, join, newId, type Person } from '../chronicle/test-people.ts'
import { worldOf } from '../world.ts'
import type { TestHost } from './test-host.ts'

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
] as const
export type SightRelation = (typeof sightRelations)[number]

export type Reader = { person: Person; role: Role; relation: SightRelation; actor: Actor }
type Planted = { entry: Written; word: string | null }
/** A family of one relation: whom its entries are about, and the entries. */
export type Family = { child: Uuid; mother: Uuid; kin: Uuid; facility: Uuid; planted: readonly Planted[] }

export type Sight = {
  today: PlainDate
  families: ReadonlyMap<SightRelation, Family>
  readers: readonly Reader[]
  /** Words, and ids of people, that the reader may see: whatever stands in an entry that they may read. */
  mayHear: (reader: Reader) => { words: ReadonlySet<string>; readable: readonly Written[] }
  /** Classes of a subject of which the reader may read something. */
  classesOn: (reader: Reader, subject: Uuid) => ReadonlySet<AccessClass | 'unknown'>
  everyWord: readonly string[]
}

/** Letters that stand in no word of Komar, so that finding them means that the entry was told. */
function plantedWord(): string {
  return `Xq${Array.from({ length: 12 }, () => String.fromCharCode(97 + randomInt(26))).join('')}`
}

/** Founds agencies and people and records the families, past the gates: what they ask is not the matter here. */
export async function arrangeSight(host: TestHost): Promise<Sight> {
  const db = await host.administrator.connect()
  try {
    const { rows } = await db.query<{ today: string }>('select komar.today_host()::text as today')
    const today = plainDateSchema.parse(rows[0]?.today)
    const authors = await addAuthors(db)
    const arranged: Arranged[] = []
    for (const relation of sightRelations) arranged.push(await arrangeRelation(host, db, { authors, relation, today }))
    return sightOf(arranged, await circlesBySubject(db, arranged), today)
  } finally {
    db.release()
  }
}

type Authors = { agency: Uuid; caseworker: Person; lawyer: Person }
type Arranged = { relation: SightRelation; family: Family; readers: readonly Reader[] }
type Order = { authors: Authors; relation: SightRelation; today: PlainDate }

/** Two people who between them write every class. */
async function addAuthors(db: pg.ClientBase): Promise<Authors> {
  const agency = await addAgency(db)
  const caseworker = await addPerson(db, agency, ['monitor', 'supervisor', 'clinician', 'specialist'])
  return { agency, caseworker, lawyer: await addPerson(db, agency, ['legal-officer']) }
}

async function arrangeRelation(host: TestHost, db: pg.ClientBase, order: Order): Promise<Arranged> {
  const { authors, relation } = order
  const agency = relation === 'own agency' ? authors.agency : await addAgency(db)
  const family = familyOf(order, agency)
  const world = { ...worldOf('kh'), gateFor: () => undefined }
  for (const author of [authors.caseworker, authors.lawyer]) {
    const own = family.planted.map(({ entry }) => entry).filter((entry) => entry.author === author.user)
    const results = await append(host.pool, author, own, { world })
    const refused = results.find(({ status }) => status !== 'accepted')
    if (refused !== undefined) throw new Error(`${relation}: ${JSON.stringify(refused)}`)
  }
  const readers: Reader[] = []
  for (const role of roles) readers.push(await addReader(db, { ...order, agency, role, family }))
  return { relation, family, readers }
}

function familyOf({ authors: { caseworker, lawyer }, relation, today }: Order, readersAgency: Uuid): Family {
  const [child, mother, kin, facility] = [newId(), newId(), newId(), newId()]
  const planted: Planted[] = []
  const plant = (
    kind: string,
    subject: Uuid,
    body: (word: string) => object,
    more: { occurred?: PlainDate; also?: Uuid[] } = {},
  ) => {
    const word = plantedWord()
    const by = classOf(kind) === 'legal' ? lawyer : caseworker
    const entry = entryOf(by, { kind, subject, occurred: addDays(today, -400), ...more, body: { ...body(word) } })
    planted.push({ entry, word: JSON.stringify(entry.body).includes(word) ? word : null })
  }
  plant('register.carer-registered', mother, (latin) => ({ names: { latin }, sex: 'female' }))
  plant('register.child-registered', child, (latin) => ({ names: { latin }, sex: 'female', code: latin.toUpperCase() }))
  plant('register.birth-stated', child, () => ({ born: '2013-05' }))
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
  for (const [kind, body, occurred] of placementOf(relation, facility, readersAgency, today)) {
    plant(kind, child, () => body, { occurred })
  }
  return { child, mother, kin, facility, planted }
}

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
      return []
    case 'other agency, own case-load':
      return [['access.allocated', { agency }, long]]
    case 'own facility':
    case 'other facility':
    case 'my time in the facility is over':
      return [began]
    case 'left the facility 29 days ago':
      return left(29)
    case 'left the facility 30 days ago':
      return left(30)
    case 'granted':
      return grant(accessClasses, addDays(today, 1))
    case 'granted identity and care':
      return grant(['identity', 'care'], addDays(today, 1))
    case 'grant over':
      return grant(accessClasses, today)
  }
}

async function addReader(
  db: pg.ClientBase,
  { agency, role, family, relation, today }: Order & { agency: Uuid; role: Role; family: Family },
): Promise<Reader> {
  const person = await addPerson(db, agency, [role]) // who is in the agency's own circle by that
  const always = { mask: allClasses, since: plainDateSchema.parse('2000-01-01') }
  const circles: Membership[] = [{ ...always, circle: await circleOf(db, 'agency', agency), until: null }]
  const place = relation === 'other facility' ? newId() : family.facility
  const isOver = relation === 'my time in the facility is over'
  const more: readonly ['facility' | 'case-load', Uuid][] = /facility/u.test(relation)
    ? [['facility', place]]
    : /case-load/u.test(relation)
      ? [['case-load', agency]]
      : []
  for (const [type, owner] of more) {
    const circle = await circleOf(db, type, owner)
    const until = isOver ? today : null
    await join(db, person.user, circle, { until })
    circles.push({ ...always, circle, until })
  }
  return { person, role, relation, actor: { user: person.user, agency, roles: [role], circles } }
}

/** The circles of each subject, as the placing rule has them follow from the entries. */
async function circlesBySubject(db: pg.ClientBase, arranged: readonly Arranged[]) {
  const found = new Map<SubjectId, Membership[]>()
  for (const { family } of arranged) {
    const entries: Entry[] = family.planted.map(({ entry }, place) => ({
      ...entry,
      seq: place + 1,
      received: entry.written,
    }))
    for (const [subject, type] of subjectsOf(family)) {
      const chronicle = entries.filter((entry) => entry.subject === subject || entry.also.includes(subject))
      const openedBy = entries.find((entry) => entry.subject === subject && kindNamed(entry.kind)?.opens)?.id
      if (openedBy === undefined) throw new Error('a subject was not opened')
      for (const placing of placingRule.placings({ subject, type, openedBy, entries: chronicle })) {
        const { mask, since, until } = placing
        const circle = await circleOfPlace(db, placing.place)
        found.set(placing.subject, [...(found.get(placing.subject) ?? []), { circle, mask, since, until }])
      }
    }
  }
  return found
}

function subjectsOf({ child, mother, kin }: Family) {
  return [
    [child, 'child'],
    [mother, 'carer'],
    [kin, 'kin'],
  ] as const
}

function circleOfPlace(db: pg.ClientBase, place: CirclePlace): Promise<number> {
  return place.type === 'facility' ? circleOf(db, 'facility', place.facility) : circleOf(db, place.type, place.agency)
}

function sightOf(
  arranged: readonly Arranged[],
  circles: ReadonlyMap<SubjectId, Membership[]>,
  today: PlainDate,
): Sight {
  const all = arranged.flatMap(({ family }) => family.planted)
  const isReadable = ({ actor }: Reader, { kind, agency, subject, also }: Written) =>
    mayRead(actor, { class: classOf(kind), agency, subjects: [subject, ...also] }, circles, today).allowed
  return {
    today,
    families: new Map(arranged.map(({ relation, family }) => [relation, family])),
    readers: arranged.flatMap(({ readers }) => readers),
    everyWord: all.flatMap(({ word }) => word ?? []),
    mayHear: (reader) => {
      const told = all.filter(({ entry }) => isReadable(reader, entry))
      return { words: new Set(told.flatMap(({ word }) => word ?? [])), readable: told.map(({ entry }) => entry) }
    },
    classesOn: (reader, subject) => {
      const about = all.map(({ entry }) => entry).filter((one) => one.subject === subject || one.also.includes(subject))
      // Of one subject alone, a circle that passes an entry by another named subject counts as well: the row of the entry is the test.
      return new Set(about.filter((one) => isReadableOn(reader, one, subject)).map(({ kind }) => classOf(kind)))
    },
  }

  /** As the relation of an endpoint asks: the entry's row of this very subject. */
  function isReadableOn({ actor }: Reader, { kind, agency }: Written, subject: Uuid): boolean {
    return mayRead(actor, { class: classOf(kind), agency, subjects: [subject] }, circles, today).allowed
  }
}
