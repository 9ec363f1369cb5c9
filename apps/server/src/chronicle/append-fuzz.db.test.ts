// Entries of every kind drawn from the kinds' own schemas and thrown at the append: hostile and well-formed, or almost well-formed.
// Whatever comes is accepted or refused, one result each; and whatever was accepted is read again by every route, folds, and is the same
// in a rebuild. `npm run fuzz` draws many more.
import { endpoints } from '@komar/contract/all'
import type { Endpoint, Input, InputOf } from '@komar/contract/endpoint'
import type { Uuid } from '@komar/domain/chronicle/entry'
import type { Kind } from '@komar/domain/chronicle/kind'
import { kinds } from '@komar/domain/kinds'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testHost, type TestHost } from '../http/test-host.ts'
import { worldOf } from '../world.ts'
import { verifyChain } from './chain.ts'
import { drawnBody, spoiled } from './drawn-body.ts'
import { checkRebuild } from './rebuild.ts'
import { addAgency, addPerson, append, childRegistered, entryOf, newId, type Person } from './test-people.ts'

const runs = Number(process.env['KOMAR_FUZZ_RUNS'] ?? 200)
const seed = Number(process.env['KOMAR_SEED'] ?? 20261129)
const timeoutMs = 120_000 + runs * 400

const writable = kinds.filter(({ retired }) => retired !== true)
/** Without gates, so that acts are folded too, whatever they say. */
const gateless = { ...worldOf('kh'), gateFor: () => undefined }

let host: TestHost
let people: { caseworker: Person; lawyer: Person; officer: Person }
let subjects: Record<string, Uuid>
beforeAll(async () => {
  host = await testHost()
  const db = await host.administrator.connect()
  const agency = await addAgency(db)
  people = {
    caseworker: await addPerson(db, agency, ['monitor', 'supervisor', 'clinician', 'specialist']),
    lawyer: await addPerson(db, agency, ['legal-officer', 'social-worker']),
    officer: await addPerson(db, agency, ['prison-officer']),
  }
  db.release()
  await openSubjects()
})
afterAll(() => host.dispose())

/** A family that is there, about whom all is written: anew for each test, as what is accepted stays. */
async function openSubjects(): Promise<void> {
  const [child, carer, kin, facility] = [newId(), newId(), newId(), newId()]
  subjects = { child, carer, kin, facility }
  const by = people.caseworker
  const names = { names: { latin: 'Sokha' }, sex: 'female' }
  const opening = [
    childRegistered(by, child),
    entryOf(by, { kind: 'register.carer-registered', subject: carer, body: names }),
    entryOf(by, { kind: 'register.kin-registered', subject: kin, also: [child], body: { ...names, relation: 'aunt' } }),
    entryOf(by, {
      kind: 'register.facility-registered',
      subject: facility,
      body: {
        names: { en: 'Prison', km: 'ពន្ធ' },
        code: `F-${facility.slice(0, 6)}`,
        province: 'KH-12',
        kind: 'prison',
        holdsWomen: true,
      },
    }),
  ]
  const results = await append(host.pool, by, opening, { world: gateless })
  expect(results.slice(0, 3).map(({ status }) => status)).toEqual(['accepted', 'accepted', 'accepted'])
}

type Drawn = {
  kind: Kind
  body: Record<string, unknown>
  occurred: string
  isSpoiled: boolean
  place: number
  value: number
  nth: number
}

const drawn: fc.Arbitrary<Drawn> = fc.nat(writable.length - 1).chain((at) => {
  const kind = writable[at] as Kind // of the length just asked for
  return fc.record({
    kind: fc.constant(kind),
    body: drawnBody(kind),
    occurred: fc.constantFrom(
      '2013-07-14',
      '2013-05',
      '0001-01-01',
      '9999-12-31',
      '2011~',
      '2013-07/2013-09',
      '../2013',
    ),
    isSpoiled: fc.integer({ min: 0, max: 3 }).map((one) => one === 0),
    place: fc.nat(1_000),
    value: fc.nat(1_000),
    nth: fc.nat(10_000),
  })
})

function authorOf({ class: name, roles }: Kind): Person {
  if (name === 'legal') return people.lawyer
  return roles !== undefined && !roles.includes('supervisor') && !roles.includes('monitor')
    ? people.lawyer
    : people.caseworker
}

