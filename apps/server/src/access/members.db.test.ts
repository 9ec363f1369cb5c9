// Signing out elsewhere; belonging to agencies over time: what a session, a circle and a device have of it, and what they no longer have.
import { changeAccount, listAccounts, type Account } from '@komar/contract/accounts'
import { addMembership } from '@komar/contract/circles'
import { contactDevice, listDevices, type Device } from '@komar/contract/devices'
import * as contract from '@komar/contract/members'
import { showSecondFactor } from '@komar/contract/second-factor'
import { openSession, showSession, type Session } from '@komar/contract/session'
import { addDays, plainDateSchema, type PlainDate } from '@komar/domain/time/plain-date'
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { asActor } from '../db/as-actor.ts'
import { hashToken } from '../http/session-cookie.ts'
import { addPerson, testHost, testPassword, type TestHost } from '../http/test-host.ts'

let host: TestHost
let administrator: string
let today: PlainDate
beforeAll(async () => {
  host = await testHost()
  administrator = host.here.people.administrator.token
  const { rows } = await host.owner.query<{ today: string }>('select komar.today_host()::text as today')
  today = plainDateSchema.parse(rows[0]?.today)
})
afterAll(() => host.dispose())

type Opened = { token: string; device: string }
type Given = { device?: string; otherDevices?: string[]; agency?: string; deviceLabel?: string }

let people = 0
let user: string
let id: string
beforeEach(async () => {
  user = `member${(people += 1)}`
  id = await addPerson(host.owner, host.here.id, { user, roles: ['social-worker'] })
})

const signIn = (given: Given = {}) =>
  host.call(openSession, { body: { user, password: testPassword, as: 'bearer', ...given } }, null)
const opened = async (given: Given = {}): Promise<Opened> => (await signIn(given)).json<Opened>()
const statusOf = async (token: string) => (await host.call(showSession, {}, token)).statusCode
const sessionsOf = async (token: string) =>
  (await host.call(contract.listSessions, {}, token)).json<{ sessions: contract.SignedInSession[] }>().sessions

async function belongTo(agency: string, roles: Account['roles'] = ['specialist'], since: string = today) {
  const body = { agency, roles, since }
  return host.call(contract.beginAgencyMembership, { params: { id }, body }, administrator)
}
async function agencies(): Promise<contract.AgencyMembership[]> {
  const answer = await host.call(contract.listAgencyMemberships, { params: { id } }, administrator)
  return answer.json<{ memberships: contract.AgencyMembership[] }>().memberships
}
async function leave(agency: string, lastDay: string, by = administrator) {
  const membership = (await agencies()).find((one) => one.agency === agency && one.lastDay === null)?.id ?? randomUUID()
  return host.call(contract.endAgencyMembership, { params: { id, membership }, body: { lastDay } }, by)
}
const orderTo = async (device: string) =>
  (await host.call(contactDevice, { body: { device, unsent: 0 } }, null)).json<{ order: string }>().order
const yesterday = () => addDays(today, -1)
const tomorrow = () => addDays(today, 1)

async function listed(): Promise<Account | undefined> {
  const { accounts } = (await host.call(listAccounts, {}, administrator)).json<{ accounts: Account[] }>()
  return accounts.find((one) => one.id === id)
}
const change = (body: { displayName?: string; roles?: Account['roles'] }) =>
  host.call(changeAccount, { params: { id }, body }, administrator)
const rolesOf = async (token: string) => (await host.call(showSession, {}, token)).json<Session>().roles

/** Does it when the host's day is the next one. */
async function nextDay(work: () => Promise<void>): Promise<void> {
  await host.administrator.query(`update komar.host set clock_offset = interval '-1 day'`)
  try {
    await work()
  } finally {
    await host.administrator.query(`update komar.host set clock_offset = interval '0'`)
  }
}

