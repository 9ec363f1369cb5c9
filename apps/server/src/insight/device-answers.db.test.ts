// A device that pulled somebody's feed answers what the host answers them: the demonstration, every role, call by call.
// Differences, each on purpose: a device shows no deadline that may follow from what its reader does not see (`unseen`), and so leaves
// them out of Today and visits; prisons of which no entry reached it stand as in the list that it last heard.
import type { FeedLine } from '@komar/contract/chronicle'
import { listAdvice } from '@komar/contract/advice'
import { listComplaints } from '@komar/contract/complaints'
import type { Endpoint, Input, InputOf } from '@komar/contract/endpoint'
import { listLetters } from '@komar/contract/letters'
import * as register from '@komar/contract/register'
import { showToday } from '@komar/contract/today'
import { listUnmet } from '@komar/contract/unmet'
import { listVisits } from '@komar/contract/work'
import { classesOf } from '@komar/domain/access/classes'
import { readsOf } from '@komar/domain/access/roles'
import { plainDate } from '@komar/domain/time/plain-date'
import { createHash, randomBytes } from 'node:crypto'
import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { answerers } from '../../../web/src/insight/device/all.ts'
import type { About, LocalAnswer } from '../../../web/src/store/answerer.ts'
import { chronicleInMemory } from '../../../web/src/store/chronicle-in-memory.fixture.ts'
import { pullFeed } from '../chronicle/feed.ts'
import { usualSeed } from '../demo/calendar.ts'
import { loadDemonstration } from '../demo/load.ts'
import { makePeople, type Login, type Person } from '../demo/people.ts'
import { asActor } from '../db/as-actor.ts'
import { makePool } from '../db/pool.ts'
import { freshDatabase, type TestDatabase } from '../db/test-database.ts'
import { buildApp } from '../http/app.ts'
import { addressOf } from '@komar/contract/client'
import { makeHostKeys } from '../keys/host-keys.ts'
import { loadPolicyPack } from '../policy-files.ts'

const pack = loadPolicyPack('kh')
const until = plainDate('2014-12-12')
const logins: readonly Login[] = [
  'officer', 'monitor', 'worker', 'supervisor', 'ngo-worker', 'ngo-supervisor', 'clinician', 'specialist', 'legal',
] // prettier-ignore

/** Deadlines that the host shows them and their device does not, by code. */
const unseen: Partial<Record<Login, readonly string[]>> = {
  // A monitor sees the complaint that the own agency took, and not whether another has answered it.
  monitor: ['assess.complaint-unanswered', 'assess.reprisal-look'],
  // Whether the first of these is owed or the assessment of a birth inside, custody says; a case-load of theirs passes none of it.
  'ngo-worker': ['assess.entry-check', 'assess.full-assessment'],
  'ngo-supervisor': ['assess.entry-check', 'assess.full-assessment'],
  // In a prison's circle besides: what a birth inside asks for follows from custody, which they do not read.
  specialist: [
    'assess.birth-assessment',
    'assess.entry-check',
    'assess.full-assessment',
    'register.birth-unregistered',
  ],
  // What is missing because it was born inside, or was written about measures, follows from classes that they do not read.
  clinician: ['assess.letter-unanswered', 'register.birth-unregistered'],
  legal: ['assess.letter-unanswered'],
}

let database: TestDatabase
let app: pg.Pool
let owner: pg.Pool
let http: Awaited<ReturnType<typeof buildApp>>

beforeAll(async () => {
  database = await freshDatabase()
  app = makePool({ url: database.appUrl })
  owner = makePool({ url: database.ownerUrl, max: 2 })
  await loadDemonstration({ ownerUrl: database.ownerUrl, app }, { until })
  await owner.query('update komar.account set must_change_password = false')
  http = await buildApp({
    pool: app,
    databaseAppUrl: database.appUrl,
    origins: ['https://komar.test'],
    callsPerMinute: 100_000,
    isLogging: false,
    keys: await makeHostKeys(),
  })
}, 400_000)

afterAll(async () => {
  await http.close()
  await Promise.all([app.end(), owner.end()])
  await database.dispose()
})

type Both = {
  about: About
  /** Deadlines of the host that the device does not show. */
  unseen: Set<string>
  /** What the host and the device answer to one call. */
  ask: <I extends Input>(endpoint: Endpoint<I>, input: InputOf<I>) => Promise<{ host: unknown; device: unknown }>
}

