import * as accounts from '@komar/contract/accounts'
import * as circles from '@komar/contract/circles'
import { acceptInvitation } from '@komar/contract/invitations'
import { openSession } from '@komar/contract/session'
import type pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { asActor } from '../db/as-actor.ts'
import { hashToken } from '../http/session-cookie.ts'
import { testHost, testPassword, type TestHost } from '../http/test-host.ts'
import { arrangeRelation } from '../http/test-relation.ts'

let host: TestHost
let administrator: string
beforeAll(async () => {
  host = await testHost()
  administrator = host.here.people.administrator.token
})
afterAll(() => host.dispose())

/** Runs one statement as somebody, past the server, and answers the SQLSTATE of its refusal. */
async function tryAs(token: string, text: string, values: unknown[] = []): Promise<string | number> {
  const work = (db: pg.PoolClient) => db.query(text, values).then(({ rowCount }) => rowCount ?? 0)
  return asActor(host.pool, { token: hashToken(token).toString('hex'), touch: false }, work).catch(
    (error: { code?: string }) => error.code ?? 'no SQLSTATE',
  )
}

describe('an administrator', () => {
  let user: string
  let made = 0
  beforeEach(() => {
    user = `new.person${(made += 1)}`
  })
  async function create() {
    const body = {
      user,
      displayName: 'New Person',
      agency: host.there.id,
      roles: ['monitor' as const],
      language: 'km' as const,
    }
    const answer = await host.call(accounts.createAccount, { body }, administrator)
    expect(answer.statusCode).toBe(201)
    return answer.json<{ account: accounts.Account; invitation: accounts.FreshInvitation }>()
  }
  const signIn = (password: string) => host.call(openSession, { body: { user, password, as: 'bearer' } }, null)
  const choose = ({ token }: accounts.FreshInvitation, password: string) =>
    host.call(acceptInvitation, { body: { token, password } }, null)

  it('makes an account that has no password until its person sets one', async () => {
    const { account, invitation } = await create()
    expect(account).toMatchObject({
      user,
      agency: host.there.id,
      roles: ['monitor'],
      mustChangePassword: true,
      disabledAt: null,
    })
    expect((await signIn(testPassword)).statusCode).toBe(401)
    expect((await choose(invitation, testPassword)).json()).toEqual({ user })
    expect((await signIn(testPassword)).json()).toMatchObject({ mustChangePassword: false })
    const listed = (await host.call(accounts.listAccounts, {}, administrator)).json<{ accounts: accounts.Account[] }>()
    expect(listed.accounts.map((one) => one.user)).toContain(user)
    expect(JSON.stringify(listed)).not.toContain('argon2')
  })

  it('does not make two accounts of one login, nor one of an unknown agency', async () => {
    await create()
    const body = {
      user,
      displayName: 'Other',
      agency: host.here.id,
      roles: ['monitor' as const],
      language: 'en' as const,
    }
    expect((await host.call(accounts.createAccount, { body }, administrator)).json()).toMatchObject({
      code: 'request.conflict',
    })
    const lost = { ...body, user: `${user}.x`, agency: '01940000-0000-7000-8000-000000000099' }
    expect((await host.call(accounts.createAccount, { body: lost }, administrator)).json()).toMatchObject({
      fields: [{ path: '/body/agency', code: 'not-found' }],
    })
  })

  it('disables an account at once, enables it again, and makes a link for a new password', async () => {
    const { account, invitation } = await create()
    await choose(invitation, testPassword)
    const { token } = (await signIn(testPassword)).json<{ token: string }>()
    const params = { id: account.id }
    const changed = await host.call(accounts.changeAccount, { params, body: { isDisabled: true } }, administrator)
    expect(changed.json()).toMatchObject({ account: { disabledAt: expect.any(String) } })
    expect((await host.call(accounts.listAgencies, {}, token)).statusCode).toBe(401)
    expect((await signIn(testPassword)).statusCode).toBe(401)
    await host.call(
      accounts.changeAccount,
      { params, body: { isDisabled: false, displayName: 'Renamed' } },
      administrator,
    )
    const reset = await host.call(accounts.resetPassword, { params, body: {} }, administrator)
    expect((await signIn(testPassword)).statusCode).toBe(401)
    const chosen = 'a slower river by noon'
    await choose(reset.json<{ invitation: accounts.FreshInvitation }>().invitation, chosen)
    expect((await signIn(testPassword)).statusCode).toBe(401)
    expect((await signIn(chosen)).statusCode).toBe(201)
  })

  it('puts people into circles and ends that, dated', async () => {
    const params = { id: host.there.people.clinician.id }
    const body = { circle: host.here.circle, classes: ['health' as const], since: '2014-01-01' }
    const added = await host.call(circles.addMembership, { params, body }, administrator)
    expect(added.json()).toMatchObject({ membership: { ...body, user: params.id, until: null } })
    const { membership } = added.json<{ membership: circles.CircleMembership }>()
    const end = { params: { ...params, membership: membership.id }, body: { until: '2014-06-01' } }
    expect((await host.call(circles.endMembership, end, administrator)).json()).toMatchObject({
      membership: { until: '2014-06-01' },
    })
    const listed = await host.call(circles.listMemberships, { params }, administrator)
    expect(listed.json<{ memberships: unknown[] }>().memberships).toHaveLength(1)
  })

  it('never changes their own account, nor gives circles to themself or to another administrator', async () => {
    const [own, other] = [host.here.people.administrator.id, host.there.people.administrator.id]
    const body = { circle: host.here.circle, classes: ['identity' as const], since: '2014-01-01' }
    const answers = await Promise.all([
      host.call(accounts.changeAccount, { params: { id: own }, body: { roles: ['supervisor'] } }, administrator),
      host.call(accounts.resetPassword, { params: { id: own }, body: {} }, administrator),
      host.call(circles.addMembership, { params: { id: own }, body }, administrator),
      host.call(circles.addMembership, { params: { id: other }, body }, administrator),
    ])
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([403, 403, 403, 403])
  })

  it('is held to that by the database too', async () => {
    const [own, other] = [host.here.people.administrator.id, host.there.people.administrator.id]
    const join = `insert into komar.user_circle (user_id, circle, mask, since) values ($1, $2, 1, '2014-01-01')`
    expect(await tryAs(administrator, `update komar.account set roles = '{supervisor}' where id = $1`, [own])).toBe(0)
    expect(await tryAs(administrator, join, [own, host.here.circle])).toBe('42501')
    expect(await tryAs(administrator, join, [other, host.here.circle])).toBe('42501')
    expect(await tryAs(administrator, `update komar.account set must_change_password = false`)).toBe('42501')
    expect(await tryAs(administrator, `update komar.user_circle set mask = 511`)).toBe('42501')
    expect(await tryAs(administrator, `delete from komar.user_circle`)).toBe('42501')
  })

  it('reads no entry and no child by being one', async () => {
    const at = { role: 'administrator', accessClass: 'identity' } as const
    await arrangeRelation(host, { ...at, name: 'no circle' })
    await arrangeRelation(host, { role: 'monitor', accessClass: 'identity', name: 'common circle' })
    const { token } = await arrangeRelation(host, { ...at, name: 'own agency' })
    const tables = await host.administrator.query<{ name: string }>(
      `select c.relname as name from pg_class c where c.relnamespace = 'komar'::regnamespace and c.relkind = 'r'
       and exists (select from pg_attribute a where a.attrelid = c.oid and a.attname in ('subject', 'child', 'carer', 'kin'))
       and has_any_column_privilege('komar_app', c.oid, 'select')`,
    )
    const names = ['subject', ...tables.rows.map(({ name }) => name)]
    expect(names).toEqual(expect.arrayContaining(['subject', 'entry', 'entry_subject', 'subject_circle']))
    const seen = await Promise.all(names.map(async (name) => [name, await tryAs(token, `select from komar.${name}`)]))
    expect(seen).toEqual(names.map((name) => [name, 0]))
    expect(await tryAs(token, 'select where komar.role_reads() <> 0 or komar.role_writes() <> 0')).toBe(0)
  })

  it('leaves a trace of everything done', async () => {
    const { account } = await create()
    await host.call(accounts.changeAccount, { params: { id: account.id }, body: { isDisabled: true } }, administrator)
    const log = await host.owner.query('select what from komar.read_log where subject = $1', [account.id])
    expect(log.rows).toEqual([{ what: 'account.changed' }])
  })
})

