// Passkeys, and every way round them: a challenge used again, kept too long, made for somebody or something else, another site, a phone
// that was only touched, a passkey of another person, a copy, one that was taken away.
import { listAccounts } from '@komar/contract/accounts'
import { listDevices } from '@komar/contract/devices'
import * as contract from '@komar/contract/passkeys'
import type { PasskeyAnswer } from '@komar/contract/passkey-answer'
import {
  beginAuthenticator,
  changeSecondFactorRoles,
  giveRecoveryCodes,
  proveAuthenticator,
  resetSecondFactor,
  showSecondFactor,
} from '@komar/contract/second-factor'
import { confirmSession, openSession, showSession } from '@komar/contract/session'
import type { Role } from '@komar/domain/access/roles'
import { Secret, TOTP } from 'otpauth'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { buildApp } from '../http/app.ts'
import { addPerson, testHost, testOrigin, testPassword, type TestHost } from '../http/test-host.ts'
import { lockout } from './sign-in.ts'
import { softwarePasskey, type SoftwarePasskey } from './test-passkey.ts'

let host: TestHost
beforeAll(async () => {
  host = await testHost()
})
afterAll(() => host.dispose())
// All come from one address, and there is much that goes wrong on purpose.
beforeEach(() => host.owner.query('delete from komar.sign_in_failure'))

type Way = { code?: string; passkey?: PasskeyAnswer; password?: string }
type Asked = { challenge: string; allowCredentials: { id: string }[] }

async function signIn(user: string, { password = testPassword, ...way }: Way = {}) {
  const body = { user, password, as: 'bearer' as const, ...way }
  const answer = await host.call(openSession, { body }, null)
  return { status: answer.statusCode, ...answer.json<{ code?: string; token?: string; params?: object }>() }
}

async function askAtTheDoor(user: string, password = testPassword) {
  return (await host.call(contract.askPasskey, { body: { user, password } }, null)).json<Asked>()
}

let people = 0
async function newPerson(role: Role = 'social-worker') {
  const user = `pass${(people += 1)}`
  const id = await addPerson(host.owner, host.here.id, { user, roles: [role] })
  return { id, user, token: (await signIn(user)).token ?? '' }
}

async function add(token: string, passkey: SoftwarePasskey, name = 'My phone') {
  const asked = (await host.call(contract.beginPasskey, { body: {} }, token)).json<Asked>()
  return host.call(contract.addPasskey, { body: { name, passkey: passkey.create(asked) } }, token)
}

async function withPasskey(role?: Role, count = 0) {
  const person = await newPerson(role)
  const passkey = softwarePasskey({ origin: testOrigin, count })
  const answer = await add(person.token, passkey)
  expect(answer.statusCode).toBe(201)
  return { ...person, passkey, recoveryCodes: answer.json<{ recoveryCodes: string[] }>().recoveryCodes }
}

const own = async (token: string) =>
  (await host.call(showSecondFactor, {}, token)).json<{ passkeys: { id: string }[]; recoveryCodesLeft: number }>()
const age = async (id: string) =>
  host.owner.query(`update komar.session set proved_at = now() - interval '11 minutes' where account = $1`, [id])

