// Coming in by a real identity provider: who is tied, how, and what a session that was opened so is. Attacks: provider-attack.db.test.ts.
import { changeAccount } from '@komar/contract/accounts'
import { listDevices } from '@komar/contract/devices'
import { beginAgencyMembership } from '@komar/contract/members'
import * as contract from '@komar/contract/provider'
import * as ties from '@komar/contract/provider-ties'
import { changeSecondFactorRoles } from '@komar/contract/second-factor'
import { closeSession, openSession, showSession } from '@komar/contract/session'
import type { Role } from '@komar/domain/access/roles'
import { Secret, TOTP } from 'otpauth'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { asActor } from '../db/as-actor.ts'
import { hashToken } from '../http/session-cookie.ts'
import { testOrigin, testPassword } from '../http/test-host.ts'
import { sessionOf } from '../http/test-relation.ts'
import { addAuthenticator, codeOf, providerHost, providerName, type ProviderHost } from './test-provider-host.ts'

let world: ProviderHost
beforeAll(async () => {
  world = await providerHost()
})
afterAll(() => world.dispose())
afterEach(() => world.reset())

describe('a tied person', () => {
  it('comes in by the provider, with a session like any other that says so', async () => {
    const { id, user, subject } = await world.tiedPerson()
    world.there.who = subject
    const browser = world.browse()
    expect((await browser.call(contract.showProvider, {})).json()).toEqual({ provider: { name: providerName } })
    const device = '01940000-0000-7000-8000-00000000d001'
    expect((await browser.comeIn({ device })).json()).toEqual({ device })
    const session = await browser.call(showSession, {})
    expect(session.json()).toMatchObject({
      account: { id, user },
      byProvider: providerName,
      roles: ['supervisor'],
      device,
    })
    expect((await browser.call(listDevices, { query: {} })).json()).toMatchObject({ devices: [{ id: device }] })
    expect(await world.linesOf(id)).toEqual(['session.signed-in provider', 'account.provider-tied'])
    const flows = await world.host.administrator.query('select from komar.provider_flow where account = $1', [id])
    expect(flows.rowCount).toBe(0)
    expect([...browser.cookies.keys()]).toEqual(['__Host-komar'])
    await browser.call(closeSession, {})
    expect((await browser.call(showSession, {})).statusCode).toBe(401)
  })

  it('is known to the database by a keyed hash, and to no log by name', async () => {
    const { subject } = await world.tiedPerson()
    const dump = await world.host.administrator.query<{ row: string }>(
      `select t::text as row from komar.provider_tie t union all select f::text from komar.provider_flow f
       union all select l::text from komar.read_log l`,
    )
    expect(dump.rows.length).toBeGreaterThan(0)
    const hex = Buffer.from(subject).toString('hex')
    expect(
      dump.rows.filter(({ row }) => row.includes(subject) || row.includes(hex) || row.includes(world.there.issuer)),
    ).toEqual([])
  })

  it('is asked anew at the provider each time, unless the settings trust a sign-in there for some minutes', async () => {
    const asked = new URL((await world.use({}).begin(false)).address).searchParams
    expect([asked.get('prompt'), asked.get('max_age'), asked.get('code_challenge_method')]).toEqual([
      'login',
      '0',
      'S256',
    ])
    const trusted = world.use({ maxAgeMinutes: 30 })
    expect(new URL((await trusted.begin(false)).address).searchParams.get('max_age')).toBe('1800')
    expect(new URL((await trusted.begin(true)).address).searchParams.get('prompt')).toBe('login')
  })

  it('signs out at the provider too where it offers that', async () => {
    const { subject } = await world.tiedPerson()
    world.there.who = subject
    const browser = world.browse()
    await browser.comeIn()
    const answer = await browser.call(contract.signOutAtProvider, { body: {} })
    const address = new URL(answer.json<{ address: string }>().address)
    expect([address.origin, address.searchParams.get('post_logout_redirect_uri')]).toEqual([
      world.there.issuer,
      `${testOrigin}/`,
    ])
    expect(address.searchParams.has('id_token_hint')).toBe(false)
    expect((await browser.call(showSession, {})).statusCode).toBe(401)
  })
})

