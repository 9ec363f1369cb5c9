// Two records that are one child, in the database: one row, one set of dates, and nobody sees an entry that they did not see before.
import type { Uuid, Written } from '@komar/domain/chronicle/entry'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { checkRebuild, rebuild } from '../chronicle/rebuild.ts'
import {
  addAgency,
  addPerson,
  append,
  birthStated,
  childRegistered,
  circleOf,
  entryOf,
  join,
  newId,
  residenceBegan,
  testChronicle,
  type Person,
  type TestChronicle,
} from '../chronicle/test-people.ts'
import { asActor } from '../db/as-actor.ts'
import { makePool } from '../db/pool.ts'
import { wholeChronicles } from '../insight/whole-chronicles.ts'
import { worldOf } from '../world.ts'
import { openDeadlines, searchChildren, type ChildSearch } from './children.ts'

const world = worldOf('kh')
const [prison, otherPrison] = [newId(), newId()]
let host: TestChronicle
let supervisor: Person
let officer: Person
let otherOfficer: Person
let stranger: Person

beforeAll(async () => {
  host = await testChronicle()
  const { administrator } = host
  supervisor = await addPerson(administrator, await addAgency(administrator), ['supervisor', 'social-worker'])
  officer = await addPerson(administrator, await addAgency(administrator), ['prison-officer'])
  otherOfficer = await addPerson(administrator, await addAgency(administrator), ['prison-officer'])
  stranger = await addPerson(administrator, await addAgency(administrator), ['supervisor'])
  const [here, there] = [
    await circleOf(administrator, 'facility', prison),
    await circleOf(administrator, 'facility', otherPrison),
  ]
  await join(administrator, officer.user, here)
  await join(administrator, otherOfficer.user, there)
  for (const circle of [here, there]) await join(administrator, supervisor.user, circle)
})
afterAll(() => host.dispose())

async function codesOf(person: Person, ...entries: Written[]): Promise<string[]> {
  const results = await append(host.app, person, entries, { world })
  return results.map((result) => ('problem' in result && result.problem ? result.problem.code : result.status))
}

async function accepted(person: Person, ...entries: Written[]): Promise<void> {
  expect(await codesOf(person, ...entries)).toEqual(entries.map(() => 'accepted'))
}

/** A record of a girl in one prison, written by its officer. */
async function recordIn(person: Person, place: Uuid, since: string, born = '2012-03'): Promise<Uuid> {
  const child = newId()
  await accepted(
    person,
    childRegistered(person, child),
    birthStated(person, child, born),
    residenceBegan(person, child, place, since),
  )
  return child
}

function mergeOf(person: Person, kept: Uuid, other: Uuid): Written {
  const body = { other, compared: ['names'], because: 'Met in both prisons, with the same card.' }
  return entryOf(person, { kind: 'register.merged', subject: kept, also: [other], body })
}

function undoOf(person: Person, act: Written): Written {
  return entryOf(person, {
    kind: act.kind,
    subject: act.subject,
    also: [...act.also],
    retracts: act.id,
    body: { reason: 'They are two.' },
  })
}

async function pair(): Promise<{ kept: Uuid; other: Uuid; act: Written }> {
  const kept = await recordIn(officer, prison, '2013-01-10')
  const other = await recordIn(otherOfficer, otherPrison, '2013-06-01', '2012-03-05')
  return { kept, other, act: mergeOf(supervisor, kept, other) }
}

function as<T>(person: Person, work: Parameters<typeof asActor<T>>[2]): Promise<T> {
  return asActor(host.app, { token: person.token, touch: false }, work)
}

async function entriesSeen(person: Person, ...children: Uuid[]): Promise<string[]> {
  const found = await as(person, (db) =>
    db.query<{ entry: string }>('select distinct entry from komar.entry_subject where subject = any ($1)', [children]),
  )
  return found.rows.map(({ entry }) => entry).toSorted()
}

