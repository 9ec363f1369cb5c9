// Attacks from outside and from within a session, over HTTP. The first is the claim on which officers may have accounts at all:
// nothing of care, reasons, kin, views, health, notes or complaints reaches a prison officer's wire, by whatever call.
import { endpoints } from '@komar/contract/all'
import { appendEntries } from '@komar/contract/chronicle'
import type { Endpoint, Input, InputOf } from '@komar/contract/endpoint'
import type { Uuid } from '@komar/domain/chronicle/entry'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { append, entryOf, newId, type Person } from '../chronicle/test-people.ts'
import { personOf, testHost, type TestHost } from '../http/test-host.ts'
import { worldOf } from '../world.ts'

let host: TestHost
let officer: Person
let worker: Person
let supervisor: Person
const [facility, mother, child, kin] = [newId(), newId(), newId(), newId()]
const day = '2014-01-10'
const secret = {
  kin: 'Quenthava',
  phone: '012 884 771',
  reasons: 'Zorvaquil',
  opinion: 'Oddefrin',
  view: 'Wexomir',
  health: 'Plymoxide',
  why: 'Jubilax',
  note: 'Halvestor',
  complaint: 'Krenvalo',
  unknownKind: 'complaint-made',
}

beforeAll(async () => {
  host = await testHost()
  officer = await personOf(host, host.there.people['prison-officer'])
  worker = await personOf(host, host.here.people['social-worker'])
  supervisor = await personOf(host, host.here.people.supervisor)
  const circle = await host.administrator.query<{ id: number }>(
    `insert into komar.circle (type, facility) values ('facility', $1) returning id`,
    [facility],
  )
  for (const { user } of [officer, worker, supervisor]) {
    for (const id of [circle.rows[0]?.id, host.here.circle]) {
      if (id === host.here.circle && user === officer.user) continue
      await host.administrator.query(
        `insert into komar.user_circle (user_id, circle, mask, since) values ($1, $2, 511, '2000-01-01')`,
        [user, id],
      )
    }
  }
  await plant()
})
afterAll(() => host.dispose())

/** A family with one secret of each sort. Gates are left out: what they ask is not the matter here. */
async function plant(): Promise<void> {
  const about = (kind: string, subject: Uuid, body: Record<string, unknown>, also: Uuid[] = []) =>
    entryOf(worker, { kind, subject, also, occurred: day, body })
  const decision = { type: 'full', outcome: 'stay', from: day, until: '2099-01-01', measures: [] }
  const made = entryOf(supervisor, {
    kind: 'assess.decision-made',
    subject: child,
    occurred: day,
    body: { ...decision, isRenewal: false, options: [], panel: [panelist()], reasons: secret.reasons },
  })
  const declared = {
    kind: 'assess.decision-declared',
    subject: child,
    occurred: day,
    body: { ...decision, decision: made.id },
  }
  const family = [
    about('register.carer-registered', mother, { names: { latin: 'Chan Thida' }, sex: 'female' }),
    about('register.child-registered', child, { names: { latin: 'Chan Bopha' }, sex: 'female', code: 'C-ATTACK' }),
    about('register.birth-stated', child, { born: '2013-05' }),
    about('register.residence-began', child, { facility }),
    about('register.relation-stated', child, { carer: mother, relation: 'mother' }, [mother]),
    about('register.kin-registered', kin, { names: { latin: secret.kin }, relation: 'aunt', phone: secret.phone }, [
      child,
    ]),
    about('care.option-explored', child, { tier: 2, who: secret.kin, answer: 'willing', why: secret.why }, [kin]),
    about('assess.view-heard', child, { whose: 'mother', about: 'stay', stance: 'disagrees', words: secret.view }),
    about('assess.care-answered', child, answers()),
    about('register.note-written', child, { note: secret.note }),
    about('safeguarding.complaint-made', child, { words: secret.complaint }),
  ]
  const world = { ...worldOf('kh'), gateFor: () => undefined }
  const told = [
    ...(await append(host.pool, worker, family, { world })),
    ...(await append(host.pool, supervisor, [made, entryOf(supervisor, declared)], { world })),
  ]
  expect(told.map(({ status }) => status)).toEqual(Array(told.length).fill('accepted'))
}

function panelist() {
  const seat = { presence: 'phone', part: 'votes', isChair: true, isAssessor: false, opinion: 'against' }
  return { ...seat, name: secret.opinion, agency: host.here.id, words: secret.opinion }
}

