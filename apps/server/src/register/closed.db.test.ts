// Work with a child ends on the host: approved by another agency, which may not look past a carer who is held; the child leaves the lists
// and is found by name; who comes back into a prison is on the list again, and somebody is asked to look.
import type { Uuid } from '@komar/domain/chronicle/entry'
import { addDays, plainDate } from '@komar/domain/time/plain-date'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  addAgency,
  addPerson,
  append,
  birthStated,
  childRegistered,
  entryOf,
  newId,
  residenceBegan,
  testChronicle,
  type Person,
  type TestChronicle,
} from '../chronicle/test-people.ts'
import { asActor } from '../db/as-actor.ts'
import { childrenAsOf } from '../insight/children-as-of.ts'
import { worldOf } from '../world.ts'
import { openDeadlines, searchChildren, type ChildSearch } from './children.ts'

let chronicle: TestChronicle
let monitor: Person
let responsible: Person
let other: Person
const world = worldOf('kh')
const today = plainDate(new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10))
const [child, carer, facility, elsewhere] = [newId(), newId(), newId(), newId()]

beforeAll(async () => {
  chronicle = await testChronicle()
  const { administrator } = chronicle
  const agency = await addAgency(administrator)
  monitor = await addPerson(administrator, agency, ['monitor'])
  responsible = await addPerson(administrator, agency, ['supervisor'])
  other = await addPerson(administrator, await addAgency(administrator), ['supervisor'])
  await accepted(
    monitor,
    entryOf(monitor, {
      kind: 'register.carer-registered',
      subject: carer,
      body: { names: { latin: 'Mother' }, sex: 'female' },
    }),
    entryOf(monitor, {
      kind: 'register.custody-began',
      subject: carer,
      body: { place: 'facility', facility, cause: 'arrest', legalStatus: 'convicted', charge: 'theft' },
    }),
    childRegistered(monitor, child, { body: { names: { latin: 'Quiet Lotus' }, sex: 'female', code: 'T-CLOSED' } }),
    birthStated(monitor, child, '2013-01-01'),
    residenceBegan(monitor, child, facility, '2013-07-14'),
    about(monitor, 'register.relation-stated', { carer, relation: 'mother' }, { also: [carer] }),
    about(monitor, 'register.residence-ended', { facility, route: 'kin' }, { occurred: '2014-01-01' }),
  )
  await accepted(
    responsible,
    about(responsible, 'access.allocated', { agency: responsible.agency }),
    view('child'),
    view('mother'),
    about(responsible, 'access.granted', {
      agency: other.agency,
      classes: ['identity', 'custody', 'care'],
      purpose: 'To approve',
      until: addDays(today, 30),
      legalBasis: 'duty',
    }),
  )
})
afterAll(() => chronicle.dispose())

function about(person: Person, kind: string, body: Record<string, unknown>, more: Record<string, unknown> = {}) {
  return entryOf(person, { kind, subject: child, body, occurred: today, ...more })
}

function view(whose: string) {
  return about(responsible, 'assess.view-heard', { whose, about: 'closure', stance: 'agrees', freely: 'yes' })
}

async function accepted(person: Person, ...entries: unknown[]): Promise<void> {
  const results = await append(chronicle.app, person, entries, { world })
  expect(results.map(({ status }) => status)).toEqual(entries.map(() => 'accepted'))
}

function closing(person: Person, body: Record<string, unknown> = {}) {
  const reasons = 'Lives with her father abroad'
  return about(person, 'care.closed', { ground: 'moved-abroad', carers: [carer], reasons, ...body })
}

async function missing(person: Person, entry: unknown): Promise<string[]> {
  const [result] = await append(chronicle.app, person, [entry], { world })
  return (result?.status === 'refused' ? (result.problem.missing ?? []) : []).map(({ code }) => code)
}

function listed(wanted: ChildSearch): Promise<Uuid[]> {
  return asActor(chronicle.app, { token: responsible.token, touch: false }, async (db) => {
    const now = await searchChildren(db, wanted)
    const asOf = await childrenAsOf(db, wanted, today, world.pack)
    const ids = now.children.map(({ id }) => id)
    expect(asOf.children.map(({ id }) => id)).toEqual(ids)
    return ids as Uuid[] // ids of subjects
  })
}

describe('work with a child ends', () => {
  it('not by the responsible agency alone, and not while the mother is held, whom the host looks up itself', async () => {
    expect(await missing(responsible, closing(responsible))).toEqual(['closure.approved-by-another-agency'])
    const stable = closing(other, { ground: 'placement-stable', planToAdulthood: 'Aunt' })
    expect(await missing(other, stable)).toContain('closure.not-while-mother-held')
    expect(await missing(other, closing(other, { carers: [] }))).toEqual(['closure.carers-named'])
    expect(await listed({ where: 'outside', limit: 50 })).toEqual([child])
  })

  it('approved by another: it leaves the lists, and is found by name', async () => {
    await accepted(other, closing(other))
    expect(await listed({ where: 'outside', limit: 50 })).toEqual([])
    expect(await listed({ where: 'anywhere', limit: 50 })).toEqual([])
    expect(await listed({ where: 'closed', limit: 50 })).toEqual([child])
    expect(await listed({ where: 'anywhere', text: 'Quiet Lotus', limit: 50 })).toEqual([child])
  })

  it('back in a prison it is on the list, and somebody is asked to look', async () => {
    await accepted(monitor, residenceBegan(monitor, child, elsewhere, today))
    expect(await listed({ where: 'inside', limit: 50 })).toEqual([child])
    const due = await asActor(chronicle.app, { token: responsible.token, touch: false }, (db) =>
      openDeadlines(db, { today, limit: 50 }),
    )
    expect(due.map(({ code }) => code)).toContain('care.closed-child-needs-look')
  })
})
