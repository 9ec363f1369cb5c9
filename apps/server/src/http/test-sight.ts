// Children known to one agency, each standing to its own readers in one of the ways that decide who sees what, with one word planted
// for each class (test-sight-family.ts). What a reader may see of them is worked out by the domain's policy and placing rule alone; the
// host is never asked.
import { allClasses, type AccessClass } from '@komar/domain/access/classes'
import { mayRead, type Actor, type Membership } from '@komar/domain/access/policy'
import { roles, type Role } from '@komar/domain/access/roles'
import type { Entry, SubjectId, Uuid, Written } from '@komar/domain/chronicle/entry'
import { classOf, kindNamed } from '@komar/domain/kinds'
import { placingRule } from '@komar/domain/register/circles'
import { earlier, plainDateSchema, type PlainDate } from '@komar/domain/time/plain-date'
import type { CirclePlace } from '@komar/domain/access/placing'
import { mayBreakGlass } from '@komar/contract/broken-glass'
import type pg from 'pg'
import { addAgency, addPerson, append, circleOf, join, newId, sealFrom, type Person } from '../chronicle/test-people.ts'
import { worldOf } from '../world.ts'
import type { TestHost } from './test-host.ts'
import {
  familyOf,
  sightRelations,
  withheldOf,
  type Authors,
  type Family,
  type Order,
  type SightRelation,
} from './test-sight-family.ts'

/** `opening`: of the family's child, in need; null where there is none. `keeps`: the diary of the child. */
export type Reader = {
  person: Person
  role: Role
  relation: SightRelation
  actor: Actor
  opening: Uuid | null
  keeps: Uuid | null
}

/** By what a call reads: through an opening, or as whoever keeps a diary; else as usual. */
export type Through = 'glass' | 'diary' | null

export type Sight = {
  today: PlainDate
  families: ReadonlyMap<SightRelation, Family>
  readers: readonly Reader[]
  /** Words that the reader may see, and the entries that they may read. */
  mayHear: (reader: Reader, through?: Through) => { words: ReadonlySet<string>; readable: readonly Written[] }
  /** Classes of a subject of which the reader may read something. */
  classesOn: (reader: Reader, subject: Uuid) => ReadonlySet<AccessClass | 'unknown'>
  everyWord: readonly string[]
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

type Arranged = { relation: SightRelation; family: Family; readers: readonly Reader[] }

async function addAuthors(db: pg.ClientBase): Promise<Authors> {
  const agency = await addAgency(db)
  const caseworker = await addPerson(db, agency, ['monitor', 'supervisor', 'clinician', 'specialist'])
  return { agency, caseworker, lawyer: await addPerson(db, agency, ['legal-officer']) }
}

/** Whom there is in a relation at all. */
function rolesIn(relation: SightRelation): readonly Role[] {
  switch (relation) {
    case 'keeps the diary':
      return ['carer']
    case 'opened in need':
      return mayBreakGlass
    case 'granted, and of their agency besides':
      // Who has one of these roles belongs to one agency.
      return roles.filter((role) => role !== 'carer' && role !== 'analyst' && role !== 'administrator')
    default:
      return roles
  }
}

async function arrangeRelation(host: TestHost, db: pg.ClientBase, order: Order): Promise<Arranged> {
  const { authors, relation } = order
  const agency = /own agency/u.test(relation) ? authors.agency : await addAgency(db)
  const people: { role: Role; person: Person }[] = []
  // Who is in the agency's own circle by that.
  for (const role of rolesIn(relation)) people.push({ role, person: await addPerson(db, agency, [role]) })
  const keeper = relation === 'keeps the diary' ? people[0]?.person : undefined
  const family = familyOf(order, agency, keeper)
  await record(host, [authors.caseworker, authors.lawyer, authors.caseworker, ...(keeper ? [keeper] : [])], family)
  const readers: Reader[] = []
  for (const one of people) readers.push(await addReader(db, { ...order, ...one, agency, family }))
  return { relation, family, readers }
}

/** A birth comes last: it may seal, and nobody writes to a sealed record. */
async function record(host: TestHost, authors: readonly Person[], { child, planted, sealsOn }: Family): Promise<void> {
  const world = { ...worldOf('kh'), gateFor: () => undefined }
  const isBirth = ({ kind }: Written) => kind === 'register.birth-stated'
  for (const [turn, author] of authors.entries()) {
    const own = planted.map(({ entry }) => entry).filter((entry) => entry.author === author.user)
    const due = turn === 2 ? own.filter(isBirth) : own.filter((entry) => !isBirth(entry))
    const refused = (await append(host.pool, author, due, { world })).find(({ status }) => status !== 'accepted')
    if (refused !== undefined) throw new Error(`${child}: ${JSON.stringify(refused)}`)
  }
  if (sealsOn !== null) await sealFrom(host.administrator, child, sealsOn)
}

type Placed = Order & { agency: Uuid; role: Role; person: Person; family: Family }

async function addReader(
  db: pg.ClientBase,
  { agency, role, person, family, relation, today, authors }: Placed,
): Promise<Reader> {
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
  const isOfBoth = relation === 'granted, and of their agency besides'
  if (isOfBoth) await belongBesides(db, person, role, authors.agency)
  const actor = { user: person.user, agency, roles: [role], circles, otherAgencies: isOfBoth ? [authors.agency] : [] }
  const opening = await openInNeed(db, { person, agency, role, relation, family, authors })
  return { person, role, relation, actor, opening, keeps: relation === 'keeps the diary' ? family.child : null }
}

/** With the same role, and in that agency's circle by it. */
async function belongBesides(db: pg.ClientBase, { user }: Person, role: Role, agency: Uuid): Promise<void> {
  await db.query(
    `insert into komar.agency_membership (account, agency, roles, since) values ($1, $2, $3, '2000-01-01')`,
    [user, agency, [role]],
  )
  await join(db, user, await circleOf(db, 'agency', agency))
}

type Opening = Pick<Placed, 'person' | 'agency' | 'role' | 'relation' | 'family' | 'authors'>

async function openInNeed(db: pg.ClientBase, given: Opening): Promise<Uuid | null> {
  const { person, agency, role, relation, family, authors } = given
  if (!/sealed|in need/u.test(relation) || !mayBreakGlass.some((one) => one === role)) return null
  const id = newId()
  await db.query(
    `insert into komar.broken_glass (id, account, agency, child, responsible, until, reason)
     values ($1, $2, $3, $4, $5, now() + interval '4 hours', 'A reason that is long enough.')`,
    [id, person.user, agency, family.child, authors.agency],
  )
  return id
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
        const { mask, since } = placing
        const until = type === 'child' ? untilSeal(placing, family.sealsOn) : placing.until
        const circle = await circleOfPlace(db, placing.place)
        found.set(placing.subject, [...(found.get(placing.subject) ?? []), { circle, mask, since, until }])
      }
    }
  }
  return found
}