function answers() {
  const form = {
    assessment: newId(),
    type: 'entry',
    questionnaire: 'entry',
    questionnaireVersion: '1',
    section: 'health',
  }
  return { ...form, answers: [{ item: 'E9', value: secret.health }] }
}

/** Every way to ask this endpoint about each of the subjects. */
function inputsOf(endpoint: Endpoint): InputOf<Input>[] {
  const example = endpoint.example as { params?: object; body?: object; query?: object } // InputOf is made of these
  const bodies = endpoint.id.endsWith('search')
    ? [{}, { text: secret.kin }, { text: 'Chan' }, { facility, where: 'anywhere', only: 'all' }, { asOf: day }]
    : endpoint.id === 'children.similar'
      ? [{ latin: secret.kin }, { latin: 'Bopha' }]
      : [example.body]
  return bodies.flatMap((body) =>
    endpoint.path.includes(':id')
      ? [child, mother, kin, facility].map((id) => ({ ...example, params: { ...example.params, id }, body }))
      : [{ ...example, body }],
  ) as InputOf<Input>[]
}

async function wireOf(person: Person): Promise<string> {
  const heard: string[] = []
  for (const endpoint of endpoints) {
    const isEnding = ['session.close', 'session.open', 'provider.sign-out'].includes(endpoint.id)
    if (endpoint.produces === 'events' || isEnding) continue
    for (const input of inputsOf(endpoint)) {
      const answer = await host.call(endpoint, input, person.secret)
      heard.push(answer.body, JSON.stringify(answer.headers))
    }
  }
  return heard.join('\n')
}

describe('the wire of a prison officer', () => {
  it('holds the child, the decision and its date, and nothing of what is kept from a prison', async () => {
    const wire = await wireOf(officer)
    expect(wire).toContain('Chan Bopha')
    expect(wire).toContain('2099-01-01')
    for (const [what, word] of Object.entries({ ...secret, kinId: kin }))
      expect([what, wire.includes(word)]).toEqual([what, false])
  })

  it('of a social worker holds it all, so that the test above can fail', async () => {
    const wire = await wireOf(worker)
    for (const [what, word] of Object.entries(secret)) expect([what, wire.includes(word)]).toEqual([what, true])
  })

  it('of an administrator and of an analyst holds nobody', async () => {
    for (const role of ['administrator', 'analyst'] as const) {
      const wire = await wireOf(await personOf(host, host.here.people[role]))
      for (const word of ['Bopha', 'Thida', child, mother, kin, ...Object.values(secret)]) {
        expect([role, word, wire.includes(word)]).toEqual([role, word, false])
      }
    }
  })

  it('is empty once the time in the circle is over', async () => {
    const gone = await personOf(host, host.there.people.monitor)
    await host.administrator.query(
      `insert into komar.user_circle (user_id, circle, mask, since, until)
       select $1, id, 511, '2000-01-01', komar.today_host() from komar.circle where facility = $2`,
      [gone.user, facility],
    )
    const wire = await wireOf(gone)
    for (const word of ['Bopha', 'Thida', child, mother, kin])
      expect([word, wire.includes(word)]).toEqual([word, false])
  })
})

describe('what an answer tells', () => {
  it('a subject out of sight and one that never was are the same, to the byte', async () => {
    const named = endpoints.filter(
      ({ path, allow }) => path.includes(':id') && typeof allow === 'object' && 'relation' in allow,
    )
    expect(named.length).toBeGreaterThan(4)
    for (const endpoint of named) {
      const ask = (id: Uuid) => host.call(endpoint, { params: { id } } as InputOf<Input>, officer.secret)
      const [hidden, absent] = [await ask(kin), await ask(newId())]
      expect([endpoint.id, hidden.statusCode, hidden.body]).toEqual([endpoint.id, absent.statusCode, absent.body])
    }
  })

  it('a refused entry repeats nothing that was in it', async () => {
    const entry = entryOf(officer, { kind: 'register.birth-stated', subject: child, body: { born: 'Chan Bopha' } })
    const far = entryOf(officer, { kind: 'register.kin-registered', subject: newId(), also: [child], body: {} })
    const answer = await host.call(appendEntries, { body: { entries: [entry, far] } }, officer.secret)
    expect(answer.statusCode).toBe(200)
    expect(answer.body).not.toContain('Chan Bopha')
    expect(answer.json()).toMatchObject({ results: [{ status: 'refused' }, { status: 'refused' }] })
  })

  it('text meant for SQL is a name like any other', async () => {
    for (const text of [
      "'; drop table komar.entry; --",
      '%',
      '_',
      '\\',
      '%%%',
      '|',
      "' or '1'='1",
      '$1',
      'ក'.repeat(120),
    ]) {
      for (const endpoint of endpoints.filter(({ id }) => id.endsWith('search') || id === 'children.similar')) {
        const body = endpoint.id === 'children.similar' ? { latin: text, km: text } : { text }
        const answer = await host.call(endpoint, { body } as InputOf<Input>, officer.secret)
        expect([endpoint.id, text, answer.statusCode]).toEqual([endpoint.id, text, 200])
        expect(answer.body).not.toContain('Bopha')
      }
    }
  })
})

