// Every route × role × relation × class. One word is planted for each class of children who stand to the caller in each way there is;
// what an answer may hold follows from the domain's policy and the endpoint's `allow`, and never from what the server says.
// Generic over the contract's list: an endpoint added later is covered by being there. (Who may call at all: routes.db.test.ts.)
import { endpoints } from '@komar/contract/all'
import { readBrokenGlass } from '@komar/contract/broken-glass'
import { showDiary } from '@komar/contract/diary'
import type { Endpoint, Input, InputOf } from '@komar/contract/endpoint'
import { uuidSchema, type Uuid } from '@komar/domain/chronicle/entry'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '../chronicle/test-people.ts'
import { passesRole } from './handle.ts'
import { testHost, type TestHost } from './test-host.ts'
import { sessionOf } from './test-relation.ts'
import { arrangeSight, type Reader, type Sight, type Through } from './test-sight.ts'
import { sightRelations } from './test-sight-family.ts'

let host: TestHost
let sight: Sight
beforeAll(async () => {
  host = await testHost()
  sight = await arrangeSight(host)
})
afterAll(() => host.dispose())

/** `npm run fuzz` asks all of everybody; else those whom the role alone shuts out are asked in one relation, as it comes first. */
const isLong = process.env['KOMAR_FUZZ_RUNS'] !== undefined

function isAsked({ role, relation }: Reader, { id, allow }: Endpoint): boolean {
  // It would end the very session that reads here; members.db.test.ts asks it.
  if (id === 'sessions.end-others') return false
  const isHashing = id === 'session.open' || id === 'session.change-password'
  return isLong || (passesRole(allow, { roles: [role] }) && !isHashing) || relation === 'own facility'
}

/** A stream never ends here; its rule is tried where it refuses (routes.db.test.ts), and it says numbers only (changes.db.test.ts). */
const answering = endpoints.filter(({ produces }) => produces !== 'events')

/** Which of a family an address is about, by its first word. */
const typeOfAddress: readonly (readonly [start: string, of: 'child' | 'mother' | 'kin' | 'facility'])[] = [
  ['/v1/children/:id', 'child'],
  ['/v1/carers/:id', 'mother'],
  ['/v1/kin/:id', 'kin'],
  ['/v1/facilities/:id', 'facility'],
]

function relationOf({ allow }: Endpoint) {
  return typeof allow === 'object' ? allow.relation : undefined
}

/** Whom the address names, where it is one of the families' people. */
function namedBy(endpoint: Endpoint): 'child' | 'mother' | 'kin' | 'facility' | undefined {
  return typeOfAddress.find(([start]) => endpoint.path.startsWith(start))?.[1]
}

type Asked = { endpoint: Endpoint; input: InputOf<Input>; about: Uuid | null; through?: Through }

/** All that a reader asks: each endpoint with its example; those about a person with their own family's, and another's, and nobody's. */
function questionsOf(reader: Reader, endpoint: Endpoint): Asked[] {
  const example = endpoint.example as { params?: object; body?: object; query?: object } // InputOf is made of these
  const name = namedBy(endpoint)
  if (name !== undefined) {
    const families = [sight.families.get(reader.relation), sight.families.get('no relation')]
    return families.flatMap((family) =>
      family === undefined ? [] : { endpoint, about: family[name], input: withId(endpoint, family[name]) },
    )
  }
  if (endpoint.path.startsWith('/v1/broken-glass/:id')) return openingsOf(reader, endpoint)
  const through = endpoint.id === 'diary.show' ? 'diary' : null
  const bodies = endpoint.id.endsWith('.search')
    ? [{ where: 'anywhere', only: 'all' }, { text: 'xq' }, { asOf: sight.today }].map((body) => ({
        ...example.body,
        ...body,
      }))
    : endpoint.id === 'children.similar'
      ? [{ latin: sight.everyWord[0] }]
      : [example.body]
  return bodies.map((body) => ({ endpoint, about: null, through, input: { ...example, body } as InputOf<Input> }))
}

/** The reader's own opening, if there is one, and somebody else's: that one is open to nobody but who opened it. */
function openingsOf({ opening, person }: Reader, endpoint: Endpoint): Asked[] {
  const others = sight.readers.find((one) => one.opening !== null && one.person.user !== person.user)
  return [
    ...(opening === null
      ? []
      : [{ endpoint, about: null, through: 'glass' as const, input: withId(endpoint, opening) }]),
    ...(others?.opening ? [{ endpoint, about: null, input: withId(endpoint, others.opening) }] : []),
  ]
}

function withId(endpoint: Endpoint, id: Uuid): InputOf<Input> {
  const example = endpoint.example as { params?: object }
  return { ...example, params: { ...example.params, id } } as InputOf<Input>
}

async function ask(reader: Reader, { endpoint, input }: Asked) {
  // What changes something may end the session that asks: each gets one of its own.
  const isReading = endpoint.method === 'GET' || endpoint.id.endsWith('.search')
  const token = isReading ? reader.person.secret : await sessionOf(host, reader.person.user, reader.person.agency)
  // Each from an address of their own: some routes let in few calls a minute from one.
  const answer = await host.call(endpoint, input, token, `10.0.0.${sight.readers.indexOf(reader) % 250}`)
  return { status: answer.statusCode, body: answer.body, wire: answer.body + JSON.stringify(answer.headers) }
}

