// Erasure in the hands of those who should not have it, and what could outlive it: as it was tried. Source: docs/decisions/0019-erasure.md.
import type { Uuid, Written } from '@komar/domain/chronicle/entry'
import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makePool } from '../db/pool.ts'
import { worldOf } from '../world.ts'
import { verifyChain } from './chain.ts'
import { checkRebuild } from './rebuild.ts'
import { pullAll, pullPage, testDevice } from './test-device.ts'
import {
  addAgency,
  addPerson,
  append,
  childRegistered,
  circleOf,
  entryOf,
  join,
  newId,
  noteWritten,
  testChronicle,
  type Person,
  type TestChronicle,
} from './test-people.ts'

const world = worldOf('kh')
const today = new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10)
let host: TestChronicle
let owner: pg.Pool
let asking: Person
let lawyer: Person
let agreeing: Person
let complainedOf: Person
let child: Uuid

beforeAll(async () => {
  host = await testChronicle()
  owner = makePool({ url: host.database.ownerUrl, max: 1 })
  const agencies = [await addAgency(host.administrator), await addAgency(host.administrator)] as const
  asking = await addPerson(host.administrator, agencies[0], ['supervisor', 'specialist'])
  lawyer = await addPerson(host.administrator, agencies[0], ['legal-officer'])
  agreeing = await addPerson(host.administrator, agencies[1], ['supervisor'])
  complainedOf = await addPerson(host.administrator, await addAgency(host.administrator), ['supervisor'])
  child = newId()
  await write(asking, childRegistered(asking, child))
  const allocated = entryOf(asking, { kind: 'access.allocated', subject: child, body: { agency: asking.agency } })
  await write(asking, { ...allocated, occurred: today } as Written)
  // All of them work on the case.
  const circles = [
    await circleOf(host.administrator, 'agency', asking.agency),
    await circleOf(host.administrator, 'case-load', asking.agency),
  ]
  for (const person of [asking, lawyer, agreeing, complainedOf]) {
    for (const circle of circles) await join(host.administrator, person.user, circle).catch(() => undefined)
  }
})
afterAll(async () => {
  await owner.end()
  await host.dispose()
})

async function write(person: Person, ...entries: readonly Written[]): Promise<void> {
  expect(await append(host.app, person, entries, { world })).toEqual(
    entries.map(() => expect.objectContaining({ status: 'accepted' })),
  )
}

async function codes(person: Person, ...entries: readonly Written[]): Promise<unknown[]> {
  const results = await append(host.app, person, entries, { world })
  return results.flatMap((each) => {
    const found = 'problem' in each ? each.problem : undefined
    return found?.missing?.map(({ code }) => code) ?? [found?.code ?? each.status]
  })
}

function asked(person: Person, toErase: readonly Uuid[], more: Record<string, unknown> = {}): Written {
  const body = { toErase, ground: 'false-accusation', whyErase: 'It was looked into.', ...more }
  return entryOf(person, { kind: 'access.erasure-asked', subject: child, occurred: today, body })
}

function agreed(person: Person, request: Written): Written {
  const body = { request: request.id, judged: 'told' }
  return entryOf(person, { kind: 'access.erasure-agreed', subject: child, occurred: today, body })
}

async function isThere(id: Uuid): Promise<boolean> {
  return (await host.administrator.query('select from komar.entry where id = $1', [id])).rowCount === 1
}

/** Somebody who belongs to one agency more, and acts for their first. */
async function belongsBesides({ user }: Person, agency: Uuid, until: string | null): Promise<void> {
  await host.administrator.query(
    `insert into komar.agency_membership (account, agency, roles, since, until) values ($1, $2, '{supervisor}', '2001-01-01', $3)`,
    [user, agency, until],
  )
}

