// A complaint that a later entry withholds from somebody who has it on a device already: whose feed says so, and whose does not.
// Source: docs/decisions/0011-complaints-and-withholding.md.
import type { Uuid } from '@komar/domain/chronicle/entry'
import type { Role } from '@komar/domain/access/roles'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { asActor } from '../db/as-actor.ts'
import { worldOf } from '../world.ts'
import { verifyChain } from './chain.ts'
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
  residenceBegan,
  testChronicle,
  type Person,
  type TestChronicle,
} from './test-people.ts'

const world = worldOf('kh')
const today = new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10)
const facility = newId()
let host: TestChronicle
let [welfare, ngo, prisons]: Uuid[] = []
let worker: Person
let supervisor: Person
let specialist: Person
let lawyer: Person
let monitor: Person
let officer: Person
let prisonNurse: Person

beforeAll(async () => {
  host = await testChronicle()
  welfare = await agencyOf('child-welfare', true)
  ngo = await agencyOf('non-governmental', false)
  prisons = await agencyOf('prisons', true)
  worker = await person(welfare, 'social-worker')
  supervisor = await person(welfare, 'supervisor')
  specialist = await person(welfare, 'specialist')
  lawyer = await person(welfare, 'legal-officer')
  monitor = await person(ngo, 'monitor')
  officer = await person(prisons, 'prison-officer')
  prisonNurse = await person(prisons, 'clinician')
})
afterAll(() => host.dispose())

async function agencyOf(kind: string, isState: boolean): Promise<Uuid> {
  const id = await addAgency(host.administrator)
  await host.administrator.query('update komar.agency set kind = $2, is_state = $3 where id = $1', [id, kind, isState])
  return id
}

/** Everybody works in the prison, and those of the state authority on the case. */
async function person(agency: Uuid | undefined, role: Role): Promise<Person> {
  if (agency === undefined) throw new Error('an agency was not made')
  const made = await addPerson(host.administrator, agency, [role])
  await join(host.administrator, made.user, await circleOf(host.administrator, 'facility', facility))
  await join(host.administrator, made.user, await circleOf(host.administrator, 'case-load', agency))
  return made
}

async function send(by: Person, ...entries: unknown[]) {
  return append(host.app, by, entries, { world })
}

async function accepted(by: Person, ...entries: unknown[]): Promise<void> {
  expect(await send(by, ...entries)).toEqual(entries.map(() => expect.objectContaining({ status: 'accepted' })))
}

/** A child who lives in the prison, in the case-load of the state authority. */
async function childInside(): Promise<Uuid> {
  const child = newId()
  const mine = [
    childRegistered(worker, child),
    birthStated(worker, child, '2025-03'),
    residenceBegan(worker, child, facility, '2026-01-10'),
  ]
  await accepted(worker, ...mine)
  const allocation = entryOf(supervisor, { kind: 'access.allocated', subject: child, body: { agency: welfare } })
  await accepted(supervisor, { ...allocation, occurred: '2026-01-11' })
  return child
}

function complaint(
  by: Person,
  child: Uuid,
  more: Record<string, unknown> = {},
  envelope: Record<string, unknown> = {},
) {
  const body = { complainant: 'mother', way: 'voice', about: ['person'], words: 'A story.', isAppeal: false, ...more }
  return entryOf(by, { kind: 'assess.complaint-made', subject: child, occurred: today, body, ...envelope })
}

async function feed(who: Person, after?: string): Promise<Record<string, unknown>[]> {
  const { lines } = await asActor(host.app, { token: who.token, touch: false, isOneMoment: true }, (db, actor) => {
    if (actor === null) throw new Error('nobody')
    return pullFeed(db, actor, { after, limit: 5000 })
  })
  return lines.map((line) => JSON.parse(line) as Record<string, unknown>)
}

async function cursorOf(who: Person): Promise<string> {
  return String((await feed(who)).at(-1)?.['cursor'])
}