describe('adding a passkey', () => {
  it('gives recovery codes with the first, ends what came in with the password alone, and says what is there', async () => {
    const { user, token } = await newPerson()
    const other = (await signIn(user)).token ?? ''
    const answer = await add(token, softwarePasskey({ origin: testOrigin }))
    expect(answer.json<{ recoveryCodes: string[] }>().recoveryCodes).toHaveLength(10)
    expect((await host.call(showSession, {}, other)).statusCode).toBe(401)
    const later = await add(token, softwarePasskey({ origin: testOrigin }), 'The key in the drawer')
    expect(later.json()).toEqual({ recoveryCodes: null })
    expect(await own(token)).toMatchObject({
      authenticator: null,
      passkeysAt: 'komar.test',
      recoveryCodesLeft: 10,
      passkeys: [
        { name: 'My phone', addedOn: expect.any(String), lastUsedOn: null, isStopped: false },
        { name: 'The key in the drawer' },
      ],
    })
    expect((await host.call(showSession, {}, token)).json()).toMatchObject({ hasPasskey: true })
  })

  it('wants a fresh proof, one challenge for each, the owner verified, and our own page', async () => {
    const { id, token } = await newPerson()
    const passkey = softwarePasskey({ origin: testOrigin })
    const begin = async () => (await host.call(contract.beginPasskey, { body: {} }, token)).json<Asked>()
    const give = async (made: ReturnType<SoftwarePasskey['create']>) =>
      (await host.call(contract.addPasskey, { body: { name: 'My phone', passkey: made } }, token)).json<{
        code: string
      }>()
    const wrong = { code: 'session.passkey-wrong' }
    expect(await give(passkey.create(await begin(), { isVerified: false }))).toMatchObject(wrong)
    expect(await give(passkey.create(await begin(), { origin: 'https://komar.test.example' }))).toMatchObject(wrong)
    expect(await give(passkey.create(await begin(), { site: 'elsewhere.test' }))).toMatchObject(wrong)
    expect(await give(passkey.create({ challenge: Buffer.alloc(32).toString('base64url') }))).toMatchObject(wrong)
    const asked = await begin()
    expect(await give(passkey.create(asked, { isVerified: false }))).toMatchObject(wrong)
    expect(await give(passkey.create(asked))).toMatchObject(wrong)
    expect((await own(token)).passkeys).toEqual([])
    const late = await begin()
    await age(id)
    expect(await give(passkey.create(late))).toMatchObject({ code: 'session.confirm' })
    expect((await host.call(contract.beginPasskey, { body: {} }, token)).json()).toMatchObject({
      code: 'session.confirm',
    })
  })

  it('does not take one that is somebody’s already, nor an eleventh', async () => {
    const { passkey } = await withPasskey()
    const { token } = await newPerson()
    expect((await add(token, passkey)).json()).toMatchObject({ code: 'request.conflict' })
    for (let i = 0; i < 10; i += 1) {
      expect((await add(token, softwarePasskey({ origin: testOrigin }), `Key ${i}`)).statusCode).toBe(201)
    }
    expect((await add(token, softwarePasskey({ origin: testOrigin }))).json()).toMatchObject({
      code: 'request.conflict',
    })
  })

  it('leaves recovery codes as they are beside an authenticator app, in either order', async () => {
    const { token } = await withPasskey()
    const begun = await host.call(beginAuthenticator, { body: {} }, token)
    const secret = Secret.fromBase32(begun.json<{ secret: string }>().secret)
    const proved = await host.call(proveAuthenticator, { body: { code: new TOTP({ secret }).generate() } }, token)
    expect(proved.json()).toEqual({ recoveryCodes: null })
    expect((await own(token)).recoveryCodesLeft).toBe(10)
    expect((await host.call(giveRecoveryCodes, { body: {} }, token)).statusCode).toBe(201)
  })
})

