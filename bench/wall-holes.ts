// Every hole that is tried: made from the database's own catalogue, so that what is added later is tried too; and for the functions by
// which the wall knows who asks, written out one by one.
import type pg from 'pg'
import { grantHoles } from './wall-grants.ts'
import { policyHoles } from './wall-policies.ts'

export type Hole = {
  name: string
  statement: string
  /** Many holes alike: those that one rule sees are told in one line. */
  kind?: string
  /** Whose hole it is, where it is one of a role. */
  roles?: readonly string[]
}

/** All holes, those that take the longest first. */
export async function holesOf(db: pg.ClientBase): Promise<Hole[]> {
  const { parts, whole, quick } = await policyHoles(db)
  return [
    ...parts,
    ...whole,
    ...functions,
    ...(await fromCatalogue(db, forced)),
    ...quick,
    ...(await grantHoles(db)),
    ...(await fromCatalogue(db, publicFunctions)),
    ...(await fromCatalogue(db, searchPaths)),
  ]
}

async function fromCatalogue(db: pg.ClientBase, text: string): Promise<Hole[]> {
  const { rows } = await db.query<Hole>(text)
  return rows
}

const tables = `pg_class c where c.relnamespace = 'komar'::regnamespace and c.relkind in ('r', 'p')`

const forced = `select format('row-level security of %s is not forced', c.relname) as name,
  format('alter table komar.%I no force row level security', c.relname) as statement from ${tables} order by 1`

const publicFunctions = `select format('everybody may call %s', p.oid::regprocedure) as name,
  format('grant execute on function %s to public', p.oid::regprocedure) as statement
  from pg_proc p where p.pronamespace = 'komar'::regnamespace and p.prosecdef and p.prorettype <> 'trigger'::regtype order by 1`

const searchPaths = `select format('%s looks names up wherever its caller says', p.oid::regprocedure) as name,
  format('alter function %s reset search_path', p.oid::regprocedure) as statement
  from pg_proc p where p.pronamespace = 'komar'::regnamespace and p.prosecdef order by 1`

function replaced(head: string, body: string, name: string): Hole {
  const rest = 'language sql stable security definer set search_path = pg_catalog, pg_temp'
  return { name, statement: `create or replace function komar.${head} ${rest} as $$ ${body} $$` }
}

const allCircles = `select coalesce(array_agg(c.id), '{}') from komar.circle c`
const live = `select s from komar.session s join komar.account a on a.id = s.account
  where s.token_hash = decode(nullif(current_setting('komar.session', true), ''), 'hex')`

const functions: readonly Hole[] = [
  replaced('actor_administers() returns boolean', 'select true', 'everybody administers'),
  replaced(
    'actor_session() returns komar.session',
    `${live} and a.disabled_at is null and s.last_seen_at > now() - s.idle_limit`,
    'a session has no last hour',
  ),
  replaced(
    'actor_session() returns komar.session',
    `${live} and a.disabled_at is null and s.expires_at > now()`,
    'a session that nobody uses goes on',
  ),
  replaced(
    'actor_session() returns komar.session',
    `${live} and s.expires_at > now() and s.last_seen_at > now() - s.idle_limit`,
    'a disabled account goes on',
  ),
  replaced(
    'actor_roles() returns text[]',
    `select coalesce((select roles from komar.account where id = komar.actor_id()), '{}')`,
    'a first password has roles',
  ),
  replaced('role_reads() returns int', 'select 511', 'every role reads every class'),
  replaced('role_circle_reads() returns int', 'select 511', 'every role reads every class of other agencies'),
  replaced('role_writes() returns int', 'select 511', 'every role writes every class'),
  replaced('my_circles() returns int[]', allCircles, 'everybody is in every circle'),
  replaced('whole_circles() returns int[]', allCircles, 'everybody reads everything due in every circle'),
  replaced('actor_circles(class_bit int) returns int[]', allCircles, 'everybody holds every class in every circle'),
  replaced('reading_circles(class_bit int) returns int[]', allCircles, 'everybody reads in every circle'),
  replaced('writing_circles(class_bit int) returns int[]', allCircles, 'everybody writes in every circle'),
  replaced('is_unopened(wanted uuid) returns boolean', 'select true', 'whoever is there already can be opened again'),
  replaced('sight_of(wanted uuid) returns int', 'select 511', 'everybody sees all classes of what is due'),
  replaced('withheld_names() returns uuid[]', `select '{}'::uuid[]`, 'nothing is withheld from those complained of'),
  replaced('is_called_off(the_token_hash bytea) returns boolean', 'select false', 'no device is called off'),
  replaced(
    'actor_devices() returns uuid[]',
    `select coalesce(array_agg(d.id), '{}') from komar.device d`,
    'everybody’s devices are one’s own',
  ),
  replaced(
    'may_ask_of(the_child uuid) returns boolean',
    'select true',
    'everybody may ask a teacher about every child',
  ),
  replaced(
    'my_diaries() returns uuid[]',
    `select coalesce(array_agg(s.id), '{}') from komar.subject s`,
    'every carer keeps every diary',
  ),
  replaced('keeps_agency_keys() returns boolean', 'select true', 'everybody makes and gives the keys of an agency'),
  replaced(
    'standing_of_device(the_device uuid, the_agency uuid) returns text',
    `select 'here'::text`,
    'every device is one of this agency, and here',
  ),
]