describe('nobody else', () => {
  it('sees accounts of other agencies, sessions, secrets or failures', async () => {
    const { token } = host.here.people.supervisor
    expect(await tryAs(token, 'select from komar.account where agency <> $1', [host.here.id])).toBe(0)
    for (const table of ['session', 'account_secret', 'sign_in_failure']) {
      expect([table, await tryAs(token, `select from komar.${table}`)]).toEqual([table, '42501'])
    }
  })

  it('writes the read log in another’s name, or takes a line out of it', async () => {
    const { token } = host.here.people.supervisor
    const line = `insert into komar.read_log (account, agency, what) values ($1, $2, 'x')`
    expect(await tryAs(token, line, [host.there.people.monitor.id, host.here.id])).toBe('42501')
    expect(await tryAs(token, 'delete from komar.read_log')).toBe('42501')
  })

  it('becomes an actor by naming one', async () => {
    const hash = hashToken('guessed').toString('hex')
    expect(await tryAs('guessed', 'select from komar.agency')).toBe(0)
    const found = await asActor(host.pool, { token: hash, touch: false }, (_db, actor) => Promise.resolve(actor))
    expect(found).toBeNull()
  })

  it('stays an actor in the next use of a connection', async () => {
    await tryAs(host.here.people.supervisor.token, 'select 1')
    const left = await Promise.all(Array.from({ length: 8 }, () => host.pool.query('select komar.actor_id() as id')))
    expect(left.flatMap(({ rows }) => rows)).toEqual(Array.from({ length: 8 }, () => ({ id: null })))
  })
})

it('a demonstration host never becomes a real one', async () => {
  await host.owner.query(`update komar.host set stamp = 'demonstration'`)
  await expect(host.owner.query(`update komar.host set stamp = 'real'`)).rejects.toThrow(
    'a demonstration host stays one',
  )
  await expect(host.owner.query('delete from komar.host')).rejects.toThrow('a demonstration host stays one')
})
