// The wrong person, through the real API and the real append: each is refused by name, the refusal is kept, and what was opened stands
// in the read log. Sources: practice.md part 3 (G-A, G-K1, G-O1, G-Q1), part 2 (who really decides).
import { appendEntries, listRefusals, pullFeed } from '@komar/contract/chronicle'
import { listComplaints } from '@komar/contract/complaints'
import { childChronicle, childReaders, facilityChronicle, searchChildren, showChild } from '@komar/contract/register'
import { showToday } from '@komar/contract/today'
import type { Uuid } from '@komar/domain/chronicle/entry'
import type { Role } from '@komar/domain/access/roles'
import { kindNamed } from '@komar/domain/kinds'
import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testHost, type TestHost } from '../http/test-host.ts'
import {
  addAgency,
  addPerson,
  birthStated,
  childRegistered,
  circleOf,
  entryOf,
  join,
  newId,
  residenceBegan,
  type Person,
} from '../chronicle/test-people.ts'

const today = new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10)
const [facility, child, aunt] = [newId(), newId(), newId()]
let host: TestHost
let db: pg.PoolClient
let worker: Person
let supervisor: Person
let officer: Person
let ngo: Person
let otherNgo: Person
let monitor: Person

beforeAll(async () => {
  host = await testHost()
  db = await host.administrator.connect()
  const welfare = await agencyOf('child-welfare', true)
  worker = await person(welfare, 'social-worker')
  supervisor = await person(welfare, 'supervisor')
  officer = await person(await agencyOf('prisons', true), 'prison-officer')
  const first = await agencyOf('non-governmental', false)
  ngo = await person(first, 'supervisor')
  monitor = await person(first, 'monitor')
  otherNgo = await person(await agencyOf('non-governmental', false), 'supervisor')
  await tellTheStory()
})
afterAll(async () => {
  db.release()
  await host.dispose()
})

async function agencyOf(kind: string, isState: boolean): Promise<Uuid> {
  const id = await addAgency(db)
  await db.query('update komar.agency set kind = $2, is_state = $3 where id = $1', [id, kind, isState])
  return id
}

/** Everybody works in the prison, and in the case-load of their own agency. */
async function person(agency: Uuid, role: Role): Promise<Person> {
  const made = await addPerson(db, agency, [role])
  await join(db, made.user, await circleOf(db, 'facility', facility))
  await join(db, made.user, await circleOf(db, 'case-load', agency))
  return made
}

type Result = { id: string; status: string; problem?: { code: string; missing?: { code: string }[] } }

async function send(by: Person, ...entries: unknown[]): Promise<Result[]> {
  const answer = await host.call(appendEntries, { body: { entries } }, by.secret)
  expect(answer.statusCode).toBe(200)
  return answer.json<{ results: Result[] }>().results
}

async function accepted(by: Person, ...entries: unknown[]): Promise<void> {
  expect(await send(by, ...entries)).toEqual(entries.map(() => expect.objectContaining({ status: 'accepted' })))
}

function write(by: Person, kind: string, subject: Uuid, body: Record<string, unknown>, also: Uuid[] = []) {
  const v = kindNamed(kind)?.v ?? 1
  return entryOf(by, { kind, v, subject, also, occurred: today, body })
}

/** Refused with this code, kept for its author with that reason, and in nobody's chronicle. */
async function expectRefused(by: Person, entry: ReturnType<typeof write>, code: string, piece?: string): Promise<void> {
  const [result] = await send(by, entry)
  expect(result).toMatchObject({ status: 'refused', problem: { code } })
  if (piece !== undefined) expect(result?.problem?.missing?.map((each) => each.code)).toContain(piece)
  const kept = await host.call(listRefusals, { query: {} }, by.secret)
  const { refusals } = kept.json<{ refusals: { id: string; problem: Result['problem'] }[] }>()
  expect(refusals.find(({ id }) => id === entry.id)?.problem).toEqual(result?.problem)
  const { rowCount } = await db.query('select from komar.entry where id = $1', [entry.id])
  expect(rowCount).toBe(0)
}

