// The link that ties somebody to the identity provider: to whom it is given, and what it is not enough for.
import { createAccount, resetPassword, type FreshInvitation } from '@komar/contract/accounts'
import { acceptInvitation, listInvitations, openInvitation } from '@komar/contract/invitations'
import * as contract from '@komar/contract/provider'
import * as ties from '@komar/contract/provider-ties'
import { openSession, showSession } from '@komar/contract/session'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { testPassword } from '../http/test-host.ts'
import { addAuthenticator, codeOf, providerHost, type ProviderHost } from './test-provider-host.ts'

let world: ProviderHost
beforeAll(async () => {
  world = await providerHost()
})
afterAll(() => world.dispose())
afterEach(() => world.reset())

describe('a link that ties', () => {
  it('ties once, and the password stays', async () => {
    const { id, user, subject } = await world.newPerson()
    const token = await world.linkFor(id)
    const opened = await world.host.call(openInvitation, { body: { token } }, null)
    expect(opened.json()).toMatchObject({ state: 'open', purpose: 'provider', user, asksPassword: true })
    expect((await world.tie(id, subject, { token })).statusCode).toBe(200)
    const again = await world.browse().call(contract.beginAtProvider, { body: { token } })
    expect([again.statusCode, codeOf(again)]).toEqual([409, 'request.conflict'])
    const listed = await world.host.call(listInvitations, { params: { id } }, world.administrator())
    expect(listed.json()).toMatchObject({ invitations: [{ purpose: 'provider', state: 'used' }] })
    const byPassword = await world.host.call(
      openSession,
      { body: { user, password: testPassword, as: 'bearer' } },
      null,
    )
    expect(byPassword.statusCode).toBe(201)
  })

  it('is won by one of two who come at the same moment', async () => {
    const { id } = await world.newPerson()
    const token = await world.linkFor(id)
    const both = [world.browse(), world.browse()]
    const answers = []
    for (const [place, browser] of both.entries()) {
      world.there.who = `racer-${place}`
      answers.push({ browser, body: await browser.walk({ token, password: testPassword }) })
    }
    const done = await Promise.all(
      answers.map(({ browser, body }) => browser.call(contract.takeProviderAnswer, { body })),
    )
    expect(done.map(({ statusCode }) => statusCode).toSorted((left, right) => left - right)).toEqual([200, 409])
  })

  it('is not enough for an account with a password: whoever made it could come in as its person', async () => {
    const { id, user, subject } = await world.newPerson()
    const token = await world.linkFor(id)
    const begin = (body: object) => world.browse().call(contract.beginAtProvider, { body: { token, ...body } })
    expect(codeOf(await begin({}))).toBe('access.wrong-credentials')
    expect(codeOf(await begin({ password: 'some other quiet words' }))).toBe('access.wrong-credentials')
    await addAuthenticator(world.host, user)
    expect(codeOf(await begin({ password: testPassword }))).toBe('session.code-needed')
    expect(codeOf(await begin({ password: testPassword, code: '000000' }))).toBe('session.code-wrong')
    const direct = await world.host.administrator.query<{ state: string }>(
      `select komar.begin_provider_flow(sha256('a'), sha256('b'), repeat('n', 43), repeat('v', 43), null,
        sha256(convert_to($1, 'UTF8')), false) as state`,
      [token],
    )
    expect(direct.rows).toEqual([{ state: 'password' }])
    world.there.who = subject
    expect(codeOf(await world.browse().comeIn())).toBe('provider.unknown')
  })

  it('sets no password, and a link to a password ties nobody', async () => {
    const { id } = await world.newPerson()
    const token = await world.linkFor(id)
    const set = await world.host.call(acceptInvitation, { body: { token, password: 'a slower river by noon' } }, null)
    expect(codeOf(set)).toBe('request.not-found')
    const direct = await world.host.administrator.query<{ state: string | null }>(
      `select komar.accept_invitation(sha256(convert_to($1, 'UTF8')), '$argon2id$x') as state`,
      [token],
    )
    expect(direct.rows).toEqual([{ state: null }])
    const body = {
      user: 'only.password',
      displayName: 'x',
      agency: world.host.here.id,
      roles: ['analyst' as const],
      language: 'km' as const,
    }
    const made = await world.host.call(createAccount, { body }, world.administrator())
    const other = made.json<{ invitation: FreshInvitation }>().invitation.token
    expect(codeOf(await world.browse().call(contract.beginAtProvider, { body: { token: other } }))).toBe(
      'request.not-found',
    )
  })

  it('lets somebody in who never had a password, and ends the link to one', async () => {
    const body = {
      user: 'no.password',
      displayName: 'x',
      agency: world.host.here.id,
      roles: ['analyst' as const],
      language: 'en' as const,
    }
    const made = (await world.host.call(createAccount, { body }, world.administrator())).json<{
      account: { id: string; provider: object }
      invitation: FreshInvitation
    }>()
    expect(made.account.provider).toEqual({ isTied: false, mayBeTied: true })
    expect((await world.tie(made.account.id, 'never-had-one')).statusCode).toBe(200)
    const old = await world.host.call(openInvitation, { body: { token: made.invitation.token } }, null)
    expect(old.json()).toEqual({ state: 'ended' })
    const browser = world.browse()
    await browser.comeIn()
    expect((await browser.call(showSession, {})).json()).toMatchObject({
      roles: ['analyst'],
      mustChangePassword: false,
    })
  })

  it('that an administrator used themself is worth nothing once the person has set a password', async () => {
    const { id } = await world.newPerson()
    const resetLink = async (): Promise<string> => {
      const answer = await world.host.call(resetPassword, { params: { id }, body: {} }, world.administrator())
      return answer.json<{ invitation: FreshInvitation }>().invitation.token
    }
    await resetLink()
    // Without a password the link alone ties: the administrator's own subject, here.
    expect((await world.tie(id, 'the-administrator', { token: await world.linkFor(id) })).statusCode).toBe(200)
    const browser = world.browse()
    world.there.who = 'the-administrator'
    await browser.call(contract.takeProviderAnswer, { body: await browser.walk() })
    const token = await resetLink()
    const set = await world.host.call(acceptInvitation, { body: { token, password: 'a slower river by noon' } }, null)
    expect(set.statusCode).toBe(200)
    expect(codeOf(await browser.call(contract.comeInByProvider, { body: {} }))).toBe('provider.stale')
    expect(codeOf(await world.browse().comeIn())).toBe('provider.unknown')
  })

  it('is refused for roles that may not, for oneself, and to who is another’s at the provider already', async () => {
    const worker = await world.newPerson('social-worker')
    const refused = await world.host.call(
      ties.makeProviderLink,
      { params: { id: worker.id }, body: {} },
      world.administrator(),
    )
    expect(codeOf(refused)).toBe('access.not-permitted')
    const own = { params: { id: world.host.here.people.administrator.id }, body: {} }
    expect((await world.host.call(ties.makeProviderLink, own, world.administrator())).statusCode).toBe(403)
    const [first, second] = [await world.tiedPerson(), await world.newPerson()]
    expect(codeOf(await world.tie(second.id, first.subject))).toBe('provider.tied-elsewhere')
  })
})
