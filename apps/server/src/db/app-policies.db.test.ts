// What the app's policies ask, one thing after the other, past the API: each row or statement here lacks just one of them, and stands
// beside one that lacks none. bench/wall.ts leaves the same things out of the policies.
import type { Uuid } from '@komar/domain/chronicle/entry'
import type pg from 'pg'
import { describe, expect, it } from 'vitest'
import {
  addAgency,
  addPerson,
  append,
  childRegistered,
  circleOf,
  newId,
  noteWritten,
  type Person,
} from '../chronicle/test-people.ts'
import { addsEntry, asApp, refused, hostOfPolicies } from './test-as-app.ts'

let db: pg.Client
let here: Uuid
let there: Uuid
let worker: Person
let colleague: Person
let officer: Person
let administrator: Person
let stranger: Person
const note = { child: newId(), entry: newId(), another: newId(), elsewhere: newId() }

hostOfPolicies(async (host) => {
  db = host.administrator
  here = await addAgency(db)
  there = await addAgency(db)
  worker = await addPerson(db, here, ['supervisor', 'specialist'])
  colleague = await addPerson(db, here, ['social-worker'])
  officer = await addPerson(db, here, ['prison-officer'])
  administrator = await addPerson(db, here, ['administrator'])
  stranger = await addPerson(db, there, ['supervisor'])
  const written = [childRegistered(worker, note.child), { ...noteWritten(worker, note.child), id: note.entry }]
  const results = [
    ...(await append(host.app, worker, written)),
    ...(await append(host.app, stranger, [childRegistered(stranger, note.another, { id: note.elsewhere })])),
  ]
  expect(results.map(({ status }) => status)).toEqual(['accepted', 'accepted', 'accepted'])
})

const as = (person: Person, text: string, values: readonly unknown[] = []) => asApp(db, person, text, values)

/** A membership more of somebody, of which they do not act now. */
async function membership(person: Person, agency: Uuid, role: string, until: string | null = null): Promise<string> {
  const { rows } = await db.query<{ id: string }>(
    `insert into komar.agency_membership (account, agency, roles, since, until) values ($1, $2, array[$3], '1990-01-01', $4) returning id`,
    [person.user, agency, role, until],
  )
  return rows[0]?.id ?? ''
}

async function deviceOf(person: Person, agencyMembership: string | null = null): Promise<Uuid> {
  const id = newId()
  await db.query('insert into komar.device (id, account, membership) values ($1, $2, $3)', [
    id,
    person.user,
    agencyMembership,
  ])
  return id
}

/** Into the circle of the agency here, with every class. */
async function intoCircle(child: Uuid): Promise<void> {
  await db.query(
    `insert into komar.subject_circle (subject, circle, mask, since, cause, via) values ($1, $2, 511, '2001-01-01', $3, $3)`,
    [child, await circleOf(db, 'agency', here), note.entry],
  )
}

describe('circles and accounts', () => {
  it('are an administrator’s to change, but for their own', async () => {
    const end = `update komar.user_circle set until = '2015-01-01' where user_id = $1`
    const change = 'update komar.account set display_name = $2 where id = $1'
    for (const [person, whose, rows] of [
      [administrator, colleague, 1],
      [administrator, administrator, 0],
      [worker, colleague, 0],
    ] as const) {
      expect(await as(person, end, [whose.user])).toBe(rows)
      expect(await as(person, change, [whose.user, 'Another'])).toBe(rows)
    }
    // Told to change all of them, without a look at one.
    expect(await as(worker, `update komar.user_circle set until = '2999-01-01'`)).toBe(0)
    expect(await as(worker, `update komar.account set display_name = 'Another'`)).toBe(0)
  })

  it('are joined for a membership that is no administrator’s and no analyst’s', async () => {
    const circle = await circleOf(db, 'agency', there)
    const analyst = await membership(colleague, there, 'analyst', '1991-01-01')
    const text = `insert into komar.user_circle (user_id, circle, mask, since, membership) values ($1, $2, 1, '2014-01-01', $3)`
    const own = await db.query<{ id: string }>(
      'select id from komar.agency_membership where account = $1 and agency = $2',
      [colleague.user, here],
    )
    expect(await as(administrator, text, [colleague.user, circle, own.rows[0]?.id])).toBe(1)
    expect(await as(administrator, text, [colleague.user, circle, analyst])).toBe(refused)
    expect(await as(worker, text, [colleague.user, circle, own.rows[0]?.id])).toBe(refused)
    // Nor for what the administrator was before.
    const former = await membership(administrator, there, 'monitor', '1991-01-01')
    expect(await as(administrator, text, [administrator.user, circle, former])).toBe(refused)
  })

  it('are seen for a class that one’s role reads', async () => {
    const circle = await circleOf(db, 'agency', here)
    const elsewhere = await circleOf(db, 'agency', there)
    const text = `insert into komar.subject_circle (subject, circle, mask, since, cause, via) values ($1, $2, $3, '2001-01-01', $4, $4)`
    await db.query(text, [note.child, circle, 256, note.entry])
    await db.query(text, [note.child, elsewhere, 511, note.entry])
    const found = 'select from komar.subject_circle where cause = $1'
    expect([await as(worker, found, [note.entry]), await as(officer, found, [note.entry])]).toEqual([1, 0])
  })
})