/** What is drawn, as an entry's JSON: of a subject of its type, beside others of theirs. */
function written({ kind, body, occurred, isSpoiled, ...at }: Drawn): { author: Person; json: string } {
  const author = authorOf(kind)
  const subject = kind.opens ? newId() : (subjects[kind.subject] ?? newId())
  const also = kind.also.flatMap((type) => (type === kind.subject ? [] : (subjects[type] ?? [])))
  // An agency that is not there is the gates' to refuse (access.agency-known), and here there may be none.
  const own = 'agency' in body ? { ...body, agency: author.agency } : body
  const entry = { ...entryOf(author, { kind: kind.name, subject, also, body: {} }), occurred, body: own }
  const text = JSON.stringify(entry)
  if (!isSpoiled) return { author, json: text }
  return {
    author,
    json: at.nth % 2 === 0 ? spoiled(entry, at) : text.replace(JSON.stringify(own), () => spoiled(own, at)),
  }
}

/** The routes that read what is there, about the subjects; whoever is in all circles of the family asks. */
async function readersFail(): Promise<string[]> {
  const faults: string[] = []
  const reading = endpoints.filter(
    ({ method, id, produces }) => (method === 'GET' && produces !== 'events') || id.endsWith('.search'),
  )
  for (const endpoint of reading) {
    for (const { person, input } of questions(endpoint)) {
      const { statusCode } = await host.call(endpoint, input, person.secret)
      if (statusCode >= 500) faults.push(`${endpoint.id}: ${statusCode}`)
    }
  }
  return faults
}

function questions(endpoint: Endpoint): { person: Person; input: InputOf<Input> }[] {
  const example = endpoint.example as { params?: object; body?: object; query?: object } // InputOf is made of these
  const type = /^\/v1\/(child|carer|kin|facilit)/u.exec(endpoint.path)?.[1]?.replace('facilit', 'facility')
  const id = type === undefined ? undefined : subjects[type]
  const params = id === undefined ? example.params : { ...example.params, id }
  const query = endpoint.id === 'feed.pull' ? { limit: 5_000 } : example.query
  return Object.values(people).map((person) => ({ person, input: { ...example, params, query } as InputOf<Input> }))
}

describe(`entries drawn from every kind (seed ${seed})`, () => {
  it(
    'over HTTP: each is accepted or refused, and none makes the host fail',
    async () => {
      const tally = { accepted: 0, refused: 0 }
      const property = fc.asyncProperty(fc.array(drawn, { minLength: 1, maxLength: 8 }), async (some) => {
        const all = some.map(written).filter(({ author }) => author === people.caseworker)
        if (all.length === 0) return
        const answer = await host.app.inject({
          method: 'POST',
          url: '/v1/entries',
          headers: { authorization: `Bearer ${people.caseworker.secret}`, 'content-type': 'application/json' },
          payload: `{"entries":[${all.map(({ json }) => json).join(',')}]}`,
        })
        expect([answer.statusCode, answer.statusCode === 200 ? '' : answer.body]).toEqual([
          answer.statusCode === 400 ? 400 : 200,
          answer.statusCode === 200 ? '' : answer.body,
        ])
        if (answer.statusCode !== 200) return
        const { results } = answer.json<{ results: { status: 'accepted' | 'refused' }[] }>()
        expect(results.length).toBe(all.length)
        for (const { status } of results) tally[status] += 1
      })
      await fc.assert(property, { seed, numRuns: Math.ceil(runs / 4), endOnFailure: true })
      expect(tally.accepted).toBeGreaterThan(tally.refused / 20)
      expect(tally.refused).toBeGreaterThan(0)
      expect(await readersFail()).toEqual([])
    },
    timeoutMs,
  )

  it(
    'past the gates: whatever is accepted folds, is read by every route and is the same in a rebuild',
    async () => {
      const property = fc.asyncProperty(drawn, async (one) => {
        const { author, json } = written({ ...one, isSpoiled: false })
        const [result] = await append(host.pool, author, [JSON.parse(json)], { world: gateless })
        if (result?.status === 'accepted') tally.set(one.kind.name, (tally.get(one.kind.name) ?? 0) + 1)
      })
      const tally = new Map<string, number>()
      for (let round = 0; round < Math.ceil(runs / 100); round += 1) {
        await openSubjects()
        await fc.assert(property, { seed: seed + round, numRuns: 100, endOnFailure: true })
        expect([seed + round, await readersFail()]).toEqual([seed + round, []])
      }
      expect(tally.size).toBeGreaterThan(30)
      const db = await host.administrator.connect()
      expect(await verifyChain(db)).toMatchObject({ fits: true })
      expect(await checkRebuild(db, { world: worldOf('kh') })).toEqual([])
      db.release()
    },
    timeoutMs,
  )
})
