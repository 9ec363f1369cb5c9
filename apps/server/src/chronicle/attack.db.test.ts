// Attacks on the append and the feed by people who are signed in, each as it was tried: what they must not gain, see or spoil.
import { worldOf } from '../world.ts'
import type { Uuid } from '@komar/domain/chronicle/entry'
import type { AccessClass } from '@komar/domain/access/classes'
import { maskOf } from '@komar/domain/access/classes'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { asActor } from '../db/as-actor.ts'
import { pullFeed } from './feed.ts'
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
  noteWritten,
  residenceBegan,
  testChronicle,
  type Person,
  type TestChronicle,
} from './test-people.ts'

const world = worldOf('kh')
let host: TestChronicle
let facility: Uuid
let worker: Person
let supervisor: Person
let officer: Person
let rival: Person
beforeAll(async () => {
  host = await testChronicle()
  facility = newId()
  const welfare = await addAgency(host.administrator)
  worker = await addPerson(host.administrator, welfare, ['social-worker'])
  supervisor = await addPerson(host.administrator, welfare, ['supervisor'])
  officer = await addPerson(host.administrator, await agencyOf('prisons', true), ['prison-officer'])
  rival = await addPerson(host.administrator, await agencyOf('non-governmental', false), ['supervisor'])
  for (const person of [worker, supervisor, officer]) await enter(person)
})
afterAll(() => host.dispose())

async function agencyOf(kind: string, isState: boolean): Promise<Uuid> {
  const id = await addAgency(host.administrator)
  await host.administrator.query('update komar.agency set kind = $2, is_state = $3 where id = $1', [id, kind, isState])
  return id
}

/** Puts a person into the facility's circle, with some classes. */
async function enter(person: Person, classes?: readonly AccessClass[]): Promise<void> {
  const circle = await circleOf(host.administrator, 'facility', facility)
  await join(host.administrator, person.user, circle, classes === undefined ? {} : { mask: maskOf(classes) })
}

async function codesOf(person: Person, ...entries: unknown[]): Promise<string[]> {
  const results = await append(host.app, person, entries, { world })
  return results.map((result) => ('problem' in result && result.problem ? result.problem.code : result.status))
}

async function childInside(): Promise<Uuid> {
  const child = newId()
  const mine = [
    childRegistered(worker, child),
    birthStated(worker, child, '2012-03'),
    residenceBegan(worker, child, facility, '2013-01-10'),
  ]
  expect(await codesOf(worker, ...mine)).toEqual(['accepted', 'accepted', 'accepted'])
  return child
}

async function sees(person: Person, subject: Uuid): Promise<number> {
  return asActor(host.app, { token: person.token, touch: false }, async (db) => {
    const found = await db.query('select from komar.entry_subject where subject = $1', [subject])
    return found.rowCount ?? 0
  })
}

async function lines(person: Person, after?: string): Promise<Record<string, unknown>[]> {
  const pulled = await asActor(host.app, { token: person.token, touch: false, isOneMoment: true }, (db, actor) => {
    if (actor === null) throw new Error('nobody')
    return pullFeed(db, actor, { after, limit: 5000 })
  })
  return pulled.lines.map((line) => JSON.parse(line) as Record<string, unknown>)
}

function grant(person: Person, subject: Uuid, more: Record<string, unknown>) {
  const body = {
    agency: person.agency,
    classes: ['identity'],
    purpose: 'Help',
    until: '2099-01-01',
    legalBasis: 'duty',
    ...more,
  }
  return entryOf(person, { kind: 'access.granted', subject, body })
}

