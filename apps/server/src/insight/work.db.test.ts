import { addDays, addMonths, plainDate } from '@komar/domain/time/plain-date'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Uuid } from '@komar/domain/chronicle/entry'
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
import type { Database } from '../db/query.ts'
import { worldOf } from '../world.ts'
import { history } from './first-day.ts'
import { backlog, caseLoad, colleagues, dueVisits } from './work.ts'

let chronicle: TestChronicle
let supervisor: Person
let worker: Person
let stranger: Person
let inPrison: Uuid
let placed: Uuid
const facility = newId()
const world = worldOf('kh')
const today = plainDate(new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10))

beforeAll(async () => {
  chronicle = await testChronicle()
  const { administrator } = chronicle
  const agency = await addAgency(administrator)
  supervisor = await addPerson(administrator, agency, ['supervisor'])
  worker = await addPerson(administrator, agency, ['social-worker'])
  const strangers = await addAgency(administrator)
  stranger = await addPerson(administrator, strangers, ['supervisor'])
  for (const { user } of [supervisor, worker]) {
    await join(administrator, user, await circleOf(administrator, 'case-load', agency))
  }
  await join(administrator, stranger.user, await circleOf(administrator, 'case-load', strangers))
  inPrison = await addChild(addDays(today, -100))
  placed = await addChild(addDays(today, -200))
  await move(placed, addDays(today, -12), '0802')
})
afterAll(() => chronicle.dispose())

async function write(person: Person, ...entries: unknown[]): Promise<void> {
  const results = await append(chronicle.app, person, entries, { world })
  expect(results.map((result) => ('problem' in result ? result.problem : result.status))).toEqual(
    entries.map(() => 'accepted'),
  )
}

async function addChild(since: string): Promise<Uuid> {
  const child = newId()
  await write(
    supervisor,
    childRegistered(supervisor, child),
    birthStated(supervisor, child, addMonths(today, -20)),
    residenceBegan(supervisor, child, facility, since),
  )
  return child
}

async function move(child: Uuid, day: string, district: string): Promise<void> {
  const aunt = newId()
  await write(
    supervisor,
    entryOf(supervisor, {
      kind: 'register.kin-registered',
      subject: aunt,
      also: [child],
      occurred: day,
      body: { names: { latin: 'Aunt' }, relation: 'aunt', district },
    }),
    entryOf(supervisor, {
      kind: 'care.placement-began',
      subject: child,
      also: [aunt],
      occurred: day,
      body: { tier: 2, carer: aunt, isParentsOwnArrangement: true },
    }),
  )
}

function give(child: Uuid, to: Uuid) {
  return entryOf(supervisor, {
    kind: 'access.allocated',
    subject: child,
    occurred: today,
    body: { agency: supervisor.agency, worker: to },
  })
}

function as<T>(person: Person, work: (db: Database) => Promise<T>): Promise<T> {
  return asActor(chronicle.app, { token: person.token, touch: false }, work)
}

const asked = (person: Person, whose: 'mine' | 'all' = 'mine') =>
  as(person, (db) => dueVisits(db, { whose, days: 14, worker: person.user, today, leftOut: history(null) }))

describe('visits that are due', () => {
  it('stand under the prison or the district where the child lives, and are nobody else’s to see', async () => {
    const visits = await asked(worker)
    const places = visits.map(({ child, place }) => [child.id, place])
    expect(places).toContainEqual([inPrison, { type: 'facility', id: facility }])
    expect(places).toContainEqual([placed, { type: 'district', id: '0802' }])
    expect(await asked(stranger, 'all')).toEqual([])
  })

  it('are those of my children and of children without a worker, unless all are asked for', async () => {
    await write(supervisor, give(placed, worker.user))
    const of = async (person: Person, whose: 'mine' | 'all') =>
      new Set((await asked(person, whose)).map(({ child }) => child.id))
    expect(await of(worker, 'mine')).toEqual(new Set([inPrison, placed]))
    expect(await of(supervisor, 'mine')).toEqual(new Set([inPrison]))
    expect(await of(supervisor, 'all')).toEqual(new Set([inPrison, placed]))
  })
})

describe('the case-load', () => {
  it('lists the people of the agency for its supervisor, and for nobody else', async () => {
    expect((await as(supervisor, colleagues)).map(({ id }) => id)).toEqual(
      expect.arrayContaining([supervisor.user, worker.user]),
    )
    expect((await as(supervisor, colleagues)).map(({ id }) => id)).not.toContain(stranger.user)
    expect(await as(worker, colleagues)).toEqual([])
  })

  it('moves a child from one worker to another, with what is late for it', async () => {
    await write(supervisor, give(inPrison, supervisor.user), give(placed, worker.user))
    const load = await as(supervisor, (db) => caseLoad(db, supervisor.agency))
    const children = (id: string | null) => load.find((each) => each.id === id)?.children.map(({ child }) => child.id)
    expect(children(worker.user)).toEqual([placed])
    expect(children(supervisor.user)).toEqual([inPrison])
    expect(children(null)).toEqual([])
    expect(load.flatMap((each) => each.children).find(({ child }) => child.id === inPrison)?.overdue).toBeGreaterThan(0)
    expect(await as(stranger, (db) => caseLoad(db, supervisor.agency))).toMatchObject([
      { children: [] },
      { children: [] },
    ])
  })
})

describe('the backlog of the start-up', () => {
  it('holds whom nobody assessed, and the wave once one is set', async () => {
    const before = (await as(supervisor, backlog)).find(({ child }) => child.id === inPrison)
    expect(before).toMatchObject({ owedSince: addDays(today, -86), wave: null })
    const by = addDays(today, 7)
    await write(
      supervisor,
      entryOf(supervisor, { kind: 'assess.wave-set', subject: inPrison, occurred: today, body: { wave: 1, by } }),
    )
    const after = (await as(supervisor, backlog)).find(({ child }) => child.id === inPrison)
    expect(after).toMatchObject({ owedSince: addDays(today, -86), wave: { number: 1, by } })
    expect(await as(stranger, backlog)).toEqual([])
  })
})