describe('signing in with a passkey', () => {
  it('takes it beside the password, and says before what may be given', async () => {
    const { user, token, passkey, recoveryCodes } = await withPasskey()
    expect(await signIn(user)).toMatchObject({ code: 'session.code-needed', params: { app: 0, passkeys: 1 } })
    const asked = await askAtTheDoor(user)
    expect(asked.allowCredentials.map(({ id }) => id)).toEqual([passkey.id])
    expect((await signIn(user, { passkey: passkey.sign(asked) })).status).toBe(201)
    expect((await own(token)).passkeys).toMatchObject([{ lastUsedOn: expect.any(String) }])
    expect(await signIn(user, { code: '123456' })).toMatchObject({ code: 'session.code-wrong' })
    expect((await signIn(user, { code: recoveryCodes[0] ?? '' })).status).toBe(201)
  })

  it('takes a challenge once, at the same moment too, and not after five minutes', async () => {
    const { id, user, passkey } = await withPasskey()
    const answer = passkey.sign(await askAtTheDoor(user))
    const answers = await Promise.all([1, 2, 3].map(() => signIn(user, { passkey: answer })))
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 401, 401])
    expect(await signIn(user, { passkey: answer })).toMatchObject({ code: 'session.passkey-wrong' })
    const late = passkey.sign(await askAtTheDoor(user))
    await host.owner.query(`update komar.passkey_challenge set until = now() where account = $1`, [id])
    expect(await signIn(user, { passkey: late })).toMatchObject({ code: 'session.passkey-wrong' })
  })

  it('spends a challenge on a wrong answer', async () => {
    const { user, passkey } = await withPasskey()
    const asked = await askAtTheDoor(user)
    expect(await signIn(user, { passkey: passkey.sign(asked, { isVerified: false }) })).toMatchObject({
      code: 'session.passkey-wrong',
    })
    expect((await signIn(user, { passkey: passkey.sign(asked) })).status).toBe(401)
  })

  it.each([
    ['of another site', { origin: 'https://komar.evil.test' }],
    ['of our name without TLS', { origin: testOrigin.replace('https', 'http') }],
    ['of a passkey that thinks it is elsewhere', { site: 'evil.test' }],
    ['that was only touched', { isVerified: false }],
  ])('does not take an answer %s', async (_, lie) => {
    const { user, passkey } = await withPasskey()
    const answer = passkey.sign(await askAtTheDoor(user), lie)
    expect(await signIn(user, { passkey: answer })).toMatchObject({ code: 'session.passkey-wrong' })
  })

  it('does not take another person’s passkey, nor a challenge made for them or for another purpose', async () => {
    const [one, other] = [await withPasskey(), await withPasskey()]
    const wrong = { code: 'session.passkey-wrong' }
    const asked = await askAtTheDoor(one.user)
    expect(await signIn(one.user, { passkey: other.passkey.sign(asked) })).toMatchObject(wrong)
    const again = await askAtTheDoor(one.user)
    expect(await signIn(one.user, { passkey: other.passkey.sign(again, { id: one.passkey.id }) })).toMatchObject(wrong)
    expect(await signIn(one.user, { passkey: one.passkey.sign(await askAtTheDoor(other.user)) })).toMatchObject(wrong)
    const toConfirm = (await host.call(contract.askPasskeyToConfirm, { body: {} }, one.token)).json<Asked>()
    expect(await signIn(one.user, { passkey: one.passkey.sign(toConfirm) })).toMatchObject(wrong)
  })

  it('does not take in one browser what another one was asked', async () => {
    const { user, passkey } = await withPasskey()
    const answer = passkey.sign(await askAtTheDoor(user))
    const elsewhere = await host.app.inject({
      method: 'POST',
      url: '/v1/session',
      headers: { 'content-type': 'application/json', 'user-agent': 'Another' },
      payload: JSON.stringify({ user, password: testPassword, as: 'bearer', passkey: answer }),
    })
    expect(elsewhere.json()).toMatchObject({ code: 'session.passkey-wrong' })
  })

  it('says nothing of passkeys to who does not know the password', async () => {
    const { user } = await withPasskey()
    const answers = await Promise.all(
      [user, (await newPerson()).user, 'no.such.person'].map((who) =>
        host.call(contract.askPasskey, { body: { user: who, password: 'wrong' } }, null),
      ),
    )
    for (const answer of answers) expect([answer.statusCode, answer.body]).toEqual([401, answers[0]?.body])
  })

  it('counts wrong passkeys as wrong passwords, and asking takes none back', async () => {
    const { user, passkey } = await withPasskey()
    for (let i = 0; i < lockout.perLogin; i += 1) {
      const asked = i === 0 ? await askAtTheDoor(user) : { challenge: 'AAAA' }
      const answer = passkey.sign(asked, { isVerified: false })
      expect((await signIn(user, { passkey: answer })).code).toBe('session.passkey-wrong')
    }
    expect((await host.call(contract.askPasskey, { body: { user, password: testPassword } }, null)).statusCode).toBe(
      429,
    )
    expect((await signIn(user)).status).toBe(429)
  })

  it('takes after a restart what was asked before it', async () => {
    const { user, passkey } = await withPasskey()
    const answer = passkey.sign(await askAtTheDoor(user))
    const settings = { databaseAppUrl: '', origins: [testOrigin], isLogging: false }
    const restarted = await buildApp({ ...settings, pool: host.pool, keys: host.keys })
    const payload = JSON.stringify({ user, password: testPassword, as: 'bearer', passkey: answer })
    const headers = { 'content-type': 'application/json' }
    const opened = await restarted.inject({ method: 'POST', url: '/v1/session', headers, payload })
    expect(opened.statusCode).toBe(201)
    await restarted.close()
  })

  it('keeps ten challenges of an account at most', async () => {
    const { id, user } = await withPasskey()
    for (let i = 0; i < 12; i += 1) await askAtTheDoor(user)
    const { rowCount } = await host.owner.query('select from komar.passkey_challenge where account = $1', [id])
    expect(rowCount).toBe(10)
  })
})