async function signedIn(login: Login): Promise<Both> {
  const person = makePeople(usualSeed).person(login)
  const secret = randomBytes(32).toString('base64url')
  const token = createHash('sha256').update(secret).digest('hex')
  await owner.query(
    `insert into komar.session (token_hash, account, device, expires_at, idle_limit)
     values (decode($1, 'hex'), $2, $3, now() + interval '1 day', interval '1 day')`,
    [token, person.id, person.device],
  )
  const about = await aboutDevice(person, token)
  const host = async <I extends Input>(endpoint: Endpoint<I>, input: InputOf<I>): Promise<unknown> => {
    const parts = input as { body?: unknown } // InputOf is made of params, query and body
    const isGet = endpoint.method === 'GET'
    const response = await http.inject({
      method: endpoint.method,
      url: addressOf(endpoint, parts),
      headers: { authorization: `Bearer ${secret}`, ...(isGet ? {} : { 'content-type': 'application/json' }) },
      ...(isGet ? {} : { payload: JSON.stringify(parts.body ?? {}) }),
    })
    const body: unknown = response.json()
    return response.statusCode === 200 ? endpoint.output.parse(body) : { status: response.statusCode }
  }
  const device = async <I extends Input>(endpoint: Endpoint<I>, input: InputOf<I>): Promise<unknown> => {
    const answer: LocalAnswer<unknown> | undefined = await answerers
      .find((one) => one.endpoint === endpoint.id)
      ?.answer(input, about)
    return answer === undefined || answer === null ? null : endpoint.output.parse(answer.value)
  }
  const heard = register.listFacilities.output.parse(await host(register.listFacilities, {}))
  // As it was heard before the children came.
  const kept = { ...heard, facilities: heard.facilities.map((row) => ({ ...row, childrenSeen: 0 })) }
  about.lastHeard = async (endpoint) => endpoint.output.parse(kept) as never
  return {
    about,
    unseen: new Set(),
    ask: async (...call) => ({ host: await host(...call), device: await device(...call) }),
  }
}

async function aboutDevice(person: Person, token: string): Promise<About> {
  const reader = { account: person.id, agency: person.agencyId, roles: [person.role] }
  const device = chronicleInMemory(reader, pack)
  let cursor: string | undefined
  for (;;) {
    const { lines } = await asActor(app, { token, touch: false, isOneMoment: true }, async (db, actor) => {
      if (actor === null) throw new Error('nobody is signed in')
      return pullFeed(db, actor, { after: cursor, limit: 1000 })
    })
    device.take(lines.map((line) => JSON.parse(line) as FeedLine))
    const end = JSON.parse(lines.at(-1) ?? '{}') as { cursor: string; more: boolean }
    cursor = end.cursor
    if (!end.more) break
  }
  const session = {
    account: { id: person.id, user: person.login, displayName: person.nameEn },
    agency: { id: person.agencyId, code: '', nameEn: '', nameKm: '', kind: 'host' as const, isState: true },
    roles: [person.role],
    mayRead: classesOf(readsOf([person.role])),
  }
  return { device, session, today: until, pack, lastHeard: async () => null, authors: async () => [] }
}

