// The second factor, and every way round it: replay, old codes, codes of others, guesses, the password alone, somebody else's reset.
import { listAccounts, resetPassword } from '@komar/contract/accounts'
import { endpoints } from '@komar/contract/all'
import { listDevices } from '@komar/contract/devices'
import { acceptInvitation } from '@komar/contract/invitations'
import * as contract from '@komar/contract/second-factor'
import { confirmSession, openSession, showSession } from '@komar/contract/session'
import type { Role } from '@komar/domain/access/roles'
import { Secret, TOTP } from 'otpauth'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addPerson, testHost, testPassword, type TestHost } from '../http/test-host.ts'
import { lockout } from './sign-in.ts'

let host: TestHost
beforeAll(async () => {
  host = await testHost()
})
afterAll(() => host.dispose())

type Code = { code?: string; password?: string }
type Enrolled = { id: string; user: string; token: string; secret: string; recoveryCodes: string[] }

async function signIn(user: string, { password = testPassword, code }: Code = {}) {
  const body = { user, password, as: 'bearer' as const, ...(code === undefined ? {} : { code }) }
  const answer = await host.call(openSession, { body }, null)
  return { status: answer.statusCode, ...answer.json<{ code?: string; token?: string }>(), text: answer.body }
}

/** A code as the app shows it, `steps` of 30 s from now. The step of enrolment is used up: a sign-in takes the next. */
function codeOf(secret: string, steps = 1): string {
  return new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: Date.now() + steps * 30_000 })
}

let people = 0
async function newPerson(role: Role = 'social-worker') {
  const user = `second${(people += 1)}`
  const id = await addPerson(host.owner, host.here.id, { user, roles: [role] })
  return { id, user, token: (await signIn(user)).token ?? '' }
}

async function begin(token: string): Promise<string> {
  return (await host.call(contract.beginAuthenticator, { body: {} }, token)).json<{ secret: string }>().secret
}

async function enrolled(role?: Role): Promise<Enrolled> {
  const person = await newPerson(role)
  const secret = await begin(person.token)
  const answer = await host.call(contract.proveAuthenticator, { body: { code: codeOf(secret, 0) } }, person.token)
  expect(answer.statusCode).toBe(200)
  return { ...person, secret, ...answer.json<{ recoveryCodes: string[] }>() }
}

describe('adding an authenticator app', () => {
  it('counts only once a code was given', async () => {
    const { user, token } = await newPerson()
    const secret = await begin(token)
    expect((await signIn(user)).status).toBe(201)
    const wrong = await host.call(contract.proveAuthenticator, { body: { code: codeOf(secret, 40) } }, token)
    expect(wrong.json()).toMatchObject({ code: 'session.code-wrong' })
    expect((await signIn(user)).status).toBe(201)
    await host.call(contract.proveAuthenticator, { body: { code: codeOf(secret, 0) } }, token)
    expect(await signIn(user)).toMatchObject({ status: 401, code: 'session.code-needed' })
  })

  it('ends sessions that came in with the password alone, and says what is there', async () => {
    const { user, token } = await newPerson()
    const other = (await signIn(user)).token ?? ''
    const secret = await begin(token)
    await host.call(contract.proveAuthenticator, { body: { code: codeOf(secret, 0) } }, token)
    expect((await host.call(showSession, {}, other)).statusCode).toBe(401)
    expect((await host.call(contract.showSecondFactor, {}, token)).json()).toMatchObject({
      authenticator: { since: expect.any(String) },
      recoveryCodesLeft: 10,
      isAskedFor: false,
    })
  })

  it('wants a fresh proof, in the database too, and does not replace one that is there', async () => {
    const { id, token } = await enrolled()
    expect((await host.call(contract.beginAuthenticator, { body: {} }, token)).json()).toMatchObject({
      code: 'request.conflict',
    })
    await host.owner.query(`update komar.session set proved_at = now() - interval '11 minutes' where account = $1`, [
      id,
    ])
    for (const endpoint of [contract.beginAuthenticator, contract.giveRecoveryCodes]) {
      expect((await host.call(endpoint, { body: {} }, token)).json()).toMatchObject({ code: 'session.confirm' })
    }
  })

  it('keeps neither secret nor recovery code to be read', async () => {
    const { id, secret, recoveryCodes } = await enrolled()
    const kept = await host.administrator.query(
      `select f::text as row from komar.second_factor f where account = $1
       union all select r::text from komar.recovery_code r where account = $1`,
      [id],
    )
    expect(kept.rowCount).toBe(11)
    const text = JSON.stringify(kept.rows)
    const plain = Buffer.from(Secret.fromBase32(secret).bytes).toString('hex')
    for (const hidden of [
      secret,
      plain,
      ...recoveryCodes.flatMap((code) => [code, Buffer.from(code).toString('hex')]),
    ]) {
      expect(text).not.toContain(hidden)
    }
  })
})

