// A teacher's link: answered once by whoever has it, read by its maker alone, and nothing enters a chronicle by itself.
import { appendEntries } from '@komar/contract/chronicle'
import * as contract from '@komar/contract/questionnaires'
import type { Questionnaire } from '@komar/contract/questionnaires'
import { instrumentAnswered } from '@komar/domain/wellbeing/instrument-kinds'
import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { childRegistered, entryOf, newId } from '../chronicle/test-people.ts'
import { personOf, testHost, type TestHost, type TestPerson } from '../http/test-host.ts'
import { sessionOf } from '../http/test-relation.ts'

let host: TestHost
let maker: TestPerson
const child = newId()

beforeAll(async () => {
  host = await testHost()
  maker = host.here.people.specialist
  const worker = host.here.people['social-worker']
  for (const person of [worker, maker]) await joinHere(person.id)
  const registered = childRegistered(await personOf(host, worker), child)
  const answer = await host.call(appendEntries, { body: { entries: [registered] } }, worker.token)
  expect(answer.json()).toMatchObject({ results: [{ status: 'accepted' }] })
})
afterAll(() => host.dispose())

async function joinHere(person: string): Promise<void> {
  await host.administrator.query(
    `insert into komar.user_circle (user_id, circle, mask, since) values ($1, $2, 511, '2000-01-01')`,
    [person, host.here.circle],
  )
}

const asked = { form: '4-17', language: 'km', greeting: 'Nita', askedBy: 'Dr Dara', days: 21 } as const
const answers = [...Array<number>(24).fill(1), null]
const impact = [1, 2, null, 0, 1, null]
const given = { answers, impact, words: 'Quieter since the holidays.' }

type Made = { id: string; token: string; until: string }

async function make(more: Partial<typeof asked> | Record<string, unknown> = {}): Promise<Made> {
  const made = await host.call(
    contract.makeQuestionnaire,
    { params: { id: child }, body: { ...asked, ...more } },
    maker.token,
  )
  expect(made.statusCode).toBe(201)
  return made.json<Made>()
}

async function open(token: string) {
  const answer = await host.call(contract.openQuestionnaire, { body: { token } }, null)
  return { status: answer.statusCode, body: answer.json<Record<string, unknown>>() }
}

let calls = 0

/** From another address each time, so that only the flood's own test meets the limit of one address. */
async function answer(token: string, more: Record<string, unknown> = {}, remoteAddress = '') {
  calls += 1
  const sent = await host.app.inject({
    method: 'POST',
    url: contract.answerQuestionnaire.path,
    remoteAddress: remoteAddress === '' ? `198.51.100.${calls}` : remoteAddress,
    payload: { token, ...given, ...more },
  })
  return sent.statusCode
}

async function listed(person: TestPerson = maker): Promise<Questionnaire[]> {
  const answered = await host.call(contract.listQuestionnaires, { params: { id: child } }, person.token)
  return answered.statusCode === 200 ? answered.json<{ questionnaires: Questionnaire[] }>().questionnaires : []
}

const found = async (id: string) => (await listed()).find((one) => one.id === id)

async function settle(id: string, as: 'taken-in' | 'set-aside', token = maker.token) {
  const settled = await host.call(contract.settleQuestionnaire, { params: { id }, body: { as } }, token)
  return settled.statusCode === 200 ? settled.json<{ settled: boolean }>().settled : settled.statusCode
}

async function ofDatabase(id: string) {
  const { rows } = await host.administrator.query<Record<string, unknown>>(
    'select * from komar.questionnaire where id = $1',
    [id],
  )
  return rows[0] ?? {}
}

