// Answers of the identity provider that are replayed, swapped, carried to another browser or session, too old, or signed by others or for
// others; and a provider that does not answer. None opens anything.
import { revokeDevice } from '@komar/contract/devices'
import * as contract from '@komar/contract/provider'
import * as ties from '@komar/contract/provider-ties'
import type { Role } from '@komar/domain/access/roles'
import { generateKeyPairSync } from 'node:crypto'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { testOrigin } from '../http/test-host.ts'
import { openBrowser } from './test-browser.ts'
import { codeOf, providerHost, type ProviderHost } from './test-provider-host.ts'
import { testProvider, type TestProvider } from './test-provider.ts'

let world: ProviderHost
/** Another, which a test ends. */
let gone: TestProvider
beforeAll(async () => {
  world = await providerHost()
  gone = await testProvider(testOrigin, 'client_secret_post')
})
afterAll(() => world.dispose())
afterEach(() => world.reset())

describe('an answer', () => {
  it('is taken once', async () => {
    world.there.who = (await world.tiedPerson()).subject
    const browser = world.browse()
    const body = await browser.walk()
    expect((await browser.call(contract.takeProviderAnswer, { body })).statusCode).toBe(200)
    expect(codeOf(await browser.call(contract.takeProviderAnswer, { body }))).toBe('provider.stale')
    expect((await browser.call(contract.comeInByProvider, { body: {} })).statusCode).toBe(201)
    expect(codeOf(await browser.call(contract.comeInByProvider, { body: {} }))).toBe('provider.stale')
  })

  it('counts in no other browser, whatever part of it is carried over', async () => {
    world.there.who = (await world.tiedPerson()).subject
    const [own, other] = [world.browse(), world.browse()]
    const [mine, theirs] = [await own.walk(), await other.walk()]
    const stranger = world.browse()
    for (const [name, from, body] of [
      ['without the cookie', stranger, mine],
      ['another browser’s answer', other, mine],
    ] as const)
      expect([name, codeOf(await from.call(contract.takeProviderAnswer, { body }))]).toEqual([name, 'provider.stale'])
    // Another's code with one's own state: the provider knows for whom it made the code.
    const swapped = { ...mine, code: theirs.code }
    expect(codeOf(await own.call(contract.takeProviderAnswer, { body: swapped }))).toBe('provider.stale')
    expect(codeOf(await own.call(contract.takeProviderAnswer, { body: mine }))).toBe('provider.stale')
    expect(codeOf(await own.call(contract.comeInByProvider, { body: {} }))).toBe('provider.stale')
  })

  it('is too old after five minutes, and so is what it proved', async () => {
    world.there.who = (await world.tiedPerson()).subject
    const age = (column: string) =>
      world.host.administrator.query(`update komar.provider_flow set ${column} = ${column} - interval '6 minutes'`)
    const browser = world.browse()
    const body = await browser.walk()
    await age('begun_at')
    expect(codeOf(await browser.call(contract.takeProviderAnswer, { body }))).toBe('provider.stale')
    const again = await browser.walk()
    expect((await browser.call(contract.takeProviderAnswer, { body: again })).statusCode).toBe(200)
    await age('proved_at')
    expect(codeOf(await browser.call(contract.comeInByProvider, { body: {} }))).toBe('provider.stale')
  })

  it('must say who answered, and it must be the provider', async () => {
    world.there.who = (await world.tiedPerson()).subject
    for (const iss of ['https://evil.test', undefined]) {
      const browser = world.browse()
      const body = { ...(await browser.walk()), iss }
      expect([iss, codeOf(await browser.call(contract.takeProviderAnswer, { body }))]).toEqual([
        iss,
        'provider.untrusted',
      ])
    }
  })

  it('that the person was refused there is told as that', async () => {
    world.there.who = null
    expect(codeOf(await world.browse().comeIn())).toBe('provider.denied')
  })

  it('puts no words of its own into the log', async () => {
    const flow = { nonce: 'n', verifier: 'v'.repeat(43), begunAt: 0, isAskedAnew: false }
    const answer = { state: 's', iss: world.there.issuer, error: 'Words of Somebody <x@evil.test>' }
    const failed = world.use({}).prove(answer, flow)
    await expect(failed).rejects.toMatchObject({ code: 'provider.denied', reason: 'other' })
  })
})

