// What the engine itself shows to nobody (no session), and to a newcomer of an agency of its own who is in no circle, on a host where
// others have written: of every table nothing, but for a few that are named here with the reason. Past the API on purpose: this is the
// wall. A table added later is asked for by being there.
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Role } from '@komar/domain/access/roles'
import { arrangeSight } from '../http/test-sight.ts'
import { testHost, type TestHost } from '../http/test-host.ts'
import { addAgency, addPerson } from '../chronicle/test-people.ts'
import { asActor, asNobody } from './as-actor.ts'

let host: TestHost
let tables: string[]
const tokens = new Map<Role, string>()
beforeAll(async () => {
  host = await testHost()
  await arrangeSight(host)
  const db = await host.administrator.connect()
  const agency = await addAgency(db)
  for (const role of ['supervisor', 'carer', 'analyst', 'administrator'] as const)
    tokens.set(role, (await addPerson(db, agency, [role])).token)
  await db.query(`insert into komar.read_log (account, agency, what) select id, agency, 'x' from komar.account limit 1`)
  await db.query(`insert into komar.reminder (account, hour) select id, 8 from komar.account limit 1`)
  const { rows } = await db.query<{ name: string }>(
    `select relname as name from pg_class where relnamespace = 'komar'::regnamespace and relkind in ('r', 'p')
       and has_any_column_privilege('komar_app', oid, 'select') order by 1`,
  )
  db.release()
  tables = rows.map(({ name }) => name)
})
afterAll(() => host.dispose())

/** Tables of which something is seen, with how many rows are; own rows of the newcomer among them. */
async function seenBy(
  query: (text: string) => Promise<{ rows: { count: number }[] }>,
): Promise<Record<string, number>> {
  const seen: Record<string, number> = {}
  for (const name of tables) {
    const { rows } = await query(`select count(*)::int as count from komar.${name}`)
    if (rows[0] !== undefined && rows[0].count > 0) seen[name] = rows[0].count
  }
  return seen
}

it('nobody sees a row of any table but the host’s own, without which there is no page to sign in on, and the keys with which it signs', async () => {
  const seen = await asNobody(host.pool, (db) => seenBy((text) => db.query(text)))
  expect(
    Object.keys(seen).filter((name) => !['host', 'role_class', 'kind_registry', 'signing_key'].includes(name)),
  ).toEqual([])
})

it.each(['supervisor', 'carer', 'analyst'] as const)(
  'a newcomer who is a %s sees their colleagues, themself, and what tells of no person',
  async (role) => {
    const token = tokens.get(role) ?? ''
    const seen = await asActor(host.pool, { token, touch: false }, (db) => seenBy((text) => db.query(text)))
    // Agencies, circles and prisons are known to all who work here; the chain is numbers and hashes. The ids of sealed children, which the
    // wall itself reads for each entry, are random and lead to nothing that is seen; no day stands beside them.
    const known = [
      'agency',
      'chain',
      'chain_head',
      'child_seal',
      'circle',
      'facility',
      'host',
      'kind_registry',
      'role_class',
      'signing_key',
    ]
    const { account, agency_membership: memberships, user_circle: circles, device, ...others } = seen
    // The four of their own agency and that they belong to it, their own circle, their own device.
    expect({ account, memberships, circles, device }).toEqual({ account: 4, memberships: 4, circles: 1, device: 1 })
    expect(Object.keys(others).filter((name) => !known.includes(name))).toEqual([])
  },
)

it('an administrator sees accounts and who is in which circle, and nothing that is about a child', async () => {
  const token = tokens.get('administrator') ?? ''
  const seen = await asActor(host.pool, { token, touch: false }, (db) => seenBy((text) => db.query(text)))
  const about = [
    'entry',
    'entry_subject',
    'subject',
    'subject_circle',
    'deadline',
    'refusal',
    'withholding',
    'read_log',
    'hand_in',
    'attachment',
    'questionnaire',
  ]
  // Of the sealed their random ids alone, as above.
  const people = Object.keys(seen).filter((name) => about.includes(name) || /^(?:child_(?!seal)|carer_)/u.test(name))
  expect(people).toEqual([])
})

/** Columns of a table that the app may write in one way, and one row that another has written. */
async function othersRow(verb: 'INSERT' | 'UPDATE'): Promise<{ table: string; columns: string; row: string | null }[]> {
  const { rows } = await host.administrator.query<{ table: string; columns: string }>(
    `select table_name as table, string_agg(quote_ident(column_name), ', ') as columns from information_schema.column_privileges
     where table_schema = 'komar' and grantee = 'komar_app' and privilege_type = $1 group by 1 order by 1`,
    [verb],
  )
  const found = rows.map(async ({ table, columns }) => {
    const one = await host.administrator.query<{ row: string }>(
      `select to_jsonb(t)::text as row from komar.${table} t limit 1`,
    )
    return { table, columns, row: one.rows[0]?.row ?? null }
  })
  return Promise.all(found)
}

class Undo extends Error {}

/** What became of one statement; nothing stays of it. */
async function outcomeOf(token: string | null, text: string, values: unknown[]): Promise<string> {
  const attempt = async (db: { query: (text: string, values: unknown[]) => Promise<{ rowCount: number | null }> }) => {
    const { rowCount } = await db.query(text, values)
    throw new Undo(`${rowCount ?? 0} rows`)
  }
  return (token === null ? asNobody(host.pool, attempt) : asActor(host.pool, { token, touch: false }, attempt)).catch(
    (error: unknown) => {
      if (error instanceof Undo) return error.message
      if (error instanceof pg.DatabaseError) return error.code ?? ''
      throw error
    },
  )
}

describe.each([
  ['nobody', null],
  ['a newcomer who is a supervisor', 'supervisor'],
  ['a newcomer who is a carer', 'carer'],
] as const)('past the API, %s', (_, role) => {
  it('adds no row like one of another’s to any table', async () => {
    const rows = await othersRow('INSERT')
    // No file has come in here; what guards them is tried in attachments.db.test.ts.
    expect(rows.filter(({ row }) => row === null).map(({ table }) => table)).toEqual(['attachment', 'attachment_part'])
    for (const { table, columns, row } of rows.filter((one) => one.row !== null)) {
      const text = `insert into komar.${table} (${columns}) select ${columns} from jsonb_populate_record(null::komar.${table}, $1)`
      expect([table, await outcomeOf(role === null ? null : (tokens.get(role) ?? ''), text, [row])]).toEqual([
        table,
        '42501',
      ])
    }
  })

  it('changes no row of any table, their own colleagues’ among them', async () => {
    for (const { table, columns } of await othersRow('UPDATE')) {
      const [column = ''] = columns.split(', ')
      const outcome = await outcomeOf(
        role === null ? null : (tokens.get(role) ?? ''),
        `update komar.${table} set ${column} = ${column}`,
        [],
      )
      expect([table, ['0 rows', '42501'].includes(outcome) ? 'nothing' : outcome]).toEqual([table, 'nothing'])
    }
  })
})