describe('a request that was tampered with', () => {
  const json = { 'content-type': 'application/json' }
  const post = (payload: string, token: string, headers: Record<string, string> = {}) =>
    host.app.inject({
      method: 'POST',
      url: '/v1/entries',
      payload,
      headers: { ...json, authorization: `Bearer ${token}`, ...headers },
    })

  it('poisons no prototype', async () => {
    for (const key of ['__proto__', 'constructor']) {
      const answer = await post(`{"entries":[{"${key}":{"prototype":{"isAdmin":true}}}]}`, officer.secret)
      expect([key, answer.statusCode, answer.body.includes('"accepted"')]).toEqual([key, 400, false])
    }
    expect('isAdmin' in {}).toBe(false)
  })

  it('is not parsed at length for a session that is none', async () => {
    const large = `{"entries":[${'['.repeat(200_000)}`
    const [stranger, known] = [await post(large, 'x'.repeat(43)), await post(large, officer.secret)]
    expect([stranger.statusCode, known.statusCode]).toEqual([401, 400])
  })

  it('nested beyond measure is refused and ends nothing', async () => {
    const nest = '['.repeat(500_000) + ']'.repeat(500_000)
    expect((await post(`{"entries":[${nest}]}`, officer.secret)).json()).toMatchObject({
      results: [{ status: 'refused' }],
    })
    expect((await host.app.inject({ url: '/healthz' })).statusCode).toBe(200)
  })

  it('finds no file outside of the pages', async () => {
    for (const url of [
      '/../package.json',
      '/%2e%2e/%2e%2e/package.json',
      '/assets/..%2f..%2fpackage.json',
      '/..%5cpackage.json',
      '/%00',
      '//etc/passwd',
    ]) {
      const answer = await host.app.inject({ url })
      expect([url, answer.statusCode >= 400, answer.body.includes('workspaces')]).toEqual([url, true, false])
    }
  })

  it('another’s name, agency or device is refused and burns nobody’s entry', async () => {
    const theirs = entryOf(worker, { kind: 'register.birth-stated', subject: child, body: { born: '2013-05-02' } })
    for (const forged of [
      theirs,
      { ...theirs, author: officer.user },
      { ...theirs, author: officer.user, agency: officer.agency },
    ]) {
      const answer = await host.call(appendEntries, { body: { entries: [forged] } }, officer.secret)
      expect(answer.json()).toMatchObject({ results: [{ problem: { code: 'entry.author-mismatch' } }] })
    }
    const sent = await host.call(appendEntries, { body: { entries: [theirs] } }, worker.secret)
    expect(sent.json()).toMatchObject({ results: [{ status: 'accepted' }] })
  })

  it('a page whose cookie is another’s by now is answered as nobody, and nothing of either reaches the other', async () => {
    const theirs = entryOf(worker, { kind: 'register.birth-stated', subject: child, body: { born: '2013-05-03' } })
    const ask = (url: string, method: 'GET' | 'POST', device: Uuid) =>
      host.app.inject({
        url,
        method,
        headers: { authorization: `Bearer ${worker.secret}`, 'komar-device': device },
        ...(method === 'POST' ? { body: { entries: [theirs] } } : {}),
      })
    for (const [url, method] of [
      ['/v1/session', 'GET'],
      ['/v1/feed', 'GET'],
      ['/v1/entries', 'POST'],
    ] as const) {
      expect([url, (await ask(url, method, officer.device)).json()]).toMatchObject([
        url,
        { code: 'access.not-signed-in' },
      ])
    }
    expect((await ask('/v1/feed', 'GET', worker.device)).statusCode).toBe(200)
  })
})
