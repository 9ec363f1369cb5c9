// Walks the database's own catalogue: whatever is added later must be guarded as well as what is there now.
import pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { freshDatabase, type TestDatabase } from './test-database.ts'

let database: TestDatabase
let client: pg.Client
beforeAll(async () => {
  database = await freshDatabase()
  client = new pg.Client({ connectionString: database.administratorUrl })
  await client.connect()
})
afterAll(async () => {
  await client.end()
  await database.dispose()
})

async function names(text: string): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(text)
  return rows.map(({ name }) => name).sort()
}

const tables = `pg_class c where c.relnamespace = 'komar'::regnamespace and c.relkind in ('r', 'p')`
const strangers = `('komar_app'), ('komar_keeper')`

it('finds the tables at all', async () => {
  expect((await names(`select relname as name from ${tables}`)).length).toBeGreaterThan(12)
})

it('every table has row-level security, forced', async () => {
  expect(
    await names(`select relname as name from ${tables} and not (c.relrowsecurity and c.relforcerowsecurity)`),
  ).toEqual([])
})

it('every table has a policy', async () => {
  const none = `and not exists (select from pg_policy p where p.polrelid = c.oid)`
  expect(await names(`select relname as name from ${tables} ${none}`)).toEqual([])
})

it('every table that the app or the keeper may use has a policy for them, and none is for everybody', async () => {
  const granted = `select c.relname || ' for ' || r.role as name from (values ${strangers}) r (role), ${tables}
    and has_any_column_privilege(r.role, c.oid, 'select, insert, update')
    and not exists (select from pg_policy p where p.polrelid = c.oid and r.role::regrole = any (p.polroles))`
  expect(await names(granted)).toEqual([])
  expect(await names(`select polname as name from pg_policy where 0 = any (polroles)`)).toEqual([])
})

it('every table has a comment', async () => {
  expect(await names(`select relname as name from ${tables} and obj_description(c.oid, 'pg_class') is null`)).toEqual(
    [],
  )
})

it('no table belongs to the app or the keeper', async () => {
  expect(
    await names(`select relname as name from ${tables} and c.relowner::regrole::text in ('komar_app', 'komar_keeper')`),
  ).toEqual([])
})

// A projection is remade whole by the keeper, which may delete its rows as well; there a list of columns would guard nothing.
it('insert and update are granted by column, projections excepted, and nothing to everybody', async () => {
  const whole = `select c.relname || ' ' || acl.privilege_type || ' to ' || acl.grantee::regrole::text as name
    from pg_class c, aclexplode(c.relacl) acl
    where c.relnamespace = 'komar'::regnamespace and c.relkind in ('r', 'p') and acl.grantee <> c.relowner
      and acl.privilege_type not in ('SELECT', 'DELETE')
      and not (acl.grantee::regrole::text = 'komar_keeper' and has_table_privilege('komar_keeper', c.oid, 'delete'))`
  expect(await names(whole)).toEqual([])
  const everybody = `select c.relname as name from pg_class c, aclexplode(c.relacl) acl
    where c.relnamespace = 'komar'::regnamespace and acl.grantee = 0`
  expect(await names(everybody)).toEqual([])
})

it('nobody but the owner updates or deletes an entry, a link of the chain or a line of the read log', async () => {
  const frozen = `select t.name || ' ' || p.verb || ' by ' || r.role as name
    from (values ('entry'), ('chain'), ('read_log')) t (name), (values ('update'), ('delete')) p (verb), (values ${strangers}) r (role)
    where case p.verb when 'delete' then has_table_privilege(r.role, 'komar.' || t.name, 'delete')
      else has_any_column_privilege(r.role, 'komar.' || t.name, 'update') end`
  expect(await names(frozen)).toEqual([])
})

it('the app deletes nothing, and the keeper deletes only what can be derived again', async () => {
  const deletes = `select c.relname as name from ${tables} and has_table_privilege('komar_app', c.oid, 'delete')`
  expect(await names(deletes)).toEqual([])
  const guarded = `select c.relname as name from ${tables} and has_table_privilege('komar_keeper', c.oid, 'delete')
    and c.relname in ('entry', 'entry_subject', 'chain', 'chain_head', 'refusal', 'scope_event', 'account', 'agency_membership', 'invitation', 'session',
      'user_circle', 'circle', 'agency', 'read_log', 'host', 'device', 'device_keeping', 'hand_in', 'host_key', 'attachment',
      'attachment_part', 'second_factor', 'recovery_code', 'passkey', 'passkey_challenge', 'provider_tie',
      'provider_flow', 'reminder', 'push_subscription', 'questionnaire',
      'agency_key', 'device_key', 'agency_key_wrap', 'agency_key_part')`
  expect(await names(guarded)).toEqual([])
})

it('every definer function has a fixed search path that no temporary table can shadow', async () => {
  const loose = `select p.oid::regprocedure::text as name from pg_proc p
    where p.pronamespace = 'komar'::regnamespace and p.prosecdef
      and not exists (select from unnest(p.proconfig) setting where setting ~ '^search_path=.*pg_temp"?$')`
  expect(await names(loose)).toEqual([])
})

it('no function is for everybody', async () => {
  const open = `select p.oid::regprocedure::text as name from pg_proc p
    left join lateral aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) acl on true
    where p.pronamespace = 'komar'::regnamespace and acl.grantee = 0 and p.prorettype <> 'trigger'::regtype`
  expect(await names(open)).toEqual([])
})

it('neither role goes round row-level security, and the app does not inherit the keeper', async () => {
  const strong = `select rolname as name from pg_roles
    where rolname in ('komar_app', 'komar_keeper', 'komar_owner') and (rolsuper or rolbypassrls or rolreplication)`
  expect(await names(strong)).toEqual([])
  const { rows } = await client.query(
    `select pg_has_role('komar_app', 'komar_keeper', 'usage') as inherits, pg_has_role('komar_app', 'komar_keeper', 'member') as may_switch`,
  )
  expect(rows).toEqual([{ inherits: false, may_switch: true }])
})