const words = { decision: 'Reasons nobody in uniform reads.', kin: 'The aunt in the village.', complaint: 'He shouts.' }
const view = { whose: 'mother', about: 'leave', stance: 'disagrees', freely: 'yes', words: words.decision }
const home = {
  household: 'Two adults',
  isSleepingPlaceSeen: true,
  references: 2,
  hasHouseholdTalk: true,
  needsMaterialSupport: false,
  capacity: 2,
  recommendation: 'approve',
}
let assessed: ReturnType<typeof write>
let ownAssessment: ReturnType<typeof write>
let complaint: ReturnType<typeof write>

async function tellTheStory(): Promise<void> {
  await accepted(
    worker,
    childRegistered(worker, child),
    birthStated(worker, child, '2025-03'),
    residenceBegan(worker, child, facility, '2026-01-10'),
    write(worker, 'assess.view-heard', child, view),
    write(worker, 'register.kin-registered', aunt, { names: { latin: 'Mealea' }, relation: 'aunt', words: words.kin }, [
      child,
    ]),
  )
  const allocation = write(supervisor, 'access.allocated', child, { agency: supervisor.agency })
  await accepted(supervisor, { ...allocation, occurred: '2026-01-11' })
  assessed = write(worker, 'care.carer-assessed', aunt, home, [child])
  ownAssessment = write(supervisor, 'care.carer-assessed', aunt, home, [child])
  complaint = write(monitor, 'assess.complaint-made', child, {
    complainant: 'anonymous',
    way: 'voice',
    about: ['person'],
    words: words.complaint,
    isAppeal: false,
    againstAccounts: [supervisor.user],
  })
  await accepted(worker, assessed)
  await accepted(supervisor, ownAssessment)
  await accepted(monitor, complaint)
}

describe('a prison officer', () => {
  it('reads no reasons, no kin and no complaints, whatever is asked, and each opening is logged', async () => {
    const { secret } = officer
    const answers = await Promise.all([
      host.call(showChild, { params: { id: child } }, secret),
      host.call(childChronicle, { params: { id: child } }, secret),
      host.call(searchChildren, { body: {} }, secret),
      host.call(showToday, { query: {} }, secret),
      host.call(pullFeed, { query: { limit: 5000 } }, secret),
    ])
    for (const { statusCode, body } of answers) {
      expect(statusCode).toBe(200)
      for (const hidden of [
        ...Object.values(words),
        aunt,
        complaint.id,
        'safeguarding',
        'complaint',
        'kin-registered',
      ]) {
        expect(body).not.toContain(hidden)
      }
    }
    const closed = [
      await host.call(listComplaints, {}, secret),
      await host.call(childReaders, { params: { id: child } }, secret),
      await host.call(childChronicle, { params: { id: aunt } }, secret),
      await host.call(facilityChronicle, { params: { id: aunt } }, secret),
    ]
    expect(closed.map(({ statusCode }) => statusCode)).toEqual([403, 403, 404, 404])
    const { rows } = await db.query<{ what: string }>(
      'select distinct what from komar.read_log where account = $1 and (subject = $2 or subject is null)',
      [officer.user, child],
    )
    const logged = rows.map(({ what }) => what)
    for (const what of ['child.opened', 'chronicle.opened', 'children.listed', 'today.opened', 'delivered']) {
      expect(logged).toContain(what)
    }
  })

  it('writes none of them either', async () => {
    await expectRefused(officer, write(officer, 'assess.view-heard', child, view), 'access.not-permitted')
    const kin = { names: { latin: 'Other' }, relation: 'aunt' }
    await expectRefused(
      officer,
      write(officer, 'register.kin-registered', newId(), kin, [child]),
      'access.not-permitted',
    )
    const { body } = complaint
    await expectRefused(officer, write(officer, 'assess.complaint-made', child, body), 'access.not-permitted')
    const place = { complainant: 'anonymous', way: 'box', about: ['food'], words: 'None.' }
    await expectRefused(officer, write(officer, 'assess.place-complaint-made', facility, place), 'access.not-permitted')
  })
})

describe('an agency that is not the state authority', () => {
  it('approves no carer alone', async () => {
    const approval = { assessment: assessed.id, approval: 'final', capacity: 1, until: today }
    const act = write(ngo, 'care.carer-approved', aunt, approval, [child])
    await expectRefused(ngo, act, 'gate.refused', 'carer.final-by-state-authority')
  })
})