describe('taking a child or its mother into one’s own circle', () => {
  it('does not work by naming a stranger’s mother as the mother of a child of one’s own', async () => {
    const mother = newId()
    const names = { names: { latin: 'Chan' }, sex: 'female' }
    await codesOf(worker, entryOf(worker, { kind: 'register.carer-registered', subject: mother, body: names }))
    const bait = newId()
    const relation = { kind: 'register.relation-stated', subject: bait, body: { carer: mother, relation: 'mother' } }
    expect(await codesOf(rival, childRegistered(rival, bait), entryOf(rival, relation))).toEqual([
      'accepted',
      'accepted',
    ])
    expect(await sees(rival, mother)).toBe(0)
    expect(await codesOf(rival, { ...entryOf(rival, relation), also: [mother] })).toEqual(['access.not-permitted'])
  })

  it('does not work with an act of a version that this host has no gate for', async () => {
    const child = await childInside()
    await enter(rival, ['identity', 'care'])
    const act = { ...grant(rival, child, { classes: ['health', 'psychology', 'legal'], until: '9999-12-31' }), v: 2 }
    expect(await codesOf(rival, act)).toEqual(['entry.malformed'])
    const decision = entryOf(supervisor, { kind: 'assess.decision-made', v: 9999, subject: child, body: {} })
    expect(await codesOf(supervisor, decision)).toEqual(['entry.malformed'])
    expect(await codesOf(worker, { ...birthStated(worker, child, '2012-04'), v: 2 })).toEqual(['accepted'])
  })

  it('does not work by granting oneself what one’s circle does not pass', async () => {
    const child = await childInside()
    const local = await addPerson(host.administrator, await agencyOf('non-governmental', false), ['supervisor'])
    await enter(local, ['identity', 'care'])
    const soon = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10)
    expect(await codesOf(local, grant(local, child, { classes: ['health'], until: soon }))).toEqual(['gate.refused'])
    expect(await codesOf(local, grant(local, child, { classes: ['identity'], until: soon }))).toEqual(['accepted'])
  })

  it('does not work by allocating the child to oneself', async () => {
    const child = await childInside()
    const allocation = (person: Person) =>
      entryOf(person, { kind: 'access.allocated', subject: child, body: { agency: person.agency } })
    const local = await addPerson(host.administrator, await agencyOf('non-governmental', false), ['supervisor'])
    await enter(local, ['identity'])
    expect(await codesOf(local, allocation(local))).toEqual(['gate.refused'])
    await enter(local, ['identity', 'care'])
    const theirs = allocation(supervisor)
    expect(await codesOf(supervisor, theirs)).toEqual(['accepted'])
    const instead = { ...allocation(local), replaces: theirs.id, body: { ...allocation(local).body, reason: 'Ours.' } }
    const { id: _, ...withdrawn } = allocation(local)
    const undone = entryOf(local, { ...withdrawn, retracts: theirs.id, body: { reason: 'Ours.' } })
    expect(await codesOf(local, allocation(local), instead, undone)).toEqual([
      'gate.refused',
      'access.not-permitted',
      'access.not-permitted',
    ])
  })

  it('takes no act from a day ahead: a case-load would be handed on in a hundred years, and never pass', async () => {
    const child = await childInside()
    const act = { kind: 'access.allocated', subject: child, body: { agency: supervisor.agency } }
    expect(await codesOf(supervisor, { ...entryOf(supervisor, act), occurred: '2543-10-15' })).toEqual([
      'entry.malformed',
    ])
    expect(await codesOf(supervisor, entryOf(supervisor, act))).toEqual(['accepted'])
  })

  it('does not work by opening a subject that is there, in whatever type', async () => {
    const child = await childInside()
    const names = { names: { latin: 'Chan' }, sex: 'female' }
    const again = [
      childRegistered(rival, child),
      entryOf(rival, { kind: 'register.carer-registered', subject: child, body: names }),
      { ...childRegistered(rival, newId()), also: [child] },
    ]
    expect(await codesOf(rival, ...again)).not.toContain('accepted')
    expect(await sees(await addPerson(host.administrator, rival.agency, ['supervisor']), child)).toBe(0)
  })
})

