import { classBit } from '@komar/domain/access/classes'
import { limitDates, limitState, planningOpens } from '@komar/domain/law/past'
import { childCode } from '@komar/domain/register/child-code'
import { edtf } from '@komar/domain/time/edtf'
import { addDays, addMonths, plainDate } from '@komar/domain/time/plain-date'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
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
import { worldOf } from '../world.ts'
import { listFacilities, searchCarers } from './carers.ts'
import { childrenAsOf } from '../insight/children-as-of.ts'
import { deadlinesOfToday, findChild, openDeadlines, searchChildren, type ChildSearch } from './children.ts'

let chronicle: TestChronicle
let officer: Person
let elsewhere: Person
const facility = newId()
const world = worldOf('kh')
const today = plainDate(new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10))
const inside = { where: 'inside', limit: 50 } as const

beforeAll(async () => {
  chronicle = await testChronicle()
  const { administrator } = chronicle
  const prisons = await addAgency(administrator)
  officer = await addPerson(administrator, prisons, ['prison-officer'])
  elsewhere = await addPerson(administrator, await addAgency(administrator), ['prison-officer'])
  await join(administrator, officer.user, await circleOf(administrator, 'facility', facility))
  await register(
    entryOf(officer, {
      kind: 'register.facility-registered',
      subject: facility,
      body: { code: 'TST-P', name: { en: 'Test prison', km: 'ពន្ធនាគារសាកល្បង' }, province: '12', holdsWomen: true },
    }),
  )
})
afterAll(() => chronicle.dispose())

async function register(...entries: unknown[]): Promise<void> {
  const results = await append(chronicle.app, officer, entries, { world })
  expect(results.map(({ status }) => status)).toEqual(entries.map(() => 'accepted'))
}

async function addChild(names: { km?: string; latin?: string }, born: string | null) {
  const child = newId()
  const began = addDays(today, -20)
  await register(
    childRegistered(officer, child, { body: { names, sex: 'female', code: `T-${child.slice(0, 6).toUpperCase()}` } }),
    ...(born === null ? [] : [birthStated(officer, child, born)]),
    residenceBegan(officer, child, facility, began),
  )
  return child
}

function search(person: Person, wanted: ChildSearch) {
  return asActor(chronicle.app, { token: person.token, touch: false }, (db) => searchChildren(db, wanted))
}

describe('the list of children', () => {
  it('gives each child the state that the domain gives it, to the day', async () => {
    const limit = addMonths(today, -36)
    const borns = [
      addMonths(today, -3),
      addDays(addMonths(limit, 12), 1),
      addMonths(limit, 12),
      addDays(limit, 1),
      limit,
      `${limit.slice(0, 7)}`,
      `${limit.slice(0, 4)}`,
      addDays(limit, -400),
    ].map((text) => edtf(text))
    for (const born of borns) {
      const child = await addChild({ latin: 'Limit' }, born)
      const row = await asActor(chronicle.app, { token: officer.token, touch: false }, (db) => findChild(db, child))
      const dates = limitDates(born, world.pack.law, addDays(today, -20))
      const isPlanned = today >= planningOpens(dates, 6)
      const expected = limitState(dates, today, 0)
      expect([born, row.state]).toEqual([born, expected === 'within' && isPlanned ? 'approaching' : expected])
      expect(row.pastFrom).toEqual(dates)
    }
  })

  it('says "unknown" where nobody stated a birth, and never guesses', async () => {
    const child = await addChild({ latin: 'Nobirth' }, null)
    const { children } = await search(officer, { ...inside, text: 'Nobirth' })
    expect(children.map(({ id, state, pastFrom }) => ({ id, state, pastFrom }))).toEqual([
      { id: child, state: 'unknown', pastFrom: null },
    ])
  })

  it('finds a child by either script, one letter wrong, and another romanisation', async () => {
    const child = await addChild({ km: 'ចាន់ធូ', latin: 'Chanthou' }, '2024-05')
    for (const text of ['ចាន់ធូ', 'chanthou', 'Chantou', 'Jandou', 'CHANTHUO']) {
      const { children } = await search(officer, { ...inside, text })
      expect([text, children[0]?.id]).toEqual([text, child])
    }
    expect((await search(officer, { ...inside, text: '100% _' })).children).toEqual([])
  })

  it('finds a Khmer name by its letters, on every server, and none that only shares some of them', async () => {
    const child = await addChild({ km: 'វង្ស សុផល' }, '2024-05')
    expect((await search(officer, { ...inside, text: 'សុផល' })).children.map(({ id }) => id)).toEqual([child])
    expect((await search(officer, { ...inside, text: 'សុខ' })).children).toEqual([])
  })

  it('pages without losing or repeating a child', async () => {
    const all = await search(officer, inside)
    const seen: string[] = []
    let cursor: string | undefined
    for (;;) {
      const page = await search(officer, { ...inside, limit: 3, ...(cursor === undefined ? {} : { cursor }) })
      seen.push(...page.children.map(({ id }) => id))
      if (page.cursor === null) break
      cursor = page.cursor
    }
    expect(seen).toEqual(all.children.map(({ id }) => id))
    expect(all.total).toBe(seen.length)
  })

  it('shows an officer of another agency nothing, by list and by name', async () => {
    expect(await search(elsewhere, inside)).toEqual({ children: [], total: 0, cursor: null })
    expect((await search(elsewhere, { ...inside, text: 'Chanthou' })).children).toEqual([])
    const due = await asActor(chronicle.app, { token: elsewhere.token, touch: false }, (db) =>
      openDeadlines(db, { today, limit: 50 }),
    )
    expect(due).toEqual([])
  })

  it('shows an officer no deadline that needs a class which officers do not read', async () => {
    const due = await asActor(chronicle.app, { token: officer.token, touch: false }, (db) =>
      openDeadlines(db, { today, limit: 500 }),
    )
    expect(due.length).toBeGreaterThan(0)
    const { rows } = await chronicle.administrator.query<{ code: string; class_mask: number }>(
      'select * from komar.deadline',
    )
    const hidden = rows.filter(({ class_mask: mask }) => (mask & classBit('care')) !== 0).map(({ code }) => code)
    expect(hidden.length).toBeGreaterThan(0)
    expect(due.filter(({ code }) => hidden.includes(code))).toEqual([])
  })

  it('knows what is for this very day, whatever has been overdue for longer', async () => {
    const { administrator } = chronicle
    const agency = await addAgency(administrator)
    const worker = await addPerson(administrator, agency, ['social-worker'])
    await join(administrator, worker.user, await circleOf(administrator, 'agency', agency))
    const child = newId()
    const alone = { livingWith: 'alone', attended: 'no', whereaboutsKnown: 'yes' }
    const results = await append(
      chronicle.app,
      worker,
      [
        childRegistered(worker, child),
        entryOf(worker, { kind: 'register.living-outside-stated', subject: child, occurred: today, body: alone }),
      ],
      { world },
    )
    expect(results.map(({ status }) => status)).toEqual(['accepted', 'accepted'])
    const find = (person: Person) =>
      asActor(chronicle.app, { token: person.token, touch: false }, (db) => deadlinesOfToday(db, today, 5))
    expect(await find(worker)).toMatchObject([{ subject: child, code: 'care.outside-unattended' }])
    expect((await find(officer)).filter(({ subject }) => subject === child)).toEqual([])
  })

  it('as of a past day, is what the entries say of that day', async () => {
    const child = await addChild({ latin: 'Pastday' }, '2025-01-10')
    await register(
      entryOf(officer, {
        kind: 'register.residence-ended',
        subject: child,
        occurred: addDays(today, -2),
        body: { route: 'with-mother' },
      }),
    )
    const asOf = (days: number) =>
      asActor(chronicle.app, { token: officer.token, touch: false }, (db) =>
        childrenAsOf(db, { ...inside, text: 'Pastday' }, addDays(today, days), world.pack),
      )
    expect((await asOf(-25)).children).toEqual([])
    expect((await asOf(-10)).children.map(({ id }) => id)).toEqual([child])
    expect((await asOf(0)).children).toEqual([])
    expect(
      (await search(officer, { ...inside, where: 'outside', text: 'Pastday' })).children.map(({ id }) => id),
    ).toEqual([child])
  })

  it('refuses a cursor that it did not write', async () => {
    await expect(search(officer, { ...inside, cursor: 'bm9uc2Vuc2U' })).rejects.toThrow('request.cursor-unknown')
  })
})

