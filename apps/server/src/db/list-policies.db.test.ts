// What the policies ask of whoever reads a list or a chronicle, past the API: that its subject is in one of their circles today, that the
// circle passes the class and that they hold it there. Each try lacks one of these. bench/wall.ts leaves the same out of the policies.
import { accessClasses, allClasses } from '@komar/domain/access/classes'
import type { Uuid } from '@komar/domain/chronicle/entry'
import type pg from 'pg'
import { beforeEach, describe, expect, it } from 'vitest'
import { addAgency, addPerson, circleOf, newId, type Person } from '../chronicle/test-people.ts'
import { asApp, hostOfPolicies } from './test-as-app.ts'

let db: pg.Client
let here: Uuid
let there: Uuid
let reader: Person
let officer: Person
let circle: number

hostOfPolicies(async (host) => {
  db = host.administrator
  here = await addAgency(db)
  there = await addAgency(db)
  // Together they read every class but notes of other agencies.
  reader = await addPerson(db, here, ['social-worker', 'specialist', 'legal-officer'])
  officer = await addPerson(db, here, ['prison-officer'])
  circle = await circleOf(db, 'agency', there)
})

type Place = { mask?: number; since?: string; until?: string | null }

async function subject(place: Place | null): Promise<Uuid> {
  const id = newId()
  await db.query(`insert into komar.subject (id, type, opened_by) values ($1, 'child', $1)`, [id])
  if (place === null) return id
  const { mask = allClasses, since = '2001-01-01', until = null } = place
  await db.query(
    'insert into komar.subject_circle (subject, circle, mask, since, until, cause, via) values ($1, $2, $3, $4, $5, $1, $1)',
    [id, circle, mask, since, until],
  )
  return id
}

/** What somebody holds of the circle of the other agency. */
async function holds({ user }: Person, mask: number): Promise<void> {
  await db.query('delete from komar.user_circle where user_id = $1', [user])
  if (mask > 0)
    await db.query(`insert into komar.user_circle (user_id, circle, mask, since) values ($1, $2, $3, '2001-01-01')`, [
      user,
      circle,
      mask,
    ])
}

const fillers: Readonly<Record<string, unknown>> = {
  text: 'x',
  'text[]': [],
  date: '2013-01-01',
  integer: 1,
  bigint: 1,
  boolean: false,
  jsonb: {},
}

/** A row with whatever it must have. */
async function put(table: string, given: Record<string, unknown>): Promise<void> {
  const { rows } = await db.query<{ name: string; type: string }>(
    `select attname as name, format_type(atttypid, null) as type from pg_attribute
     where attrelid = ('komar.' || $1)::regclass and attnum > 0 and attnotnull and not atthasdef and attidentity = ''`,
    [table],
  )
  const filled = Object.fromEntries(rows.map(({ name, type }) => [name, type === 'uuid' ? newId() : fillers[type]]))
  const row: Record<string, unknown> = { ...filled, ...given }
  const columns = Object.keys(row).join(', ')
  await db.query(
    `insert into komar.${table} (${columns}) select ${columns} from jsonb_populate_record(null::komar.${table}, $1)`,
    [JSON.stringify(row)],
  )
}

const lists: readonly [table: string, column: string, bit: number, more?: Record<string, unknown>][] = [
  ['advice', 'facility', 64],
  ['carer_custody', 'carer', 2],
  ['carer_identity', 'carer', 1],
  ['child_carer', 'child', 1],
  ['child_district', 'child', 4],
  ['child_identity', 'child', 1],
  ['child_merge', 'kept', 1],
  ['child_merge', 'other', 1],
  ['child_worker', 'child', 1],
  ['letter', 'child', 1, { class_bit: 1 }],
  ['letter', 'child', 4, { class_bit: 4 }],
  ...accessClasses
    .filter((name) => name !== 'notes')
    .map((name): [string, string, number] => ['child_status', 'child', 1 << accessClasses.indexOf(name)]),
]

describe.each(lists)('%s (by %s, class %i)', (table, column, bit, more = {}) => {
  async function sees(place: Place | null): Promise<number | string> {
    const id = await subject(place)
    await put(table, { ...more, [column]: id })
    return asApp(db, reader, `select from komar.${table} where ${column} = $1`, [id])
  }

  it('is read by who holds the class in a circle of the subject that passes it, today', async () => {
    await holds(reader, bit)
    expect(await sees({})).toBe(1)
    expect(await sees({ mask: bit })).toBe(1)
    const others: (Place | null)[] = [
      { mask: allClasses - bit },
      { since: '2999-01-01' },
      { until: '2002-01-01' },
      // Though another subject is in the circle.
      null,
    ]
    for (const place of others) expect([place, await sees(place)]).toEqual([place, 0])
    await holds(reader, 0)
    expect(await sees({})).toBe(0)
  })

  it('is not read by who holds every other class there', async () => {
    await holds(reader, allClasses - bit)
    expect(await sees({ mask: bit })).toBe(0)
    // The state of a child is read through any class.
    expect(await sees({})).toBe(table === 'child_status' ? 1 : 0)
  })
})