async function listed(person: Person, more: Partial<ChildSearch> = {}): Promise<string[]> {
  const page = await as(person, (db) => searchChildren(db, { where: 'anywhere', limit: 200, ...more }))
  return page.children.map(({ id }) => id)
}

async function statusOf(child: Uuid) {
  const found = await host.administrator.query(
    `select is_inside, past_from_earliest, past_from_latest, next_due from komar.child_status where child = $1`,
    [child],
  )
  return found.rows[0] as Record<string, unknown> | undefined
}

describe('two records made one', () => {
  it('stand in lists once for those who see both, under the place where the child is', async () => {
    const { kept, other, act } = await pair()
    await accepted(supervisor, act)
    const all = await listed(supervisor)
    expect(all).toContain(kept)
    expect(all).not.toContain(other)
    expect(await listed(supervisor, { facility: otherPrison })).toContain(kept)
    expect(await listed(supervisor, { facility: prison })).not.toContain(kept)
  })

  it('are found by name, the other one with the way to the kept one', async () => {
    const { kept, other, act } = await pair()
    await accepted(supervisor, act)
    const page = await as(supervisor, (db) => searchChildren(db, { where: 'anywhere', limit: 200, text: 'Sokha' }))
    expect(page.children.find(({ id }) => id === other)?.sameAs).toBe(kept)
    expect(page.children.find(({ id }) => id === kept)?.sameAs ?? null).toBeNull()
  })

  it('have the same dates on both, and their deadlines once, for who sees both', async () => {
    const { kept, other, act } = await pair()
    await accepted(supervisor, act)
    expect(await statusOf(other)).toEqual(await statusOf(kept))
    const subjects = (person: Person) =>
      as(
        person,
        async (db) =>
          new Set(
            (await openDeadlines(db, { today: '2030-01-01', limit: 1000 })).map(({ subject }) => subject as string),
          ),
      )
    expect((await subjects(supervisor)).has(kept)).toBe(true)
    expect((await subjects(supervisor)).has(other)).toBe(false)
    expect((await subjects(officer)).has(kept)).toBe(false)
  })

  it('show nobody an entry that they did not see, nor hide one', async () => {
    const { kept, other, act } = await pair()
    const people = [supervisor, officer, otherOfficer, stranger]
    const before = await Promise.all(people.map((person) => entriesSeen(person, kept, other)))
    await accepted(supervisor, act)
    const after = await Promise.all(people.map((person) => entriesSeen(person, kept, other)))
    expect(after.map((seen) => seen.filter((id) => id !== act.id))).toEqual(before)
    expect(await listed(otherOfficer)).toContain(other)
    expect(await listed(otherOfficer)).not.toContain(kept)
    expect(await listed(officer)).toContain(kept)
    const [row] = await as(officer, (db) => searchChildren(db, { where: 'anywhere', limit: 200 })).then(
      ({ children }) => children.filter(({ id }) => id === kept),
    )
    // What the other record says of birth and place stays with those who read the other record.
    expect(row).toMatchObject({ born: ['2012-03'], facility: null })
  })

  it('are kept in step when something is recorded on either', async () => {
    const { kept, other, act } = await pair()
    await accepted(supervisor, act)
    await accepted(otherOfficer, birthStated(otherOfficer, other, '2011-01-02'))
    expect(await statusOf(other)).toEqual(await statusOf(kept))
    await accepted(officer, birthStated(officer, kept, '2010-01-02'))
    expect(await statusOf(other)).toEqual(await statusOf(kept))
  })

  it('are one child in a report that reads whole chronicles', async () => {
    const { kept, other, act } = await pair()
    await accepted(supervisor, act)
    const found = new Map<string, number>()
    await host.administrator.query('begin')
    for await (const [child, entries] of wholeChronicles(host.administrator, 'child', ['register.birth-stated'])) {
      found.set(child, entries.length)
    }
    await host.administrator.query('commit')
    expect(found.has(other)).toBe(false)
    expect(found.get(kept)).toBe(3)
  })

  it('are two again after the act was withdrawn', async () => {
    const { kept, other, act } = await pair()
    const [was, otherWas] = [await statusOf(kept), await statusOf(other)]
    await accepted(supervisor, act)
    await accepted(supervisor, undoOf(supervisor, act))
    expect([await statusOf(kept), await statusOf(other)]).toEqual([was, otherWas])
    expect(await listed(supervisor)).toEqual(expect.arrayContaining([kept, other]))
  })

  it('leave a task for what came in between', async () => {
    const { kept, act } = await pair()
    await accepted(supervisor, act, birthStated(supervisor, kept, '2012-04'), undoOf(supervisor, act))
    const codes = await as(supervisor, (db) => openDeadlines(db, { today: '2030-01-01', limit: 1000 })).then((all) =>
      all.filter(({ subject }) => subject === kept).map(({ code }) => code),
    )
    expect(codes).toContain('register.recorded-while-merged')
  })

  it('are made the same by a rebuild', async () => {
    const owner = makePool({ url: host.database.ownerUrl, max: 1 })
    const db = await owner.connect()
    expect(await checkRebuild(db, { world })).toEqual([])
    await rebuild(db, { world })
    expect(await checkRebuild(db, { world })).toEqual([])
    db.release()
    await owner.end()
  })
})

