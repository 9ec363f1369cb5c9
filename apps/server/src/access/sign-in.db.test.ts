import { changePassword, openSession, showSession } from '@komar/contract/session'
import { listAccounts } from '@komar/contract/accounts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addPerson, testHost, testOrigin, testPassword, type TestHost } from '../http/test-host.ts'
import { lockout } from './sign-in.ts'

let host: TestHost
beforeAll(async () => {
  host = await testHost()
})
afterAll(() => host.dispose())

let people = 0
async function newPerson(): Promise<{ id: string; user: string }> {
  const user = `person${(people += 1)}`
  return { user, id: await addPerson(host.owner, host.here.id, { user, roles: ['social-worker'] }) }
}

let addresses = 0
/** From an address of its own, unless said, so that tests do not lock one another out. */
function signIn(
  user: string,
  password: string,
  remoteAddress = `10.0.${Math.floor((addresses += 1) / 250)}.${addresses % 250}`,
) {
  return host.app.inject({
    method: 'POST',
    url: '/v1/session',
    remoteAddress,
    headers: { origin: testOrigin, 'content-type': 'application/json' },
    payload: { user, password },
  })
}

describe('signing in', () => {
  it('sets a cookie that scripts and other sites cannot use, and no token in the answer', async () => {
    const { user } = await newPerson()
    const answer = await signIn(user.toUpperCase(), testPassword)
    expect(answer.statusCode).toBe(201)
    expect(answer.json()).toEqual({ device: expect.any(String), mustChangePassword: false })
    expect(answer.headers['set-cookie']).toMatch(
      /^__Host-komar=[\w-]{43}; Path=\/; HttpOnly; Secure; SameSite=Strict$/u,
    )
  })

  it('keeps only the hash of the token', async () => {
    const { user, id } = await newPerson()
    const answer = await host.call(openSession, { body: { user, password: testPassword, as: 'bearer' } }, null)
    const { token } = answer.json<{ token: string }>()
    const kept = await host.administrator.query('select s::text as row from komar.session s where account = $1', [id])
    expect(kept.rowCount).toBe(1)
    expect(JSON.stringify(kept.rows)).not.toContain(token)
    expect((await host.call(showSession, {}, token)).json()).toMatchObject({
      account: { id, user },
      roles: ['social-worker'],
    })
  })

  it('answers the same for a wrong password, an unknown login and a disabled account', async () => {
    const [person, disabled] = [await newPerson(), await newPerson()]
    await host.owner.query('update komar.account set disabled_at = now() where id = $1', [disabled.id])
    const answers = await Promise.all([
      signIn(person.user, 'wrong plain quiet words'),
      signIn('nobody', testPassword),
      signIn(disabled.user, testPassword),
    ])
    for (const answer of answers) {
      expect(answer.statusCode).toBe(401)
      expect(answer.headers['content-type']).toContain('application/problem+json')
      expect(answer.body).toBe(answers[0]?.body)
    }
  })

  it('keeps the device, and gives another person’s device id to nobody else', async () => {
    const [first, second] = [await newPerson(), await newPerson()]
    const device = '01940000-0000-7000-8000-00000000000d'
    const body = { password: testPassword, device, as: 'bearer' } as const
    const mine = await host.call(openSession, { body: { ...body, user: first.user } }, null)
    const again = await host.call(openSession, { body: { ...body, user: first.user } }, null)
    const theirs = await host.call(openSession, { body: { ...body, user: second.user } }, null)
    expect([mine, again].map((answer) => answer.json<{ device: string }>().device)).toEqual([device, device])
    expect(theirs.json<{ device: string }>().device).not.toBe(device)
  })
})

describe('lockout', () => {
  it('locks a login after too many failures from anywhere, and the right password then does not help', async () => {
    const { user } = await newPerson()
    for (let i = 0; i < lockout.perLogin; i += 1) expect((await signIn(user, 'wrong')).statusCode).toBe(401)
    const locked = await signIn(user, testPassword)
    expect(locked.statusCode).toBe(429)
    expect(locked.json()).toMatchObject({ code: 'access.locked-out' })
    expect(Number(locked.headers['retry-after'])).toBeGreaterThan(lockout.spanMinutes * 60 - 60)
  })

  it('counts guesses made at the same time', async () => {
    const { user } = await newPerson()
    const answers = await Promise.all(Array.from({ length: 25 }, () => signIn(user, 'wrong')))
    expect(answers.filter(({ statusCode }) => statusCode === 401)).toHaveLength(lockout.perLogin)
  })

  it('locks an unknown login just the same', async () => {
    const answers = await Promise.all(Array.from({ length: 11 }, () => signIn('no.such.person', 'wrong')))
    expect(answers.map(({ statusCode }) => statusCode)).toContain(429)
  })

  it('locks an address that tries many logins, and leaves other addresses alone', async () => {
    const { user } = await newPerson()
    const tries = Array.from({ length: lockout.perAddress }, (_, i) => signIn(`guess${i}`, 'wrong', '192.0.2.7'))
    await Promise.all(tries)
    expect((await signIn(user, testPassword, '192.0.2.7')).statusCode).toBe(429)
    expect((await signIn(user, testPassword, '192.0.2.8')).statusCode).toBe(201)
  })

  it('ends after its time, and a success starts the login’s count anew', async () => {
    const { user } = await newPerson()
    for (let i = 0; i < lockout.perLogin; i += 1) await signIn(user, 'wrong')
    await host.owner.query(`update komar.sign_in_failure set counted_from = now() - interval '16 minutes'`)
    for (let i = 0; i < lockout.perLogin - 1; i += 1) expect((await signIn(user, 'wrong')).statusCode).toBe(401)
    expect((await signIn(user, testPassword)).statusCode).toBe(201)
    expect((await signIn(user, 'wrong')).statusCode).toBe(401)
  })
})