describe('a complaint that is withheld', () => {
  let complaint: Written
  let answer: Written
  let request: Written
  let act: Written

  beforeAll(async () => {
    const made = { complainant: 'mother', way: 'voice', about: ['person'], words: 'A story.', isAppeal: false }
    complaint = entryOf(asking, {
      kind: 'assess.complaint-made',
      subject: child,
      occurred: today,
      body: { ...made, againstAgencies: [complainedOf.agency] },
    })
    const told = { toldHow: 'in-person', isCourtRouteTold: true, courtRoute: 'The court of the province.' }
    answer = entryOf(lawyer, {
      kind: 'assess.complaint-answered',
      subject: child,
      occurred: today,
      body: {
        complaint: complaint.id,
        outcome: 'not-upheld',
        answer: 'It was not so.',
        answeredBy: 'Somebody',
        ...told,
      },
    })
    await write(asking, complaint)
    await write(lawyer, answer)
    request = asked(asking, [complaint.id, answer.id])
  })

  it('is not erased by half: what stayed would be withheld from nobody', async () => {
    expect(await codes(asking, asked(asking, [complaint.id]))).toEqual(['erasure.whole-matter'])
  })

  it('is asked for by nobody complained of, who learn no more than of a thing that is not theirs', async () => {
    expect(await codes(complainedOf, asked(complainedOf, [complaint.id, answer.id]))).toEqual([
      'erasure.asker-may-read',
    ])
    const foreign = noteWritten(asking, child, 'Not theirs to read.')
    await write(asking, foreign)
    expect(await codes(complainedOf, asked(complainedOf, [foreign.id]))).toEqual(['erasure.asker-may-read'])
  })

  it('is agreed to by nobody complained of, to whom the request is not there; nor is it by who was one of them once', async () => {
    await write(asking, request)
    const nothing = { ...request, id: newId() }
    expect(await codes(complainedOf, agreed(complainedOf, request))).toEqual(['erasure.request-stands'])
    expect(await codes(complainedOf, agreed(complainedOf, nothing))).toEqual(['erasure.request-stands'])
    const former = await addPerson(host.administrator, agreeing.agency, ['supervisor'])
    await join(host.administrator, former.user, await circleOf(host.administrator, 'agency', asking.agency))
    await belongsBesides(former, complainedOf.agency, '2002-01-01')
    expect(await codes(former, agreed(former, request))).toEqual(['erasure.request-stands'])
    expect(await isThere(complaint.id)).toBe(true)
  })

  it('goes whole, the chain proves it, and those complained of hear nothing of it', async () => {
    const device = testDevice(complainedOf)
    await pullAll(host.app, device)
    const before = [...device.held.keys()].toSorted()
    expect(before).not.toContain(request.id)
    act = agreed(agreeing, request)
    await write(agreeing, act)
    expect([await isThere(complaint.id), await isThere(answer.id)]).toEqual([false, false])
    expect(await verifyChain(host.administrator)).toMatchObject({ fits: true })
    const sent = [...device.sent.values()].length
    await pullAll(host.app, device)
    expect([...device.held.keys()].toSorted()).toEqual(before)
    expect([...device.sent.values()].length).toBe(sent)
    const db = await owner.connect()
    expect(await checkRebuild(db, { world })).toEqual([])
    db.release()
  })

  it('is withheld in its acts for ever; shown to more of them it would be a fault', async () => {
    const db = host.administrator
    const kept = await db.query<{ withheld: Uuid[] }>(
      'select withheld from komar.entry_subject where entry = any ($1)',
      [[request.id, act.id]],
    )
    expect(kept.rows).toEqual([{ withheld: [complainedOf.agency] }, { withheld: [complainedOf.agency] }])
    await db.query(`begin; update komar.entry_subject set withheld = '{}' where entry = '${act.id}'`)
    expect(await verifyChain(db)).toMatchObject({ fits: false, fault: 'withheld-differs', entry: act.id })
    await db.query('rollback')
  })
})

describe('one agency with two hats', () => {
  it('does not agree to itself: neither by somebody of both, nor for somebody of both', async () => {
    const note = noteWritten(asking, child, 'It stays.')
    const request = asked(asking, [note.id])
    await write(asking, note, request)
    const both = await addPerson(host.administrator, agreeing.agency, ['supervisor'])
    await join(host.administrator, both.user, await circleOf(host.administrator, 'agency', asking.agency))
    await belongsBesides(both, asking.agency, null)
    expect(await codes(both, agreed(both, request))).toEqual(['erasure.two-agencies'])
    const double = await addPerson(host.administrator, asking.agency, ['supervisor'])
    await belongsBesides(double, agreeing.agency, '2002-01-01')
    const second = asked(double, [note.id])
    await write(double, second)
    expect(await codes(agreeing, agreed(agreeing, second))).toEqual(['erasure.two-agencies'])
    expect(await isThere(note.id)).toBe(true)
  })
})