describe('spoiling what others recorded', () => {
  it('nobody withdraws or corrects a note that they cannot read, nor learns that it is there', async () => {
    const child = await childInside()
    const note = noteWritten(worker, child)
    expect(await codesOf(worker, note)).toEqual(['accepted'])
    await enter(rival)
    const bodies = { reason: 'none' }
    const withdrawal = (retracts: Uuid) => entryOf(rival, { kind: note.kind, subject: child, retracts, body: bodies })
    const correction = entryOf(rival, {
      kind: note.kind,
      subject: child,
      replaces: note.id,
      body: { ...bodies, note: 'x' },
    })
    expect(await codesOf(rival, withdrawal(note.id), withdrawal(newId()), correction)).toEqual(
      Array(3).fill('entry.replaced-not-found'),
    )
  })

  it('a prison does not make a child vanish by withdrawing its registration', async () => {
    const child = newId()
    const mine = childRegistered(officer, child)
    const withdrawal = (person: Person, retracts: Uuid) =>
      entryOf(person, { kind: mine.kind, subject: child, retracts, body: { reason: 'Never came.' } })
    expect(await codesOf(officer, mine, residenceBegan(officer, child, facility, '2013-01-10'))).toEqual([
      'accepted',
      'accepted',
    ])
    expect(await codesOf(worker, withdrawal(worker, mine.id))).toEqual(['access.not-permitted'])
    const hollow = { kind: mine.kind, v: 9, subject: child, replaces: mine.id, body: { reason: 'Newer.' } }
    expect(await codesOf(officer, entryOf(officer, hollow))).toEqual(['entry.malformed'])
    expect(await codesOf(worker, birthStated(worker, child, '2012'))).toEqual(['accepted'])
    expect(await codesOf(officer, withdrawal(officer, mine.id))).toEqual(['access.not-permitted'])
    const left = await host.administrator.query('select from komar.child_status where child = $1', [child])
    expect(left.rowCount).toBe(1)
    const alone = childRegistered(officer)
    const undone = entryOf(officer, {
      kind: alone.kind,
      subject: alone.subject,
      retracts: alone.id,
      body: { reason: 'Twice.' },
    })
    expect(await codesOf(officer, alone, undone)).toEqual(['accepted', 'accepted'])
  })

  it('dates at the ends of the calendar jam no chronicle', async () => {
    const child = await childInside()
    const began = (occurred: string) => residenceBegan(worker, child, newId(), occurred)
    const ends = ['0001-01-01', '0001~', '9999-12-31', '9999-12-31~', '9999', '../0001', '9999/..', '/2012']
    const facts = ends.flatMap((text) => [birthStated(worker, child, text), began(text)])
    const ended = ends.map((occurred) =>
      entryOf(worker, { kind: 'register.residence-ended', subject: child, occurred, body: { route: 'kin' } }),
    )
    for (const fact of [...facts, ...ended]) expect([await codesOf(worker, fact), fact]).toEqual([['accepted'], fact])
    const follow = { way: 'visit', isChildSeen: true, isChildAlone: true, isSleepingPlaceSeen: true, concern: 'act' }
    const late = ends.map((occurred) =>
      entryOf(worker, { kind: 'care.follow-up-done', subject: child, occurred, body: follow }),
    )
    for (const fact of late) expect(await codesOf(worker, fact)).toEqual(['accepted'])
  })

  it('groups that hang on one another cost no minutes', async () => {
    const chained = Array.from({ length: 200 }, () => childRegistered(worker))
    const pairs = chained.slice(1).map(({ id }, index) => [chained[index]?.id ?? id, id])
    const steps = Array.from({ length: 100 }, () => childRegistered(worker))
    const leaning = steps.slice(1).map((_, index) => birthStated(worker, steps[index]?.subject ?? newId(), '2012'))
    const leaningPairs = leaning.map(({ id }, index) => [id, steps[index + 1]?.id ?? id])
    const [first, second] = [chained, steps].map(([head, ...rest]) => [{ ...head, basis: 'x' }, ...rest])
    const began = performance.now()
    const results = [
      ...(await append(host.app, worker, first ?? [], { world, together: pairs })),
      ...(await append(host.app, worker, [...(second ?? []), ...leaning], { world, together: leaningPairs })),
    ]
    expect(new Set(results.map(({ status }) => status))).toEqual(new Set(['refused']))
    expect(performance.now() - began).toBeLessThan(5000)
  })

  it('what is far too large or too deep is refused, not kept, and breaks nothing', async () => {
    const child = await childInside()
    const large = {
      ...birthStated(worker, child, '2012'),
      body: { salt: 'x'.repeat(22), born: '2012', more: 'x'.repeat(3_000_000) },
    }
    let deep: unknown = 'x'
    for (let level = 0; level < 100_000; level++) deep = [deep]
    const nested = { ...birthStated(worker, child, '2012'), body: { deep } }
    const faulty = { ...birthStated(worker, child, '2012'), body: { ['k'.repeat(9000)]: Array(9000).fill('\u0000') } }
    const results = await append(host.app, worker, [large, nested, faulty, birthStated(worker, child, '2012')], {
      world,
    })
    expect(results.map(({ status }) => status)).toEqual(['refused', 'refused', 'refused', 'accepted'])
    expect(JSON.stringify(results).length).toBeLessThan(40_000)
    const kept = await host.administrator.query('select from komar.refusal where id = any ($1)', [
      [large.id, nested.id],
    ])
    expect(kept.rowCount).toBe(0)
  })
})

