// Ids of another agency. Whatever an address can name (a letter, a file, a teacher's link, a device, an opening, an invitation, an account …)
// is tried with a real one of another agency's, by each role: the answer is that for an id which nobody has, to the letter.
// Generic over the contract's list: an endpoint whose address names something of which nothing is said here fails.
// (Children, carers, kin and facilities, which some see across agencies: sight.db.test.ts.)
import { endpoints } from '@komar/contract/all'
import type { Endpoint, Input, InputOf } from '@komar/contract/endpoint'
import { roles, type Role } from '@komar/domain/access/roles'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '../chronicle/test-people.ts'
import { foreignKey, foreignThings, sorts, type Sort } from './test-foreign-things.ts'
import { testHost, type TestHost } from './test-host.ts'

const unused = () => Promise.reject(new Error('nobody goes to the provider here'))

let host: TestHost
let make: (sort: Sort) => Promise<string>
/** Of the other agency. */
let key: string
beforeAll(async () => {
  const provider = { begin: unused, prove: unused, signOutAddress: () => null, prepare: unused }
  host = await testHost({ provider: { name: 'Ministry of Tests', roles: ['supervisor'], ...provider } })
  make = await foreignThings(host)
  key = await foreignKey(host)
})
afterAll(() => host.dispose())

/** What the last parameter of an address names, by how the address begins; the longest that fits counts. */
const named: readonly (readonly [start: string, sort: Sort])[] = [
  ['/v1/accounts/:id', 'account'],
  ['/v1/accounts/:id/agencies/:membership', 'agency membership'],
  ['/v1/accounts/:id/circles/:membership', 'circle membership'],
  ['/v1/invitations/:id', 'invitation'],
  ['/v1/sessions/:id', 'session'],
  ['/v1/second-factor/passkeys/:id', 'passkey'],
  ['/v1/agency-keys/devices/:id', 'device with a key'],
  ['/v1/devices/:id', 'device'],
  ['/v1/broken-glass/:id', 'opening'],
  ['/v1/broken-glass/:id/review', 'opening to judge'],
  ['/v1/letters/:entry', 'letter'],
  ['/v1/attachments/:id', 'attachment'],
  ['/v1/questionnaires/:id/revoke', 'open questionnaire'],
  ['/v1/questionnaires/:id/settle', 'answered questionnaire'],
  ['/v1/work/leavers/refusals/:id', 'refusal of a leaver'],
]

/** Elsewhere than in an address, or with more than the example says. */
const placed: Readonly<Record<string, readonly [sort: Sort, input: (id: string) => object]>> = {
  'hand-ins.settle': ['hand-in', (id) => ({ body: { ids: [id] } })],
  'devices.list': ['account', (id) => ({ query: { account: id } })],
  'accounts.join-agency': [
    'account',
    (id) => ({ params: { id }, body: { agency: host.here.id, roles: ['supervisor'], since: '2014-01-01' } }),
  ],
  'accounts.leave-agency': [
    'agency membership',
    (membership) => ({ params: { id: host.there.people.analyst.id, membership }, body: { lastDay: '2100-01-01' } }),
  ],
  'memberships.end': [
    'circle membership',
    (membership) => ({ params: { id: host.there.people.monitor.id, membership }, body: { until: '2014-06-01' } }),
  ],
  'agency-keys.give': ['device with a key', (id) => ({ params: { id }, body: { key, wrap: 'A'.repeat(400) } })],
}

/** Shown, to who may, in sight.db.test.ts. */
const isPerson = ({ path }: Endpoint) => /^\/v1\/(?:children|carers|kin|facilities)\/:id/u.test(path)

/** Accounts of all agencies, and their devices, are the host administrator's. */
function administers({ allow, id }: Endpoint, role: Role): boolean {
  const isTheirs = typeof allow === 'object' && 'roles' in allow && allow.roles.includes('administrator')
  return role === 'administrator' && (isTheirs || id === 'devices.revoke' || id === 'devices.list')
}

type Question = { sort: Sort; input: (id: string) => InputOf<Input> }

function questionOf(endpoint: Endpoint): Question | null {
  const place = placed[endpoint.id]
  if (place !== undefined) return { sort: place[0], input: (id) => place[1](id) as InputOf<Input> } // as the endpoint declares it
  const [last] = endpoint.path.match(/:\w+/gu)?.toReversed() ?? []
  if (last === undefined || isPerson(endpoint)) return null
  const [found] = named
    .filter(([start]) => endpoint.path.startsWith(start))
    .toSorted(([left], [right]) => right.length - left.length)
  if (found === undefined) throw new Error(`${endpoint.id}: what does ${last} name?`)
  const example = endpoint.example as { params?: object } // InputOf is made of params and more
  const param = last.slice(1)
  return {
    sort: found[1],
    input: (id) => ({ ...example, params: { ...example.params, [param]: id } }) as InputOf<Input>,
  }
}

const asked = endpoints.flatMap((endpoint) => {
  const question = questionOf(endpoint)
  return question === null ? [] : [{ id: endpoint.id, endpoint, ...question }]
})

/** An id that nobody has. */
const nobodys = (sort: Sort): string => (sort === 'circle membership' ? '2000000000' : newId())

type Answer = { status: number; body: string }

async function ask(endpoint: Endpoint, input: InputOf<Input>, token: string, id: string): Promise<Answer> {
  // From an address of its own: some routes let in few calls a minute from one.
  const address = `10.${calls.next()}.1`
  const { statusCode, body } = await host.call(endpoint, input, token, address)
  const instant = /\d{4}-\d\d-\d\dT[\d:.]+Z/gu
  return { status: statusCode, body: body.replaceAll(id, '(id)').replaceAll(instant, '(instant)') }
}

const calls = {
  count: 0,
  next: () => ((calls.count += 1), `${Math.floor(calls.count / 250) % 250}.${calls.count % 250}`),
}

/** The answer for a thing, and that for nothing. */
async function both({ endpoint, sort, input }: (typeof asked)[number], token: string, id: string) {
  const unknown = nobodys(sort)
  return [await ask(endpoint, input(id), token, id), await ask(endpoint, input(unknown), token, unknown)] as const
}

async function isToldApart(question: (typeof asked)[number], token: string, id: string): Promise<boolean> {
  const [real, none] = await both(question, token, id)
  return JSON.stringify(real) !== JSON.stringify(none)
}

describe.each(asked)('$id', (question) => {
  it('tells nobody of another agency whether there is such a thing', async () => {
    const id = await make(question.sort)
    for (const role of roles.filter((each) => !administers(question.endpoint, each))) {
      const [real, none] = await both(question, host.here.people[role].token, id)
      expect([role, real]).toEqual([role, none])
      expect([role, real.status]).not.toEqual([role, 401])
    }
    // Whose it is gets another answer, so that this can fail; and what the others tried did nothing.
    const people = [...Object.values(host.there.people), host.here.people.administrator]
    let isTold = false
    for (const { token } of people) isTold ||= await isToldApart(question, token, id)
    expect(isTold).toBe(true)
  })
})

it('asks for everything that was made', () => {
  expect(sorts.filter((sort) => !asked.some((question) => question.sort === sort))).toEqual([])
})
