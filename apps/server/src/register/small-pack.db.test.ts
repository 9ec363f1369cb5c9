// A host of a country of which the age limit alone is known: the list says what the clock says, facts come in, and no act passes that
// nothing could check.
import { addDays, addMonths, plainDate, type PlainDate } from '@komar/domain/time/plain-date'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
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
import { establish } from '../establish.ts'
import { childrenAsOf } from '../insight/children-as-of.ts'
import { worldOf } from '../world.ts'
import { findChild } from './children.ts'

let chronicle: TestChronicle
let officer: Person
let facility = newId()
const today = plainDate(new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10))

beforeAll(async () => {
  chronicle = await testChronicle()
  officer = await addPerson(chronicle.administrator, await addAgency(chronicle.administrator), ['prison-officer'])
})
beforeEach(async () => {
  facility = newId()
  await join(chronicle.administrator, officer.user, await circleOf(chronicle.administrator, 'facility', facility))
})
afterAll(() => chronicle.dispose())

async function addChild(country: string, born: PlainDate) {
  const child = newId()
  const name = { en: 'Test prison', km: 'Test prison' }
  const body = { code: `T-${facility.slice(0, 6).toUpperCase()}`, name, province: '00', holdsWomen: true }
  const entries = [
    entryOf(officer, { kind: 'register.facility-registered', subject: facility, body }),
    childRegistered(officer, child, {
      body: { names: { latin: 'Example' }, sex: 'female', code: `T-${child.slice(0, 6).toUpperCase()}` },
    }),
    birthStated(officer, child, born),
    residenceBegan(officer, child, facility, addDays(today, -20)),
  ]
  const results = await append(chronicle.app, officer, entries, { world: worldOf(country) })
  expect(results.map(({ status }) => status)).toEqual(entries.map(() => 'accepted'))
  return child
}

describe('the list under a small pack', () => {
  const seen = <Answer>(work: Parameters<typeof asActor<Answer>>[2]) =>
    asActor(chronicle.app, { token: officer.token, touch: false }, work)

  it.each([
    ['fr', 200, 'no-limit'],
    ['no', 1, 'past'],
    ['at', 12, 'within'],
    ['at', 33, 'approaching'],
    ['at', 36, 'past'],
  ])('%s, %i months old: %s, today and as of today', async (country, months, state) => {
    const child = await addChild(country, addMonths(today, -months))
    expect((await seen((db) => findChild(db, child))).state).toBe(state)
    const past = await seen((db) =>
      childrenAsOf(db, { where: 'inside', facility, limit: 50 }, today, worldOf(country).pack),
    )
    expect(past.children.map((row) => row.state)).toEqual([state])
    // What no rule asks for is not called missing: beside the limit, only that nobody took the child into their hands.
    const text = 'select code from komar.deadline where subject = $1 order by code'
    const due = await chronicle.administrator.query<{ code: string }>(text, [child])
    const ofLaw = country === 'fr' ? [] : ['law.limit', 'law.limit-early']
    expect(due.rows.map(({ code }) => code)).toEqual(['access.agency-missing', ...ofLaw])
  })
})

describe('a host of another country', () => {
  const starting = (country: string) =>
    establish({ app: chronicle.app, ownerUrl: chronicle.database.ownerUrl } as Parameters<typeof establish>[0], {
      isDemonstration: false,
      country,
      say: () => undefined,
    })

  it('keeps the rules that it began with', async () => {
    await expect(starting('at')).rejects.toThrow('works by the rules of "kh"')
    await expect(starting('kh')).resolves.toBeUndefined()
  })
})
