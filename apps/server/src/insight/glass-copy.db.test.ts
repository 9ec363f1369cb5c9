// The own copy of a sealed record, made through broken glass: by whom, on what, with what it tells, and what stands in the log of it.
import * as contract from '@komar/contract/broken-glass'
import { appendEntries } from '@komar/contract/chronicle'
import { saveOwnCopy } from '@komar/contract/own-copy'
import { addDays, plainDate } from '@komar/domain/time/plain-date'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { noticeDays } from '@komar/domain/care/seal'
import { childRegistered, entryOf, newId, passDays, type Person } from '../chronicle/test-people.ts'
import { addPerson, personOf, testHost, type TestHost, type TestPerson } from '../http/test-host.ts'
import { sessionOf } from '../http/test-relation.ts'

const reason = 'The adult stands at the door and asks for a copy.'
const mother = 'Synthetic Mother'
const secret = 'Zirkonium'
const said = {
  identityShownBy: ['birth-paper', 'known-to-us'],
  wasAskedAlone: true,
  freely: 'yes',
  company: 'declined',
}
let host: TestHost
let supervisor: TestPerson
let worker: TestPerson
let sealed: { child: string; code: string }

beforeAll(async () => {
  host = await testHost()
  supervisor = host.here.people.supervisor
  worker = host.here.people['social-worker']
  for (const { id } of [worker, supervisor]) {
    await host.administrator.query(
      `insert into komar.user_circle (user_id, circle, mask, since) values ($1, $2, 511, '2000-01-01') on conflict do nothing`,
      [id, host.here.circle],
    )
  }
  sealed = await recorded('1990-05')
  await passDays(host.administrator, noticeDays)
})
afterAll(() => host.dispose())

const today = plainDate(new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10))

async function write(by: TestPerson, ...entries: unknown[]): Promise<void> {
  const answer = await host.call(appendEntries, { body: { entries } }, by.token)
  const { results } = answer.json<{ results: { status: string; problem?: unknown }[] }>()
  expect(results.map(({ status, problem }) => problem ?? status)).toEqual(entries.map(() => 'accepted'))
}

/** A record with a mother, words of the child, and a secret; the agency is responsible for it. Born long ago it is sealed thirty days later. */
async function recorded(born: string): Promise<{ child: string; code: string }> {
  const by: Person = await personOf(host, worker)
  const registered = childRegistered(by)
  const { subject } = registered
  const carer = newId()
  const view = (whose: string, words: string) =>
    entryOf(by, {
      kind: 'assess.view-heard',
      subject,
      occurred: '2008',
      body: { whose, about: 'general', stance: 'agrees', words },
    })
  const mothers = { names: { latin: mother }, sex: 'female' }
  const isMother = { carer, relation: 'mother' }
  await write(
    worker,
    registered,
    entryOf(by, { kind: 'register.carer-registered', subject: carer, body: mothers }),
    entryOf(by, { kind: 'register.relation-stated', subject, also: [carer], body: isMother }),
    entryOf(by, { kind: 'register.note-written', subject, body: { note: secret } }),
    view('child', 'I want to learn to sew.'),
    view('mother', secret),
  )
  const chief = await personOf(host, supervisor)
  const allocated = { kind: 'access.allocated', subject, occurred: today, body: { agency: host.here.id } }
  await write(supervisor, entryOf(chief, allocated))
  await write(worker, entryOf(by, { kind: 'register.birth-stated', subject, basis: 'document', body: { born } }))
  return { child: subject, code: String(registered.body['code']) }
}

async function open(token: string, code = sealed.code): Promise<string> {
  const answer = await host.call(contract.breakGlass, { body: { code, reason } }, token)
  return answer.json<{ id: string }>().id
}

function copy(id: string, token: string, more: object = {}) {
  const body = { ...said, lang: 'en', as: 'html', ...more } as const
  return host.call(contract.copyThroughGlass, { params: { id }, body } as never, token)
}

async function lines(): Promise<{ reason: string | null; classes: number }[]> {
  const text = `select reason, classes from komar.read_log where subject = $1 and what = 'own-copy.made'`
  return (await host.administrator.query<{ reason: string | null; classes: number }>(text, [sealed.child])).rows
}