describe('where one is signed in', () => {
  it('lists one’s own sessions, by the hour, and marks this one', async () => {
    const [first, second] = [await opened({ deviceLabel: 'Phone' }), await opened()]
    const listed = await sessionsOf(second.token)
    expect(listed.map(({ device, isThis, label }) => ({ device, isThis, label }))).toEqual(
      expect.arrayContaining([
        { device: first.device, isThis: false, label: 'Phone' },
        { device: second.device, isThis: true, label: '' },
      ]),
    )
    expect(listed).toHaveLength(2)
    for (const { lastUsed } of listed) expect(lastUsed).toMatch(/:00:00\.000Z$/u)
    expect(JSON.stringify(listed)).not.toContain(second.token)
  })

  it('ends one, or all others, and never somebody else’s', async () => {
    const [first, second, here] = [await opened(), await opened(), await opened()]
    const found = (await sessionsOf(here.token)).find(({ device }) => device === first.device)
    const params = { id: found?.id ?? '' }
    const stranger = host.there.people.monitor.token
    expect((await host.call(contract.endSession, { params, body: {} }, stranger)).statusCode).toBe(404)
    expect(await statusOf(first.token)).toBe(200)
    expect((await host.call(contract.endSession, { params, body: {} }, here.token)).json()).toEqual({ ended: 1 })
    expect(await statusOf(first.token)).toBe(401)
    expect((await host.call(contract.endSession, { params, body: {} }, here.token)).statusCode).toBe(404)
    expect((await host.call(contract.endOtherSessions, { body: {} }, here.token)).json()).toEqual({ ended: 1 })
    expect([await statusOf(second.token), await statusOf(here.token)]).toEqual([401, 200])
  })

  it('is ended whole by an administrator; the devices are not told to wipe', async () => {
    const { token, device } = await opened()
    const call = (by: string) => host.call(contract.endAccountSessions, { params: { id }, body: {} }, by)
    expect((await call(host.here.people.supervisor.token)).statusCode).toBe(403)
    expect((await call(administrator)).json()).toEqual({ ended: 1 })
    expect(await statusOf(token)).toBe(401)
    expect(await orderTo(device)).toBe('none')
    expect((await opened({ device })).device).toBe(device)
  })
})

describe('a person of two agencies', () => {
  it('says at sign-in for which of them, and each has its own device, roles and circles', async () => {
    const first = await opened()
    expect((await belongTo(host.there.id)).statusCode).toBe(201)
    const asked = await signIn({ device: first.device })
    expect([asked.statusCode, asked.json()]).toMatchObject([
      409,
      {
        code: 'access.choose-agency',
        fields: [
          { path: '/body/agency', code: 'one-of', params: { id: host.here.id, nameEn: 'here' } },
          { path: '/body/agency', code: 'one-of', params: { id: host.there.id, nameEn: 'there' } },
        ],
      },
    ])
    const there = await opened({ device: first.device, agency: host.there.id })
    expect(there.device).not.toBe(first.device)
    const session = (await host.call(showSession, {}, there.token)).json<Session>()
    expect([session.agency.id, session.roles]).toEqual([host.there.id, ['specialist']])
    const both = [there.device, first.device]
    expect((await opened({ device: there.device, otherDevices: both, agency: host.here.id })).device).toBe(first.device)
    expect((await opened({ device: first.device, otherDevices: both, agency: host.there.id })).device).toBe(
      there.device,
    )
    expect((await signIn({ agency: randomUUID() })).json()).toMatchObject({ code: 'access.choose-agency' })
  })

  it('is in the circles of the agency for which they act, and in no other', async () => {
    await belongTo(host.there.id)
    const [here, there] = [await opened({ agency: host.here.id }), await opened({ agency: host.there.id })]
    const add = (circle: number) =>
      host.call(
        addMembership,
        { params: { id }, body: { circle, classes: ['identity' as const], since: today } },
        administrator,
      )
    await add(host.here.circle)
    await add(host.there.circle)
    const circles = (token: string) =>
      asActor(host.pool, { token: hashToken(token).toString('hex'), touch: false }, async (db) => {
        const { rows } = await db.query<{ mine: number[] }>('select komar.my_circles() as mine')
        return rows[0]?.mine
      })
    expect(await circles(here.token)).toEqual([host.here.circle])
    expect(await circles(there.token)).toEqual([host.there.circle])
    const strange = { circle: 1, classes: ['identity' as const], since: today, membership: randomUUID() }
    expect((await host.call(addMembership, { params: { id }, body: strange }, administrator)).statusCode).toBe(400)
  })

  it('has no second hat beside a role that stands alone, and no two memberships of one agency at once', async () => {
    expect((await belongTo(host.there.id, ['administrator'])).json()).toMatchObject({ code: 'request.conflict' })
    expect((await belongTo(host.here.id)).json()).toMatchObject({ code: 'request.conflict' })
    expect((await belongTo(randomUUID())).statusCode).toBe(404)
  })
})