/** Ids of people of whom nothing may be known: those that stand in no entry that the reader may read, and were not asked for. */
function hiddenIds(told: string, about: Uuid | null): Uuid[] {
  return [...sight.families.values()]
    .flatMap(({ child, mother, kin }) => [child, mother, kin])
    .filter((id) => id !== about && !told.includes(id))
}

async function faultsOf(reader: Reader, asked: Asked): Promise<string[]> {
  const { endpoint, about, through = null } = asked
  const { told, words } = hearing(reader, through)
  const { status, body, wire } = await ask(reader, asked)
  const where = `${endpoint.id} for ${reader.role}, ${reader.relation}`
  const overheard = sight.everyWord.filter((word) => wire.includes(word) && !words.has(word))
  const known = hiddenIds(told, about).filter((id) => wire.includes(id))
  return [
    ...overheard.map(() => `${where}: tells a word of a class that is not theirs`),
    ...known.map(() => `${where}: tells an id of somebody out of sight`),
    ...(status >= 500 ? [`${where}: failed`] : []),
    ...(await ruleFaults(reader, asked, { status, body, where })),
  ]
}

type Hearing = { told: string; words: ReadonlySet<string> }
const heard = new Map<string, Hearing>()

/** What may be told; worked out once for each reader. */
function hearing(reader: Reader, through: Through): Hearing {
  const name = `${reader.person.user} ${through}`
  const known = heard.get(name)
  if (known !== undefined) return known
  const { words, readable } = sight.mayHear(reader, through)
  const found = { told: JSON.stringify(readable), words }
  heard.set(name, found)
  return found
}

/** Whether the call was let in exactly when `allow` and the policy say so, and told nothing by refusing. */
async function ruleFaults(
  reader: Reader,
  { endpoint, about }: Asked,
  { status, body, where }: { status: number; body: string; where: string },
): Promise<string[]> {
  if (!passesRole(endpoint.allow, { roles: [reader.role] }))
    return status === 403 ? [] : [`${where}: ${status}, not 403`]
  const relation = relationOf(endpoint)
  if (body.includes('access.not-signed-in')) return [`${where}: not signed in`]
  if (relation === undefined || about === null) return []
  const seen = sight.classesOn(reader, about)
  if (relation.classes.some((name) => seen.has(name))) {
    // A handler that writes may ask for more than the rule does.
    return status === 404 && endpoint.method === 'GET' ? [`${where}: hidden from who may see`] : []
  }
  const absent = await ask(reader, { endpoint, about: null, input: withId(endpoint, newId()) })
  return status === 404 && body === absent.body ? [] : [`${where}: ${status}, told apart from nobody`]
}

describe.each(sightRelations)('to somebody in the relation "%s"', (relation) => {
  it('every route tells what the policy says and nothing else', async () => {
    const readers = sight.readers.filter((reader) => reader.relation === relation)
    const faults = readers.map(async (reader) => {
      const found: string[] = []
      const all = answering.filter((endpoint) => isAsked(reader, endpoint))
      for (const asked of all.flatMap((endpoint) => questionsOf(reader, endpoint)))
        found.push(...(await faultsOf(reader, asked)))
      return found
    })
    expect((await Promise.all(faults)).flat()).toEqual([])
  }, 120_000)

  it('the chronicle and the feed hold every word that is theirs, so that the test above can fail', async () => {
    for (const reader of sight.readers.filter((one) => one.relation === relation)) {
      const feed = await host.app.inject({
        url: '/v1/feed?limit=5000',
        headers: { authorization: `Bearer ${reader.person.secret}` },
      })
      const { words, readable } = sight.mayHear(reader)
      const missing = [...words].filter((word) => !feed.body.includes(word))
      expect([reader.role, missing]).toEqual([reader.role, []])
      const ids = feed.body.split('\n').flatMap((line) => idOf(line))
      expect([reader.role, new Set(ids)]).toEqual([reader.role, new Set(readable.map(({ id }) => id))])
    }
  })
})

function idOf(line: string): Uuid[] {
  const parsed: unknown = line === '' ? {} : JSON.parse(line)
  return typeof parsed === 'object' && parsed !== null && 'kind' in parsed && 'id' in parsed
    ? [uuidSchema.parse(parsed.id)]
    : []
}

it('an opening holds every word that it opens, and a diary its child’s name and lines', async () => {
  for (const reader of sight.readers.filter(({ opening, keeps }) => opening !== null || keeps !== null)) {
    const through = reader.opening === null ? 'diary' : 'glass'
    const asked = questionsOf(reader, through === 'glass' ? readBrokenGlass : showDiary)[0]
    if (asked === undefined) throw new Error('nothing to ask')
    const { body } = await ask(reader, asked)
    const words = [...sight.mayHear(reader, through).words]
    const own = words.filter((word) => !sight.mayHear(reader).words.has(word))
    expect([reader.role, own.length > 0, own.filter((word) => !body.includes(word))]).toEqual([reader.role, true, []])
  }
})

it('the worlds mean something: of each class some readers hear a word, and some do not', () => {
  const heard = sight.readers.map((reader) => sight.mayHear(reader).words.size)
  expect(heard.filter((count) => count === 0).length).toBeGreaterThan(20)
  expect(heard.filter((count) => count > 0).length).toBeGreaterThan(20)
  expect(new Set(heard).size).toBeGreaterThan(8)
})