describe('a link', () => {
  it('tells what it asks, and neither child, agency, place nor a word of prison', async () => {
    const { token, until } = await make()
    expect(token).toMatch(/^[A-Za-z0-9_-]{43}$/)
    const { body } = await open(token)
    expect(body).toEqual({ state: 'open', language: 'km', greeting: 'Nita', askedBy: 'Dr Dara', until })
  })

  it('is answered once, sealed in the database, and read by its maker as it was given', async () => {
    const { id, token } = await make()
    expect(await answer(token)).toBe(200)
    expect(await found(id)).toMatchObject({ state: 'answered', answers: given })
    const kept = await ofDatabase(id)
    const raw = Buffer.concat(Object.values(kept).filter((cell) => cell instanceof Uint8Array))
    expect(raw.toString('latin1')).not.toMatch(/Quieter|"answers"/)
    expect(raw.includes(Buffer.from(token))).toBe(false)
    expect(JSON.stringify(kept)).not.toContain(token)
  })

  it('stands on the list of all that its maker gave, without an answer, and on no other one', async () => {
    const { id, token, until } = await make({ greeting: 'Listed' })
    const given = async (person: TestPerson) => {
      const answered = await host.call(contract.listGivenQuestionnaires, {}, person.token)
      return answered.statusCode === 200
        ? answered.json<{ questionnaires: Record<string, unknown>[] }>().questionnaires
        : answered.statusCode
    }
    const own = async () => {
      const all = await given(maker)
      return typeof all === 'number' ? undefined : all.find((one) => one['id'] === id)
    }
    const listed = { about: child, form: '4-17', greeting: 'Listed', until, child: { id: child } }
    expect(await own()).toMatchObject({ ...listed, state: 'open', answeredOn: null })
    await answer(token)
    const answered = await own()
    expect(answered).toMatchObject({ ...listed, state: 'answered', answeredOn: expect.any(String) })
    expect(JSON.stringify(answered)).not.toMatch(/Quieter|answers/)
    expect(await given(host.here.people['social-worker'])).toBe(403)
    expect(await given(host.there.people.specialist)).toEqual([])
  })

  it('says that it was answered and no more, and refuses a replay without changing what is there', async () => {
    const { id, token } = await make()
    await answer(token)
    expect(await answer(token, { answers: Array<number>(25).fill(2) })).toBe(409)
    expect((await open(token)).body).toEqual({ state: 'answered', language: 'km' })
    expect((await found(id))?.answers?.answers).toEqual(answers)
  })

  it('takes one of two that answer at the same moment', async () => {
    const { token } = await make()
    expect((await Promise.all([answer(token), answer(token)])).toSorted()).toEqual([200, 409])
  })

  it('ends after its last day, and when it is called off', async () => {
    const [expired, revoked] = [await make(), await make()]
    await host.administrator.query(
      'update komar.questionnaire set made = made - 30, until = komar.today_host() - 1 where id = $1',
      [expired.id],
    )
    const call = { params: { id: revoked.id } }
    expect((await host.call(contract.revokeQuestionnaire, call, maker.token)).statusCode).toBe(200)
    expect((await host.call(contract.revokeQuestionnaire, call, maker.token)).statusCode).toBe(404)
    for (const { id, token } of [expired, revoked]) {
      expect((await open(token)).body).toEqual({ state: 'ended', language: 'km' })
      expect(await answer(token)).toBe(404)
      expect((await found(id))?.answers).toBeNull()
    }
    expect([(await found(expired.id))?.state, (await found(revoked.id))?.state]).toEqual(['expired', 'revoked'])
    expect(await ofDatabase(revoked.id)).toMatchObject({ greeting: null, asked_by: null })
  })

  it('ends when the account of its maker is closed', async () => {
    const { token } = await make()
    await host.owner.query('update komar.account set disabled_at = now() where id = $1', [maker.id])
    expect(await answer(token)).toBe(404)
    await host.owner.query('update komar.account set disabled_at = null where id = $1', [maker.id])
  })
})

it('is not made with a name that tells of a prison, nor for too long', async () => {
  for (const more of [{ greeting: 'Nita of CC2 prison' }, { askedBy: 'ពន្ធនាគារ' }, { greeting: ' ' }, { days: 61 }]) {
    const call = { params: { id: child }, body: { ...asked, ...more } }
    expect((await host.call(contract.makeQuestionnaire, call, maker.token)).statusCode).toBe(400)
  }
})

describe('what comes from outside', () => {
  it('is refused with a wrong token, a malformed one, or none', async () => {
    expect((await open(randomBytes(32).toString('base64url'))).status).toBe(404)
    expect(await answer(randomBytes(32).toString('base64url'))).toBe(404)
    for (const token of ['', 'x', `${'A'.repeat(42)}=`, 'A'.repeat(44)]) expect((await open(token)).status).toBe(400)
  })

  it('is refused when it is too large, too long, too short, empty or no answer of this form', async () => {
    const { id, token } = await make()
    expect(await answer(token, { words: 'x'.repeat(20_000) })).toBe(413)
    for (const more of [
      { words: 'x'.repeat(1_001) },
      { answers: answers.slice(1) },
      { answers: [...answers, 0] },
      { answers: Array<number>(25).fill(3) },
      { answers: Array<null>(25).fill(null) },
      { answers: Array<string>(25).fill('1') },
      { impact: [4, 0, 0, 0, 0, 0] },
    ]) {
      expect(await answer(token, more)).toBe(400)
    }
    expect((await found(id))?.state).toBe('open')
  })
})