describe('a subject', () => {
  const sees = async (id: Uuid) => asApp(db, reader, 'select id from komar.subject where id = $1', [id])

  it('is seen in a circle today, or by an entry about it that one may read', async () => {
    await holds(reader, 1)
    expect(await sees(await subject({}))).toBe(1)
    for (const place of [{ since: '2999-01-01' }, { until: '2002-01-01' }, null])
      expect([place, await sees(await subject(place))]).toEqual([place, 0])
    const [known, unknown, entry] = [await subject(null), await subject(null), newId()]
    await put('entry', {
      id: entry,
      subject: known,
      also: [],
      basis: 'seen',
      written: '2013-01-01T00:00:00Z',
      body: {},
    })
    await put('entry_subject', { subject: known, entry, agency: here, class_bit: 1 })
    expect([await sees(known), await sees(unknown)]).toEqual([1, 0])
  })
})

describe('an entry in a chronicle', () => {
  let entry: Uuid
  beforeEach(async () => {
    entry = newId()
    await put('entry', { id: entry, also: [], basis: 'seen', written: '2013-01-01T00:00:00Z', body: {} })
  })
  async function sees(person: Person, id: Uuid, more: Record<string, unknown>): Promise<number | string> {
    await db.query('delete from komar.entry_subject where entry = $1', [entry])
    await put('entry_subject', { subject: id, entry, agency: there, class_bit: 4, ...more })
    return asApp(db, person, 'select from komar.entry_subject where subject = $1', [id])
  }

  it('of the own agency is read by whose role reads its class', async () => {
    const id = await subject(null)
    expect(await sees(reader, id, { agency: here })).toBe(1)
    expect(await sees(reader, id, { agency: there })).toBe(0)
    expect(await sees(officer, id, { agency: here })).toBe(0)
    expect(await sees(officer, id, { agency: here, class_bit: 1 })).toBe(1)
    expect(await sees(reader, id, { agency: here, withheld: [here] })).toBe(0)
  })

  it('of another agency is read in a circle of its subject that passes the class, today', async () => {
    await holds(reader, 4)
    expect(await sees(reader, await subject({ mask: 4 }), {})).toBe(1)
    expect(await sees(reader, await subject({ mask: 4 }), { withheld: [here] })).toBe(0)
    const others: (Place | null)[] = [{ mask: allClasses - 4 }, { since: '2999-01-01' }, { until: '2002-01-01' }, null]
    for (const place of others) expect([place, await sees(reader, await subject(place), {})]).toEqual([place, 0])
    await holds(reader, allClasses - 4)
    expect(await sees(reader, await subject({}), {})).toBe(0)
  })
})

describe('what is due', () => {
  async function sees(person: Person, id: Uuid, more: Record<string, unknown>): Promise<number | string> {
    await db.query('delete from komar.deadline where subject = $1', [id])
    await put('deadline', { subject: id, class_mask: 4, agencies: [], ...more })
    return asApp(db, person, 'select from komar.deadline where subject = $1', [id])
  }

  it('is read by who is in a circle of its subject today, and holds and reads there all classes of it', async () => {
    await holds(reader, allClasses)
    await holds(officer, allClasses)
    expect(await sees(reader, await subject({}), {})).toBe(1)
    expect(await sees(reader, await subject({}), { class_mask: 4 + 256 })).toBe(0)
    expect(await sees(officer, await subject({}), {})).toBe(0)
    const others: (Place | null)[] = [{ mask: allClasses - 4 }, { since: '2999-01-01' }, { until: '2002-01-01' }, null]
    for (const place of others) expect([place, await sees(reader, await subject(place), {})]).toEqual([place, 0])
    await holds(reader, 4)
    expect(await sees(reader, await subject({}), {})).toBe(1)
    expect(await sees(reader, await subject({}), { class_mask: 4 + 1 })).toBe(0)
    await holds(reader, 0)
    expect(await sees(reader, await subject({}), {})).toBe(0)
  })

  it('is read by the agency that it is due of, while the child is not sealed', async () => {
    const id = await subject(null)
    expect(await sees(reader, id, { agencies: [here] })).toBe(1)
    expect(await sees(reader, id, { agencies: [there] })).toBe(0)
    expect(await sees(officer, id, { agencies: [here] })).toBe(0)
    expect(await sees(reader, id, { agencies: [here], withheld: [here] })).toBe(0)
    expect(await sees(reader, id, { agencies: [here], beside: [await subject(null)] })).toBe(0)
    await put('child_seal', { child: id, seals_on: '2002-01-01', because: 'age' })
    expect(await sees(reader, id, { agencies: [here] })).toBe(0)
  })
})
