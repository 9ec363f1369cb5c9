// What the database's own catalogue must say of every table, policy and function, those that are added later included. Each rule asks for
// what breaks it; the answer must be empty. catalogue.db.test.ts asks all of them, and bench/wall.ts asks them of a wall with a hole in it.
import { eraserCalls, keeperCalls, notForTheApp, rights, type Rights } from './test-rights.ts'

export type CatalogueRule = {
  says: string
  /** Rows with a `name` each: what breaks the rule. */
  faults: string
}

const tables = `pg_class c where c.relnamespace = 'komar'::regnamespace and c.relkind in ('r', 'p')`
const strangers = `('komar_app'), ('komar_keeper')`
const roles = `${strangers}, ('komar_eraser')`

/** Rows of which nothing can be derived again: the keeper, which remakes projections, deletes none of them. */
const kept = [
  'entry',
  'entry_subject',
  'chain',
  'chain_head',
  'refusal',
  'scope_event',
  'account',
  'agency_membership',
  'invitation',
  'session',
  'user_circle',
  'circle',
  'agency',
  'read_log',
  'host',
  'device',
  'device_keeping',
  'hand_in',
  'host_key',
  'attachment',
  'attachment_part',
  'second_factor',
  'recovery_code',
  'passkey',
  'passkey_challenge',
  'provider_tie',
  'provider_flow',
  'reminder',
  'push_subscription',
  'questionnaire',
  'agency_key',
  'device_key',
  'agency_key_wrap',
  'agency_key_part',
]