describe.each(logins)('%s', (login) => {
  let both: Both
  beforeAll(async () => {
    both = await signedIn(login)
  })

  it('lists children alike', async () => {
    const { ask, about } = both
    const facility =
      about.device.summaries('child').find(({ identity }) => identity?.facility)?.identity?.facility ?? null
    const named = about.device.summaries('child').flatMap(({ identity }) => identity?.nameLatin ?? [])
    const texts = [...named.slice(0, 4), ...named.slice(-4).map((name) => name.slice(1)), 'K-0007', 'sok', 'សុខ']
    const bodies: InputOf<typeof register.searchChildren.input>['body'][] = [
      {},
      { where: 'anywhere', limit: 200 },
      { where: 'outside', limit: 7 },
      { where: 'closed' },
      { state: 'past', limit: 200 },
      { state: 'approaching' },
      { decision: 'none', where: 'anywhere', limit: 200 },
      { decision: 'full' },
      ...(facility === null ? [] : [{ facility }]),
      ...texts.map((text) => ({ text, where: 'anywhere' as const })),
    ]
    for (const body of bodies) {
      const { host, device } = await ask(register.searchChildren, { body })
      expect({ body, answer: device }).toEqual({ body, answer: host })
    }
  })

  it('pages alike, a page of the host going on here', async () => {
    const { host } = await both.ask(register.searchChildren, { body: { limit: 2 } })
    const { cursor } = register.searchChildren.output.parse(host)
    if (cursor === null) return expect(both.about.device.summaries('child').length).toBeLessThan(200)
    const next = await both.ask(register.searchChildren, { body: { limit: 2, cursor } })
    expect(next.device).toEqual(next.host)
  })

  it('shows each child alike, and no deadline that the host does not show', async () => {
    const codes = new Set<string>()
    for (const { subject } of both.about.device.summaries('child')) {
      const { host, device } = await both.ask(register.showChild, { params: { id: subject } })
      if (device === null) {
        expect([{ status: 403 }, { status: 404 }]).toContainEqual(host)
        continue
      }
      const [there, here] = [register.showChild.output.parse(host), register.showChild.output.parse(device)]
      expect(here.child).toEqual(there.child)
      const shown = new Set(here.deadlines.map(keyOf))
      const left = there.deadlines.filter((deadline) => !shown.has(keyOf(deadline)))
      left.forEach((deadline) => both.unseen.add(keyOf(deadline)))
      left.forEach(({ code }) => codes.add(code))
      expect(here.deadlines).toEqual(there.deadlines.filter((deadline) => shown.has(keyOf(deadline))))
    }
    expect([...codes].toSorted()).toEqual(unseen[login] ?? [])
  })

  it('lists carers and prisons alike', async () => {
    for (const body of [
      {},
      { only: 'all' as const, limit: 200 },
      { only: 'pregnant' as const },
      { text: 'sok', only: 'all' as const },
    ]) {
      const { host, device } = await both.ask(register.searchCarers, { body })
      expect({ body, answer: sorted(device) }).toEqual({ body, answer: sorted(host) })
    }
    const { host, device } = await both.ask(register.listFacilities, {})
    expect(device).toEqual(host)
  })

  it('says alike what is to be done', async () => {
    const today = await both.ask(showToday, { query: { limit: 500 } })
    const [there, here] = [showToday.output.parse(today.host), showToday.output.parse(today.device)]
    if (both.unseen.size === 0) expect(here).toEqual(there)
    const seen = [...there.first, ...there.rest].filter(({ deadline }) => !both.unseen.has(keyOf(deadline)))
    expect([...here.first, ...here.rest]).toEqual(expect.arrayContaining(seen))
    const limit = await both.ask(showToday, { query: { limit: 7 } })
    if (both.unseen.size === 0) expect(limit.device).toEqual(limit.host)
    for (const [endpoint, input] of [
      [listVisits, { query: { whose: 'mine', days: 30 } }],
      [listVisits, { query: { whose: 'all', days: 92 } }],
      [listLetters, { query: { only: 'all' } }],
      [listLetters, { query: { only: 'open' } }],
      [listUnmet, { query: {} }],
      [listComplaints, {}],
      [listAdvice, {}],
    ] as const) {
      const { host, device } = await both.ask(endpoint as Endpoint, input)
      if (isRefused(host)) continue
      if (endpoint.id === 'work.visits') {
        const [all, shown] = [listVisits.output.parse(host), listVisits.output.parse(device)]
        const visits = all.visits.filter(({ deadline }) => !both.unseen.has(keyOf(deadline)))
        expect(shown.visits).toEqual(visits)
      } else expect({ call: endpoint.id, answer: device }).toEqual({ call: endpoint.id, answer: host })
    }
  })

  it('has the chronicles that the host shows', async () => {
    for (const { subject } of both.about.device.summaries('child').slice(0, 20)) {
      const { host, device } = await both.ask(register.childChronicle, { params: { id: subject } })
      if (isRefused(host)) continue
      const [there, here] = [register.childChronicle.output.parse(host), register.childChronicle.output.parse(device)]
      expect(here.entries.map(({ id }) => id)).toEqual(there.entries.map(({ id }) => id))
    }
  })

  it('folds a past day alike', async () => {
    const { host, device } = await both.ask(register.searchChildren, { body: { asOf: '2013-10-31', limit: 200 } })
    expect(byId(device)).toEqual(byId(host))
  })
})

function keyOf({ subject, code, key }: register.ShownDeadline): string {
  return `${subject} ${code} ${key}`
}

function isRefused(answer: unknown): boolean {
  return answer !== null && typeof answer === 'object' && 'status' in answer
}

/** The host gives the children of a carer in no order. */
function sorted(page: unknown) {
  const read = register.searchCarers.output.parse(page)
  return {
    ...read,
    carers: read.carers.map((carer) => ({
      ...carer,
      children: carer.children.toSorted((a, b) => (a.child < b.child ? -1 : 1)),
    })),
  }
}

/** Children of one limit stand in no order on the host's list of a past day. */
function byId(page: unknown) {
  return register.searchChildren.output.parse(page).children.toSorted((a, b) => (a.id < b.id ? -1 : 1))
}