describe('a device that has a complaint already', () => {
  type Line = { forget?: unknown; id?: string; status?: { child: string } }
  const idsOf = (lines: Line[]) => lines.flatMap(({ id }) => (id === undefined ? [] : [id]))
  const forgotten = (lines: Line[]) => lines.flatMap(({ forget }) => (forget === undefined ? [] : [forget]))

  it('is told to forget it when a correction names its owner, and keeps the others', async () => {
    const child = await childInside()
    const made = complaint(monitor, child)
    const other = complaint(monitor, child)
    await accepted(monitor, made, other)
    const [before, beforeWorker] = [await cursorOf(supervisor), await cursorOf(worker)]
    const against = { againstAccounts: [supervisor.user], reason: 'She says who.' }
    const corrected = complaint(monitor, child, against, { replaces: made.id })
    await accepted(monitor, corrected)
    const page: Line[] = await feed(supervisor, before)
    expect(forgotten(page)).toEqual([{ subject: child, classes: ['safeguarding'] }])
    expect(idsOf(page)).toEqual([other.id])
    expect(page.flatMap(({ status }) => status?.child ?? [])).toEqual([child])
    // Whom it does not name keeps it, and gets the correction.
    const colleague: Line[] = await feed(worker, beforeWorker)
    expect([forgotten(colleague), idsOf(colleague)]).toEqual([[], [corrected.id]])
    // Said once: the next cursor is past it.
    const next = String(page.at(-1) && (page.at(-1) as { cursor?: string }).cursor)
    expect(forgotten(await feed(supervisor, next))).toEqual([])
  })

  it('tells nobody who never could read it: not the agency named, not whom it named from the beginning', async () => {
    const child = await childInside()
    const made = complaint(monitor, child, { againstAccounts: [supervisor.user] })
    await accepted(monitor, made)
    const people = [officer, prisonNurse, supervisor, lawyer]
    const before = await Promise.all(people.map((who) => cursorOf(who)))
    const against = { againstAgencies: [prisons, welfare], reason: 'She says who.' }
    await accepted(monitor, complaint(monitor, child, against, { replaces: made.id }))
    for (const [place, who] of people.entries()) expect((await feed(who, before[place])).slice(0, -1)).toEqual([])
  })

  it('tells nobody who comes to the case only after it was withheld from them', async () => {
    const child = newId()
    await accepted(worker, childRegistered(worker, child), birthStated(worker, child, '2025-03'))
    await accepted(worker, residenceBegan(worker, child, facility, '2026-01-10'))
    const made = complaint(monitor, child)
    await accepted(monitor, made)
    const before = await cursorOf(specialist)
    const against = { againstAccounts: [specialist.user], reason: 'She says who.' }
    await accepted(monitor, complaint(monitor, child, against, { replaces: made.id }))
    const allocation = entryOf(supervisor, { kind: 'access.allocated', subject: child, body: { agency: welfare } })
    await accepted(supervisor, { ...allocation, occurred: '2026-01-11' })
    expect(forgotten(await feed(specialist, before))).toEqual([])
  })
})

describe('verify', () => {
  const deeds = [
    [`the entry's place`, `update komar.entry_subject set withheld = '{}' where entry = $1`],
    ['the list of matters', `update komar.withholding set parties = '{}' where entry = $1`],
    [
      'both',
      `with w as (delete from komar.withholding where entry = $1) update komar.entry_subject set withheld = '{}' where entry = $1`,
    ],
  ] as const
  it.each(deeds)('names a complaint that was shown to those complained of, by %s', async (_, sql) => {
    const db = host.administrator
    const { rows } = await db.query<{ entry: string; seq: number }>(
      `select entry, seq::int from komar.entry_subject where withheld <> '{}' order by seq limit 1`,
    )
    expect(await verifyChain(db)).toMatchObject({ fits: true })
    await db.query('begin')
    await db.query(sql, [rows[0]?.entry])
    expect(await verifyChain(db)).toMatchObject({ fits: false, fault: 'withheld-differs', ...rows[0] })
    await db.query('rollback')
  })
})