describe('somebody whom nobody tied', () => {
  it('and somebody who was shut out are told the same, and the log tells them apart', async () => {
    world.there.who = 'nobody-here'
    const stranger = await world.browse().comeIn()
    expect([stranger.statusCode, codeOf(stranger)]).toEqual([401, 'provider.unknown'])
    const bars: Record<string, (id: string) => Promise<unknown>> = {
      disabled: (id) =>
        world.host.call(changeAccount, { params: { id }, body: { isDisabled: true } }, world.administrator()),
      left: (id) =>
        world.host.administrator.query(
          'update komar.agency_membership set until = komar.today_host() where account = $1',
          [id],
        ),
      role: (id) =>
        world.host.call(
          changeAccount,
          { params: { id }, body: { roles: ['supervisor', 'social-worker'] } },
          world.administrator(),
        ),
    }
    for (const [reason, bar] of Object.entries(bars)) {
      const { id, subject } = await world.tiedPerson()
      await bar(id)
      world.there.who = subject
      const refused = await world.browse().comeIn()
      expect([reason, refused.statusCode, refused.body]).toEqual([reason, stranger.statusCode, stranger.body])
      expect((await world.linesOf(id))[0]).toBe(`session.provider-refused ${reason}`)
    }
  })

  it('after the proof too: who is disabled between the two steps does not come in', async () => {
    const { id, subject } = await world.tiedPerson()
    world.there.who = subject
    const browser = world.browse()
    const body = await browser.walk()
    expect((await browser.call(contract.takeProviderAnswer, { body })).statusCode).toBe(200)
    await world.host.owner.query('update komar.account set disabled_at = now() where id = $1', [id])
    expect((await browser.call(contract.comeInByProvider, { body: {} })).statusCode).toBeGreaterThanOrEqual(400)
    expect((await browser.call(showSession, {})).statusCode).toBe(401)
  })
})

describe('a second factor', () => {
  async function withAuthenticator(): Promise<{ id: string; subject: string; secret: string }> {
    const person = await world.tiedPerson()
    return { ...person, secret: await addAuthenticator(world.host, person.user) }
  }
  const laterCode = (secret: string) =>
    new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: Date.now() + 30_000 })

  it('of Komar is asked for after the provider’s sign-in, and a wrong one opens nothing', async () => {
    const { subject, secret } = await withAuthenticator()
    world.there.who = subject
    const browser = world.browse()
    const asked = await browser.comeIn()
    expect(asked.json()).toMatchObject({ code: 'session.code-needed', params: { app: 1, passkeys: 0 } })
    const wrong = await browser.call(contract.comeInByProvider, { body: { code: '000000' } })
    expect(codeOf(wrong)).toBe('session.code-wrong')
    expect((await browser.call(contract.comeInByProvider, { body: { code: laterCode(secret) } })).statusCode).toBe(201)
  })

  it('is given once, also where the agency is still to be chosen', async () => {
    const { id, subject, secret } = await withAuthenticator()
    const [body, call] = [
      { agency: world.host.there.id, roles: ['supervisor' as const], since: '2014-01-01' },
      world.host.call,
    ]
    await call(beginAgencyMembership, { params: { id }, body }, world.administrator())
    world.there.who = subject
    const browser = world.browse()
    await browser.comeIn()
    const finish = (given: object) => browser.call(contract.comeInByProvider, { body: given })
    expect(codeOf(await finish({ code: laterCode(secret) }))).toBe('access.choose-agency')
    expect((await finish({ agency: world.host.there.id })).statusCode).toBe(201)
    expect((await browser.call(showSession, {})).json()).toMatchObject({ agency: { id: world.host.there.id } })
  })

  it('is guessed no more often than after a password', async () => {
    world.there.who = (await withAuthenticator()).subject
    const browser = world.browse()
    await browser.comeIn()
    const codes: (string | undefined)[] = []
    for (let at = 0; at < 11; at += 1)
      codes.push(codeOf(await browser.call(contract.comeInByProvider, { body: { code: '000000' } })))
    expect(codes).toEqual([...Array.from({ length: 10 }, () => 'session.code-wrong'), 'access.locked-out'])
  })

  it('is not asked for where the settings let the provider’s count: always, or as the token says', async () => {
    const { subject } = await withAuthenticator()
    world.there.who = subject
    world.use({ secondFactor: 'always' })
    expect((await world.browse().comeIn()).statusCode).toBe(201)
    world.use({ secondFactor: [{ claim: 'amr', value: 'mfa' }] })
    expect(codeOf(await world.browse().comeIn())).toBe('session.code-needed')
    world.there.tamper = (claims) => world.there.sign({ ...claims, amr: ['pwd', 'mfa'] })
    expect((await world.browse().comeIn()).statusCode).toBe(201)
    world.use({ secondFactor: [{ claim: 'acr', value: 'two' }] })
    expect(
      new URL(
        (await world.use({ secondFactor: [{ claim: 'acr', value: 'two' }] }).begin(false)).address,
      ).searchParams.get('acr_values'),
    ).toBe('two')
    world.there.tamper = (claims) => world.there.sign({ ...claims, acr: 'one' })
    expect(codeOf(await world.browse().comeIn())).toBe('session.code-needed')
  })

  it('that a role asks for is still to be added, unless the provider’s counts', async () => {
    const askFor = (roles: Role[]) =>
      world.host.call(changeSecondFactorRoles, { body: { roles } }, world.administrator())
    const { subject } = await world.tiedPerson('analyst')
    world.there.who = subject
    expect((await askFor(['analyst'])).statusCode).toBe(200)
    const [without, counted] = [world.browse(), world.browse()]
    await without.comeIn()
    world.use({ secondFactor: 'always' })
    await counted.comeIn()
    const asked = await without.call(showSession, {})
    expect(asked.json()).toMatchObject({ mustAddSecondFactor: true, mayRead: [] })
    expect((await counted.call(showSession, {})).json()).toMatchObject({ mustAddSecondFactor: false })
    await askFor([])
  })
})