describe('a session', () => {
  async function tokenOf(user: string): Promise<string> {
    const answer = await host.call(openSession, { body: { user, password: testPassword, as: 'bearer' } }, null)
    return answer.json<{ token: string }>().token
  }

  it.each([
    ['is too old', `update komar.session set expires_at = now() - interval '1 second' where account = $1`],
    ['was idle', `update komar.session set last_seen_at = now() - idle_limit where account = $1`],
    ['belongs to a disabled account', `update komar.account set disabled_at = now() where id = $1`],
  ])('ends when it %s', async (_, statement) => {
    const { user, id } = await newPerson()
    const token = await tokenOf(user)
    await host.owner.query(statement, [id])
    expect((await host.call(showSession, {}, token)).statusCode).toBe(401)
  })

  it('stays alive by use, but not by calls in the background', async () => {
    const { user, id } = await newPerson()
    const token = await tokenOf(user)
    const age = `update komar.session set last_seen_at = now() - interval '30 minutes' where account = $1`
    const idle = `select (now() - last_seen_at > interval '29 minutes') as idle from komar.session where account = $1`
    await host.owner.query(age, [id])
    const headers = { authorization: `Bearer ${token}`, 'komar-background': '1' }
    await host.app.inject({ url: '/v1/session', headers })
    expect((await host.owner.query(idle, [id])).rows).toEqual([{ idle: true }])
    await host.call(showSession, {}, token)
    expect((await host.owner.query(idle, [id])).rows).toEqual([{ idle: false }])
  })

  it('gives a token that was made up nothing', async () => {
    expect((await host.call(showSession, {}, 'A'.repeat(43))).statusCode).toBe(401)
    expect((await host.call(showSession, {}, "'; drop table komar.host; --")).statusCode).toBe(401)
  })
})

describe('a first password', () => {
  it('must be changed before anything else, in the server and in the database', async () => {
    const { user, id } = await newPerson()
    await host.owner.query('update komar.account set must_change_password = true where id = $1', [id])
    const opened = await host.call(openSession, { body: { user, password: testPassword, as: 'bearer' } }, null)
    expect(opened.json()).toMatchObject({ mustChangePassword: true })
    const { token } = opened.json<{ token: string }>()
    expect((await host.call(listAccounts, {}, token)).json()).toMatchObject({ code: 'access.must-change-password' })
    expect((await host.call(showSession, {}, token)).json()).toMatchObject({ mayRead: [], mayWrite: [] })
    const changed = await host.call(
      changePassword,
      { body: { old: testPassword, new: 'seven mild green lamps' } },
      token,
    )
    expect(changed.statusCode).toBe(200)
    expect((await host.call(listAccounts, {}, token)).json()).toMatchObject({ code: 'access.not-permitted' })
    expect((await signIn(user, testPassword)).statusCode).toBe(401)
    expect((await signIn(user, 'seven mild green lamps')).statusCode).toBe(201)
  })

  it.each([
    ['short', 'too-short'],
    ['passwordpassword', 'too-guessable'],
    ['123456789012345', 'too-guessable'],
    [testPassword, 'same-as-old'],
  ])('refuses %s as %s', async (unfit, code) => {
    const { user } = await newPerson()
    const opened = await host.call(openSession, { body: { user, password: testPassword, as: 'bearer' } }, null)
    const { token } = opened.json<{ token: string }>()
    const answer = await host.call(changePassword, { body: { old: testPassword, new: unfit } }, token)
    expect(answer.statusCode).toBe(422)
    expect(answer.json()).toMatchObject({ code: 'access.password-unfit', fields: [{ path: '/body/new', code }] })
  })

  it('ends every other session of the account, and asks for the old password', async () => {
    const { user } = await newPerson()
    const body = { user, password: testPassword, as: 'bearer' } as const
    const [one, other] = await Promise.all([
      host.call(openSession, { body }, null),
      host.call(openSession, { body }, null),
    ])
    const [token, otherToken] = [one.json<{ token: string }>().token, other.json<{ token: string }>().token]
    const wrong = await host.call(changePassword, { body: { old: 'wrong', new: 'seven mild green lamps' } }, token)
    expect(wrong.json()).toMatchObject({ code: 'access.wrong-credentials' })
    await host.call(changePassword, { body: { old: testPassword, new: 'seven mild green lamps' } }, token)
    expect((await host.call(showSession, {}, token)).statusCode).toBe(200)
    expect((await host.call(showSession, {}, otherToken)).statusCode).toBe(401)
  })
})
