// A complaint against those who work on the case, and each way in which they might come to know of it, as it was tried.
// Source: docs/decisions/0011-complaints-and-withholding.md.
import type { Uuid } from '@komar/domain/chronicle/entry'
import type { Role } from '@komar/domain/access/roles'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { asActor } from '../db/as-actor.ts'
import type { Database } from '../db/query.ts'
import { deadlinesOf, openDeadlines } from '../register/children.ts'
import { readChronicle, readersOf } from '../register/chronicles.ts'
import { worldOf } from '../world.ts'
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
let ngoSupervisor: Person
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
  ngoSupervisor = await person(ngo, 'supervisor')
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

function answer(by: Person, child: Uuid, to: string) {
  const told = { toldHow: 'in-person', isCourtRouteTold: true, courtRoute: 'The court of the province.' }
  const body = { complaint: to, outcome: 'upheld', answer: 'Yes.', answeredBy: 'Somebody else', ...told }
  return entryOf(by, { kind: 'assess.complaint-answered', subject: child, occurred: today, body })
}

function look(by: Person, child: Uuid, at: string) {
  return entryOf(by, {
    kind: 'assess.reprisal-seen',
    subject: child,
    occurred: today,
    body: { complaint: at, reprisals: [] },
  })
}

function as<T>(who: Person, work: (db: Database) => Promise<T>): Promise<T> {
  return asActor(host.app, { token: who.token, touch: false }, work)
}

async function reads(who: Person, id: string): Promise<boolean> {
  return as(who, async (db) => ((await db.query('select from komar.entry where id = $1', [id])).rowCount ?? 0) > 0)
}