describe('an administrator', () => {
  it('unties, and the sessions end', async () => {
    const { id, subject } = await world.tiedPerson()
    world.there.who = subject
    const browser = world.browse()
    await browser.comeIn()
    const untied = await world.host.call(ties.untieProvider, { params: { id }, body: {} }, world.administrator())
    expect(untied.statusCode).toBe(200)
    expect((await browser.call(showSession, {})).statusCode).toBe(401)
    expect(codeOf(await world.browse().comeIn())).toBe('provider.unknown')
    const again = await world.host.call(ties.untieProvider, { params: { id }, body: {} }, world.administrator())
    expect(codeOf(again)).toBe('request.not-found')
  })

  it('is asked for by the database too, with a fresh proof, and never for themself', async () => {
    const { people } = world.host.here
    const { id } = await world.tiedPerson()
    const stale = await sessionOf(world.host, people.administrator.id)
    await world.host.administrator.query(
      `update komar.session set proved_at = now() - interval '20 minutes' where token_hash = $1`,
      [hashToken(stale)],
    )
    const ask = (token: string, account: string, call: string) =>
      asActor(world.host.pool, { token: hashToken(token).toString('hex'), touch: false }, (db) =>
        db.query(`select komar.${call}`, [account]),
      )
    for (const call of [
      `make_provider_link(gen_random_uuid(), $1, sha256('x'), 7)`,
      'untie_provider($1)',
      'remove_password($1)',
    ]) {
      await expect(ask(people.supervisor.token, id, call)).rejects.toThrow('only an administrator')
      await expect(ask(stale, id, call)).rejects.toThrow('proved lately')
      await expect(ask(world.administrator(), people.administrator.id, call)).rejects.toThrow('never for themself')
    }
    const seen = (what: string) => ask(people.supervisor.token, id, `${what}($1)`)
    for (const what of ['account_is_tied', 'account_has_password'])
      expect([what, (await seen(what)).rows]).toEqual([what, [{ [what]: false }]])
  })

  it('takes away the password of who is tied, and of nobody else', async () => {
    const [tied, loose] = [await world.tiedPerson(), await world.newPerson()]
    const take = (id: string) =>
      world.host.call(ties.removePassword, { params: { id }, body: {} }, world.administrator())
    const enter = (user: string) =>
      world.host.call(openSession, { body: { user, password: testPassword, as: 'bearer' } }, null)
    expect((await take(tied.id)).statusCode).toBe(200)
    expect(codeOf(await enter(tied.user))).toBe('access.wrong-credentials')
    world.there.who = tied.subject
    expect((await world.browse().comeIn()).statusCode).toBe(201)
    expect(codeOf(await take(loose.id))).toBe('request.not-found')
    expect((await enter(loose.user)).statusCode).toBe(201)
    const worker = await world.newPerson('social-worker')
    expect(codeOf(await take(worker.id))).toBe('access.not-permitted')
  })
})
