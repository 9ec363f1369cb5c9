// Teachers' answers that wait for a specialist who left: a colleague who works with the child takes them in, and nobody else sees them.
import { appendEntries } from '@komar/contract/chronicle'
import * as contract from '@komar/contract/questionnaires'
import { listLeavers, type Leaver } from '@komar/contract/work'
import { uuidSchema } from '@komar/domain/chronicle/entry'
import { roles } from '@komar/domain/access/roles'
import { instrumentAnswered } from '@komar/domain/wellbeing/instrument-kinds'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addPerson, childRegistered, entryOf, join, newId, type Person } from '../chronicle/test-people.ts'
import { personOf, testHost, type TestHost } from '../http/test-host.ts'

let host: TestHost
let maker: Person
/** Of the same agency: one who works with the child, and one who does not. */
let colleague: Person
let distant: Person
const child = newId()
const answers = Array<number>(25).fill(1)
const impact = [1, 2, null, 0, 1, null]

beforeAll(async () => {
  host = await testHost()
  const { people, circle, id } = host.here
  const db = await host.administrator.connect()
  const agency = uuidSchema.parse(id)
  maker = await addPerson(db, agency, ['specialist'])
  colleague = await addPerson(db, agency, ['specialist'])
  distant = await addPerson(db, agency, ['specialist'])
  await db.query('update komar.user_circle set until = since where user_id = $1', [distant.user])
  const worker = await personOf(host, people['social-worker'])
  // A specialist of another agency who works with the child too.
  const stranger = await personOf(host, host.there.people.specialist)
  for (const { user } of [worker, stranger]) await join(db, user, circle)
  db.release()
  await accepted(worker, childRegistered(worker, child))
})
afterAll(() => host.dispose())

async function accepted(by: Person, entry: unknown): Promise<void> {
  const answer = await host.call(appendEntries, { body: { entries: [entry] } }, by.secret)
  expect(answer.json()).toMatchObject({ results: [{ status: 'accepted' }] })
}

/** A link of the maker's that a teacher answered. */
async function answered(): Promise<string> {
  const body = { form: '4-17', language: 'km', greeting: 'Nita', askedBy: 'Dara', days: 21 } as const
  const made = await host.call(contract.makeQuestionnaire, { params: { id: child }, body }, maker.secret)
  const { id, token } = made.json<{ id: string; token: string }>()
  const given = await host.call(contract.answerQuestionnaire, { body: { token, answers, impact } }, null)
  expect(given.statusCode).toBe(200)
  return id
}

/** Yesterday was the maker's last day, or it is a day in a year. */
const leave = (days: number) =>
  host.administrator.query(
    'update komar.agency_membership set until = komar.today_host() + $2::int where account = $1',
    [maker.user, days],
  )
const comeBack = () =>
  host.administrator.query('update komar.agency_membership set until = null where account = $1', [maker.user])

type Listed = { id: string; state: string; answers: { answers: unknown } | null }

async function seenBy(secret: string): Promise<Listed[]> {
  const answer = await host.call(contract.listQuestionnaires, { params: { id: child } }, secret)
  return answer.statusCode === 200 ? answer.json<{ questionnaires: Listed[] }>().questionnaires : []
}

async function settle(id: string, as: 'taken-in' | 'set-aside', secret: string) {
  const answer = await host.call(contract.settleQuestionnaire, { params: { id }, body: { as } }, secret)
  return answer.statusCode === 200 ? answer.json<{ settled: boolean }>().settled : answer.statusCode
}

/** How many answers the supervisors are told of. */
async function waiting(): Promise<number | undefined> {
  const answer = await host.call(listLeavers, {}, host.here.people.supervisor.token)
  return answer.json<{ leavers: Leaver[] }>().leavers.find(({ account }) => account === maker.user)?.answers
}

const takenIn = (by: Person, id: string) => {
  const body = { instrument: 'sdq', form: '4-17', informant: 'teacher', answeredBy: 'teacher', answers, impact }
  const told = { isEnteredTwice: false, toldBy: 'Teacher' }
  return entryOf(by, { id, kind: instrumentAnswered.name, subject: child, basis: 'told', body: { ...body, ...told } })
}

describe('answers for somebody who has not left', () => {
  it('are nobody else’s, be it that the last day is known', async () => {
    const id = await answered()
    for (const until of [30, 1]) {
      await leave(until)
      expect(await seenBy(colleague.secret)).toEqual([])
      expect(await settle(id, 'set-aside', colleague.secret)).toBe(404)
    }
    expect(await settle(id, 'set-aside', maker.secret)).toBe(true)
  })
})

describe('answers for somebody who left', () => {
  it('are counted for the supervisors, and taken in once by a colleague who works with the child', async () => {
    await comeBack()
    const id = await answered()
    await leave(0)
    expect(await waiting()).toBe(1)
    expect(await seenBy(colleague.secret)).toMatchObject([{ id, state: 'answered', answers: { answers } }])
    expect(await settle(id, 'taken-in', colleague.secret)).toBe(false)
    await accepted(colleague, takenIn(colleague, id))
    expect(await settle(id, 'taken-in', colleague.secret)).toBe(true)
    expect(await settle(id, 'taken-in', colleague.secret)).toBe(404)
    expect(await waiting()).toBeUndefined()
  })

  it('are seen and settled by nobody else: no other role, no other agency, nobody without the child', async () => {
    await comeBack()
    const id = await answered()
    await leave(0)
    const others = [
      distant.secret,
      ...Object.values(host.there.people).map(({ token }) => token),
      ...roles.map((role) => host.here.people[role].token),
    ]
    for (const secret of others) {
      expect(await seenBy(secret)).toEqual([])
      expect(await settle(id, 'set-aside', secret)).toSatisfy((status) => status === 403 || status === 404)
    }
    expect(await waiting()).toBe(1)
    expect(await settle(id, 'set-aside', colleague.secret)).toBe(true)
  })

  it('are gone from the colleague when the maker comes back', async () => {
    await comeBack()
    await answered()
    await leave(0)
    expect(await seenBy(colleague.secret)).toHaveLength(1)
    await comeBack()
    expect(await seenBy(colleague.secret)).toEqual([])
  })

  it('are not there with a link that was never answered', async () => {
    await comeBack()
    const body = { form: '4-17', language: 'km', greeting: 'Open', askedBy: 'Dara', days: 21 } as const
    await host.call(contract.makeQuestionnaire, { params: { id: child }, body }, maker.secret)
    await leave(0)
    expect((await seenBy(colleague.secret)).map(({ state }) => state)).toEqual(['answered'])
  })
})