describe('a passkey whose count goes back', () => {
  it('is stopped, which the log and its owner are told, and does not leave the password alone', async () => {
    const { id, user, token, passkey } = await withPasskey(undefined, 5)
    expect((await signIn(user, { passkey: passkey.sign(await askAtTheDoor(user)) })).status).toBe(201)
    for (const count of [6, 0]) {
      await host.owner.query('update komar.passkey set stopped_on = null where account = $1', [id])
      const answer = passkey.sign(await askAtTheDoor(user), { count })
      expect(await signIn(user, { passkey: answer })).toMatchObject({ code: 'session.passkey-wrong' })
    }
    expect(await signIn(user)).toMatchObject({ code: 'session.code-needed', params: { app: 0, passkeys: 0 } })
    expect((await host.call(contract.askPasskey, { body: { user, password: testPassword } }, null)).statusCode).toBe(
      404,
    )
    expect(await own(token)).toMatchObject({ passkeys: [{ isStopped: true }] })
    const logged = await host.owner.query(
      `select from komar.read_log where account = $1 and subject = $1 and what = 'passkey.count-went-back'`,
      [id],
    )
    expect(logged.rowCount).toBe(2)
  })
})

describe('a fresh proof by passkey', () => {
  const confirm = (token: string, body: { password?: string; passkey?: PasskeyAnswer }) =>
    host.call(confirmSession, { body }, token)
  const ask = async (token: string) =>
    (await host.call(contract.askPasskeyToConfirm, { body: {} }, token)).json<Asked>()

  it('stands in place of the password, for this session and once', async () => {
    const { id, user, token, passkey } = await withPasskey()
    const other = (await signIn(user, { passkey: passkey.sign(await askAtTheDoor(user)) })).token ?? ''
    await age(id)
    expect((await host.call(giveRecoveryCodes, { body: {} }, token)).json()).toMatchObject({ code: 'session.confirm' })
    const answer = passkey.sign(await ask(token))
    expect((await confirm(other, { passkey: answer })).json()).toMatchObject({ code: 'session.passkey-wrong' })
    expect((await confirm(token, { passkey: answer })).json()).toMatchObject({ code: 'session.passkey-wrong' })
    const again = passkey.sign(await ask(token))
    expect((await confirm(token, { passkey: again })).statusCode).toBe(200)
    expect((await host.call(giveRecoveryCodes, { body: {} }, token)).statusCode).toBe(201)
    await age(id)
    expect((await confirm(token, { passkey: again })).json()).toMatchObject({ code: 'session.passkey-wrong' })
  })

  it('is not given with the password alone, with nothing, with both, or with what the door asked', async () => {
    const { user, token, passkey } = await withPasskey()
    expect((await confirm(token, { password: testPassword })).json()).toMatchObject({ code: 'session.code-needed' })
    expect((await confirm(token, {})).statusCode).toBe(400)
    const both = { password: testPassword, passkey: passkey.sign(await ask(token)) }
    expect((await confirm(token, both)).statusCode).toBe(400)
    const fromDoor = passkey.sign(await askAtTheDoor(user))
    expect((await confirm(token, { passkey: fromDoor })).json()).toMatchObject({ code: 'session.passkey-wrong' })
  })

  it('is counted as at the door', async () => {
    const { token, passkey } = await withPasskey()
    for (let i = 0; i < lockout.perLogin; i += 1) {
      expect((await confirm(token, { passkey: passkey.sign({ challenge: 'AAAA' }) })).json()).toMatchObject({
        code: 'session.passkey-wrong',
      })
    }
    expect((await confirm(token, { passkey: passkey.sign(await ask(token)) })).statusCode).toBe(429)
  })

  it('is nobody’s who has no passkey', async () => {
    const { token } = await newPerson()
    expect((await host.call(contract.askPasskeyToConfirm, { body: {} }, token)).statusCode).toBe(404)
    const answer = softwarePasskey({ origin: testOrigin }).sign({ challenge: 'AAAA' })
    expect((await confirm(token, { passkey: answer })).statusCode).toBe(401)
  })
})

