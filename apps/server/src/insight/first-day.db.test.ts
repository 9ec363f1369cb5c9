import { addDays, addMonths, plainDate } from '@komar/domain/time/plain-date'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Uuid } from '@komar/domain/chronicle/entry'
import { startUpFrom } from '@komar/domain/insight/first-day'
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
import { openDeadlines } from '../register/children.ts'
import { worldOf } from '../world.ts'
import { history, readFirstDay, startUpOf } from './first-day.ts'
import { caseLoad } from './work.ts'

let chronicle: TestChronicle
let supervisor: Person
let children: Uuid[]
const world = worldOf('kh')
const today = plainDate(new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10))

beforeAll(async () => {
  chronicle = await testChronicle()
  const { administrator } = chronicle
  const agency = await addAgency(administrator)
  supervisor = await addPerson(administrator, agency, ['supervisor'])
  await join(administrator, supervisor.user, await circleOf(administrator, 'case-load', agency))
  const facility = newId()
  children = Array.from({ length: startUpFrom }, newId)
  for (const [index, child] of children.entries()) {
    const ageInMonths = index === 0 ? 50 : 20
    await write(
      childRegistered(supervisor, child),
      birthStated(supervisor, child, addMonths(today, -ageInMonths)),
      residenceBegan(supervisor, child, facility, addDays(today, -100)),
    )
  }
})
afterAll(() => chronicle.dispose())

async function write(...entries: unknown[]): Promise<void> {
  const results = await append(chronicle.app, supervisor, entries, { world })
  expect(results.map((result) => ('problem' in result ? result.problem : result.status))).toEqual(
    entries.map(() => 'accepted'),
  )
}

function seen<T>(work: (db: Database) => Promise<T>): Promise<T> {
  return asActor(chronicle.app, { token: supervisor.token, touch: false }, work)
}

async function listed(db: Database) {
  const firstDay = await readFirstDay(db)
  const left = await openDeadlines(db, { today, limit: 500, leftOut: history(firstDay) })
  return { startUp: await startUpOf(db, firstDay), codes: new Set(left.map(({ code }) => code)) }
}

describe('the first day', () => {
  it('leaves out what was missed, says how much, and keeps the limit and the decision past it', async () => {
    const { startUp, codes } = await seen(listed)
    expect(startUp).toMatchObject({ unplanned: startUpFrom })
    expect(startUp?.history).toBeGreaterThan(startUpFrom)
    expect(codes).toContain('law.limit')
    expect(codes).toContain('assess.overstay-decision-missing')
    expect(codes).not.toContain('assess.full-assessment')
  })

  it('lists on the case-load whom no agency is responsible for', async () => {
    const nobody = async () => (await seen((db) => caseLoad(db, supervisor.agency))).find(({ id }) => id === null)
    const ids = async () => (await nobody())?.children.map(({ child }) => child.id)
    expect(new Set(await ids())).toEqual(new Set(children))
    const [first = newId()] = children
    const body = { agency: supervisor.agency, worker: supervisor.user }
    await write(entryOf(supervisor, { kind: 'access.allocated', subject: first, occurred: today, body }))
    expect(await ids()).not.toContain(first)
  })

  it('is over once few are without a plan: what is late stands in the list again', async () => {
    for (const child of children.slice(1)) {
      const body = { wave: 1, by: addDays(today, 7) }
      await write(entryOf(supervisor, { kind: 'assess.wave-set', subject: child, occurred: today, body }))
    }
    const { startUp, codes } = await seen(listed)
    expect(startUp).toBeNull()
    expect(codes).toContain('assess.full-assessment')
  })
})
