// A link sets a password once, in its time, for one person; every other way with it leads nowhere and tells nothing.
import { createAccount, resetPassword, type Account, type FreshInvitation } from '@komar/contract/accounts'
import * as contract from '@komar/contract/invitations'
import { openSession, showSession } from '@komar/contract/session'
import { randomBytes, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { addPerson, testHost, testPassword, type TestHost } from '../http/test-host.ts'
import { sessionOf } from '../http/test-relation.ts'

let host: TestHost
let administrator: string
beforeAll(async () => {
  host = await testHost()
  administrator = host.here.people.administrator.token
})
afterAll(() => host.dispose())

const chosen = 'a slower river by noon'

type Made = { account: Account; invitation: FreshInvitation }
let count = 0
async function invite(by = administrator): Promise<Made> {
  const user = `invited${(count += 1)}`
  const agency = host.there.id
  const body = { user, displayName: 'Chanthou Person', agency, roles: ['monitor' as const], language: 'km' as const }
  const answer = await host.call(createAccount, { body }, by)
  expect(answer.statusCode).toBe(201)
  return answer.json<Made>()
}
let addresses = 0
/** From an address of its own, unless said: how often one may ask is counted for each. */
function ask(
  url: string,
  payload: object,
  remoteAddress = `10.1.${Math.floor((addresses += 1) / 250)}.${addresses % 250}`,
) {
  return host.app.inject({
    method: 'POST',
    url,
    remoteAddress,
    headers: { 'content-type': 'application/json' },
    payload,
  })
}
const open = (token: string) => ask(contract.openInvitation.path, { token })
const accept = (token: string, password = chosen) => ask(contract.acceptInvitation.path, { token, password })
const signIn = (user: string, password: string) =>
  host.call(openSession, { body: { user, password, as: 'bearer' } }, null)
async function listed(account: string, by = administrator): Promise<contract.Invitation[]> {
  const answer = await host.call(contract.listInvitations, { params: { id: account } }, by)
  return answer.json<{ invitations: contract.Invitation[] }>().invitations
}

describe('a link', () => {
  let made: Made
  beforeEach(async () => {
    made = await invite()
  })

  it('says for whom and until when, names nobody by itself, and keeps its hash alone', async () => {
    const { account, invitation } = made
    expect(invitation.token).toMatch(/^[\w-]{43}$/u)
    expect((await open(invitation.token)).json()).toEqual({
      state: 'open',
      purpose: 'join',
      user: account.user,
      language: 'km',
      agency: { nameEn: 'there', nameKm: 'there' },
      until: invitation.until,
      asksPassword: false,
    })
    const kept = await host.administrator.query('select i::text as row from komar.invitation i where account = $1', [
      account.id,
    ])
    expect(JSON.stringify(kept.rows)).not.toContain(invitation.token)
  })

  it('sets the password once; whoever comes second changes nothing', async () => {
    const { account, invitation } = made
    expect((await accept(invitation.token)).json()).toEqual({ user: account.user })
    const again = await accept(invitation.token, 'another quiet morning walk')
    expect([again.statusCode, again.json<{ code: string }>().code]).toEqual([409, 'request.conflict'])
    expect((await open(invitation.token)).json()).toEqual({ state: 'used' })
    expect((await signIn(account.user, chosen)).json()).toMatchObject({ mustChangePassword: false })
    expect((await listed(account.id)).map(({ state }) => state)).toEqual(['used'])
  })

  it('is won by one of ten who come at the same moment', async () => {
    const { account, invitation } = made
    const words = Array.from({ length: 10 }, (_, place) => `ten walkers on a road ${String(place)}`)
    const answers = await Promise.all(words.map((password) => accept(invitation.token, password)))
    expect(answers.filter(({ statusCode }) => statusCode === 200)).toHaveLength(1)
    const won = answers.findIndex(({ statusCode }) => statusCode === 200)
    expect((await signIn(account.user, words[won] ?? '')).statusCode).toBe(201)
  })

  it('opens nothing when it has expired, was withdrawn, or its account is disabled or has left', async () => {
    const ends: Record<string, (made: Made) => Promise<unknown>> = {
      expired: ({ account }) =>
        host.administrator.query(
          `update komar.invitation set made_at = now() - interval '8 days', until = now() - interval '1 second' where account = $1`,
          [account.id],
        ),
      withdrawn: async ({ account }) => {
        const [first] = await listed(account.id)
        const params = { id: first?.id ?? randomUUID() }
        expect((await host.call(contract.withdrawInvitation, { params, body: {} }, administrator)).statusCode).toBe(200)
        expect((await host.call(contract.withdrawInvitation, { params, body: {} }, administrator)).statusCode).toBe(404)
      },
      disabled: ({ account }) =>
        host.owner.query('update komar.account set disabled_at = now() where id = $1', [account.id]),
      left: ({ account }) =>
        host.administrator.query('update komar.agency_membership set until = komar.today_host() where account = $1', [
          account.id,
        ]),
    }
    for (const [name, end] of Object.entries(ends)) {
      const other = await invite()
      await end(other)
      expect([name, (await open(other.invitation.token)).json()]).toEqual([name, { state: 'ended' }])
      expect([name, (await accept(other.invitation.token)).statusCode]).toEqual([name, 404])
      expect((await signIn(other.account.user, chosen)).statusCode).toBe(401)
    }
  })

  it('is not guessed, and asks for a password that is not', async () => {
    const { invitation } = made
    const guess = await accept(randomBytes(32).toString('base64url'))
    expect([guess.statusCode, guess.json<{ code: string }>().code]).toEqual([404, 'request.not-found'])
    expect((await open('short')).statusCode).toBe(400)
    for (const password of ['too short', 'passwordpassword', 'chanthouchanthou']) {
      expect((await accept(invitation.token, password)).json()).toMatchObject({
        code: 'access.password-unfit',
        fields: [{ path: '/body/password' }],
      })
    }
    expect((await open(invitation.token)).json()).toMatchObject({ state: 'open' })
  })

  it('gives way to a newer one', async () => {
    const { account, invitation } = made
    const params = { id: account.id }
    const reset = await host.call(resetPassword, { params, body: { days: 1 } }, administrator)
    expect((await open(invitation.token)).json()).toEqual({ state: 'ended' })
    const { token } = reset.json<Made>().invitation
    expect((await accept(token)).statusCode).toBe(200)
  })
})

describe('a link for a forgotten password', () => {
  it('ends sessions and the old password at once, and says what it is for', async () => {
    const user = 'forgot.it'
    const id = await addPerson(host.owner, host.here.id, { user, roles: ['monitor'] })
    const { token: session } = (await signIn(user, testPassword)).json<{ token: string }>()
    const answer = await host.call(resetPassword, { params: { id }, body: {} }, administrator)
    const { token } = answer.json<Made>().invitation
    expect((await open(token)).json()).toMatchObject({ state: 'open', purpose: 'reset' })
    expect((await host.call(showSession, {}, session)).statusCode).toBe(401)
    expect((await signIn(user, testPassword)).statusCode).toBe(401)
    await accept(token)
    expect((await signIn(user, chosen)).statusCode).toBe(201)
  })
})

describe('links', () => {
  it('are nobody’s but an administrator’s, and never an administrator’s own', async () => {
    const { id } = host.here.people.administrator
    expect((await host.call(resetPassword, { params: { id }, body: {} }, administrator)).statusCode).toBe(403)
    await host.call(resetPassword, { params: { id }, body: {} }, host.there.people.administrator.token)
    const again = await sessionOf(host, host.there.people.administrator.id)
    expect((await listed(id, again)).map(({ state }) => state)).toEqual(['open'])
    // The one whom it lets in sees no link and withdraws none: who holds the session already must not keep its person out.
    await host.owner.query('update komar.account set must_change_password = false where id = $1', [id])
    const own = await sessionOf(host, id)
    const [link] = await listed(id, again)
    expect(await listed(id, own)).toEqual([])
    const params = { id: link?.id ?? randomUUID() }
    expect((await host.call(contract.withdrawInvitation, { params, body: {} }, own)).statusCode).toBe(404)
    administrator = own
  })

  it('are limited in how often they are tried from one address', async () => {
    const body = { token: randomBytes(32).toString('base64url'), password: chosen }
    const codes: number[] = []
    for (let at = 0; at < 12; at += 1)
      codes.push((await ask(contract.acceptInvitation.path, body, '192.0.2.77')).statusCode)
    expect(codes).toEqual([...Array.from({ length: 10 }, () => 404), 429, 429])
  })
})