describe('what came from a device', () => {
  it('by hand is seen by its person, where they work with that device', async () => {
    const elsewhere = await deviceOf(worker, await membership(worker, there, 'supervisor'))
    for (const device of [worker.device, elsewhere, colleague.device, stranger.device])
      await db.query(
        `insert into komar.hand_in (id, device, content, box) values (gen_random_uuid(), $1, sha256(gen_random_uuid()::text::bytea), 'box')`,
        [device],
      )
    const found = await as(worker, 'select from komar.hand_in')
    expect([found, await as(worker, 'select from komar.hand_in where device = $1', [worker.device])]).toEqual([1, 1])
    // Who administers sees all devices, and nothing that came from one.
    expect(await as(administrator, 'select from komar.hand_in')).toBe(0)
  })

  it('asks for news for its person alone, while they belong there', async () => {
    const former = await deviceOf(worker, await membership(worker, there, 'supervisor', '2002-01-01'))
    for (const device of [worker.device, former, colleague.device])
      await db.query(
        `insert into komar.push_subscription (device, endpoint, p256dh, auth) values ($1, 'x', 'x', 'x')`,
        [device],
      )
    expect(await as(worker, 'select from komar.push_subscription')).toBe(1)
    expect(await as(worker, 'select from komar.push_subscription where device = $1', [worker.device])).toBe(1)
    expect(await as(administrator, 'select from komar.push_subscription')).toBe(0)
  })

  it('was refused: its author sees it in the agency of it, and a colleague who reads the class, but for complaints and for acts of erasure', async () => {
    const kind = 'register.note-written'
    for (const row of [
      [here, worker.user, 256, kind],
      [there, worker.user, 256, kind],
      [here, worker.user, 128, kind],
      [here, worker.user, 256, 'access.erasure-asked'],
    ])
      await db.query(
        `insert into komar.refusal (id, agency, author, device, kind, class_bit, content, problem, written_text, received)
         values (gen_random_uuid(), $1, $2, $5, $4, $3, sha256('x'), '{}', '{}', now())`,
        [...row, worker.device],
      )
    const seen: (number | string)[] = []
    for (const person of [worker, colleague, officer, stranger])
      seen.push(await as(person, 'select from komar.refusal'))
    expect(seen).toEqual([3, 1, 0, 1])
  })
})

describe('what is about one person', () => {
  it('an invitation is an administrator’s to see, but for their own', async () => {
    for (const person of [administrator, colleague])
      await db.query(
        `insert into komar.invitation (account, purpose, token_hash, made_by, until) values ($1, 'reset', sha256($1::uuid::text::bytea), $1, now() + interval '1 day')`,
        [person.user],
      )
    const text = 'select id from komar.invitation'
    expect([await as(administrator, text), await as(worker, text), await as(colleague, text)]).toEqual([1, 0, 0])
  })

  it('a line in the log of readers is in the own name and for the own agency', async () => {
    const text = `insert into komar.read_log (account, agency, what) values ($1, $2, 'x')`
    expect(await as(worker, text, [worker.user, here])).toBe(1)
    expect(await as(worker, text, [colleague.user, here])).toBe(refused)
    expect(await as(worker, text, [worker.user, there])).toBe(refused)
  })

  it('an opening in need is seen by who did it there, and by supervisors of the responsible agency', async () => {
    const third = await addAgency(db)
    for (const [account, agency, responsible] of [
      [colleague.user, here, third],
      [colleague.user, there, third],
      [stranger.user, here, third],
      [stranger.user, there, here],
    ])
      await db.query(
        `insert into komar.broken_glass (account, agency, child, responsible, until, reason) values ($1, $2, $3, $4, now(), $5)`,
        [account, agency, note.child, responsible, 'A reason of some length.'],
      )
    const text = 'select from komar.broken_glass'
    expect([await as(colleague, text), await as(worker, text), await as(officer, text)]).toEqual([1, 1, 0])
  })

  it('a question to a teacher is seen by who asked it, in the agency for which they did, while they work with the child', async () => {
    for (const [child, maker, agency] of [
      [note.child, worker.user, here],
      [note.child, worker.user, there],
      [note.child, colleague.user, here],
      [note.another, worker.user, here],
    ])
      await db.query(
        `insert into komar.questionnaire (id, child, maker, agency, token_hash, form, language, greeting, asked_by, made, until)
         values (gen_random_uuid(), $1, $2, $3, sha256(gen_random_uuid()::text::bytea), '4-17', 'km', 'Teacher', 'Person', '2013-07-01', '2013-07-14')`,
        [child, maker, agency],
      )
    await intoCircle(note.child)
    expect(await as(worker, 'select from komar.questionnaire')).toBe(1)
  })

  it('a question of who left is seen by who works with the child there, while what was answered waits', async () => {
    const leaver = await addPerson(db, here, ['specialist'])
    await db.query(`update komar.agency_membership set since = '1990-01-01', until = '2002-01-01' where account = $1`, [
      leaver.user,
    ])
    const [waits, ...others] = [newId(), newId(), newId(), newId(), newId()]
    for (const [id, maker, agency, answered, settled] of [
      [waits, leaver, here, '2013-07-02', null],
      [others[0], leaver, here, '2013-07-02', '2013-07-03'],
      [others[1], leaver, here, null, null],
      [others[2], leaver, there, '2013-07-02', null],
      [others[3], colleague, here, '2013-07-02', null],
    ] as const)
      await db.query(
        `insert into komar.questionnaire (id, child, maker, agency, token_hash, form, language, greeting, asked_by, made, until,
           answered_on, answers, settled_on)
         select $1, $2, $3, $4, sha256(gen_random_uuid()::text::bytea), '4-17', 'km', case when waits then 'Teacher' end,
           case when waits then 'Person' end, '2013-07-01', '2013-07-14', $5, case when waits and $5::date is not null then 'x'::bytea end, $6
         from (select $6::date is null as waits) x`,
        [id, note.child, maker.user, agency, answered, settled],
      )
    await intoCircle(note.child)
    const found = 'select from komar.questionnaire where id = $1'
    expect(await as(worker, found, [waits])).toBe(1)
    for (const id of others) expect(await as(worker, found, [id])).toBe(0)
    expect(await as(colleague, found, [waits])).toBe(0)
  })
})