async function readersAmong(id: string): Promise<string[]> {
  const everybody = { worker, supervisor, specialist, lawyer, monitor, ngoSupervisor, officer, prisonNurse }
  const found: string[] = []
  for (const [name, who] of Object.entries(everybody)) if (await reads(who, id)) found.push(name)
  return found
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

const stateReaders = ['worker', 'supervisor', 'specialist']
const ngoReaders = ['monitor', 'ngoSupervisor']

describe('a complaint', () => {
  it('is read by the agency that took it and by those who work on the case, and by nobody through the prison', async () => {
    const child = await childInside()
    const made = complaint(monitor, child)
    await accepted(monitor, made)
    expect(await readersAmong(made.id)).toEqual([...stateReaders, ...ngoReaders])
    const byLawyer = complaint(lawyer, child)
    await accepted(lawyer, byLawyer)
    expect(await readersAmong(byLawyer.id)).toEqual([...stateReaders, 'lawyer'])
    const byNurse = complaint(prisonNurse, child)
    await accepted(prisonNurse, byNurse)
    expect(await readersAmong(byNurse.id)).toEqual([...stateReaders, 'prisonNurse'])
    expect(await send(officer, complaint(officer, child))).toEqual([
      expect.objectContaining({
        status: 'refused',
        problem: expect.objectContaining({ code: 'access.not-permitted' }),
      }),
    ])
  })

  it('is taken by nobody who does not meet the child', async () => {
    const child = await childInside()
    const stranger = await addPerson(host.administrator, await agencyOf('non-governmental', false), ['monitor'])
    expect(await send(stranger, complaint(stranger, child))).toEqual([
      expect.objectContaining({
        status: 'refused',
        problem: expect.objectContaining({ code: 'access.not-permitted' }),
      }),
    ])
  })

  it('against an agency is read by none of it; against a person, by all but them', async () => {
    const child = await childInside()
    const ofAgency = complaint(monitor, child, { againstAgencies: [welfare] })
    const ofPerson = complaint(monitor, child, { againstAccounts: [supervisor.user] })
    await accepted(monitor, ofAgency, ofPerson)
    expect(await readersAmong(ofAgency.id)).toEqual(ngoReaders)
    expect(await readersAmong(ofPerson.id)).toEqual(['worker', 'specialist', ...ngoReaders])
  })

  it('against those who took it is withheld even from them', async () => {
    const child = await childInside()
    const made = complaint(monitor, child, { againstAgencies: [ngo] })
    await accepted(monitor, made)
    expect(await readersAmong(made.id)).toEqual(stateReaders)
  })

  it('is withheld with its answer, what is seen after it, its correction and its withdrawal', async () => {
    const child = await childInside()
    const made = complaint(monitor, child, { againstAccounts: [supervisor.user] })
    const answered = answer(ngoSupervisor, child, made.id)
    const looked = look(monitor, child, made.id)
    const corrected = complaint(monitor, child, { reason: 'A word.' }, { replaces: made.id })
    const { body, ...envelope } = complaint(monitor, child)
    const withdrawn = {
      ...envelope,
      retracts: looked.id,
      kind: looked.kind,
      body: { salt: body.salt, reason: 'Twice.' },
    }
    await accepted(monitor, made)
    await accepted(ngoSupervisor, answered)
    await accepted(monitor, looked, corrected, withdrawn)
    for (const { id } of [made, answered, looked, corrected, withdrawn]) {
      expect(await readersAmong(id)).toEqual(['worker', 'specialist', ...ngoReaders])
    }
  })

  it('whose correction names one more hides all that was there before', async () => {
    const child = await childInside()
    const made = complaint(monitor, child)
    const answered = answer(ngoSupervisor, child, made.id)
    await accepted(monitor, made)
    await accepted(ngoSupervisor, answered)
    expect(await reads(supervisor, answered.id)).toBe(true)
    const corrected = complaint(
      monitor,
      child,
      { againstAgencies: [welfare], reason: 'She says who.' },
      { replaces: made.id },
    )
    await accepted(monitor, corrected)
    for (const { id } of [made, answered, corrected]) expect(await readersAmong(id)).toEqual(ngoReaders)
    const { rows } = await host.administrator.query(
      'select withheld from komar.deadline where subject = $1 and class_mask & 128 <> 0',
      [child],
    )
    expect(rows.length).toBeGreaterThan(0)
    for (const row of rows) expect(row).toEqual({ withheld: [welfare] })
  })

  it('that comes in after what was seen about it hides that too', async () => {
    const child = await childInside()
    const made = complaint(monitor, child, { againstAccounts: [worker.user] })
    const looked = look(ngoSupervisor, child, made.id)
    await accepted(ngoSupervisor, looked)
    expect(await reads(worker, looked.id)).toBe(true)
    await accepted(monitor, made)
    expect(await reads(worker, looked.id)).toBe(false)
  })

  it('hides it also where two complaints are awaited, in whatever order they come', async () => {
    for (const isReversed of [false, true]) {
      const child = await childInside()
      const first = complaint(monitor, child, { againstAccounts: [worker.user] })
      const second = complaint(monitor, child, { againstAccounts: [specialist.user] })
      const looked = look(ngoSupervisor, child, first.id)
      const moved = { ...look(ngoSupervisor, child, second.id), replaces: looked.id }
      await accepted(ngoSupervisor, looked, { ...moved, body: { ...moved.body, reason: 'The other one.' } })
      for (const made of isReversed ? [second, first] : [first, second]) await accepted(monitor, made)
      for (const { id } of [first, second, looked, moved]) {
        expect(await readersAmong(id)).toEqual(['supervisor', ...ngoReaders])
      }
    }
  })

  it('joined to another by a correction is withheld from those of both', async () => {
    const child = await childInside()
    const first = complaint(monitor, child, { againstAccounts: [worker.user] })
    const second = complaint(monitor, child, { againstAccounts: [specialist.user] })
    const looked = look(monitor, child, first.id)
    const moved = { ...look(monitor, child, second.id), replaces: looked.id }
    await accepted(monitor, first, second, looked, { ...moved, body: { ...moved.body, reason: 'The other one.' } })
    for (const { id } of [first, second, looked, moved]) {
      expect(await readersAmong(id)).toEqual(['supervisor', ...ngoReaders])
    }
  })
})

describe('those complained of', () => {
  async function complained(): Promise<{ child: Uuid; made: ReturnType<typeof complaint>; before: string }> {
    const child = await childInside()
    const before = await cursorOf(supervisor)
    const made = complaint(monitor, child, { againstAgencies: [welfare], againstAccounts: [officer.user] })
    await accepted(monitor, made)
    return { child, made, before }
  }

  it('find nothing in the feed, old or new, nor a line that something changed', async () => {
    const { child, made, before } = await complained()
    const fresh = await feed(supervisor, before)
    expect(fresh.slice(0, -1)).toEqual([])
    const all = JSON.stringify([...(await feed(supervisor)), ...fresh, ...(await feed(officer))])
    expect(all).not.toContain(made.id)
    expect(all).toContain(child)
  })

  it('find nothing in the chronicle, nor by any column of any table', async () => {
    const { child, made } = await complained()
    expect(JSON.stringify(await as(supervisor, (db) => readChronicle(db, child)))).not.toContain(made.id)
    const tables = ['entry', 'entry_subject', 'deadline', 'refusal', 'subject', 'child_status']
    for (const table of tables) {
      const { rows } = await as(supervisor, (db) => db.query(`select * from komar.${table}`))
      expect([table, JSON.stringify(rows).includes(made.id)]).toEqual([table, false])
    }
    await expect(as(supervisor, (db) => db.query('select * from komar.withholding'))).rejects.toThrow(
      'permission denied',
    )
  })

  it('find no deadline, and no date that moved', async () => {
    const { child, made } = await complained()
    const seen = async (who: Person) => {
      const due = await as(who, (db) => deadlinesOf(db, child, today))
      return due.filter(({ code }) => code.startsWith('assess.complaint') || code.startsWith('assess.reprisal')).length
    }
    expect(await seen(monitor)).toBe(2)
    for (const who of [worker, supervisor, specialist, officer]) expect(await seen(who)).toBe(0)
    const open = await as(supervisor, (db) => openDeadlines(db, { today, limit: 1000 }))
    expect(open.filter(({ key }) => key === made.id)).toEqual([])
    const status = () => as(officer, (db) => db.query('select * from komar.child_status where child = $1', [child]))
    const { rows: before } = await status()
    await accepted(monitor, complaint(monitor, child, { againstAgencies: [welfare] }))
    expect((await status()).rows).toEqual(before)
  })

  it('do not learn of it from who opened the child', async () => {
    const { child } = await complained()
    const log = (what: string, classes: number) =>
      as(monitor, (db) =>
        db.query(
          'insert into komar.read_log (account, agency, subject, what, classes) values (komar.actor_id(), komar.actor_agency(), $1, $2, $3)',
          [child, what, classes],
        ),
      )
    await log('delivered', 128)
    await log('child.show', 1)
    expect((await as(supervisor, (db) => readersOf(db, child))).map(({ what }) => what)).toEqual(['child.show'])
  })

  it('do not read what was refused to the one who took it', async () => {
    const child = await childInside()
    const unfit = complaint(worker, child, { isAppeal: 'perhaps', againstAccounts: [supervisor.user] })
    expect(await send(worker, unfit)).toEqual([expect.objectContaining({ status: 'refused' })])
    const refusals = (who: Person) =>
      as(who, async (db) => (await db.query('select from komar.refusal where id = $1', [unfit.id])).rowCount)
    expect(await refusals(worker)).toBe(1)
    expect(await refusals(supervisor)).toBe(0)
  })

  it('correct and withdraw it no more than an entry that does not exist', async () => {
    const { child, made } = await complained()
    const body = { reason: 'Not so.' }
    for (const target of [made.id, newId()]) {
      const corrected = complaint(supervisor, child, { ...body, words: 'All is well.' }, { replaces: target })
      const withdrawn = entryOf(supervisor, { kind: made.kind, subject: child, retracts: target, body })
      expect(
        (await send(supervisor, corrected, withdrawn)).map((result) => ('problem' in result ? result.problem : null)),
      ).toEqual([{ code: 'entry.replaced-not-found' }, { code: 'entry.replaced-not-found' }])
    }
  })

  it('answer it no more than one that does not exist, and others do', async () => {
    const { child, made } = await complained()
    const [mine] = await send(supervisor, answer(supervisor, child, made.id))
    const [nobodys] = await send(supervisor, answer(supervisor, child, newId()))
    const refused = {
      code: 'gate.refused',
      missing: [{ code: 'complaint.stands', classes: ['safeguarding'], status: 'missing' }],
    }
    expect(mine).toMatchObject({ status: 'refused', problem: refused })
    expect(nobodys).toMatchObject({ status: 'refused', problem: refused })
    await accepted(ngoSupervisor, answer(ngoSupervisor, child, made.id))
  })

  it('cannot end the watch by looking themselves, and do not read what they wrote about it', async () => {
    const { child, made } = await complained()
    await accepted(ngoSupervisor, answer(ngoSupervisor, child, made.id))
    const looked = { ...look(worker, child, made.id) }
    await accepted(worker, looked)
    expect(await reads(worker, looked.id)).toBe(false)
    const due = await as(monitor, (db) => deadlinesOf(db, child, today))
    expect(due.filter(({ code }) => code === 'assess.reprisal-look')).toHaveLength(1)
  })
})
