// What the policies ask of whoever adds an entry, past the gate: each try lacks just one thing, and stands beside one that lacks none.
// bench/wall.ts leaves the same things out of the policies.
import { accessClasses, allClasses, maskOf } from '@komar/domain/access/classes'
import type { Uuid } from '@komar/domain/chronicle/entry'
import type pg from 'pg'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { addAgency, addPerson, circleOf, newId, type Person } from '../chronicle/test-people.ts'
import { addsEntry, hostOfPolicies, refused, type TriedEntry } from './test-as-app.ts'

const roles = ['social-worker', 'specialist', 'legal-officer', 'clinician'] as const

let db: pg.Client
let here: Uuid
let there: Uuid
let worker: Person
let colleague: Person
let monitor: Person
let officer: Person
let carer: Person
let child: Uuid

hostOfPolicies(async (host) => {
  db = host.administrator
  here = await addAgency(db)
  there = await addAgency(db)
  // Custody and conditions are the monitor's to write, the rest the worker's.
  worker = await addPerson(db, here, roles)
  colleague = await addPerson(db, here, ['social-worker'])
  monitor = await addPerson(db, here, ['monitor'])
  officer = await addPerson(db, here, ['prison-officer'])
  carer = await addPerson(db, here, ['carer'])
  child = await subject({})
})

/** A child who is in the circle of the agency here, for some classes and days. */
async function subject({ mask = allClasses, since = '2001-01-01', until = null as string | null }): Promise<Uuid> {
  const id = newId()
  await db.query(`insert into komar.subject (id, type, opened_by) values ($1, 'child', $1)`, [id])
  await db.query(
    'insert into komar.subject_circle (subject, circle, mask, since, until, cause, via) values ($1, $2, $3, $4, $5, $1, $1)',
    [id, await circleOf(db, 'agency', here), mask, since, until],
  )
  return id
}

function adds(person: Person, given: Partial<TriedEntry> = {}): Promise<number | string> {
  return addsEntry(db, person, { kind: 'register.living-outside-stated', class: 'care', subject: child, ...given })
}

/** A device of the worker's at another agency, of which they are too. */
async function deviceElsewhere(person: Person): Promise<Uuid> {
  const id = newId()
  await db.query(
    `with m as (insert into komar.agency_membership (account, agency, roles, since) values ($2, $3, '{monitor}', '1990-01-01') returning id)
     insert into komar.device (id, account, membership) select $1, $2, m.id from m`,
    [id, person.user, there],
  )
  return id
}

describe('an entry is added', () => {
  it('in the own name, for the own agency, from a device that is used there', async () => {
    expect(await adds(worker)).toBe(1)
    for (const given of [{ author: colleague.user }, { agency: there }, { device: colleague.device }])
      expect(await adds(worker, given)).toBe(refused)
    expect(await adds(worker, { device: await deviceElsewhere(worker) })).toBe(refused)
  })

  it('in the class of its kind, of a kind that one’s role writes', async () => {
    expect(await adds(worker, { class: 'identity' })).toBe(refused)
    expect(await adds(worker, { kind: 'access.granted' })).toBe(refused)
    // Who opens a record needs no circle, but a role that writes the class.
    const kin = { kind: 'register.kin-registered' }
    expect(await adds(worker, { ...kin, subject: newId() })).toBe(1)
    expect(await adds(officer, { ...kin, subject: newId() })).toBe(refused)
  })

  it('about nobody who is not there, but for the one whose record it opens', async () => {
    const kin = { kind: 'register.kin-registered' }
    const unseen = newId()
    await db.query(`insert into komar.subject (id, type, opened_by) values ($1, 'kin', $1)`, [unseen])
    expect(await adds(worker, { subject: newId() })).toBe(refused)
    expect(await adds(worker, { also: [newId()] })).toBe(refused)
    expect(await adds(worker, { ...kin, subject: newId(), also: [newId()] })).toBe(refused)
    expect(await adds(worker, { ...kin, subject: unseen })).toBe(refused)
    expect(await adds(worker, { subject: unseen })).toBe(refused)
  })

  it('about a child who is in one’s circle today', async () => {
    expect(await adds(worker, { subject: await subject({}) })).toBe(1)
    expect(await adds(worker, { subject: await subject({ since: '2999-01-01' }) })).toBe(refused)
    expect(await adds(worker, { subject: await subject({ until: '2002-01-01' }) })).toBe(refused)
  })
})

