// Breaking the glass: by code, for a reason, one chronicle to read; told, logged and judged.
import * as contract from '@komar/contract/broken-glass'
import { showToday } from '@komar/contract/today'
import { appendEntries } from '@komar/contract/chronicle'
import { childChronicle } from '@komar/contract/register'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { noticeDays } from '@komar/domain/care/seal'
import { birthStated, childRegistered, noteWritten, passDays, type Person } from '../chronicle/test-people.ts'
import { personOf, testHost, type TestHost, type TestPerson } from '../http/test-host.ts'

const reason = 'The adult stands at the door and needs the papers.'
let host: TestHost
let worker: TestPerson
let supervisor: TestPerson
let author: Person

beforeAll(async () => {
  host = await testHost()
  worker = host.here.people['social-worker']
  supervisor = host.here.people.supervisor
  author = await personOf(host, worker)
  for (const { id } of [worker, supervisor]) {
    await host.administrator.query(
      `insert into komar.user_circle (user_id, circle, mask, since) values ($1, $2, 511, '2000-01-01') on conflict do nothing`,
      [id, host.here.circle],
    )
  }
})
afterAll(() => host.dispose())

/** A child of full age, sealed by now, with a note of the own agency. */
async function sealedChild(): Promise<{ child: string; code: string }> {
  const registered = childRegistered(author)
  const child = registered.subject
  const entries = [registered, noteWritten(author, child), birthStated(author, child, '1990-05')]
  const answer = await host.call(appendEntries, { body: { entries } }, worker.token)
  const { results } = answer.json<{ results: { status: string }[] }>()
  expect(results.map(({ status }) => status)).toEqual(['accepted', 'accepted', 'accepted'])
  await passDays(host.administrator, noticeDays)
  return { child, code: String(registered.body['code']) }
}

const open = (code: string, token: string) => host.call(contract.breakGlass, { body: { code, reason } }, token)
const read = (id: string, token: string) => host.call(contract.readBrokenGlass, { params: { id } }, token)

describe('broken glass', () => {
  it('opens one sealed record to its reader, of the classes of the role, and to nobody else', async () => {
    const { child, code } = await sealedChild()
    expect((await host.call(childChronicle, { params: { id: child } }, worker.token)).statusCode).toBe(404)
    const { id } = (await open(code, worker.token)).json<{ id: string }>()
    const record = (await read(id, worker.token)).json<{ entries: { kind: string }[] }>()
    expect(record.entries.map(({ kind }) => kind)).toContain('register.birth-stated')
    expect(record).toMatchObject({ child, mayWrite: [] })
    const writes = async ({ token }: TestPerson) => {
      const opened = (await open(code, token)).json<{ id: string }>()
      return (await read(opened.id, token)).json<{ mayWrite: string[] }>().mayWrite
    }
    expect(await writes(supervisor)).toEqual([
      'register.birth-stated',
      'access.erasure-asked',
      'access.erasure-agreed',
      'care.reopened',
    ])
    expect(await writes(host.there.people.supervisor)).toEqual(['access.erasure-agreed'])
    // Nothing but this reading is opened.
    expect((await host.call(childChronicle, { params: { id: child } }, worker.token)).statusCode).toBe(404)
    expect((await read(id, supervisor.token)).statusCode).toBe(404)
  })

  it('ends after four hours', async () => {
    const { code } = await sealedChild()
    const { id } = (await open(code, worker.token)).json<{ id: string }>()
    await host.administrator.query(`update komar.broken_glass set until = now() - interval '1 second' where id = $1`, [
      id,
    ])
    expect((await read(id, worker.token)).statusCode).toBe(404)
  })

  it('is not open in a session for another agency', async () => {
    const { code } = await sealedChild()
    const { id } = (await open(code, worker.token)).json<{ id: string }>()
    await host.administrator.query('update komar.broken_glass set agency = $2 where id = $1', [
      id,
      host.there.people.monitor.agency,
    ])
    expect((await read(id, worker.token)).statusCode).toBe(404)
    const listed = (await host.call(contract.listBrokenGlass, {}, worker.token)).json<{ opened: { id: string }[] }>()
    expect(listed.opened.map((each) => each.id)).not.toContain(id)
  })

  it('is logged with its reason, shown to the responsible agency, and judged once, by another', async () => {
    const { child, code } = await sealedChild()
    const { id } = (await open(code, worker.token)).json<{ id: string }>()
    await read(id, worker.token)
    const { rows } = await host.administrator.query<{ what: string; reason: string | null }>(
      `select what, reason from komar.read_log where subject = $1 and what like 'glass.%' order by id`,
      [child],
    )
    expect(rows).toEqual([
      { what: 'glass.asked', reason },
      { what: 'glass.read', reason: null },
    ])
    const judge = (token: string) =>
      host.call(contract.reviewBrokenGlass, { params: { id }, body: { finding: 'justified' } }, token)
    expect((await judge(worker.token)).statusCode).toBe(403)
    const listedFor = async (token: string) =>
      (await host.call(contract.listBrokenGlass, {}, token)).json<{ opened: { id: string; code: string }[] }>().opened
    expect((await listedFor(supervisor.token)).find((each) => each.id === id)).toMatchObject({ code })
    expect((await listedFor(host.there.people.supervisor.token)).map((each) => each.id)).not.toContain(id)
    const waiting = async (token: string) =>
      (await host.call(showToday, { query: { limit: 1 } }, token)).json<{ glassToJudge: number }>().glassToJudge
    const before = await waiting(supervisor.token)
    expect(before).toBeGreaterThan(0)
    expect([await waiting(worker.token), await waiting(host.there.people.supervisor.token)]).toEqual([0, 0])
    expect((await judge(supervisor.token)).statusCode).toBe(200)
    expect(await waiting(supervisor.token)).toBe(before - 1)
    expect((await judge(supervisor.token)).statusCode).toBe(404)
  })

  it('is not for prison officers, analysts, administrators, carers, nor for whoever is one besides', async () => {
    const { code } = await sealedChild()
    for (const role of ['prison-officer', 'analyst', 'administrator', 'carer'] as const) {
      expect((await open(code, host.here.people[role].token)).statusCode).toBe(403)
    }
    const both = host.here.people.clinician
    await host.administrator.query(`update komar.account set roles = '{clinician,prison-officer}' where id = $1`, [
      both.id,
    ])
    expect((await open(code, both.token)).statusCode).toBe(403)
  })

  it('is asked five times a day at most, found or not', async () => {
    const { token } = host.here.people['legal-officer']
    for (let turn = 0; turn < 5; turn += 1) expect((await open('NOBODY-1', token)).json()).toEqual({ id: null })
    expect((await open('NOBODY-1', token)).statusCode).toBe(429)
  })
})

describe('what a sealed child leaves open', () => {
  it('is no link of a teacher: nobody would read the answers', async () => {
    const { child } = await sealedChild()
    const db = host.administrator
    await db.query(
      `insert into komar.questionnaire (id, child, maker, agency, token_hash, form, language, greeting, asked_by, made, until)
       values (gen_random_uuid(), $1, $2, $3, sha256('sealed'), '4-17', 'km', 'Teacher', 'Person', komar.today_host(), komar.today_host() + 7)`,
      [child, worker.id, worker.agency],
    )
    const opened = async () =>
      (await db.query<{ state: string }>(`select state from komar.open_questionnaire(sha256('sealed'))`)).rows
    expect(await opened()).toEqual([{ state: 'ended' }])
    await db.query('delete from komar.child_seal where child = $1', [child])
    expect(await opened()).toEqual([{ state: 'open' }])
  })
})
