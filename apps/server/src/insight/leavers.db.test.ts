// What stood in the name of somebody who left is shown to their agency's supervisors, and to nobody else; nothing moves by itself.
import { addDays, addMonths, plainDate } from '@komar/domain/time/plain-date'
import type { Uuid } from '@komar/domain/chronicle/entry'
import { afterAll, beforeAll, expect, it } from 'vitest'
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
import { listLeavers } from './leavers.ts'
import { caseLoad } from './work.ts'

let chronicle: TestChronicle
let supervisor: Person
let worker: Person
let other: Person
let stranger: Person
let children: Uuid[]
const facility = newId()
const today = plainDate(new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10))

beforeAll(async () => {
  chronicle = await testChronicle()
  const { administrator } = chronicle
  const [agency, strangers] = [await addAgency(administrator), await addAgency(administrator)]
  supervisor = await addPerson(administrator, agency, ['supervisor'])
  worker = await addPerson(administrator, agency, ['social-worker'])
  other = await addPerson(administrator, agency, ['social-worker'])
  stranger = await addPerson(administrator, strangers, ['supervisor'])
  const caseLoadCircle = await circleOf(administrator, 'case-load', agency)
  for (const { user } of [supervisor, worker, other]) await join(administrator, user, caseLoadCircle)
  children = [await addChild(), await addChild()]
  for (const child of children) await give(child, worker)
})
afterAll(() => chronicle.dispose())

async function write(person: Person, ...entries: unknown[]): Promise<void> {
  const results = await append(chronicle.app, person, entries, { world: worldOf('kh') })
  expect(results.map((result) => ('problem' in result ? result.problem : result.status))).toEqual(
    entries.map(() => 'accepted'),
  )
}

async function addChild(): Promise<Uuid> {
  const child = newId()
  await write(
    supervisor,
    childRegistered(supervisor, child),
    birthStated(supervisor, child, addMonths(today, -20)),
    residenceBegan(supervisor, child, facility, addDays(today, -100)),
  )
  return child
}

async function give(child: Uuid, to: Person): Promise<void> {
  const body = { agency: supervisor.agency, worker: to.user }
  await write(supervisor, entryOf(supervisor, { kind: 'access.allocated', subject: child, occurred: today, body }))
}

function as<T>(person: Person, work: (db: Database) => Promise<T>): Promise<T> {
  return asActor(chronicle.app, { token: person.token, touch: false }, work)
}

const leave = (person: Person, lastDay: string) =>
  chronicle.administrator.query('update komar.agency_membership set until = $2::date + 1 where account = $1', [
    person.user,
    lastDay,
  ])

it('says nothing while everybody is here, and tells beforehand who will leave', async () => {
  expect(await as(supervisor, listLeavers)).toEqual([])
  await leave(worker, addDays(today, 10))
  expect(await as(supervisor, listLeavers)).toMatchObject([
    { account: worker.user, lastDay: addDays(today, 10), hasLeft: false, children: [{}, {}], unseen: 0 },
  ])
})

it('shows the supervisor every child, what was refused, pinned, handed in; and the other agency nothing', async () => {
  const pinned = await addChild()
  await chronicle.administrator.query('insert into komar.device_keeping (device, version, pinned) values ($1, 1, $2)', [
    worker.device,
    [pinned, children[0]],
  ])
  await chronicle.administrator.query(
    `insert into komar.refusal (id, agency, author, device, class_bit, content, problem, written_text, received)
     values ($1, $2, $3, $4, 4, sha256('x'), '{"code":"gate.refused"}', '{}', now())`,
    [newId(), worker.agency, worker.user, worker.device],
  )
  await chronicle.administrator.query(
    `insert into komar.hand_in (id, device, content, box) values ($1, $2, sha256('x'), 'sealed')`,
    [newId(), worker.device],
  )
  await chronicle.administrator.query(
    `insert into komar.questionnaire
       (id, child, maker, agency, token_hash, form, language, greeting, asked_by, made, until, answered_on, answers)
     values ($1, $2, $3, $4, sha256('x'), '4-17', 'km', 'Teacher', 'Person', $5, $5, $5, 'sealed')`,
    [newId(), pinned, worker.user, worker.agency, today],
  )
  await leave(worker, addDays(today, -1))
  const [left, ...more] = await as(supervisor, listLeavers)
  expect(more).toEqual([])
  expect(left).toMatchObject({ account: worker.user, hasLeft: true, unseen: 0, refusals: 1, handIns: 1, answers: 1 })
  expect(new Set(left?.children.map(({ child }) => child.id))).toEqual(new Set(children))
  expect(left?.pinned.map(({ id }) => id)).toEqual([pinned])
  expect(await as(stranger, listLeavers)).toEqual([])
  expect(await as(other, listLeavers)).toEqual([])
  // The session of who left reads nothing at all.
  expect(await as(worker, async (db) => (await db.query('select from komar.entry')).rowCount)).toBe(0)
})

it('leaves nobody out of the count whom the supervisor does not see', async () => {
  const blind = await addPerson(chronicle.administrator, supervisor.agency, ['supervisor'])
  await chronicle.administrator.query('update komar.user_circle set until = since where user_id = $1', [blind.user])
  expect(await as(blind, listLeavers)).toMatchObject([{ children: [], unseen: 2 }])
})

it('holds a child until the supervisor has given it to somebody', async () => {
  const [first, second] = children
  if (first === undefined || second === undefined) throw new Error('two children')
  const nobody = async () =>
    (await as(supervisor, (db) => caseLoad(db, supervisor.agency)))
      .find(({ id }) => id === null)
      ?.children.map(({ child }) => child.id)
  expect(await nobody()).toEqual(expect.arrayContaining(children))
  await give(first, other)
  expect((await as(supervisor, listLeavers))[0]?.children.map(({ child }) => child.id)).toEqual([second])
  await give(second, other)
  expect((await as(supervisor, listLeavers))[0]).toMatchObject({ children: [], unseen: 0 })
  expect(await nobody()).not.toContain(second)
})

it('shows a worker whose account is disabled while children stand in their name', async () => {
  await chronicle.administrator.query('update komar.account set disabled_at = now() where id = $1', [other.user])
  const disabled = (await as(supervisor, listLeavers)).find(({ account }) => account === other.user)
  expect(disabled).toMatchObject({ hasLeft: true, lastDay: null, children: [{}, {}] })
})
