// What is written to a sealed record that was opened in need, past the gate: each row or statement here lacks just one of the things that the
// policy asks, and stands beside one that lacks none. bench/wall.ts leaves the same things out of the policy.
import type { Uuid } from '@komar/domain/chronicle/entry'
import type pg from 'pg'
import { describe, expect, it } from 'vitest'
import { addAgency, addPerson, newId, type Person } from '../chronicle/test-people.ts'
import { addsEntry, hostOfPolicies, refused, type TriedEntry } from './test-as-app.ts'

let db: pg.Client
let here: Uuid
let there: Uuid
let supervisor: Person
let colleague: Person
let stranger: Person
let child: Uuid

hostOfPolicies(async (host) => {
  db = host.administrator
  here = await addAgency(db)
  there = await addAgency(db)
  supervisor = await addPerson(db, here, ['supervisor'])
  colleague = await addPerson(db, here, ['supervisor'])
  stranger = await addPerson(db, there, ['supervisor'])
  child = await sealed()
  for (const person of [supervisor, stranger]) await opens(person, child)
})

/** A child in nobody's circle, who is sealed. */
async function sealed(day = '2001-01-01'): Promise<Uuid> {
  const id = newId()
  await db.query(`insert into komar.subject (id, type, opened_by) values ($1, 'child', $1)`, [id])
  await db.query(`insert into komar.child_seal (child, seals_on, because) values ($1, $2, 'age')`, [id, day])
  return id
}

/** The agency here is responsible for every child. */
async function opens({ user, agency }: Person, whose: Uuid, { until = '1 hour', as = agency } = {}): Promise<void> {
  await db.query(
    `insert into komar.broken_glass (account, agency, child, responsible, until, reason)
     values ($1, $2, $3, $4, now() + $5::interval, 'A reason of some length.')`,
    [user, as, whose, here, until],
  )
}

const kindOfOwn = { kind: 'register.birth-stated', class: 'identity' }
const kindOfAny = { kind: 'access.erasure-agreed', class: 'care' }

function adds(person: Person, given: Partial<TriedEntry> = {}): Promise<number | string> {
  return addsEntry(db, person, { ...kindOfOwn, subject: child, ...given })
}

describe('an entry is added through glass', () => {
  it('in the own name, for the own agency, from the device of this session', async () => {
    expect(await adds(supervisor)).toBe(1)
    for (const given of [{ author: colleague.user }, { agency: there }, { device: colleague.device }])
      expect([given, await adds(supervisor, given)]).toEqual([given, refused])
    const own = newId()
    await db.query('insert into komar.device (id, account) values ($1, $2)', [own, supervisor.user])
    expect(await adds(supervisor, { device: own })).toBe(refused)
  })

  it('about the child whose record is open to its author, here and now', async () => {
    expect(await adds(supervisor, { subject: await sealed() })).toBe(refused)
    expect(await adds(colleague)).toBe(refused)
    await opens(colleague, child, { until: '-1 minute' })
    await opens(colleague, child, { as: there })
    expect(await adds(colleague)).toBe(refused)
    await opens(colleague, child)
    expect(await adds(colleague)).toBe(1)
  })

  it('about a child who is sealed by now', async () => {
    const later = await sealed('2999-01-01')
    await opens(supervisor, later)
    expect(await adds(supervisor, { subject: later })).toBe(refused)
  })

  it('beside nobody whom the chronicle does not name already', async () => {
    expect(await adds(supervisor, { also: [await sealed()] })).toBe(refused)
  })

  it('for the agency that is responsible, or for any, as its kind says', async () => {
    expect([await adds(supervisor), await adds(stranger)]).toEqual([1, refused])
    expect([await adds(supervisor, kindOfAny), await adds(stranger, kindOfAny)]).toEqual([1, 1])
  })

  it('in the class of its kind, and of a kind that is written through glass', async () => {
    expect(await adds(supervisor, { class: 'care' })).toBe(refused)
    expect(await adds(supervisor, { kind: 'register.living-outside-stated', class: 'care' })).toBe(refused)
  })

  it('of a kind that opens no record, and that one’s role writes', async () => {
    const like = (change: Record<string, unknown>) =>
      db.query(
        `insert into komar.kind_registry select k.* from komar.kind_registry r, jsonb_populate_record(r, $1) k where r.name = $2`,
        [JSON.stringify(change), kindOfOwn.kind],
      )
    await like({ name: 'test.like', roles: ['supervisor'] })
    expect(await adds(supervisor, { kind: 'test.like' })).toBe(1)
    for (const [name, change] of [
      ['test.opens', { opens: true }],
      ['test.roles', { roles: ['clinician'] }],
      ['test.custody', { class: 'custody', class_bit: 2 }],
    ] as const) {
      await like({ name, ...change })
      const { class: own } = { ...kindOfOwn, ...change }
      expect([name, await adds(supervisor, { kind: name, class: own })]).toEqual([name, refused])
    }
  })
})