describe('what could outlive an erasure', () => {
  it('a phone that was away for long, and takes a small page at a time', async () => {
    const note = noteWritten(asking, child, 'To go.')
    await write(asking, note)
    const device = testDevice(asking)
    await pullAll(host.app, device)
    expect(device.held.has(note.id)).toBe(true)
    await write(asking, ...Array.from({ length: 9 }, () => noteWritten(asking, child, 'Meanwhile.')))
    const request = asked(asking, [note.id])
    await write(asking, request)
    await write(agreeing, agreed(agreeing, request))
    await write(asking, ...Array.from({ length: 9 }, () => noteWritten(asking, child, 'And afterwards.')))
    for (let turn = 0; turn < 40; turn += 1) if (!(await pullPage(host.app, device, 3))) break
    expect(device.held.has(note.id)).toBe(false)
    expect([...device.held.values()].filter(({ class: guard }) => guard === 'notes').length).toBeGreaterThanOrEqual(18)
  })

  it('what was refused, mended and refused again before it was accepted; and a teacher’s answers', async () => {
    const db = host.administrator
    const [first, second, unrelated] = [newId(), newId(), newId()]
    const last = { ...noteWritten(asking, child, 'At last.'), answers: second } as Written
    const refusal = (id: Uuid, text: object) =>
      db.query(
        `insert into komar.refusal (id, agency, author, device, subject, kind, class_bit, content, problem, written_text, received)
         values ($1, $2, $3, $4, $5, 'register.note-written', 256, sha256(gen_random_uuid()::text::bytea), '{"code":"entry.reason-missing"}', $6, now())`,
        [id, asking.agency, asking.user, asking.device, child, JSON.stringify({ id, ...text })],
      )
    await refusal(first, { words: 'Once.' })
    await refusal(second, { answers: first, words: 'Twice.' })
    await refusal(unrelated, { words: 'Another.' })
    await write(asking, last)
    await db.query(
      `insert into komar.questionnaire (id, child, maker, agency, token_hash, form, language, greeting, asked_by, made, until, answered_on, answers)
       values ($1, $2, $3, $4, sha256('x'), '4-17', 'km', 'Teacher', 'Person', '2013-07-01', '2013-07-14', '2013-07-02', 'sealed')`,
      [last.id, child, asking.user, asking.agency],
    )
    const request = asked(asking, [last.id])
    await write(asking, request)
    await write(agreeing, agreed(agreeing, request))
    const left = await db.query<{ id: Uuid }>('select id from komar.refusal where id = any ($1)', [
      [first, second, unrelated],
    ])
    expect(left.rows).toEqual([{ id: unrelated }])
    const teachers = await db.query('select answers, greeting, asked_by from komar.questionnaire where id = $1', [
      last.id,
    ])
    expect(teachers.rows).toEqual([{ answers: null, greeting: null, asked_by: null }])
  })

  it('is told in the auditor’s list with its class and its act; of a gap that no act explains no act is told', async () => {
    const db = await owner.connect()
    const gone = async () =>
      (
        await db.query<{ class: string | null; act: string | null; account: Uuid | null }>(
          `select class, erased_under as act, account from komar.audit_writes('2000-01-01', '2100-01-01', 0, 1000) where is_gone`,
        )
      ).rows
    const found = await gone()
    expect(found.map((row) => row.class)).toEqual(
      expect.arrayContaining(['notes', 'notes', 'safeguarding', 'safeguarding']),
    )
    expect(found).toHaveLength(4)
    expect(found.every(({ act, account }) => act !== null && account === null)).toBe(true)
    await db.query(`begin; delete from komar.erased where class_bit = 128`)
    expect((await gone()).filter(({ act }) => act === null)).toHaveLength(2)
    await db.query('rollback')
    db.release()
  })
})