const hourAgo = () => Math.floor(Date.now() / 1000) - 3600

describe('a token', () => {
  const bad: readonly (readonly [name: string, tamper: (claims: Record<string, unknown>) => string])[] = [
    [
      'signed with another key',
      (claims) => world.there.sign(claims, undefined, generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey),
    ],
    ['that names a key which there is not', (claims) => world.there.sign(claims, { alg: 'RS256', kid: 'two' })],
    [
      'without a signature',
      (claims) => `${world.there.sign(claims, { alg: 'none' }).split('.').slice(0, 2).join('.')}.`,
    ],
    ['that calls its signature symmetric', (claims) => world.there.sign(claims, { alg: 'HS256' })],
    ['for another audience', (claims) => world.there.sign({ ...claims, aud: 'another' })],
    [
      'for several, of whom another asked for it',
      (claims) => world.there.sign({ ...claims, aud: ['komar', 'x'], azp: 'x' }),
    ],
    ['of another issuer', (claims) => world.there.sign({ ...claims, iss: 'https://evil.test' })],
    ['of another sign-in', (claims) => world.there.sign({ ...claims, nonce: 'bm90LXRoZS1ub25jZQ' })],
    ['that ended an hour ago', (claims) => world.there.sign({ ...claims, exp: hourAgo() })],
    ['that begins in an hour', (claims) => world.there.sign({ ...claims, nbf: hourAgo() + 7200 })],
    ['of who signed in there an hour ago', (claims) => world.there.sign({ ...claims, auth_time: hourAgo() })],
    ['that does not say when', (claims) => world.there.sign({ ...claims, auth_time: undefined })],
    ['that is none', () => 'x.y.z'],
  ]

  it.each(bad)('%s opens nothing', async (_, tamper) => {
    const { id, subject } = await world.tiedPerson()
    world.there.who = subject
    world.there.tamper = tamper
    const browser = world.browse()
    expect(codeOf(await browser.comeIn())).toBe('provider.untrusted')
    expect(codeOf(await browser.call(contract.comeInByProvider, { body: {} }))).toBe('provider.stale')
    expect(await world.linesOf(id)).toEqual(['account.provider-tied'])
  })

  it('of a clock that is half a minute behind is taken, and one that the test only signs again', async () => {
    world.there.who = (await world.tiedPerson()).subject
    world.there.tamper = (claims) => world.there.sign({ ...claims, exp: Math.floor(Date.now() / 1000) - 20 })
    expect((await world.browse().comeIn()).statusCode).toBe(201)
    world.there.tamper = (claims) => world.there.sign(claims)
    expect((await world.browse().comeIn()).statusCode).toBe(201)
  })

  it('of who signed in an hour ago is taken where the settings trust that long', async () => {
    world.there.who = (await world.tiedPerson()).subject
    world.there.tamper = (claims) => world.there.sign({ ...claims, auth_time: hourAgo() })
    world.use({ maxAgeMinutes: 120 })
    expect((await world.browse().comeIn()).statusCode).toBe(201)
  })

  it('of who signed in an hour ago opens a session that has proved nothing lately', async () => {
    world.there.who = (await world.tiedPerson('administrator')).subject
    world.use({ maxAgeMinutes: 120 })
    const other = await world.newPerson()
    const untie = async (): Promise<unknown> => {
      const browser = world.browse()
      await browser.comeIn()
      return codeOf(await browser.call(ties.untieProvider, { params: { id: other.id }, body: {} }))
    }
    expect(await untie()).toBe('request.not-found')
    world.there.tamper = (claims) => world.there.sign({ ...claims, auth_time: hourAgo() })
    expect(await untie()).toBe('session.confirm')
  })
})

