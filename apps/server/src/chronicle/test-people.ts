// People, agencies and entries for the database tests of the chronicle. All synthetic.
import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { canonicalJson, type Json } from '@komar/domain/chronicle/canonical'
import { uuidSchema, writtenSchema, type Uuid, type Written } from '@komar/domain/chronicle/entry'
import { allClasses } from '@komar/domain/access/classes'
import type { Role } from '@komar/domain/access/roles'
import pg from 'pg'
import { asActor } from '../db/as-actor.ts'
import { makePool } from '../db/pool.ts'
import { freshDatabase, type TestDatabase } from '../db/test-database.ts'
import { worldOf } from '../world.ts'
import { appendEntries, type AppendResult } from './append.ts'
import type { World } from './world.ts'

/** `secret` is what they would send as a bearer token, `token` its hash. */
export type Person = { user: Uuid; agency: Uuid; device: Uuid; secret: string; token: string }

export type TestChronicle = {
  database: TestDatabase
  app: pg.Pool
  /** A superuser, who sees what is really there. */
  administrator: pg.Client
  dispose: () => Promise<void>
}

/** A host with its own database and no people. */
export async function testChronicle(): Promise<TestChronicle> {
  const database = await freshDatabase()
  const app = makePool({ url: database.appUrl })
  const administrator = new pg.Client({ connectionString: database.administratorUrl })
  await administrator.connect()
  await administrator.query(`insert into komar.host (stamp, country) values ('real', 'kh')`)
  const dispose = async () => {
    await app.end()
    await administrator.end()
    await database.dispose()
  }
  return { database, app, administrator, dispose }
}

export function newId(): Uuid {
  return uuidSchema.parse(randomUUID())
}

export async function addAgency(db: pg.ClientBase): Promise<Uuid> {
  const id = newId()
  await db.query(
    `insert into komar.agency (id, code, name_en, name_km, kind, is_state) values ($1, $2, 'Agency', 'ភ្នាក់ងារ', 'child-welfare', true)`,
    [id, `a-${id.slice(0, 8)}`],
  )
  return id
}

/** A signed-in person in the circle of their agency, with every class that their roles allow. */
export async function addPerson(db: pg.ClientBase, agency: Uuid, roles: readonly Role[]): Promise<Person> {
  const [user, device] = [newId(), newId()]
  const secret = randomBytes(32).toString('base64url')
  const token = createHash('sha256').update(secret).digest('hex')
  await db.query(
    `insert into komar.account (id, login, display_name, agency, roles, must_change_password) values ($1, $2, 'Person', $3, $4, false)`,
    [user, `p-${user.slice(0, 13)}`, agency, roles],
  )
  await db.query('insert into komar.device (id, account) values ($1, $2)', [device, user])
  await db.query(
    `insert into komar.session (token_hash, account, device, expires_at, idle_limit)
     values (decode($1, 'hex'), $2, $3, now() + interval '1 day', interval '1 day')`,
    [token, user, device],
  )
  await join(db, user, await circleOf(db, 'agency', agency))
  return { user, agency, device, secret, token }
}

/** The circle of a place, made when there is none. */
export async function circleOf(
  db: pg.ClientBase,
  type: 'facility' | 'agency' | 'case-load',
  owner: Uuid,
): Promise<number> {
  const column = type === 'facility' ? 'facility' : 'agency'
  const found = await db.query<{ id: number }>(`select id from komar.circle where type = $1 and ${column} = $2`, [
    type,
    owner,
  ])
  if (found.rows[0] !== undefined) return found.rows[0].id
  const made = await db.query<{ id: number }>(
    `insert into komar.circle (type, ${column}) values ($1, $2) returning id`,
    [type, owner],
  )
  return made.rows[0]?.id ?? 0
}

export async function join(
  db: pg.ClientBase,
  user: Uuid,
  circle: number,
  {
    mask = allClasses,
    since = '2000-01-01',
    until = null,
  }: { mask?: number; since?: string; until?: string | null } = {},
): Promise<void> {
  await db.query('insert into komar.user_circle (user_id, circle, mask, since, until) values ($1, $2, $3, $4, $5)', [
    user,
    circle,
    mask,
    since,
    until,
  ])
}

/** A whole entry of a person from its telling parts. */
export function entryOf(
  person: Person,
  draft: Record<string, unknown> & { kind: string; subject: string; body: Record<string, unknown> },
): Written {
  return writtenSchema.parse({
    id: randomUUID(),
    v: 1,
    also: [],
    occurred: '2013-07-14',
    basis: 'seen',
    author: person.user,
    agency: person.agency,
    device: person.device,
    written: '2013-07-14T03:00:00.000Z',
    ...draft,
    body: { salt: randomBytes(16).toString('base64url'), ...draft.body },
  })
}

const names = { km: 'សុខា', latin: 'Sokha' }

export function childRegistered(person: Person, subject = newId(), more: Record<string, unknown> = {}): Written {
  const body = { names, sex: 'female', code: `C-${subject.slice(0, 8).toUpperCase()}` }
  return entryOf(person, { kind: 'register.child-registered', subject, body, ...more })
}

export function noteWritten(person: Person, subject: Uuid, note = 'A note.'): Written {
  return entryOf(person, { kind: 'register.note-written', subject, body: { note } })
}

export function birthStated(person: Person, subject: Uuid, born: string, more: Record<string, unknown> = {}): Written {
  return entryOf(person, { kind: 'register.birth-stated', subject, body: { born, ...more } })
}

export function residenceBegan(person: Person, subject: Uuid, facility: Uuid, occurred: string): Written {
  return entryOf(person, { kind: 'register.residence-began', subject, occurred, body: { facility } })
}

/** A world without gates, projections and rules. */
// The pack is for gates and projectors only, of which there are none.
export const emptyWorld: World = {
  gateFor: () => undefined,
  projectors: [],
  pack: {} as World['pack'],
  placing: worldOf('kh').placing,
  sameness: worldOf('kh').sameness,
}

/** One call of a person, committed. */
export async function append(
  app: pg.Pool,
  person: Person,
  entries: readonly unknown[],
  { together = [], world = emptyWorld }: { together?: readonly (readonly string[])[]; world?: World } = {},
): Promise<AppendResult[]> {
  const options = { world, together, isProved: true }
  return asActor(app, { token: person.token, touch: false }, (db) => appendEntries(db, entries, options))
}

export function contentOf(entry: unknown): string {
  return createHash('sha256')
    .update(canonicalJson(entry as Json), 'utf8')
    .digest('hex')
}

/** So many days later on the host. */
export async function passDays(db: Pick<pg.ClientBase, 'query'>, days: number): Promise<void> {
  await db.query('update komar.host set clock_offset = clock_offset - make_interval(days => $1)', [days])
}

/** As if what leads to the seal had been said long before that day. */
export async function sealFrom(db: Pick<pg.ClientBase, 'query'>, child: string, day: string): Promise<void> {
  await db.query(
    `insert into komar.child_seal (child, seals_on, because) values ($1, $2, 'age')
     on conflict (child) do update set seals_on = excluded.seals_on`,
    [child, day],
  )
}