describe('attacks', () => {
  it('a stranger’s child is not merged with one’s own to gain sight of it, whichever is kept', async () => {
    const { kept } = await pair()
    const bait = newId()
    await accepted(stranger, childRegistered(stranger, bait))
    const before = await entriesSeen(stranger, kept)
    expect(await codesOf(stranger, mergeOf(stranger, bait, kept))).toEqual(['access.not-permitted'])
    expect(await codesOf(stranger, mergeOf(stranger, kept, bait))).toEqual(['access.not-permitted'])
    expect(await entriesSeen(stranger, kept)).toEqual(before)
  })

  it('a stranger’s child is not smuggled in through the body', async () => {
    const { kept } = await pair()
    const [bait, second] = [newId(), newId()]
    await accepted(stranger, childRegistered(stranger, bait), childRegistered(stranger, second))
    const act = mergeOf(stranger, bait, second)
    const smuggled = { ...act, body: { ...act.body, other: kept } }
    expect(await codesOf(stranger, smuggled)).toEqual(['gate.refused'])
  })

  it('prison officers merge nothing', async () => {
    const kept = await recordIn(officer, prison, '2013-01-10')
    const other = await recordIn(officer, prison, '2013-01-11')
    expect(await codesOf(officer, mergeOf(officer, kept, other))).toEqual(['access.not-permitted'])
  })

  it('a merge is not withdrawn in one record only', async () => {
    const { act } = await pair()
    await accepted(supervisor, act)
    expect(await codesOf(supervisor, { ...undoOf(supervisor, act), also: [] })).toEqual(['entry.replaced-mismatch'])
  })

  it('nor two records merged into each other by two at once', async () => {
    const { kept, other } = await pair()
    const codes = await Promise.all([
      codesOf(supervisor, mergeOf(supervisor, kept, other)),
      codesOf(supervisor, mergeOf(supervisor, other, kept)),
    ])
    expect(codes.flat().toSorted()).toEqual(['accepted', 'gate.refused'])
  })

  it('nor the two torn apart by people who write to both while they are merged', async () => {
    const { kept, other, act } = await pair()
    const writing = Array.from({ length: 10 }, (_, place) => [
      codesOf(officer, birthStated(officer, kept, `2012-0${1 + (place % 9)}`)),
      codesOf(otherOfficer, birthStated(otherOfficer, other, `2011-0${1 + (place % 9)}`)),
    ]).flat()
    const codes = await Promise.all([...writing, codesOf(supervisor, act)])
    expect(new Set(codes.flat())).toEqual(new Set(['accepted']))
    expect(await statusOf(other)).toEqual(await statusOf(kept))
    expect(await checkRebuild(host.administrator, { world })).toEqual([])
  })
})