describe('a panel', () => {
  function member(name: string, of: Person, more: Record<string, unknown> = {}) {
    return {
      name,
      agency: of.agency,
      presence: 'in-person',
      part: 'votes',
      isChair: false,
      isAssessor: false,
      hasInterest: false,
      opinion: 'for',
      ...more,
    }
  }
  function decision(by: Person, panel: readonly unknown[]) {
    const tiers = [0, 1, 2, 3, 4].map((tier) => ({ tier, whoWasAsked: 'Asked', whyNot: 'No' }))
    const what = { type: 'full', outcome: 'stay', from: today, until: today, measures: [], isRenewal: false }
    return write(by, 'assess.decision-made', child, { ...what, options: tiers, panel, reasons: words.decision })
  }

  it('is not chaired by whoever assessed', async () => {
    const panel = [member('One', supervisor, { isChair: true, isAssessor: true }), member('Two', ngo)]
    await expectRefused(supervisor, decision(supervisor, panel), 'gate.refused', 'panel.chair-is-not-assessor')
  })

  it('is not two agencies without the state authority', async () => {
    const panel = [member('One', ngo, { isChair: true }), member('Two', otherNgo)]
    await expectRefused(ngo, decision(ngo, panel), 'gate.refused', 'panel.state-authority-votes')
  })

  it('has no vote of the prison', async () => {
    const panel = [member('One', supervisor, { isChair: true }), member('Two', ngo), member('Three', officer)]
    await expectRefused(supervisor, decision(supervisor, panel), 'gate.refused', 'panel.prison-has-no-vote')
  })
})

describe('a supervisor', () => {
  it('does not approve the carer whom they assessed themselves', async () => {
    const approval = { assessment: ownAssessment.id, approval: 'provisional', capacity: 1, until: today }
    const act = write(supervisor, 'care.carer-approved', aunt, approval, [child])
    await expectRefused(supervisor, act, 'gate.refused', 'carer.approver-is-not-assessor')
  })
})

describe('whoever is complained of', () => {
  const told = { toldHow: 'nobody-to-tell', isCourtRouteTold: false, answeredBy: 'Someone' }
  const body = () => ({ complaint: complaint.id, outcome: 'not-upheld', answer: 'All is well.', ...told })

  it('does not answer, and is told no more than that there is nothing to answer', async () => {
    const act = write(supervisor, 'assess.complaint-answered', child, body())
    await expectRefused(supervisor, act, 'gate.refused', 'complaint.stands')
    const [nothing] = await send(
      supervisor,
      write(supervisor, 'assess.complaint-answered', child, { ...body(), complaint: newId() }),
    )
    const [something] = await send(supervisor, write(supervisor, 'assess.complaint-answered', child, body()))
    expect(something?.problem).toEqual(nothing?.problem)
  })

  it('does not correct or withdraw it', async () => {
    const corrected = {
      ...write(supervisor, 'assess.complaint-made', child, { ...complaint.body, reason: 'No.' }),
      replaces: complaint.id,
    }
    await expectRefused(supervisor, corrected, 'entry.replaced-not-found')
    const withdrawn = {
      ...write(supervisor, 'assess.complaint-made', child, { reason: 'No.' }),
      retracts: complaint.id,
    }
    await expectRefused(supervisor, withdrawn, 'entry.replaced-not-found')
  })

  it('finds it nowhere, while a colleague and the agency that took it do', async () => {
    const found = async (who: Person) => {
      const answers = await Promise.all([
        host.call(listComplaints, {}, who.secret),
        host.call(childChronicle, { params: { id: child } }, who.secret),
        host.call(showChild, { params: { id: child } }, who.secret),
        host.call(showToday, { query: {} }, who.secret),
        host.call(pullFeed, { query: { limit: 5000 } }, who.secret),
      ])
      expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 200, 200, 200, 200])
      return answers.map(({ body: text }) => text.includes(complaint.id))
    }
    expect(await found(supervisor)).toEqual([false, false, false, false, false])
    expect(await found(worker)).toEqual([true, true, true, true, true])
    expect(await found(monitor)).toEqual([true, true, true, true, true])
  })

  it('is answered for by someone else', async () => {
    await accepted(ngo, write(ngo, 'assess.complaint-answered', child, body()))
    const listed = await host.call(listComplaints, {}, supervisor.secret)
    expect(listed.json()).toMatchObject({ entries: [] })
  })
})