describe('taking a passkey away', () => {
  const remove = (token: string, id: string) => host.call(contract.removePasskey, { params: { id }, body: {} }, token)

  it('wants a fresh proof; then it opens nothing, and with the last one go the recovery codes', async () => {
    const { id, user, token, passkey } = await withPasskey()
    const [kept] = (await own(token)).passkeys
    const before = passkey.sign(await askAtTheDoor(user))
    await age(id)
    expect((await remove(token, kept?.id ?? '')).json()).toMatchObject({ code: 'session.confirm' })
    const asked = (await host.call(contract.askPasskeyToConfirm, { body: {} }, token)).json<Asked>()
    await host.call(confirmSession, { body: { passkey: passkey.sign(asked) } }, token)
    const second = softwarePasskey({ origin: testOrigin })
    await add(token, second)
    expect((await remove(token, kept?.id ?? '')).statusCode).toBe(200)
    expect(await signIn(user, { passkey: before })).toMatchObject({ code: 'session.passkey-wrong' })
    expect((await own(token)).recoveryCodesLeft).toBe(10)
    const [last] = (await own(token)).passkeys
    expect((await remove(token, last?.id ?? '')).statusCode).toBe(200)
    expect(await own(token)).toMatchObject({ passkeys: [], recoveryCodesLeft: 0 })
    expect((await signIn(user)).status).toBe(201)
  })

  it('is nobody else’s, whoever knows its id', async () => {
    const { token } = await withPasskey()
    const [kept] = (await own(token)).passkeys
    const stranger = await newPerson('administrator')
    expect((await remove(stranger.token, kept?.id ?? '')).statusCode).toBe(404)
    expect((await own(token)).passkeys).toHaveLength(1)
  })

  it('is done by an administrator’s reset, with what was asked of it', async () => {
    const { id, user, token, passkey } = await withPasskey()
    const administrator = await newPerson('administrator')
    const told = await host.call(listAccounts, {}, administrator.token)
    expect(told.json<{ accounts: { id: string }[] }>().accounts.find((one) => one.id === id)).toMatchObject({
      hasSecondFactor: true,
    })
    const before = passkey.sign(await askAtTheDoor(user))
    const reset = await host.call(resetSecondFactor, { params: { id }, body: {} }, administrator.token)
    expect(reset.statusCode).toBe(200)
    expect((await host.call(showSession, {}, token)).statusCode).toBe(401)
    expect((await signIn(user, { passkey: before })).status).toBe(201)
    for (const table of ['passkey', 'passkey_challenge', 'recovery_code']) {
      expect((await host.owner.query(`select from komar.${table} where account = $1`, [id])).rowCount).toBe(0)
    }
  })
})

describe('a role that asks for a second factor', () => {
  it('is met by a passkey, and not before', async () => {
    const { token } = await newPerson('administrator')
    const monitor = await newPerson('monitor')
    await host.call(changeSecondFactorRoles, { body: { roles: ['monitor'] } }, token)
    expect((await host.call(showSession, {}, monitor.token)).json()).toMatchObject({
      mustAddSecondFactor: true,
      mayRead: [],
    })
    const asked = (await host.call(contract.beginPasskey, { body: {} }, monitor.token)).json<Asked>()
    expect(asked.challenge).toHaveLength(43)
    const mustAdd = { code: 'access.must-add-second-factor' }
    expect((await host.call(listDevices, { query: {} }, monitor.token)).json()).toMatchObject(mustAdd)
    expect((await add(monitor.token, softwarePasskey({ origin: testOrigin }))).statusCode).toBe(201)
    expect((await host.call(showSession, {}, monitor.token)).json()).toMatchObject({ mustAddSecondFactor: false })
    expect((await host.call(listDevices, { query: {} }, monitor.token)).statusCode).toBe(200)
    const [kept] = (await own(monitor.token)).passkeys
    await host.call(contract.removePasskey, { params: { id: kept?.id ?? '' }, body: {} }, monitor.token)
    expect((await host.call(listDevices, { query: {} }, monitor.token)).json()).toMatchObject(mustAdd)
    await host.owner.query(`update komar.host set second_factor_roles = '{}'`)
  })
})

describe('a host that goes by a number', () => {
  it('has no passkeys, and says so', async () => {
    const numbered = await testHost({ origins: ['https://192.0.2.7'] })
    const { token } = numbered.here.people.monitor
    expect((await numbered.call(showSecondFactor, {}, token)).json()).toMatchObject({ passkeysAt: null })
    expect((await numbered.call(contract.beginPasskey, { body: {} }, token)).statusCode).toBe(404)
    await numbered.dispose()
  })
})