describe('leaving an agency', () => {
  it('ends sessions and circles after the last day, and tells the devices to wipe', async () => {
    const { token, device } = await opened()
    await host.administrator.query(
      `insert into komar.user_circle (user_id, circle, mask, since) values ($1, $2, 511, '2014-01-01')`,
      [id, host.here.circle],
    )
    await leave(host.here.id, today)
    expect([await statusOf(token), await orderTo(device)]).toEqual([200, 'none'])
    // A day later.
    await host.administrator.query(`update komar.agency_membership set until = komar.today_host() where account = $1`, [
      id,
    ])
    const answer = await host.call(showSession, {}, token)
    expect([answer.statusCode, answer.json()]).toMatchObject([403, { code: 'access.device-revoked' }])
    expect(await orderTo(device)).toBe('wipe')
    expect((await signIn()).json()).toMatchObject({ code: 'access.wrong-credentials' })
    const { rows } = await host.administrator.query(
      'select until = komar.today_host() + 1 as "ends" from komar.user_circle where user_id = $1',
      [id],
    )
    expect(rows).toEqual([{ ends: true }])
  })

  it('and coming back gives neither the old circles nor the old device', async () => {
    const { device } = await opened()
    await host.administrator.query(
      `insert into komar.user_circle (user_id, circle, mask, since) values ($1, $2, 511, '2014-01-01')`,
      [id, host.here.circle],
    )
    await leave(host.here.id, yesterday())
    expect((await belongTo(host.here.id, ['social-worker'])).statusCode).toBe(201)
    const again = await opened({ device })
    expect(again.device).not.toBe(device)
    expect(await orderTo(device)).toBe('wipe')
    const mine = await asActor(
      host.pool,
      { token: hashToken(again.token).toString('hex'), touch: false },
      async (db) => (await db.query<{ mine: number[] }>('select komar.my_circles() as mine')).rows[0]?.mine,
    )
    expect(mine).toEqual([])
    const accounts = (await host.call(listAccounts, {}, administrator)).json<{ accounts: Account[] }>().accounts
    expect(accounts.find((one) => one.id === id)).toMatchObject({ agency: host.here.id, lastDay: null })
  })

  it('for another one leaves the other device and session as they are, and makes that the main one', async () => {
    await belongTo(host.there.id)
    const there = await opened({ agency: host.there.id })
    const here = await opened({ agency: host.here.id })
    await leave(host.here.id, yesterday())
    expect([await orderTo(here.device), await orderTo(there.device)]).toEqual(['wipe', 'none'])
    const { devices } = (await host.call(listDevices, { query: { account: id } }, administrator)).json<{
      devices: Device[]
    }>()
    expect(new Map(devices.map((one) => [one.id, one.leftOn]))).toEqual(
      new Map([
        [here.device, yesterday()],
        [there.device, null],
      ]),
    )
    expect([await statusOf(here.token), await statusOf(there.token)]).toEqual([403, 200])
    // One agency is left: there is nothing to choose.
    expect((await opened({ device: here.device, otherDevices: [there.device] })).device).toBe(there.device)
    const accounts = (await host.call(listAccounts, {}, administrator)).json<{ accounts: Account[] }>().accounts
    expect(accounts.find((one) => one.id === id)).toMatchObject({ agency: host.there.id, roles: ['specialist'] })
  })

  it('is an administrator’s to say, never of themself, and once', async () => {
    expect((await leave(host.here.id, today, host.here.people.supervisor.token)).statusCode).toBe(403)
    const own = host.here.people.administrator
    const mine = await host.owner.query<{ id: string }>('select id from komar.agency_membership where account = $1', [
      own.id,
    ])
    const params = { id: own.id, membership: mine.rows[0]?.id ?? '' }
    const answer = await host.call(contract.endAgencyMembership, { params, body: { lastDay: today } }, administrator)
    expect(answer.statusCode).toBe(403)
    const past = async (token: string, text: string, values: unknown[]) =>
      asActor(host.pool, { token: hashToken(token).toString('hex'), touch: false }, (db) =>
        db.query(text, values),
      ).then(
        ({ rowCount }) => rowCount ?? 0,
        (error: { code?: string }) => error.code,
      )
    const end = 'select komar.end_membership($1, $2)'
    expect(await past(administrator, end, [params.membership, today])).toBe('42501')
    expect(await past(host.there.people.supervisor.token, end, [params.membership, today])).toBe('42501')
    expect(await past(administrator, `update komar.agency_membership set roles = '{supervisor}'`, [])).toBe('42501')
    expect(
      await past(
        administrator,
        `insert into komar.agency_membership (account, agency, roles, since) values ($1, $2, '{monitor}', $3)`,
        [own.id, host.there.id, today],
      ),
    ).toBe('42501')
    expect((await leave(host.here.id, yesterday())).statusCode).toBe(200)
    expect((await leave(host.here.id, yesterday())).statusCode).toBe(404)
  })
})

