// What is sealed soon, what is sealed, and what was kept long enough: to the supervisors of the agency that answers for the child, be it only
// that it registered it, and to nobody else.
import { listRetention } from '@komar/contract/broken-glass'
import type { Endpoint } from '@komar/contract/endpoint'
import { uuidSchema } from '@komar/domain/chronicle/entry'
import { roles } from '@komar/domain/access/roles'
import { addDays, addMonths, plainDateSchema, type PlainDate } from '@komar/domain/time/plain-date'
import type { z } from 'zod'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { append, birthStated, childRegistered, circleOf, entryOf, join, sealFrom } from '../chronicle/test-people.ts'
import { asActor } from '../db/as-actor.ts'
import { personOf, testHost, type TestAgency, type TestHost, type TestPerson } from '../http/test-host.ts'
import { worldOf } from '../world.ts'

let host: TestHost
let today: PlainDate
/** By what becomes of it and whose it is. */
const made = new Map<string, { id: string; code: string }>()

// Of age at 18 (policies/kh/procedures.json, as are the 25 years of keeping): in half a year, in two years, ten years ago, 26 years ago.
const born = { soon: -18 * 12 + 6, later: -18 * 12 + 24, sealed: -28 * 12, kept: -44 * 12 } as const
type Fate = keyof typeof born

beforeAll(async () => {
  host = await testHost()
  const { rows } = await host.administrator.query<{ today: string }>('select komar.today_host()::text as today')
  today = plainDateSchema.parse(rows[0]?.today)
  const db = await host.administrator.connect()
  for (const { id, circle, people } of [host.here, host.there]) {
    const caseLoad = await circleOf(db, 'case-load', uuidSchema.parse(id))
    for (const person of [people.supervisor, people['social-worker']])
      for (const each of [circle, caseLoad]) await join(db, uuidSchema.parse(person.id), each)
  }
  db.release()
  for (const fate of Object.keys(born) as Fate[]) {
    await add(`${fate}, given to us`, fate, { by: host.here, to: host.here })
    await add(`${fate}, given to nobody`, fate, { by: host.here, to: null })
    await add(`${fate}, given away`, fate, { by: host.here, to: host.there })
    await add(`${fate}, theirs`, fate, { by: host.there, to: null })
  }
}, 120_000)
afterAll(() => host.dispose())

/** Past the gates: what they ask is not the matter here. */
async function add(name: string, fate: Fate, { by, to }: { by: TestAgency; to: TestAgency | null }): Promise<void> {
  const author = await personOf(host, by.people['social-worker'])
  const chief = await personOf(host, by.people.supervisor)
  const registered = childRegistered(author)
  const { subject } = registered
  const world = { ...worldOf('kh'), gateFor: () => undefined }
  const allocated = { kind: 'access.allocated', subject, occurred: addDays(today, -1), body: { agency: to?.id } }
  const results = [
    ...(await append(host.pool, author, [registered], { world })),
    ...(to === null ? [] : await append(host.pool, chief, [entryOf(chief, allocated)], { world })),
    ...(await append(host.pool, author, [birthStated(author, subject, addMonths(today, born[fate]))], { world })),
  ]
  expect(results.map(({ status }) => status)).toEqual(results.map(() => 'accepted'))
  if (born[fate] < -18 * 12) await sealFrom(host.administrator, subject, addMonths(today, born[fate] + 18 * 12))
  made.set(name, { id: subject, code: String(registered.body['code']) })
}

type Answer = typeof listRetention extends Endpoint<infer _, infer Output> ? z.output<Output> : never

async function retention({ token }: TestPerson): Promise<Answer> {
  const answer = await host.call(listRetention, {}, token)
  expect(answer.statusCode).toBe(200)
  return answer.json<Answer>()
}

const idsOf = (...names: string[]) => new Set(names.map((name) => made.get(name)?.id))
const codesOf = (...names: string[]) => new Set(names.map((name) => made.get(name)?.code))
const aheadOf = ({ ahead }: Answer) => new Set(ahead.map(({ child }) => child.id))

describe('what is sealed soon', () => {
  it('is listed with its day, for who answers for the child or registered it', async () => {
    const ours = await retention(host.here.people.supervisor)
    expect(aheadOf(ours)).toEqual(idsOf('soon, given to us', 'soon, given to nobody'))
    expect(ours.ahead.map(({ sealsOn, because }) => [sealsOn, because])).toEqual(
      ours.ahead.map(() => [addMonths(today, 6), 'age']),
    )
    const theirs = await retention(host.there.people.supervisor)
    expect(aheadOf(theirs)).toEqual(idsOf('soon, given away', 'soon, theirs'))
  })
})

describe('what is sealed', () => {
  it('is counted for the same, and what was kept long enough is told by its code', async () => {
    const ours = await retention(host.here.people.supervisor)
    expect(ours).toMatchObject({ sealed: 4, keptLongEnough: 2 })
    expect(new Set(ours.keptCodes)).toEqual(codesOf('kept, given to us', 'kept, given to nobody'))
    const theirs = await retention(host.there.people.supervisor)
    expect(theirs).toMatchObject({ sealed: 4, keptLongEnough: 2 })
    expect(new Set(theirs.keptCodes)).toEqual(codesOf('kept, given away', 'kept, theirs'))
  })

  it('of a child with several records is told to who answers for the child, whichever of them is sealed', async () => {
    const [kept, other] = [made.get('kept, given to us'), made.get('kept, theirs')]
    await host.administrator.query('insert into komar.child_merge (kept, other) values ($1, $2)', [kept?.id, other?.id])
    expect((await retention(host.here.people.supervisor)).keptCodes).toContain(other?.code)
    expect((await retention(host.there.people.supervisor)).keptCodes).not.toContain(other?.code)
    await host.administrator.query('delete from komar.child_merge')
  })

  it('is told without a name, an id or a day', async () => {
    const answer = await host.call(listRetention, {}, host.here.people.supervisor.token)
    const { keptCodes } = answer.json<Answer>()
    const rest = answer.body.replace(JSON.stringify(keptCodes), '')
    for (const name of made.keys()) {
      const { id = '', code = '' } = made.get(name) ?? {}
      if (name.startsWith('soon, given to us') || name.startsWith('soon, given to nobody')) continue
      expect([name, rest.includes(id), rest.includes(code)]).toEqual([name, false, false])
    }
    expect(rest).not.toContain(addMonths(today, -26 * 12))
  })
})

describe('nobody else', () => {
  it.each(roles.filter((role) => role !== 'supervisor'))(
    'a %s is told nothing, by the engine neither',
    async (role) => {
      const person = host.here.people[role]
      expect((await host.call(listRetention, {}, person.token)).statusCode).toBe(403)
      expect(await askEngine(person)).toEqual({ ahead: 0, sealed: 0, kept: 0 })
    },
  )

  it('and a supervisor is, by the same questions', async () => {
    expect(await askEngine(host.here.people.supervisor)).toEqual({ ahead: 4, sealed: 4, kept: 4 })
  })
})

/** All that there is: a hundred years ahead, and every sealed record. */
async function askEngine(person: TestPerson): Promise<object | undefined> {
  const { token } = await personOf(host, person)
  const text = `select (select count(*)::int from komar.seals_ahead(1200)) as ahead, (select sealed from komar.seal_counts(0)) as sealed,
    (select count(*)::int from komar.kept_long_enough(0, 100)) as kept`
  return asActor(host.pool, { token, touch: false }, async (db) => (await db.query<object>(text)).rows[0])
}