describe('signing in with a second factor', () => {
  it('is not used up where the person is asked first for which agency they act', async () => {
    const { id, user, secret, recoveryCodes } = await enrolled()
    await host.administrator.query(
      `insert into komar.agency_membership (account, agency, roles, since) values ($1, $2, '{social-worker}', '2000-01-01')`,
      [id, host.there.id],
    )
    const enter = async (code: string, agency?: string) => {
      const body = {
        user,
        password: testPassword,
        as: 'bearer' as const,
        code,
        ...(agency === undefined ? {} : { agency }),
      }
      const answer = await host.call(openSession, { body }, null)
      return answer.json<{ code?: string }>().code ?? answer.statusCode
    }
    for (const code of [codeOf(secret), recoveryCodes[0] ?? '']) {
      expect(await enter(code)).toBe('access.choose-agency')
      expect(await enter(code, host.there.id)).toBe(201)
      expect(await enter(code, host.there.id)).toBe('session.code-wrong')
    }
    // Being asked is no wrong guess, however often; the two replays above are.
    for (let turn = 0; turn < lockout.perLogin; turn += 1) {
      expect(await enter(recoveryCodes[1] ?? '')).toBe('access.choose-agency')
    }
    expect(await enter(recoveryCodes[1] ?? '', host.here.id)).toBe(201)
  })

  it('takes a code once, and none before it', async () => {
    const { user, secret } = await enrolled()
    expect(await signIn(user, { code: codeOf(secret, 0) })).toMatchObject({ code: 'session.code-wrong' })
    const code = codeOf(secret, 1)
    expect((await signIn(user, { code: `${code.slice(0, 3)} ${code.slice(3)}` })).status).toBe(201)
    expect(await signIn(user, { code })).toMatchObject({ status: 401, code: 'session.code-wrong' })
    expect(await signIn(user, { code: codeOf(secret, 0) })).toMatchObject({ code: 'session.code-wrong' })
  })

  it('takes one of two that come at the same moment with one code', async () => {
    const { user, secret } = await enrolled()
    const code = codeOf(secret, 1)
    const answers = await Promise.all([1, 2, 3].map(() => signIn(user, { code })))
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 401, 401])
  })

  it.each([-2, 3, 1000])('does not take a code %i steps away', async (steps) => {
    const { id, user, secret } = await enrolled()
    await host.owner.query('update komar.second_factor set last_step = 0 where account = $1', [id])
    expect(await signIn(user, { code: codeOf(secret, steps) })).toMatchObject({ code: 'session.code-wrong' })
  })

  it('does not take another person’s code', async () => {
    const [one, other] = [await enrolled(), await enrolled()]
    expect(await signIn(one.user, { code: codeOf(other.secret) })).toMatchObject({ code: 'session.code-wrong' })
    expect(await signIn(one.user, { code: other.recoveryCodes[0] ?? '' })).toMatchObject({ code: 'session.code-wrong' })
    await host.owner.query(
      `update komar.second_factor set secret = (select secret from komar.second_factor where account = $2) where account = $1`,
      [one.id, other.id],
    )
    expect((await signIn(one.user, { code: codeOf(other.secret) })).status).toBe(500)
  })

  it('takes each recovery code once, however it is written', async () => {
    const { user, token, recoveryCodes } = await enrolled()
    const [first = '', second = ''] = recoveryCodes
    expect((await signIn(user, { code: first.toUpperCase().replaceAll('-', ' ') })).status).toBe(201)
    expect(await signIn(user, { code: first })).toMatchObject({ code: 'session.code-wrong' })
    const left = await host.call(contract.showSecondFactor, {}, token)
    expect(left.json()).toMatchObject({ recoveryCodesLeft: 9 })
    const anew = await host.call(contract.giveRecoveryCodes, { body: {} }, token)
    expect(new Set(anew.json<{ recoveryCodes: string[] }>().recoveryCodes).size).toBe(10)
    expect(await signIn(user, { code: second })).toMatchObject({ code: 'session.code-wrong' })
    expect((await signIn(user, { code: anew.json<{ recoveryCodes: string[] }>().recoveryCodes[9] ?? '' })).status).toBe(
      201,
    )
  })

  it('says nothing of a second factor to who does not know the password', async () => {
    const { user, secret } = await enrolled()
    const plain = await newPerson()
    const code = codeOf(secret)
    const answers = [
      await signIn(user, { password: 'wrong' }),
      await signIn(user, { password: 'wrong', code }),
      await signIn(plain.user, { password: 'wrong', code }),
      await signIn('no.such.person', { code }),
    ]
    for (const answer of answers) expect([answer.status, answer.text]).toEqual([401, answers[0]?.text])
    expect((await signIn(user, { code })).status).toBe(201)
  })

  it('counts wrong codes as wrong passwords, and the password alone takes none back', async () => {
    const { user, secret } = await enrolled()
    for (let i = 0; i < lockout.perLogin; i += 1) {
      expect((await signIn(user, { code: '000000' })).code).toBe('session.code-wrong')
      if (i < lockout.perLogin - 1) expect((await signIn(user)).code).toBe('session.code-needed')
    }
    expect((await signIn(user)).status).toBe(429)
    expect((await signIn(user, { code: codeOf(secret) })).status).toBe(429)
  })

  it('wants the code for a fresh proof too', async () => {
    const { id, token, secret } = await enrolled()
    await host.owner.query(`update komar.session set proved_at = now() - interval '11 minutes' where account = $1`, [
      id,
    ])
    const confirm = (code?: string) =>
      host.call(confirmSession, { body: { password: testPassword, ...(code === undefined ? {} : { code }) } }, token)
    expect((await confirm()).json()).toMatchObject({ code: 'session.code-needed' })
    expect((await confirm('000000')).json()).toMatchObject({ code: 'session.code-wrong' })
    expect((await confirm(codeOf(secret))).statusCode).toBe(200)
  })
})

