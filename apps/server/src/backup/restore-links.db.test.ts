// A one-time link works once, whatever was restored since: a backup does not know that it was used, or withdrawn, after it was made.
import { createAccount, type FreshInvitation } from '@komar/contract/accounts'
import { acceptInvitation } from '@komar/contract/invitations'
import { createHash, randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough, Readable } from 'node:stream'
import type pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { append, childRegistered, newId } from '../chronicle/test-people.ts'
import type { CommandIo } from '../cli/command.ts'
import { makePool } from '../db/pool.ts'
import { freshDatabase, type TestDatabase } from '../db/test-database.ts'
import { personOf, testHost, testPassword, type TestHost } from '../http/test-host.ts'
import { worldOf } from '../world.ts'
import { backupCommand } from './backup-command.ts'
import { restoreCommand } from './restore-command.ts'

let host: TestHost
let directory: string
let restored: TestDatabase
let app: pg.Pool
const child = newId()
const world = (country: string) => Promise.resolve(worldOf(country))

/** Links of before the backup, and what becomes of them after it. */
const links = { used: '', unused: '' }
const teachers = { answered: newToken(), calledOff: newToken(), unused: newToken(), answeredBefore: newToken() }

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'komar-restore-links-'))
  host = await testHost()
  restored = await freshDatabase()
  app = makePool({ url: restored.appUrl, max: 2 })
  const worker = await personOf(host, host.here.people['social-worker'])
  await append(host.pool, worker, [childRegistered(worker, child)])
  links.used = await invite('used')
  links.unused = await invite('unused')
  for (const token of Object.values(teachers)) await ask(token)
  await answered(teachers.answeredBefore)
})
afterAll(async () => {
  await app.end()
  await restored.dispose()
  await host.dispose()
  await rm(directory, { recursive: true })
})

function newToken(): string {
  return randomBytes(32).toString('base64url')
}

const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest()

async function invite(user: string): Promise<string> {
  const body = { user, displayName: user, agency: host.here.id, roles: ['monitor' as const], language: 'km' as const }
  const answer = await host.call(createAccount, { body }, host.here.people.administrator.token)
  return answer.json<{ invitation: FreshInvitation }>().invitation.token
}

async function ask(token: string): Promise<void> {
  await host.owner.query(
    `insert into komar.questionnaire (id, child, maker, token_hash, form, language, greeting, asked_by, made, until)
     values (gen_random_uuid(), $1, $2, $3, '4-17', 'km', 'Nita', 'Dr Dara', komar.today_host(), komar.today_host() + 21)`,
    [child, host.here.people.specialist.id, hashOf(token)],
  )
}

const answered = (token: string, pool = host.pool) =>
  stateFrom(pool, `komar.answer_questionnaire($1, '\\x00')`, hashOf(token))

async function stateFrom(pool: pg.Pool, call: string, hash: Buffer): Promise<string | null> {
  return (await pool.query<{ state: string | null }>(`select ${call} as state`, [hash])).rows[0]?.state ?? null
}

function ioFor(environment: Record<string, string>): CommandIo & { stdout: PassThrough } {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()]
  const now = () => new Date().toISOString()
  return { stdin: Readable.from([]), stdout, stderr, environment, now }
}

it('no link that was open at the backup sets a password or is answered at the restored host, and the command says so', async () => {
  const file = join(directory, 'host.komar')
  const connection = {
    DATABASE_URL: String(host.owner.options.connectionString),
    DATABASE_APP_URL: String(host.pool.options.connectionString),
  }
  await backupCommand(world).run([file], ioFor({ KOMAR_DATA: directory, ...connection }))
  const accepted = await host.call(acceptInvitation, { body: { token: links.used, password: testPassword } }, null)
  expect(accepted.statusCode).toBe(200)
  expect(await answered(teachers.answered)).toBe('open')
  await host.owner.query(
    'update komar.questionnaire set revoked_on = made, greeting = null, asked_by = null where token_hash = $1',
    [hashOf(teachers.calledOff)],
  )

  const io = ioFor({ KOMAR_DATA: directory, DATABASE_URL: restored.ownerUrl, DATABASE_APP_URL: restored.appUrl })
  expect(await restoreCommand(world).run([file], io)).toBe(0)
  const said = String(io.stdout.read())
  expect(said).toContain('Open links were withdrawn: 2 to come in, 3 for teachers.')
  expect(said).toMatch(/holds again: .*recovery codes used/u)

  for (const token of Object.values(links)) {
    expect(await stateFrom(app, `komar.accept_invitation($1, '$argon2id$x')`, hashOf(token))).toBe('ended')
  }
  const { answeredBefore, ...open } = teachers
  for (const token of Object.values(open)) expect(await answered(token, app)).toBe('ended')
  expect(await answered(answeredBefore, app)).toBe('answered')
  const { rows } = await host.administrator.query('select answers from komar.questionnaire where token_hash = $1', [
    hashOf(answeredBefore),
  ])
  expect(rows).toEqual([{ answers: Buffer.from([0]) }])
})

it('a database that was brought back without Komar loses them with its new epoch, those of a wrong clock too', async () => {
  const [token, late] = [await invite('brought-back'), await invite('late')]
  await host.owner.query(
    `update komar.invitation set made_at = made_at - interval '31 days', until = made_at - interval '1 day' where token_hash = $1`,
    [hashOf(late)],
  )
  await host.owner.query('select komar.begin_epoch()')
  const accepted = await host.call(acceptInvitation, { body: { token, password: testPassword } }, null)
  expect(accepted.statusCode).not.toBe(200)
  const { rows } = await host.owner.query('select from komar.invitation where used_at is null and withdrawn_at is null')
  expect(rows).toEqual([])
})