/** What a child's chronicle leads to, for its carer and kin too, ends with its seal. */
function untilSeal({ since, until }: Pick<Membership, 'since' | 'until'>, sealsOn: PlainDate | null): PlainDate | null {
  if (sealsOn === null) return until
  const ends = until === null ? sealsOn : earlier(until, sealsOn)
  return ends < since ? since : ends
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
  const withheld = new Map(arranged.flatMap(({ family }) => [...withheldOf(family)]))
  const sealed = new Set(
    arranged.flatMap(({ family: { child, sealsOn } }) => (sealsOn !== null && sealsOn <= today ? [child] : [])),
  )
  const readerOf = ({ actor, relation, opening }: Reader, through: Through): Actor => {
    const child = arranged.find((one) => one.relation === relation)?.family.child
    return through === 'glass' && opening !== null && child !== undefined ? { ...actor, glass: child } : actor
  }
  const isReadable = (reader: Reader, { id, kind, agency, subject, also }: Written, through: Through) => {
    const about = { class: classOf(kind), agency, subjects: [subject, ...also] }
    const shut = { withheld: withheld.get(id) ?? [], isSealed: sealed.has(subject) }
    return mayRead(readerOf(reader, through), { ...about, ...shut }, circles, today).allowed
  }
  return {
    today,
    families: new Map(arranged.map(({ relation, family }) => [relation, family])),
    readers: arranged.flatMap(({ readers }) => readers),
    everyWord: all.flatMap(({ word }) => word ?? []),
    mayHear: (reader, through = null) => {
      const told = all.filter(({ entry }) => isReadable(reader, entry, through) || isOfDiary(reader, entry, through))
      const named = all.filter(({ entry }) => isNamed(reader, entry, through))
      const words = new Set([...told, ...named].flatMap(({ word }) => word ?? []))
      return { words, readable: told.map(({ entry }) => entry) }
    },
    classesOn: (reader, subject) => {
      const about = all.map(({ entry }) => entry).filter((one) => one.subject === subject || one.also.includes(subject))
      // Of one subject alone, a circle that passes an entry by another named subject counts as well: the row of the entry is the test.
      return new Set(about.filter((one) => isReadableOn(reader, one, subject)).map(({ kind }) => classOf(kind)))
    },
  }

  /** As the relation of an endpoint asks: the entry's row of this very subject. */
  function isReadableOn({ actor }: Reader, { id, kind, agency }: Written, subject: Uuid): boolean {
    const shut = { withheld: withheld.get(id) ?? [], isSealed: sealed.has(subject) }
    return mayRead(actor, { class: classOf(kind), agency, subjects: [subject], ...shut }, circles, today).allowed
  }
}

/** The own lines about the child whose diary one keeps. */
function isOfDiary({ person, keeps }: Reader, { author, subject }: Written, through: Through): boolean {
  return through === 'diary' && subject === keeps && author === person.user
}

/** Beside these the child's name, and nothing else of the entry that gave it. */
function isNamed({ keeps }: Reader, { kind, subject }: Written, through: Through): boolean {
  return through === 'diary' && subject === keeps && kind === 'register.child-registered'
}