describe('a fresh proof', () => {
  async function staleSession(role: Role = 'administrator') {
    const person = await world.tiedPerson(role)
    world.there.who = person.subject
    const browser = world.browse()
    await browser.comeIn()
    await world.host.administrator.query(
      `update komar.session set proved_at = now() - interval '20 minutes' where account = $1`,
      [person.id],
    )
    const other = await world.newPerson()
    const ask = () => browser.call(ties.untieProvider, { params: { id: other.id }, body: {} })
    expect(codeOf(await ask())).toBe('session.confirm')
    return { ...person, browser, ask }
  }

  it('is given at the provider, which asks anew, and counts for this session', async () => {
    const { browser, ask } = await staleSession()
    const body = await browser.prove()
    expect((await browser.call(contract.takeProviderAnswer, { body })).json()).toEqual({ purpose: 'confirm' })
    expect(codeOf(await ask())).toBe('session.confirm')
    expect((await browser.call(contract.confirmByProvider, { body: {} })).statusCode).toBe(200)
    expect(codeOf(await ask())).toBe('request.not-found')
  })

  it('is not given by who signs in there as another, nor by an old sign-in there', async () => {
    const { browser, ask, subject } = await staleSession()
    const colleague = await world.tiedPerson('administrator')
    world.there.who = colleague.subject
    browser.leaveProvider()
    const theirs = await browser.prove()
    expect(codeOf(await browser.call(contract.takeProviderAnswer, { body: theirs }))).toBe('provider.unknown')
    world.there.who = subject
    browser.leaveProvider()
    world.use({ maxAgeMinutes: 700 })
    world.there.tamper = (claims) => world.there.sign({ ...claims, auth_time: hourAgo() })
    const old = await browser.prove()
    expect(codeOf(await browser.call(contract.takeProviderAnswer, { body: old }))).toBe('provider.untrusted')
    expect(codeOf(await browser.call(contract.confirmByProvider, { body: {} }))).toBe('provider.stale')
    expect(codeOf(await ask())).toBe('session.confirm')
  })

  it('of one session counts for no other, and signs nobody in', async () => {
    const { browser, id, subject } = await staleSession()
    world.there.who = subject
    const body = await browser.prove()
    const elsewhere = world.browse()
    elsewhere.cookies.set('__Host-komar-provider', browser.cookies.get('__Host-komar-provider') ?? '')
    expect(codeOf(await elsewhere.call(contract.takeProviderAnswer, { body }))).toBe('provider.stale')
    const second = await browser.prove()
    expect((await browser.call(contract.takeProviderAnswer, { body: second })).statusCode).toBe(200)
    expect(codeOf(await browser.call(contract.comeInByProvider, { body: {} }))).toBe('provider.stale')
    const another = world.browse()
    await another.comeIn()
    another.cookies.set('__Host-komar-provider', browser.cookies.get('__Host-komar-provider') ?? '')
    expect(codeOf(await another.call(contract.confirmByProvider, { body: {} }))).toBe('provider.stale')
    expect((await world.linesOf(id))[0]).toBe('session.signed-in provider')
  })
})

describe('a device that was called off', () => {
  it('is not signed in with by the provider either', async () => {
    world.there.who = (await world.tiedPerson()).subject
    const browser = world.browse()
    const { device } = (await browser.comeIn()).json<{ device: string }>()
    expect((await browser.call(revokeDevice, { params: { id: device }, body: {} })).statusCode).toBe(200)
    expect(codeOf(await browser.comeIn({ device }))).toBe('access.device-revoked')
  })
})

describe('a provider that does not answer', () => {
  it('is told as that, at the beginning and at the end', async () => {
    world.use({ issuer: gone.issuer })
    gone.who = 'somebody'
    const browser = openBrowser(world.host, gone)
    // It answers, and takes the secret in the only way that it knows.
    expect(codeOf(await browser.comeIn())).toBe('provider.unknown')
    const body = await browser.walk()
    await gone.close()
    const answer = await browser.call(contract.takeProviderAnswer, { body })
    expect([answer.statusCode, codeOf(answer)]).toEqual([503, 'provider.unavailable'])
    world.use({ issuer: gone.issuer })
    expect(codeOf(await browser.call(contract.beginAtProvider, { body: {} }))).toBe('provider.unavailable')
  })

  it('or whose secret is another, stops nobody else and says so', async () => {
    world.there.who = (await world.tiedPerson()).subject
    world.use({ clientSecret: 'quite-another-secret' })
    expect(codeOf(await world.browse().comeIn())).toBe('provider.unavailable')
  })
})
