// The wrapper's own rules, with endpoints made up for the purpose: who may see a subject, and what is written down of it.
import { endpoint } from '@komar/contract/endpoint'
import { classBit } from '@komar/domain/access/classes'
import { readsOf, roles } from '@komar/domain/access/roles'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { openSession } from '../access/sessions.ts'
import { handle } from './handle.ts'
import { Refusal } from './problems.ts'
import { route, type Caller } from './route.ts'
import { hashToken } from './session-cookie.ts'
import { testHost, type TestHost } from './test-host.ts'
import { arrangeRelation, relations } from './test-relation.ts'

let host: TestHost
beforeAll(async () => {
  host = await testHost()
})
afterAll(() => host.dispose())

const example = '01940000-0000-7000-8000-000000000001'
const showSubject = endpoint({
  id: 'test.show',
  method: 'GET',
  path: '/v1/test/:id',
  summary: 'Made up',
  allow: { signedIn: true, relation: { param: 'id', classes: ['identity', 'care'] } },
  audit: { what: 'test.opened', param: 'id', classes: ['identity'] },
  input: { params: z.object({ id: z.uuid() }) },
  output: z.object({}),
  example: { params: { id: example } },
})

function callerOf(token: string): Caller {
  return {
    pool: host.pool,
    address: '192.0.2.1',
    token: hashToken(token).toString('hex'),
    place: { network: '0'.repeat(64), agent: '0'.repeat(64) },
    site: { id: null, origins: [] },
    device: null,
    keys: host.keys,
    backups: null,
    reminders: { hasMail: false, allowsLoopbackPush: false },
    setCookie: () => undefined,
    door: { provider: null, flow: null, setFlow: () => undefined, note: () => undefined },
  }
}

const showRoute = route(showSubject, async (context) => {
  context.logRead({ what: 'test.more', classes: classBit('care'), reason: 'asked' })
  return {}
})

async function show(subject: string, token: string): Promise<string> {
  const input = { params: { id: subject }, query: {}, body: {} }
  const answer = handle(showRoute, callerOf(token), input, false)
  return answer.then(
    () => 'seen',
    (error: unknown) => (error instanceof Refusal ? error.problem.code : String(error)),
  )
}

describe.each(roles)('a subject and a %s', (role) => {
  it.each(relations)('in the relation "%s"', async (name, isRelated) => {
    for (const accessClass of ['identity', 'care', 'psychology'] as const) {
      const { subject, token } = await arrangeRelation(host, { role, name, accessClass })
      const isSeen = isRelated && accessClass !== 'psychology' && (readsOf([role]) & classBit(accessClass)) !== 0
      expect([accessClass, await show(subject, token)]).toEqual([accessClass, isSeen ? 'seen' : 'request.not-found'])
    }
  })
})

describe('the read log', () => {
  const lines = (subject: string) =>
    host.owner.query('select what, classes, reason, agency from komar.read_log where subject = $1 order by id', [
      subject,
    ])

  it('says who opened what, with the handler’s own lines', async () => {
    const { subject, token } = await arrangeRelation(host, {
      role: 'monitor',
      name: 'own agency',
      accessClass: 'identity',
    })
    await show(subject, token)
    expect((await lines(subject)).rows).toEqual([
      { what: 'test.opened', classes: 1, reason: null, agency: host.here.id },
    ])
    const more = await host.owner.query(
      `select classes, reason from komar.read_log where what = 'test.more' order by id desc limit 1`,
    )
    expect(more.rows).toEqual([{ classes: 4, reason: 'asked' }])
  })

  it('keeps nothing of what was refused', async () => {
    const { subject, token } = await arrangeRelation(host, {
      role: 'monitor',
      name: 'no circle',
      accessClass: 'identity',
    })
    await show(subject, token)
    expect((await lines(subject)).rows).toEqual([])
  })
})

it('a handler that swallows a failure of the database is not believed', async () => {
  const careless = route(showSubject, async ({ db }) => {
    await db.query('select 1 / 0').catch(() => undefined)
    return {}
  })
  const silent = {
    ...careless,
    endpoint: { ...careless.endpoint, allow: 'signed-in' as const, audit: 'none' as const },
  }
  const input = { params: { id: example }, query: {}, body: {} }
  await expect(handle(silent, callerOf(host.here.people.monitor.token), input, false)).rejects.toThrow('rolled back')
})

describe('a session that ends while calls are under way', () => {
  it('is signed out for them, and nothing is forbidden', async () => {
    const allowed = endpoint({ ...showSubject, id: 'test.role', allow: { roles: ['monitor'] }, audit: 'none' })
    const plain = route(allowed, () => Promise.resolve({}))
    const outcomes = new Set<string>()
    for (let round = 0; round < 15; round += 1) {
      const { token } = await openSession(host.pool, host.here.people.monitor.id, { id: undefined, label: undefined })
      const call = () =>
        handle(plain, callerOf(token), { params: { id: example }, query: {}, body: {} }, false).then(
          () => 'answered',
          (error: unknown) => (error instanceof Refusal ? error.problem.code : String(error)),
        )
      const calls = Array.from({ length: 6 }, call)
      await host.administrator.query('delete from komar.session where token_hash = $1', [hashToken(token)])
      for (const outcome of await Promise.all(calls)) outcomes.add(outcome)
    }
    expect([...outcomes].filter((outcome) => !['answered', 'access.not-signed-in'].includes(outcome))).toEqual([])
  })

  it('is signed out also where only the line of the read log was still to be written', async () => {
    const { token } = await openSession(host.pool, host.here.people.monitor.id, { id: undefined, label: undefined })
    const ending = route(endpoint({ ...showSubject, id: 'test.ending', allow: 'signed-in' }), async () => {
      await host.administrator.query('delete from komar.session where token_hash = $1', [hashToken(token)])
      return {}
    })
    const input = { params: { id: example }, query: {}, body: {} }
    await expect(handle(ending, callerOf(token), input, false)).rejects.toMatchObject({
      problem: { code: 'access.not-signed-in' },
    })
  })
})