describe('carers and facilities', () => {
  it('shows where a carer is held, since when over transfers, and her children', async () => {
    const carer = newId()
    const child = await addChild({ latin: 'Withmother' }, '2025-02')
    await register(
      entryOf(officer, {
        kind: 'register.carer-registered',
        subject: carer,
        body: { names: { latin: 'Mealea' }, sex: 'female' },
      }),
      ...(['police', 'facility'] as const).map((place, index) =>
        entryOf(officer, {
          kind: 'register.custody-began',
          subject: carer,
          occurred: addDays(today, index - 9),
          body: {
            place,
            cause: 'arrest',
            legalStatus: 'pre-trial',
            charge: 'theft',
            ...(place === 'facility' ? { facility } : {}),
          },
        }),
      ),
      entryOf(officer, { kind: 'register.pregnancy-recorded', subject: carer, body: { due: '2027-03' } }),
      entryOf(officer, {
        kind: 'register.relation-stated',
        subject: child,
        also: [carer],
        body: { carer, relation: 'mother' },
      }),
    )
    const { carers } = await asActor(chronicle.app, { token: officer.token, touch: false }, (db) =>
      searchCarers(db, { text: 'Mealear', only: 'pregnant', limit: 10 }),
    )
    expect(carers).toHaveLength(1)
    expect(carers[0]).toMatchObject({
      id: carer,
      isHeld: true,
      facility,
      heldSince: addDays(today, -9),
      legalStatus: 'pre-trial',
    })
    expect(carers[0]).toMatchObject({
      isPregnant: true,
      due: '2027-03',
      children: [{ child, relation: 'mother', isInside: true }],
    })
  })

  it('finds a child by its code as it is typed, wherever it lives, and only for those who see it', async () => {
    const child = newId()
    const code = childCode(child, today)
    await register(
      childRegistered(officer, child, { body: { names: { latin: 'Coded' }, sex: 'male', code } }),
      residenceBegan(officer, child, facility, addDays(today, -20)),
    )
    const typed = code.toLowerCase().replaceAll('-', ' ')
    expect((await search(officer, { where: 'outside', limit: 5, text: typed })).children).toMatchObject([{ code }])
    expect((await search(elsewhere, { where: 'anywhere', limit: 5, text: code })).children).toEqual([])
  })

  it('names all facilities to all, and the children in them only to those who see them', async () => {
    const list = (person: Person) =>
      asActor(chronicle.app, { token: person.token, touch: false }, (db) => listFacilities(db))
    const [mine] = await list(officer)
    const [theirs] = await list(elsewhere)
    expect(mine).toMatchObject({ code: 'TST-P', isMine: true })
    expect(mine?.childrenSeen).toBeGreaterThan(5)
    expect(theirs).toMatchObject({ code: 'TST-P', isMine: false, childrenSeen: 0 })
  })
})