export const catalogueRules: readonly CatalogueRule[] = [
  {
    says: 'there are tables at all',
    faults: `select 'too few' as name from (select count(*) as number from ${tables}) found where number <= 12`,
  },
  {
    says: 'every table has row-level security, forced',
    faults: `select relname as name from ${tables} and not (c.relrowsecurity and c.relforcerowsecurity)`,
  },
  {
    says: 'every table has a policy',
    faults: `select relname as name from ${tables} and not exists (select from pg_policy p where p.polrelid = c.oid)`,
  },
  {
    says: 'every table that the app, the keeper or the eraser may use has a policy for them',
    faults: `select c.relname || ' for ' || r.role as name from (values ${roles}) r (role), ${tables}
      and has_any_column_privilege(r.role, c.oid, 'select, insert, update')
      and not exists (select from pg_policy p where p.polrelid = c.oid and r.role::regrole = any (p.polroles))`,
  },
  {
    says: 'no policy is for everybody',
    faults: `select polname as name from pg_policy where 0 = any (polroles)`,
  },
  {
    says: 'every table has a comment',
    faults: `select relname as name from ${tables} and obj_description(c.oid, 'pg_class') is null`,
  },
  {
    says: 'no table belongs to the app, the keeper or the eraser',
    faults: `select relname as name from ${tables} and c.relowner::regrole::text in (values ${roles})`,
  },
  {
    // A projection is remade whole by the keeper, which may delete its rows as well; there a list of columns would guard nothing.
    says: 'insert and update are granted by column, projections excepted',
    faults: `select c.relname || ' ' || acl.privilege_type || ' to ' || acl.grantee::regrole::text as name
      from pg_class c, aclexplode(c.relacl) acl
      where c.relnamespace = 'komar'::regnamespace and c.relkind in ('r', 'p') and acl.grantee <> c.relowner
        and acl.privilege_type not in ('SELECT', 'DELETE')
        and not (acl.grantee::regrole::text = 'komar_keeper' and has_table_privilege('komar_keeper', c.oid, 'delete'))`,
  },
  {
    says: 'no table is for everybody',
    faults: `select c.relname as name from pg_class c, aclexplode(c.relacl) acl
      where c.relnamespace = 'komar'::regnamespace and acl.grantee = 0`,
  },
  {
    says: 'nobody but the owner updates or deletes an entry, a link of the chain or a line of the read log',
    faults: `select t.name || ' ' || p.verb || ' by ' || r.role as name
      from (values ('entry'), ('chain'), ('read_log')) t (name), (values ('update'), ('delete')) p (verb),
        (values ${strangers}) r (role)
      where case p.verb when 'delete' then has_table_privilege(r.role, 'komar.' || t.name, 'delete')
        else has_any_column_privilege(r.role, 'komar.' || t.name, 'update') end`,
  },
  {
    says: 'the app deletes nothing',
    faults: `select c.relname as name from ${tables} and has_table_privilege('komar_app', c.oid, 'delete')`,
  },
  {
    says: 'the keeper deletes only what can be derived again',
    faults: `select c.relname as name from ${tables} and has_table_privilege('komar_keeper', c.oid, 'delete')
      and c.relname in (${kept.map((name) => `'${name}'`).join(', ')})`,
  },
  {
    says: 'every definer function has a fixed search path that no temporary table can shadow',
    faults: `select p.oid::regprocedure::text as name from pg_proc p
      where p.pronamespace = 'komar'::regnamespace and p.prosecdef
        and not exists (select from unnest(p.proconfig) setting where setting ~ '^search_path=.*pg_temp"?$')`,
  },
  {
    says: 'no function is for everybody',
    faults: `select p.oid::regprocedure::text as name from pg_proc p
      left join lateral aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) acl on true
      where p.pronamespace = 'komar'::regnamespace and acl.grantee = 0 and p.prorettype <> 'trigger'::regtype`,
  },
  {
    says: 'no role goes round row-level security',
    faults: `select rolname as name from pg_roles
      where rolname in (values ${roles}, ('komar_owner')) and (rolsuper or rolbypassrls or rolreplication)`,
  },
  {
    says: 'the app may switch to the keeper, and does not inherit it',
    faults: `select 'komar_app' as name
      where pg_has_role('komar_app', 'komar_keeper', 'usage') or not pg_has_role('komar_app', 'komar_keeper', 'member')`,
  },
  {
    says: 'a policy is for one role, but for what everybody who works here reads',
    faults: `select p.polname || ' on ' || c.relname as name from pg_policy p join pg_class c on c.oid = p.polrelid
      where c.relnamespace = 'komar'::regnamespace and cardinality(p.polroles) > 1 and not (p.polname = 'everyone' and p.polcmd = 'r')`,
  },
  {
    // Of the keeper it does not say more: what it may not do, no policy lets it do.
    says: 'a policy is for one command, but for those of the owner and of the keeper where it writes',
    faults: `select p.polname || ' on ' || c.relname as name from pg_policy p join pg_class c on c.oid = p.polrelid
      where c.relnamespace = 'komar'::regnamespace and p.polcmd = '*' and p.polroles <> array[c.relowner]
        and not (p.polroles = array['komar_keeper'::regrole::oid] and has_any_column_privilege('komar_keeper', c.oid, 'insert, update'))`,
  },
  {
    says: 'nobody signs in as the keeper or the eraser, and nobody becomes the eraser',
    faults: `select rolname as name from pg_roles where rolname in ('komar_keeper', 'komar_eraser') and rolcanlogin
      union all select m.member::regrole::text from pg_auth_members m where m.roleid = 'komar_eraser'::regrole
        and (coalesce((to_jsonb(m) ->> 'set_option')::boolean, true) or coalesce((to_jsonb(m) ->> 'inherit_option')::boolean, true))`,
  },
  {
    says: 'the eraser owns one function, which only the keeper and the owner call besides, and makes nothing',
    faults: `select p.oid::regprocedure::text as name from pg_proc p
      where p.proowner = 'komar_eraser'::regrole and p.oid <> 'komar.carry_out_erasure(uuid)'::regprocedure
      union all select r.role from (values ${roles}) r (role) where has_schema_privilege(r.role, 'komar', 'create')`,
  },
  ...Object.entries(rights).map(([role, may]) => ({
    says: `${role} may do in tables what test-rights.ts says, and nothing else`,
    faults: differing(
      `select lower(acl.privilege_type) || ' ' || c.relname from pg_class c, aclexplode(c.relacl) acl
        where c.relnamespace = 'komar'::regnamespace and acl.grantee = '${role}'::regrole
        union all select lower(acl.privilege_type) || ' ' || c.relname || '.' || a.attname
        from pg_class c join pg_attribute a on a.attrelid = c.oid, aclexplode(a.attacl) acl
        where c.relnamespace = 'komar'::regnamespace and acl.grantee = '${role}'::regrole`,
      inWords(may),
    ),
  })),
  {
    says: 'the eraser calls what test-rights.ts says, and nothing else',
    faults: differing(callable('komar_eraser'), eraserCalls.split(' ')),
  },
  {
    says: 'the keeper calls what test-rights.ts says, and nothing else',
    faults: differing(callable('komar_keeper'), keeperCalls.split(' ')),
  },
  {
    says: 'the app does not call what test-rights.ts says, and everything else',
    faults: differing(callable('komar_app', 'not'), notForTheApp.split(' ')),
  },
]

/** What is there and not said, and what is said and not there. */
function differing(found: string, said: readonly string[]): string {
  const listed = `select unnest(array[${said.map((each) => `'${each}'`).join(', ')}])`
  return `with found (name) as (${found}), said (name) as (${listed})
    select name from ((table found except table said) union all (table said except table found)) differing`
}

function callable(role: string, not: 'not' | '' = ''): string {
  return `select p.proname::text from pg_proc p where p.pronamespace = 'komar'::regnamespace and p.prorettype <> 'trigger'::regtype
    and ${not} has_function_privilege('${role}', p.oid, 'execute')`
}

/** As the engine names rights: "select entry", "insert erased.act". */
function inWords({ reads, readsOf, adds, changes, deletes, remakes }: Rights): string[] {
  const whole = (verb: string, names: string) =>
    names.split(' ').flatMap((name) => (name === '' ? [] : [`${verb} ${name}`]))
  const some = (verb: string, columns: Readonly<Record<string, string>>) =>
    Object.entries(columns).flatMap(([table, names]) => names.split(' ').map((name) => `${verb} ${table}.${name}`))
  return [
    ...whole('select', `${reads} ${remakes}`),
    ...whole('insert', remakes),
    ...whole('delete', `${deletes} ${remakes}`),
    ...some('select', readsOf),
    ...some('insert', adds),
    ...some('update', changes),
  ]
}
