import { showIndicators, type IndicatorMonth } from '@komar/contract/indicators'
import { maskOf } from '@komar/domain/access/classes'
import type { Uuid } from '@komar/domain/chronicle/entry'
import { addMonths, plainDate } from '@komar/domain/time/plain-date'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  append,
  birthStated,
  childRegistered,
  entryOf,
  newId,
  residenceBegan,
  type Person,
} from '../chronicle/test-people.ts'
import { personOf, testHost, type TestHost } from '../http/test-host.ts'
import { worldOf } from '../world.ts'

let host: TestHost
let supervisor: Person
let child: Uuid
const facility = newId()
const world = worldOf('kh')
const today = plainDate(new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10))
/** The month that is going on: of an earlier one, what was written just now was not known in time. */
const month = today.slice(0, 7)
const inMonth = today

beforeAll(async () => {
  host = await testHost()
  supervisor = await personOf(host, host.here.people.supervisor)
  const monitor = await personOf(host, host.here.people.monitor)
  await joinOwnCircle(supervisor, maskOf(['identity', 'care']))
  await joinOwnCircle(monitor, maskOf(['identity', 'custody', 'conditions']))
  child = newId()
  await write(
    monitor,
    entryOf(monitor, {
      kind: 'register.facility-registered',
      subject: facility,
      body: { code: 'TST-I', name: { en: 'Test prison', km: 'ពន្ធនាគារ' }, province: '12', holdsWomen: true },
    }),
    entryOf(monitor, {
      kind: 'register.census-taken',
      subject: facility,
      occurred: inMonth,
      body: { method: 'visit', women: 30, children: 1 },
    }),
  )
  await write(
    supervisor,
    childRegistered(supervisor, child),
    birthStated(supervisor, child, addMonths(inMonth, -10)),
    residenceBegan(supervisor, child, facility, inMonth),
  )
})
afterAll(() => host.dispose())

async function joinOwnCircle({ user }: Person, mask: number): Promise<void> {
  await host.administrator.query(
    `insert into komar.user_circle (user_id, circle, mask, since) values ($1, $2, $3, '2000-01-01')`,
    [user, host.here.circle, mask],
  )
}

async function write(person: Person, ...entries: unknown[]): Promise<void> {
  const results = await append(host.pool, person, entries, { world })
  expect(results.map((result) => ('problem' in result ? result.problem : result.status))).toEqual(
    entries.map(() => 'accepted'),
  )
}

async function ask(token: string): Promise<IndicatorMonth> {
  const answer = await host.call(showIndicators, { query: { month } }, token)
  expect(answer.statusCode).toBe(200)
  return showIndicators.output.parse(answer.json())
}

const figure = (report: IndicatorMonth, part: string) =>
  report.indicators.flatMap(({ figures }) => figures).find((each) => each.part === part)

describe('the indicators of a month', () => {
  it('count the same for everybody, and list nobody to an analyst', async () => {
    const report = await ask(host.there.people.analyst.token)
    expect(figure(report, 'inside')).toMatchObject({
      numerator: { certain: 1, possible: 1 },
      denominator: { certain: 1, possible: 1 },
      percent: null,
      listed: null,
    })
    expect(figure(report, 'facility-reports')?.numerator.certain).toBe(1)
  })

  it('list a child to those who see it, and only with the classes of the figure', async () => {
    const own = await ask(host.here.people.supervisor.token)
    expect(figure(own, 'inside')?.listed?.map(({ subject }) => subject)).toEqual([child])
    const monitors = await ask(host.here.people.monitor.token)
    expect(figure(monitors, 'inside')?.listed?.map(({ subject }) => subject)).toEqual([child])
    expect(figure(monitors, 'checked-before-entry')?.listed).toEqual([])
    const strangers = await ask(host.there.people.supervisor.token)
    expect(figure(strangers, 'inside')?.denominator.certain).toBe(1)
    expect(figure(strangers, 'entry-in-time')?.denominator).toEqual(figure(own, 'entry-in-time')?.denominator)
    expect(figure(strangers, 'inside')?.listed).toEqual([])
  })

  it('tell nobody who works with children that there are a few complaints', async () => {
    const counting = await ask(host.here.people.analyst.token)
    expect(figure(counting, 'complaint-answered')?.denominator.possible).toBe(0)
    for (const who of [host.here.people.supervisor, host.here.people.monitor, host.there.people.supervisor]) {
      const report = await ask(who.token)
      expect(figure(report, 'complaint-answered')).toBeUndefined()
      expect(report.restated?.flatMap(({ figures }) => figures).map(({ part }) => part) ?? []).not.toContain(
        'complaint-answered',
      )
    }
  })

  it('count in a closed month what was known ten days after it, and restate it', async () => {
    const late = childRegistered(supervisor, newId())
    const came = residenceBegan(supervisor, late.subject, facility, addMonths(today, -3))
    await write(supervisor, late, birthStated(supervisor, late.subject, addMonths(today, -9)), came)
    const closed = addMonths(today, -2).slice(0, 7)
    const answer = await host.call(showIndicators, { query: { month: closed } }, host.here.people.supervisor.token)
    const report = showIndicators.output.parse(answer.json())
    expect(report.isClosed).toBe(true)
    const restated = report.restated?.flatMap(({ figures }) => figures)
    expect(figure(report, 'facility-reports')?.denominator.certain).toBe(0)
    expect(restated?.find(({ part }) => part === 'facility-reports')?.denominator.certain).toBe(1)
  })

  it('are not for those who work with one child only', async () => {
    for (const role of ['prison-officer', 'clinician', 'social-worker', 'carer', 'administrator'] as const) {
      const answer = await host.call(showIndicators, { query: { month } }, host.here.people[role].token)
      expect([role, answer.statusCode]).toEqual([role, 403])
    }
  })
})