it('what cannot be taken back is written by who has just proved who they are', async () => {
  await intoCircle(note.child)
  const adds = (kind: string) => addsEntry(db, worker, { kind, class: 'care', subject: note.child })
  const kinds = ['access.erasure-asked', 'register.living-outside-stated'] as const
  expect([await adds(kinds[0]), await adds(kinds[1])]).toEqual([1, 1])
  await db.query(`update komar.session set proved_at = now() - interval '11 minutes' where account = $1`, [worker.user])
  expect([await adds(kinds[0]), await adds(kinds[1])]).toEqual([refused, 1])
})

describe('a file', () => {
  const begin = `insert into komar.attachment (id, entry, agency, sha256, bytes, type, key)
    values (gen_random_uuid(), $1, $2, sha256('x'), 4, 'image/png', decode(repeat('00', 60), 'hex'))`
  const part = `insert into komar.attachment_part (attachment, at, sealed) values ($1, 0, decode(repeat('00', 40), 'hex'))`

  async function file(entry: Uuid, agency: Uuid, isWhole: boolean): Promise<Uuid> {
    const { rows } = await db.query<{ id: Uuid }>(
      `insert into komar.attachment (id, entry, agency, sha256, bytes, type, key, received, whole_at)
       values (gen_random_uuid(), $1, $2, sha256('x'), 4, 'image/png', decode(repeat('00', 60), 'hex'), $3, $4) returning id`,
      [entry, agency, isWhole ? 4 : 0, isWhole ? new Date() : null],
    )
    return rows[0]?.id ?? newId()
  }

  it('is begun for an entry of the own agency that one may read', async () => {
    expect(await as(worker, begin, [note.entry, here])).toBe(1)
    for (const [person, entry, agency] of [
      [worker, note.entry, there],
      [worker, note.elsewhere, here],
      [officer, note.entry, here],
    ] as const)
      expect(await as(person, begin, [entry, agency])).toBe(refused)
  })

  it('is begun for no entry of another agency, though one may read it', async () => {
    const circle = await circleOf(db, 'agency', here)
    await db.query(
      `insert into komar.subject_circle (subject, circle, mask, since, cause, via)
       select subject, $2, 511, '2001-01-01', id, id from komar.entry where id = $1`,
      [note.elsewhere, circle],
    )
    expect(await as(worker, 'select from komar.entry where id = $1', [note.elsewhere])).toBe(1)
    expect(await as(worker, begin, [note.elsewhere, here])).toBe(refused)
  })

  it('goes on until it is whole, by whoever of the agency may read its entry', async () => {
    const [begun, whole, foreign] = [
      await file(note.entry, here, false),
      await file(note.entry, here, true),
      await file(note.entry, there, false),
    ]
    const text = 'update komar.attachment set last_part_at = now()'
    // Told to change all of them: what one does not see is not named.
    expect([await as(worker, text), await as(officer, text), await as(stranger, text)]).toEqual([1, 0, 0])
    expect(await as(worker, part, [begun])).toBe(1)
    for (const id of [whole, foreign]) expect(await as(worker, part, [id])).toBe(refused)
    expect(await as(officer, part, [begun])).toBe(refused)
  })

  it('is read in its parts by whoever sees it, and no part of another', async () => {
    for (const id of [await file(note.entry, here, true), await file(note.elsewhere, there, true)])
      await db.query(part, [id])
    expect(await as(worker, 'select from komar.attachment_part')).toBe(1)
  })

  it('is read whole, or by the agency that sends it; with its entry', async () => {
    await file(note.entry, here, false)
    await file(note.entry, there, true)
    await file(note.entry, there, false)
    const text = 'select from komar.attachment'
    expect([await as(worker, text), await as(officer, text), await as(stranger, text)]).toEqual([2, 0, 0])
  })
})