describe('taking it away', () => {
  const remove = (token: string, body: { password: string; code: string }) =>
    host.call(contract.removeAuthenticator, { body }, token)

  it('asks for password and code', async () => {
    const { user, token, secret } = await enrolled()
    expect((await remove(token, { password: 'wrong', code: codeOf(secret) })).json()).toMatchObject({
      code: 'access.wrong-credentials',
    })
    expect((await remove(token, { password: testPassword, code: '000000' })).json()).toMatchObject({
      code: 'session.code-wrong',
    })
    expect((await signIn(user)).code).toBe('session.code-needed')
    expect((await remove(token, { password: testPassword, code: codeOf(secret) })).statusCode).toBe(200)
    expect((await signIn(user)).status).toBe(201)
    expect((await host.call(contract.showSecondFactor, {}, token)).json()).toMatchObject({
      authenticator: null,
      recoveryCodesLeft: 0,
    })
    expect((await remove(token, { password: testPassword, code: '000000' })).statusCode).toBe(404)
  })

  it('is the administrator’s for who lost all: it is logged, and ends that person’s sessions', async () => {
    const { id, user, token } = await enrolled()
    const { token: administrator, id: by } = await newPerson('administrator')
    const reset = (who: string, as: string) =>
      host.call(contract.resetSecondFactor, { params: { id: who }, body: {} }, as)
    expect((await reset(id, token)).statusCode).toBe(403)
    expect((await reset(by, administrator)).statusCode).toBe(403)
    await host.owner.query(`update komar.session set proved_at = now() - interval '11 minutes' where account = $1`, [
      by,
    ])
    expect((await reset(id, administrator)).json()).toMatchObject({ code: 'session.confirm' })
    await host.call(confirmSession, { body: { password: testPassword } }, administrator)
    const told = await host.call(listAccounts, {}, administrator)
    expect(told.json<{ accounts: { id: string }[] }>().accounts.find((one) => one.id === id)).toMatchObject({
      hasSecondFactor: true,
    })
    expect((await reset(id, administrator)).statusCode).toBe(200)
    expect((await host.call(showSession, {}, token)).statusCode).toBe(401)
    expect((await signIn(user)).status).toBe(201)
    const logged = await host.owner.query(
      `select from komar.read_log where account = $1 and subject = $2 and what = 'account.second-factor-reset'`,
      [by, id],
    )
    expect(logged.rowCount).toBe(1)
  })

  it('is not done by a link to a new password: that alone opens nothing', async () => {
    const { id, user } = await enrolled()
    const administrator = await newPerson('administrator')
    const answer = await host.call(resetPassword, { params: { id }, body: {} }, administrator.token)
    const { invitation } = answer.json<{ invitation: { token: string } }>()
    const password = 'four other quiet evening words'
    const accepted = await host.call(acceptInvitation, { body: { token: invitation.token, password } }, null)
    expect(accepted.statusCode).toBe(200)
    expect(await signIn(user, { password })).toMatchObject({ code: 'session.code-needed' })
  })
})

describe('a role that asks for a second factor', () => {
  it('is none until there is one: everything else is refused, and the engine reads nothing', async () => {
    const { token, user } = await newPerson('administrator')
    const monitor = await newPerson('monitor')
    const change = await host.call(contract.changeSecondFactorRoles, { body: { roles: ['monitor'] } }, token)
    expect(change.json()).toEqual({ roles: ['monitor'] })
    expect((await host.call(showSession, {}, monitor.token)).json()).toMatchObject({
      mustAddSecondFactor: true,
      mayRead: [],
      mayWrite: [],
    })
    const closed = endpoints.filter(({ allow, beforeSecondFactor }) => allow !== 'anyone' && !beforeSecondFactor)
    const codes = await Promise.all(
      closed.map(async (endpoint) => {
        const answer = await host.call(endpoint, endpoint.example, monitor.token)
        return [endpoint.id, answer.json<{ code: string }>().code]
      }),
    )
    expect(codes).toEqual(closed.map(({ id }) => [id, 'access.must-add-second-factor']))
    const secret = await begin(monitor.token)
    await host.call(contract.proveAuthenticator, { body: { code: codeOf(secret, 0) } }, monitor.token)
    expect((await host.call(listDevices, { query: {} }, monitor.token)).statusCode).toBe(200)
    expect((await host.call(showSession, {}, monitor.token)).json()).toMatchObject({ mustAddSecondFactor: false })
    expect((await signIn(user)).status).toBe(201)
    await host.owner.query(`update komar.host set second_factor_roles = '{}'`)
  })
})