describe('the maker', () => {
  it('is alone: nobody else sees, calls off or settles it, in the own agency or another', async () => {
    const { id, token } = await make()
    await answer(token)
    const colleague = host.there.people.specialist
    const { rows } = await host.owner.query<{ id: string }>(
      `insert into komar.account (id, login, display_name, agency, roles, must_change_password)
       values (gen_random_uuid(), 'second.specialist', 'x', $1, '{specialist}', false) returning id`,
      [host.here.id],
    )
    await joinHere(rows[0]?.id ?? '')
    const second = await sessionOf(host, rows[0]?.id ?? '')
    for (const other of [colleague.token, second]) {
      const list = await host.call(contract.listQuestionnaires, { params: { id: child } }, other)
      expect(list.statusCode === 404 || list.json<{ questionnaires: unknown[] }>().questionnaires.length === 0).toBe(
        true,
      )
      expect((await host.call(contract.revokeQuestionnaire, { params: { id } }, other)).statusCode).toBe(404)
      expect(await settle(id, 'set-aside', other)).toBe(404)
    }
    const foreign = await host.call(contract.makeQuestionnaire, { params: { id: child }, body: asked }, colleague.token)
    expect(foreign.statusCode).toBe(404)
    expect((await found(id))?.state).toBe('answered')
  })

  it('reads nothing any more when the way to the child is closed', async () => {
    const { id, token } = await make()
    await answer(token)
    const { rows } = await host.administrator.query<{ id: string; mask: number }>(
      'select id, mask from komar.user_circle where user_id = $1',
      [maker.id],
    )
    await host.administrator.query('update komar.user_circle set mask = mask & ~16 where user_id = $1', [maker.id])
    expect(await found(id)).toBeUndefined()
    const call = { params: { id: child }, body: asked }
    expect((await host.call(contract.makeQuestionnaire, call, maker.token)).statusCode).toBe(404)
    for (const row of rows) {
      await host.administrator.query('update komar.user_circle set mask = $2 where id = $1', [row.id, row.mask])
    }
    expect(await found(id)).toBeDefined()
  })

  it('takes the answers in as an entry of their own; only then do they go, and once', async () => {
    const { id, token } = await make()
    await answer(token)
    const before = await host.administrator.query('select from komar.entry where kind = $1', [instrumentAnswered.name])
    expect(before.rowCount).toBe(0)
    expect(await settle(id, 'taken-in')).toBe(false)
    expect((await found(id))?.answers).toEqual(given)
    const entry = entryOf(await personOf(host, maker), {
      id,
      kind: instrumentAnswered.name,
      subject: child,
      basis: 'told',
      body: {
        instrument: 'sdq',
        form: '4-17',
        informant: 'teacher',
        answeredBy: 'teacher',
        answers,
        impact,
        isEnteredTwice: false,
        toldBy: 'Teacher',
      },
    })
    const appended = await host.call(appendEntries, { body: { entries: [entry] } }, maker.token)
    expect(appended.json()).toMatchObject({ results: [{ status: 'accepted' }] })
    expect(await settle(id, 'taken-in')).toBe(true)
    expect(await found(id)).toMatchObject({ state: 'settled', answers: null, greeting: null })
    expect(await settle(id, 'taken-in')).toBe(404)
  })

  it('sets answers aside, and they are gone', async () => {
    const { id, token } = await make()
    await answer(token)
    expect(await settle(id, 'set-aside')).toBe(true)
    expect((await ofDatabase(id))['answers']).toBeNull()
    expect((await open(token)).body['state']).toBe('answered')
  })

  it('has no more than so many links open', async () => {
    await host.administrator.query(
      'update komar.questionnaire set revoked_on = made, greeting = null, asked_by = null where answered_on is null and revoked_on is null',
    )
    const { id } = await make()
    await host.administrator.query(
      `insert into komar.questionnaire (id, child, maker, token_hash, form, language, greeting, asked_by, made, until)
       select gen_random_uuid(), child, maker, sha256(random()::text::bytea || n::text::bytea), form, language, greeting, asked_by, made, until
       from komar.questionnaire, generate_series(1, $2) n where id = $1`,
      [id, contract.questionnaireLimits.open],
    )
    const call = { params: { id: child }, body: asked }
    expect((await host.call(contract.makeQuestionnaire, call, maker.token)).statusCode).toBe(429)
  })
})

it('a flood from one address is stopped, before any token is looked at', async () => {
  const token = randomBytes(32).toString('base64url')
  const statuses = await Promise.all(Array.from({ length: 40 }, () => answer(token, {}, '192.0.2.7')))
  expect(statuses.filter((status) => status === 429).length).toBeGreaterThanOrEqual(30)
  expect(await answer(token, {}, '192.0.2.7')).toBe(429)
})