describe('what the feed tells a prison', () => {
  it('nothing of kin, not even that there are any', async () => {
    const child = await childInside()
    const own = childRegistered(officer)
    await codesOf(officer, own, residenceBegan(officer, own.subject, facility, '2013-01-10'))
    const [start] = (await lines(officer)).slice(-1)
    const relatives = [child, own.subject].map((also) =>
      entryOf(worker, {
        kind: 'register.kin-registered',
        subject: newId(),
        also: [also],
        body: { names: { latin: 'Hidden Aunt' }, relation: 'aunt', phone: '012' },
      }),
    )
    expect(await codesOf(worker, ...relatives)).toEqual(['accepted', 'accepted'])
    const told = JSON.stringify([...(await lines(officer)), ...(await lines(officer, String(start?.['cursor'])))])
    for (const { subject } of relatives) expect(told).not.toContain(subject)
    const masks = await host.administrator.query(
      'select bit_or(mask)::int as mask from komar.subject_circle where subject = any ($1) and circle in (select circle from komar.user_circle where user_id = $2)',
      [relatives.map(({ subject }) => subject), officer.user],
    )
    expect(masks.rows).toEqual([{ mask: 511 & ~maskOf(['identity', 'custody', 'conditions', 'safeguarding']) }])
  })

  it('a cursor made up, or another person’s, is refused', async () => {
    const [end] = (await lines(officer)).slice(-1)
    const cursor = String(end?.['cursor'])
    const text = Buffer.from(cursor, 'base64url').toString()
    const wider = Buffer.from(text.replace(/ (\d+)$/u, ' 511')).toString('base64url')
    const bare = Buffer.from(text.split(' ').slice(1).join(' ')).toString('base64url')
    for (const forged of [wider, bare, `${cursor}x`.repeat(2), 'é']) {
      await expect(lines(officer, forged)).rejects.toMatchObject({ problem: { code: 'request.cursor-unknown' } })
    }
    await expect(lines(worker, cursor)).rejects.toMatchObject({ problem: { code: 'request.cursor-unknown' } })
    await expect(lines(officer, cursor)).resolves.toHaveLength(1)
  })

  it('no tick when a note, or something of a class that moves no date, was recorded', async () => {
    const child = await childInside()
    const [end] = (await lines(officer)).slice(-1)
    const hidden = entryOf(worker, { kind: 'safeguarding.complaint-made', subject: child, body: { about: 'a guard' } })
    expect(await codesOf(worker, noteWritten(worker, child), hidden)).toEqual(['accepted', 'accepted'])
    expect(await lines(officer, String(end?.['cursor']))).toHaveLength(1)
    expect(await codesOf(worker, birthStated(worker, child, '2012-05'))).toEqual(['accepted'])
    expect(await lines(officer, String(end?.['cursor']))).toHaveLength(3)
  })

  it('no dates of a child with whom one shares a circle but no class', async () => {
    const child = await childInside()
    const blind = await addPerson(host.administrator, rival.agency, ['clinician'])
    await enter(blind, ['custody', 'care'])
    const seen = await asActor(host.app, { token: blind.token, touch: false }, (db) =>
      db.query('select from komar.child_status where child = $1', [child]),
    )
    expect(seen.rowCount).toBe(0)
  })
})
