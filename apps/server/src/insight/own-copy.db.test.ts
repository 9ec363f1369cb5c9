// The own copy on a real database: who gets it and who does not, on what, what stands in the read log, and a PDF with Khmer in it.
// A record that is sealed gives its copy through an opening alone (glass-copy.db.test.ts): these are of people of age whose birth date was
// recorded lately, and are not sealed yet (0019).
import { appendEntries } from '@komar/contract/chronicle'
import { printOwnCopy, saveOwnCopy } from '@komar/contract/own-copy'
import { childReaders } from '@komar/contract/register'
import { showSession } from '@komar/contract/session'
import type { Role } from '@komar/domain/access/roles'
import { addDays, plainDate } from '@komar/domain/time/plain-date'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { childRegistered, circleOf, entryOf, join, newId, sealFrom, type Person } from '../chronicle/test-people.ts'
import { testHost, type TestHost, type TestPerson } from '../http/test-host.ts'

let host: TestHost
const today = plainDate(new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10))
const people = { grown: newId(), young: newId(), unasked: newId(), elsewhere: newId(), sealed: newId() }
const secret = 'Zirkonium'
const asked = { identityShownBy: ['paper-with-picture'], wasAskedAlone: true, freely: 'yes', company: 'declined' }

beforeAll(async () => {
  host = await testHost()
  const db = await host.administrator.connect()
  for (const role of ['social-worker', 'supervisor', 'clinician'] as const) {
    await join(db, (await writerOf(role)).user, host.here.circle)
  }
  const supervisor = await writerOf('supervisor')
  const worker = await writerOf('social-worker')
  for (const [name, child] of Object.entries(people)) {
    const born = name === 'young' ? addDays(today, -4000) : '1999-02'
    await write(
      'social-worker',
      childRegistered(worker, child),
      entryOf(worker, { kind: 'register.note-written', subject: child, body: { note: secret } }),
      viewOf(worker, child, 'child', 'ខ្ញុំចង់ទៅរៀន'),
      viewOf(worker, child, 'mother', secret),
    )
    await write('supervisor', allocation(supervisor, child, host.here.id))
    await write(
      'social-worker',
      entryOf(worker, { kind: 'register.birth-stated', subject: child, basis: 'document', body: { born } }),
    )
    if (name === 'sealed') await sealFrom(host.administrator, child, today)
    else if (name !== 'unasked' && name !== 'young') await write('supervisor', askedAct(supervisor, child))
    if (name === 'elsewhere') await write('supervisor', allocation(supervisor, child, host.there.id))
  }
  // The same circle for a supervisor of another agency: it reads care, and is not responsible.
  const stranger = host.there.people.supervisor
  await join(db, stranger.id as Person['user'], host.here.circle)
  await join(db, host.there.people['prison-officer'].id as Person['user'], await circleOf(db, 'facility', newId()))
  db.release()
}, 120_000)
afterAll(() => host.dispose())

const person = (role: Role): TestPerson => host.here.people[role]

async function writerOf(role: Role): Promise<Person> {
  const { id, agency, token } = person(role)
  const shown = await host.call(showSession, {}, token)
  return { user: id, agency, device: shown.json<{ device: string }>().device, secret: '', token: '' } as Person // ids of the test host are UUIDs
}

function viewOf(by: Person, child: string, whose: string, words: string) {
  const body = { whose, about: 'general', stance: 'agrees', words }
  return entryOf(by, { kind: 'assess.view-heard', subject: child, occurred: '2008', body })
}

function allocation(by: Person, child: string, agency: string) {
  return entryOf(by, { kind: 'access.allocated', subject: child, occurred: today, body: { agency } })
}

function askedAct(by: Person, child: string, body: Record<string, unknown> = asked) {
  return entryOf(by, { kind: 'sharing.own-copy-asked', subject: child, occurred: today, body })
}

type Result = { status: string; problem?: { code: string; missing?: { code: string }[] } }

async function send(role: Role, ...entries: unknown[]): Promise<Result[]> {
  const sent = await host.call(appendEntries, { body: { entries } }, person(role).token)
  return sent.json<{ results: Result[] }>().results
}

async function write(role: Role, ...entries: unknown[]): Promise<void> {
  const results = await send(role, ...entries)
  expect(results.map(({ status, problem }) => problem ?? status)).toEqual(entries.map(() => 'accepted'))
}

const print = (child: string, token: string, lang: 'en' | 'km' = 'km') =>
  host.call(printOwnCopy, { params: { id: child }, query: { lang } }, token)
const page = (child: string, token: string, lang: 'en' | 'km' = 'km') =>
  host.call(saveOwnCopy, { params: { id: child }, query: { lang } }, token)

function missingOf(answer: Awaited<ReturnType<typeof page>>): [number, string[]] {
  const { missing = [] } = answer.json<{ missing?: { code: string }[] }>()
  return [answer.statusCode, missing.map(({ code }) => code)]
}

