// Letters on a real database: who may print one and who may not, what stands in the read log, and the list as the domain would judge it.
import { listAdvice, printAdvice } from '@komar/contract/advice'
import { listLetters, printLetter } from '@komar/contract/letters'
import { printSituation } from '@komar/contract/insight'
import { showSession } from '@komar/contract/session'
import { appendEntries } from '@komar/contract/chronicle'
import { addDays, plainDate } from '@komar/domain/time/plain-date'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  childRegistered,
  circleOf,
  entryOf,
  join,
  newId,
  residenceBegan,
  type Person,
} from '../chronicle/test-people.ts'
import { testHost, type TestHost, type TestPerson } from '../http/test-host.ts'
import type { Role } from '@komar/domain/access/roles'

let host: TestHost
const facility = newId()
const child = newId()
const today = plainDate(new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10))
const letters = { open: newId(), late: newId(), care: newId() }
const advice = newId()

beforeAll(async () => {
  host = await testHost()
  const worker = await writerOf('social-worker')
  const monitor = await writerOf('monitor')
  const db = await host.administrator.connect()
  const circle = await circleOf(db, 'facility', facility)
  for (const role of ['social-worker', 'supervisor', 'prison-officer', 'monitor'] as const) {
    for (const each of [circle, host.here.circle]) await join(db, (await writerOf(role)).user, each)
  }
  db.release()
  await write(
    'monitor',
    entryOf(monitor, {
      kind: 'register.facility-registered',
      subject: facility,
      body: { code: 'TST-P', name: { en: 'Test prison', km: 'ពន្ធនាគារសាកល្បង' }, province: '12', holdsWomen: true },
    }),
    entryOf(monitor, {
      id: advice,
      kind: 'sharing.advice-given',
      subject: facility,
      occurred: addDays(today, -40),
      body: { to: 'Prison director', advice: 'Open the yard.', replyDue: addDays(today, -1) },
    }),
  )
  await write('monitor', childRegistered(monitor, child), residenceBegan(monitor, child, facility, addDays(today, -20)))
  const letter = (id: string, purpose: string, answerDue: string) => {
    const isCare = purpose === 'no-approval-answer'
    const body = { to: 'An office', addressee: 'prison-director', purpose, measures: [], answerDue }
    const kind = isCare ? 'assess.care-letter-sent' : 'assess.letter-sent'
    return entryOf(worker, { id, v: isCare ? 1 : 2, kind, subject: child, occurred: addDays(today, -30), body })
  }
  await write(
    'social-worker',
    letter(letters.open, 'past-limit', today),
    letter(letters.late, 'transfer', addDays(today, -1)),
    letter(letters.care, 'no-approval-answer', addDays(today, 5)),
  )
}, 120_000)
afterAll(() => host.dispose())

const person = (role: Role): TestPerson => host.here.people[role]

async function writerOf(role: Role): Promise<Person> {
  const { id, agency, token } = person(role)
  const shown = await host.call(showSession, {}, token)
  return { user: id, agency, device: shown.json<{ device: string }>().device, secret: '', token: '' } as Person // ids of the test host are UUIDs
}

async function write(role: Role, ...entries: unknown[]): Promise<void> {
  const sent = await host.call(appendEntries, { body: { entries } }, person(role).token)
  const { results } = sent.json<{ results: { status: string; problem?: unknown }[] }>()
  expect(results.map(({ status, problem }) => problem ?? status)).toEqual(entries.map(() => 'accepted'))
}

function print(entry: string, by: TestPerson, lang: 'en' | 'km' | 'both' = 'both') {
  return host.call(printLetter, { params: { entry }, query: { lang } }, by.token)
}