describe('a membership that begins on a later day', () => {
  /** Of the same agency: the old one ends today, the new one begins tomorrow. The latest comes first. */
  const inTurn = () => [
    { roles: ['supervisor'], since: tomorrow(), lastDay: null },
    { roles: ['social-worker'], since: today, lastDay: today },
  ]
  async function promoted(): Promise<void> {
    expect((await leave(host.here.id, today)).statusCode).toBe(200)
    expect((await belongTo(host.here.id, ['supervisor'], tomorrow())).statusCode).toBe(201)
  }

  it('gives its roles on that day and not before, and the one before it keeps what it was', async () => {
    const { token, device } = await opened()
    await promoted()
    expect(await rolesOf(token)).toEqual(['social-worker'])
    expect(await rolesOf((await opened({ device })).token)).toEqual(['social-worker'])
    expect(await agencies()).toMatchObject(inTurn())
    expect(await listed()).toMatchObject({ roles: ['social-worker'], lastDay: null })
    await nextDay(async () => {
      expect(await statusOf(token)).toBe(403)
      const again = await opened({ device })
      expect(again.device).not.toBe(device)
      expect(await rolesOf(again.token)).toEqual(['supervisor'])
      expect(await listed()).toMatchObject({ roles: ['supervisor'] })
      expect(await agencies()).toMatchObject(inTurn())
    })
  })

  it('is not touched by a new name, and neither is the one before it', async () => {
    await promoted()
    expect((await change({ displayName: 'Renamed' })).json()).toMatchObject({ account: { roles: ['social-worker'] } })
    expect(await agencies()).toMatchObject(inTurn())
    await nextDay(async () => {
      // Nobody has signed in since midnight.
      expect((await change({ displayName: 'Again' })).json()).toMatchObject({ account: { roles: ['supervisor'] } })
      expect(await agencies()).toMatchObject(inTurn())
    })
  })

  it('is on the list on its day, though its person has not signed in', async () => {
    await promoted()
    await nextDay(async () => expect(await listed()).toMatchObject({ roles: ['supervisor'] }))
  })

  it('keeps its roles when those of today are changed, and tomorrow’s are changed tomorrow', async () => {
    await promoted()
    expect((await change({ roles: ['specialist'] })).json()).toMatchObject({ account: { roles: ['specialist'] } })
    const [next, before] = inTurn()
    expect(await agencies()).toMatchObject([next, { ...before, roles: ['specialist'] }])
    await nextDay(async () => {
      expect((await change({ roles: ['monitor'] })).json()).toMatchObject({ account: { roles: ['monitor'] } })
      expect(await agencies()).toMatchObject([
        { ...next, roles: ['monitor'] },
        { ...before, roles: ['specialist'] },
      ])
    })
  })

  it('in another agency makes that the main one on its day, and no change of roles reaches the wrong one', async () => {
    await leave(host.here.id, today)
    await belongTo(host.there.id, ['specialist'], tomorrow())
    expect(await listed()).toMatchObject({ agency: host.here.id, roles: ['social-worker'] })
    await nextDay(async () => {
      // What was asked for was meant for the agency that the list still named.
      const answer = await change({ roles: ['supervisor'] })
      expect(answer.json()).toMatchObject({ account: { agency: host.there.id, roles: ['specialist'] } })
      expect(await agencies()).toMatchObject([
        { agency: host.there.id, roles: ['specialist'] },
        { agency: host.here.id, roles: ['social-worker'] },
      ])
    })
  })

  it('does not become the main one while a third agency’s holds', async () => {
    await belongTo(host.there.id)
    await leave(host.there.id, addDays(today, 7))
    await leave(host.here.id, yesterday())
    await belongTo(host.here.id, ['supervisor'], tomorrow())
    expect(await listed()).toMatchObject({ agency: host.there.id, roles: ['specialist'] })
  })

  it('is the one on the list at once where none holds until then, and opens nothing', async () => {
    await leave(host.here.id, yesterday())
    await belongTo(host.there.id, ['specialist'], tomorrow())
    expect(await listed()).toMatchObject({ agency: host.there.id, roles: ['specialist'] })
    expect((await signIn()).json()).toMatchObject({ code: 'access.wrong-credentials' })
  })

  it('is not reached by the last day of the one before it', async () => {
    await promoted()
    const [, before] = await agencies()
    const params = { id, membership: before?.id ?? '' }
    const last = (lastDay: string) =>
      host.call(contract.endAgencyMembership, { params, body: { lastDay } }, administrator)
    expect((await last(tomorrow())).json()).toMatchObject({ code: 'request.conflict' })
    expect(await agencies()).toMatchObject(inTurn())
    expect((await last(today)).statusCode).toBe(200)
    expect(await agencies()).toMatchObject(inTurn())
  })

  it('ends in its turn, whatever came before it', async () => {
    await promoted()
    expect((await leave(host.here.id, addDays(today, 7))).statusCode).toBe(200)
    const [next, before] = inTurn()
    expect(await agencies()).toMatchObject([{ ...next, lastDay: addDays(today, 7) }, before])
  })
})

describe('whether a second step is asked for', () => {
  it('is a matter of each membership that holds, and of no other', async () => {
    await belongTo(host.there.id, ['specialist'])
    const { token } = await opened({ agency: host.there.id })
    const isAskedFor = async (role: string) => {
      await host.administrator.query('update komar.host set second_factor_roles = $1', [[role]])
      return (await host.call(showSecondFactor, {}, token)).json<{ isAskedFor: boolean }>().isAskedFor
    }
    try {
      expect(await isAskedFor('specialist')).toBe(true)
      expect(await isAskedFor('social-worker')).toBe(true)
      await leave(host.here.id, yesterday())
      expect(await isAskedFor('social-worker')).toBe(false)
    } finally {
      await host.administrator.query(`update komar.host set second_factor_roles = '{}'`)
    }
  })
})