describe('an entry of each class', () => {
  const kinds = new Map<string, string>()
  beforeAll(async () => {
    const { rows } = await db.query<{ name: string; class: string }>(
      `select class, min(name) as name from komar.kind_registry
       where not opens and (roles is null or roles && $1) group by class`,
      [[...roles, 'monitor']],
    )
    for (const row of rows) kinds.set(row.class, row.name)
  })
  const inClass = (name: string) => ({ kind: kinds.get(name) ?? '', class: name })

  const writerOf = (name: string) => (['custody', 'conditions'].includes(name) ? monitor : worker)

  /** What somebody holds of the circle. */
  async function holds({ user }: Person, ...classes: (typeof accessClasses)[number][]): Promise<void> {
    await db.query('delete from komar.user_circle where user_id = $1', [user])
    if (classes.length > 0)
      await db.query(`insert into komar.user_circle (user_id, circle, mask, since) values ($1, $2, $3, '2001-01-01')`, [
        user,
        await circleOf(db, 'agency', here),
        maskOf(classes),
      ])
  }

  it.each(accessClasses)('is added by who holds that class in a circle that passes it: %s', async (name) => {
    // Whoever knows who a child is may say what is wrong, though they read nothing of it.
    const enough = name === 'safeguarding' ? 'identity' : name
    const person = writerOf(name)
    await holds(person, enough)
    expect(await adds(person, inClass(name))).toBe(1)
    const others = accessClasses.filter((other) => other !== enough)
    const passedOn = await subject({ mask: maskOf(others) })
    expect(await adds(person, { ...inClass(name), subject: passedOn })).toBe(refused)
    await holds(person, ...others)
    expect(await adds(person, inClass(name))).toBe(refused)
    await holds(person)
    expect(await adds(person, inClass(name))).toBe(refused)
  })

  it('that this host does not know is added by who writes some class in a circle that passes it', async () => {
    const unknown = { kind: 'register.not-known-here', class: 'unknown' }
    for (const name of ['safeguarding', 'care'] as const) {
      await holds(worker, name)
      expect(await adds(worker, unknown)).toBe(1)
      const passedOn = await subject({ mask: allClasses - maskOf([name]) })
      expect(await adds(worker, { ...unknown, subject: passedOn })).toBe(refused)
    }
    await holds(worker)
    expect(await adds(worker, unknown)).toBe(refused)
  })
})

describe('a carer', () => {
  const diary = { kind: 'wellbeing.diary-written' }
  beforeEach(async () => {
    await db.query(`insert into komar.diary_keeper (child, keeper, until) values ($1, $2, '2999-01-01')`, [
      child,
      carer.user,
    ])
  })

  it('adds to the diary that they keep, in their own name and from their own device, and names nobody else', async () => {
    expect(await adds(carer, diary)).toBe(1)
    for (const given of [
      { author: colleague.user },
      { agency: there },
      { device: colleague.device },
      { class: 'identity' },
      { subject: await subject({}) },
      { also: [child] },
    ])
      expect(await adds(carer, { ...diary, ...given })).toBe(refused)
  })

  it('adds nothing but a fact of care that is theirs to tell', async () => {
    expect(await adds(carer)).toBe(refused)
    expect(await adds(carer, { kind: 'register.not-known-here' })).toBe(refused)
    const like = (change: string) =>
      db.query(
        `insert into komar.kind_registry select k.* from komar.kind_registry r, jsonb_populate_record(r, $1) k where r.name = $2`,
        [change, diary.kind],
      )
    await like('{"name": "test.like"}')
    expect(await adds(carer, { kind: 'test.like' })).toBe(1)
    for (const [name, change] of [
      ['test.identity', { class: 'identity' }],
      ['test.act', { family: 'act' }],
      ['test.opens', { opens: true }],
      ['test.roles', { roles: ['supervisor'] }],
    ] as const) {
      await like(JSON.stringify({ name, ...change }))
      expect([name, await adds(carer, { kind: name })]).toEqual([name, refused])
    }
  })
})