describe('the own copy of a sealed record', () => {
  it('is made through the opening, with the mother and without secrets, and stands in the log with what was said', async () => {
    const old = await host.call(saveOwnCopy, { params: { id: sealed.child }, query: { lang: 'en' } }, supervisor.token)
    expect(old.statusCode).toBe(404)
    const id = await open(supervisor.token)
    const page = await copy(id, supervisor.token)
    expect([page.statusCode, page.headers['content-type']]).toEqual([200, 'text/html; charset=utf-8'])
    expect(page.headers).toMatchObject({ 'cache-control': 'no-store', 'content-disposition': 'attachment' })
    const text = page.rawPayload.toString('utf8')
    expect(text).toContain('I want to learn to sew.')
    expect(text).toContain(mother)
    expect(text).toMatch(/: supervisors, \d+ times?/u)
    expect(text).not.toContain(secret)
    const paper = await copy(id, supervisor.token, { as: 'pdf', lang: 'km' })
    expect([paper.statusCode, paper.headers['content-type']]).toEqual([200, 'application/pdf'])
    expect(paper.rawPayload.subarray(0, 5).toString('latin1')).toBe('%PDF-')
    const line = { reason: 'shown by birth-paper, known-to-us; alone yes; freely yes; company declined', classes: 255 }
    expect(await lines()).toEqual([line, line])
  })

  it('is shown to whoever judges the opening, with what was said, and to no other agency', async () => {
    const id = await open(supervisor.token)
    await copy(id, supervisor.token)
    const judge = await addPerson(host.owner, host.here.id, { user: 'judge.here', roles: ['supervisor'] })
    await host.owner.query('update komar.account set must_change_password = false where id = $1', [judge])
    const copiesFor = async (token: string) =>
      (await host.call(contract.listBrokenGlass, {}, token))
        .json<{ opened: { id: string; copies: { said: unknown }[] }[] }>()
        .opened.find((each) => each.id === id)?.copies
    expect((await copiesFor(await sessionOf(host, judge)))?.map((each) => each.said)).toEqual([said])
    expect(await copiesFor(host.there.people.supervisor.token)).toBeUndefined()
  })

  it('is said to be there for nobody but a supervisor of the responsible agency', async () => {
    const mayCopy = async ({ token }: TestPerson) =>
      (await host.call(contract.readBrokenGlass, { params: { id: await open(token) } }, token)).json<{
        mayCopy: boolean
      }>().mayCopy
    expect(await mayCopy(supervisor)).toBe(true)
    expect(await mayCopy(worker)).toBe(false)
    expect(await mayCopy(host.there.people.supervisor)).toBe(false)
  })
})

describe('it is refused, and leaves no line,', () => {
  it('to a worker, to the supervisor of another agency, and through the opening of somebody else', async () => {
    const before = await lines()
    expect((await copy(await open(worker.token), worker.token)).statusCode).toBe(403)
    const stranger = host.there.people.supervisor.token
    const theirs = await open(stranger)
    expect((await copy(theirs, stranger)).json<{ code: string }>().code).toBe('access.not-permitted')
    expect((await copy(theirs, supervisor.token)).statusCode).toBe(404)
    expect(await lines()).toEqual(before)
  })

  it('without a proof of the last ten minutes', async () => {
    const id = await open(supervisor.token)
    const at = async (minutes: number): Promise<unknown> =>
      host.owner.query(`update komar.session set proved_at = now() - make_interval(mins => $2) where account = $1`, [
        supervisor.id,
        minutes,
      ])
    await at(11)
    expect((await copy(id, supervisor.token)).json<{ code: string }>().code).toBe('session.confirm')
    await at(0)
    expect((await copy(id, supervisor.token)).statusCode).toBe(200)
  })

  it('with the list of the gate', async () => {
    const before = await lines()
    const poor = { identityShownBy: ['birth-paper'], wasAskedAlone: false, company: 'not-offered' }
    const answer = await copy(await open(supervisor.token), supervisor.token, poor)
    const { code, missing } = answer.json<{ code: string; missing: { code: string }[] }>()
    expect([answer.statusCode, code]).toEqual([422, 'gate.refused'])
    expect(missing.map((each) => each.code)).toEqual([
      'own-copy.identity-shown',
      'own-copy.asked-freely',
      'own-copy.company-offered',
    ])
    expect(await lines()).toEqual(before)
  })
})

describe('it ends', () => {
  it('with the four hours, and where the record is not sealed', async () => {
    // The askings of the day are used up by the tests above.
    await host.administrator.query(`delete from komar.read_log where account = $1 and what = 'glass.asked'`, [
      supervisor.id,
    ])
    const id = await open(supervisor.token)
    await host.administrator.query(`update komar.broken_glass set until = now() - interval '1 second' where id = $1`, [
      id,
    ])
    expect((await copy(id, supervisor.token)).statusCode).toBe(404)
    const young = await recorded(addDays(today, -4000))
    expect((await copy(await open(supervisor.token, young.code), supervisor.token)).statusCode).toBe(404)
  })
})