describe('the own copy', () => {
  it.each(['en', 'km'] as const)('is a PDF in %s, kept by nobody on the way', async (lang) => {
    const answer = await print(people.grown, person('supervisor').token, lang)
    expect(answer.statusCode).toBe(200)
    expect(answer.headers['content-type']).toBe('application/pdf')
    expect(answer.headers['cache-control']).toBe('no-store')
    expect(answer.headers['content-disposition']).toBe('inline; filename="komar-own-copy-print.pdf"')
    expect(answer.rawPayload.subarray(0, 5).toString('latin1')).toBe('%PDF-')
    expect(answer.rawPayload.length).toBeGreaterThan(10_000)
  })

  it('is a page in Khmer that is saved and never shown as one of ours, with the words of the child and no secret', async () => {
    const answer = await page(people.grown, person('supervisor').token)
    expect(answer.statusCode).toBe(200)
    expect(answer.headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'content-disposition': 'attachment',
      'cache-control': 'no-store',
      'content-security-policy': "default-src 'none'; sandbox",
    })
    const text = answer.rawPayload.toString('utf8')
    expect(text).toContain('<html lang="km">')
    expect(text).toContain('ខ្ញុំចង់ទៅរៀន')
    expect(text).not.toContain(secret)
  })

  it('says who has seen the record by role and agency, and names nobody', async () => {
    const { displayName } = (
      await host.call(childReaders, { params: { id: people.grown } }, person('supervisor').token)
    ).json<{ readers: { displayName: string }[] }>().readers[0] ?? { displayName: '' }
    const text = (await page(people.grown, person('supervisor').token, 'en')).rawPayload.toString('utf8')
    expect(text).toMatch(/: supervisors, \d+ times?/u)
    expect(displayName.length).toBeGreaterThan(2)
    expect(text).not.toContain(displayName)
  })
})

describe('nobody else gets it', () => {
  it.each(['social-worker', 'clinician', 'monitor', 'prison-officer', 'specialist', 'administrator'] as const)(
    'a %s',
    async (role) => {
      for (const ask of [print, page]) expect((await ask(people.grown, person(role).token)).statusCode).toBe(403)
    },
  )

  it('a supervisor of another agency: not found out of sight, refused in sight', async () => {
    expect(missingOf(await page(people.grown, host.there.people.supervisor.token))).toEqual([
      422,
      ['own-copy.responsible-agency', 'own-copy.asked-lately'],
    ])
    await host.owner.query(`update komar.user_circle set until = since where user_id = $1`, [
      host.there.people.supervisor.id,
    ])
    expect((await page(people.grown, host.there.people.supervisor.token)).statusCode).toBe(404)
  })

  it('whoever did not prove lately who they are', async () => {
    const { id, token } = host.here.people.supervisor
    const at = async (minutes: number): Promise<unknown> =>
      host.owner.query(`update komar.session set proved_at = now() - make_interval(mins => $2) where account = $1`, [
        id,
        minutes,
      ])
    await at(11)
    for (const ask of [print, page]) {
      const answer = await ask(people.grown, token)
      expect([answer.statusCode, answer.json<{ code: string }>().code]).toEqual([403, 'session.confirm'])
    }
    await at(0)
    expect((await page(people.grown, token)).statusCode).toBe(200)
  })

  it('of a sealed record: not found, as if there were none', async () => {
    for (const ask of [print, page]) expect((await ask(people.sealed, person('supervisor').token)).statusCode).toBe(404)
  })

  it('of a person about whom nobody wrote down that they asked, of a child, of a record that was handed on', async () => {
    const { token } = person('supervisor')
    expect(missingOf(await page(people.unasked, token))).toEqual([422, ['own-copy.asked-lately']])
    expect(missingOf(await page(people.young, token))).toEqual([422, ['own-copy.of-age', 'own-copy.asked-lately']])
    expect(missingOf(await print(people.elsewhere, token))).toEqual([422, ['own-copy.responsible-agency']])
  })
})

describe('the act', () => {
  it('is refused by the host with all that is missing, whatever the page thought', async () => {
    const supervisor = await writerOf('supervisor')
    const body = { ...asked, identityShownBy: ['birth-paper'], wasAskedAlone: false, company: 'not-offered' }
    const [result] = await send('supervisor', askedAct(supervisor, people.young, body))
    expect(result?.problem?.code).toBe('gate.refused')
    expect(result?.problem?.missing?.map(({ code }) => code)).toEqual([
      'own-copy.of-age',
      'own-copy.identity-shown',
      'own-copy.asked-freely',
      'own-copy.company-offered',
    ])
  })

  it('is written by a supervisor alone', async () => {
    const worker = await writerOf('social-worker')
    const [result] = await send('social-worker', askedAct(worker, people.unasked))
    expect(result?.problem?.code).toBe('access.not-permitted')
  })
})

describe('the read log', () => {
  it('holds that it was made, with the classes, and the list of readers too; a refusal leaves no line', async () => {
    const lines = async (child: string): Promise<number> => {
      const { rows } = await host.administrator.query<{ classes: number }>(
        `select classes from komar.read_log where what = 'own-copy.made' and subject = $1`,
        [child],
      )
      expect(rows.every(({ classes }) => classes === 255)).toBe(true)
      return rows.length
    }
    const before = await lines(people.grown)
    await print(people.grown, person('supervisor').token)
    await page(people.grown, person('supervisor').token)
    expect(await lines(people.grown)).toBe(before + 2)
    expect(await lines(people.unasked)).toBe(0)
    const readers = await host.call(childReaders, { params: { id: people.grown } }, person('social-worker').token)
    expect(readers.json<{ readers: { what: string }[] }>().readers[0]?.what).toBe('own-copy.made')
  })
})