describe('a letter as PDF', () => {
  it.each(['social-worker', 'supervisor', 'prison-officer', 'monitor'] as const)(
    'is printed for a %s',
    async (role) => {
      const answer = await print(letters.open, person(role))
      expect(answer.statusCode).toBe(200)
      expect(answer.headers['content-type']).toBe('application/pdf')
      expect(answer.headers['cache-control']).toBe('no-store')
      expect(answer.headers['content-disposition']).toBe('inline; filename="komar-letters-print.pdf"')
      expect(answer.rawPayload.subarray(0, 5).toString('latin1')).toBe('%PDF-')
    },
  )

  it('has a page less in one language than in both', async () => {
    const both = await print(letters.open, person('monitor'))
    const one = await print(letters.open, person('monitor'), 'km')
    expect(one.rawPayload.length).toBeLessThan(both.rawPayload.length)
  })

  it.each(['analyst', 'administrator', 'carer'] as const)('is not for a %s', async (role) => {
    expect((await print(letters.open, person(role))).statusCode).toBe(403)
  })

  it('is not found by another agency, whatever the role', async () => {
    for (const role of ['social-worker', 'supervisor', 'prison-officer', 'monitor'] as const) {
      expect((await print(letters.open, host.there.people[role])).statusCode).toBe(404)
    }
  })

  it('about care outside is not found by the prison or a monitor', async () => {
    expect((await print(letters.care, person('social-worker'))).statusCode).toBe(200)
    for (const role of ['prison-officer', 'monitor'] as const) {
      expect((await print(letters.care, person(role))).statusCode).toBe(404)
    }
  })

  it('is nothing else than a letter: no other entry is printed', async () => {
    const { rows } = await host.administrator.query<{ id: string }>(
      `select id from komar.entry where kind = 'register.child-registered'`,
    )
    expect((await print(rows[0]?.id ?? '', person('social-worker'))).statusCode).toBe(404)
  })

  it('stands in the read log of the child, with the class', async () => {
    const by = person('supervisor')
    await print(letters.care, by)
    const { rows } = await host.administrator.query(
      `select subject, classes from komar.read_log where what = 'letter.printed' and account = $1 order by at desc limit 1`,
      [by.id],
    )
    expect(rows).toEqual([{ subject: child, classes: 4 }])
  })

  it('is gone once it was withdrawn', async () => {
    const worker = await writerOf('social-worker')
    const id = newId()
    const body = { to: 'An office', addressee: 'court', purpose: 'death', measures: [], answerDue: today }
    await write('social-worker', entryOf(worker, { id, v: 2, kind: 'assess.letter-sent', subject: child, body }))
    expect((await print(id, person('monitor'))).statusCode).toBe(200)
    const withdrawn = {
      kind: 'assess.letter-sent',
      v: 2,
      subject: child,
      retracts: id,
      body: { reason: 'Sent in error.' },
    }
    await write('social-worker', entryOf(worker, withdrawn))
    expect((await print(id, person('monitor'))).statusCode).toBe(404)
  })
})

describe('the list of letters', () => {
  type Listed = { letters: { id: string; state: string; child: { id: string } | null }[] }
  const list = async (by: TestPerson, only: 'open' | 'all' = 'open') =>
    (await host.call(listLetters, { query: { only } }, by.token)).json<Listed>().letters

  it('has the overdue first, and says so on the day after', async () => {
    expect((await list(person('supervisor'))).map(({ id, state }) => [id, state])).toEqual([
      [letters.late, 'overdue'],
      [letters.open, 'sent'],
      [letters.care, 'sent'],
    ])
    expect((await list(person('supervisor')))[0]?.child?.id).toBe(child)
  })

  it('keeps what is about care from the prison, and everything from others', async () => {
    expect((await list(person('prison-officer'))).map(({ id }) => id)).toEqual([letters.late, letters.open])
    expect(await list(host.there.people.supervisor, 'all')).toEqual([])
  })

  it('shows an acknowledgement, and after an answer only with all', async () => {
    const worker = await writerOf('social-worker')
    const back = (kind: string, more: object) =>
      entryOf(worker, {
        kind,
        subject: child,
        occurred: today,
        body: { letter: letters.late, byOffice: 'Office', ...more },
      })
    await write('social-worker', back('assess.letter-acknowledged', { how: 'stamp' }))
    expect((await list(person('monitor')))[0]).toMatchObject({ acknowledgedOn: today, state: 'overdue' })
    await write('social-worker', back('assess.letter-answered', { says: 'done' }))
    expect((await list(person('monitor'))).map(({ id }) => id)).toEqual([letters.open])
    expect((await list(person('monitor'), 'all')).at(-1)).toMatchObject({
      id: letters.late,
      state: 'answered',
      says: 'done',
    })
  })
})

describe('the ledger of recommendations', () => {
  it('is read where the conditions of the facility are', async () => {
    const seen = await host.call(listAdvice, {}, person('supervisor').token)
    expect(seen.json()).toMatchObject({ advice: [{ id: advice, facilityCode: 'TST-P', state: 'reply-overdue' }] })
    expect((await host.call(listAdvice, {}, host.there.people.supervisor.token)).json()).toMatchObject({ advice: [] })
  })

  it('is printed, and the situation report too', async () => {
    const ledger = await host.call(printAdvice, { query: { lang: 'km' } }, person('monitor').token)
    const report = await host.call(printSituation, { query: { lang: 'en' } }, person('analyst').token)
    for (const { statusCode, rawPayload } of [ledger, report]) {
      expect([statusCode, rawPayload.subarray(0, 5).toString('latin1')]).toEqual([200, '%PDF-'])
    }
  })
})
