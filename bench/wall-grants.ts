// Holes in what Komar's roles may do at all: every grant that one of them does not have, and every function that it may not call.
import type pg from 'pg'
import type { Hole } from './wall-holes.ts'

export async function grantHoles(db: pg.ClientBase): Promise<Hole[]> {
  const { rows } = await db.query<Hole>(`${tables} union all ${functions} order by kind, name`)
  return rows
}

const roles = `(values ('the app', 'komar_app'), ('the keeper', 'komar_keeper'), ('the eraser', 'komar_eraser')) r (called, role)`

/** The columns that it may not read, add or change; a whole table that it may not empty: no policy stands before `truncate`. */
const tables = `select format('%s may %s %s%s', r.called, verb, case when cardinality(had) > 0 then 'all of ' else '' end, c.relname) as name,
    format('tables that %s may %s', r.called, verb) as kind,
    format('grant %s%s on komar.%I to %s', verb, case when verb not in ('delete', 'truncate') then ' (' || missing || ')' end,
      c.relname, r.role) as statement, array[r.role] as roles
  from ${roles}, unnest(array['select', 'insert', 'update', 'delete', 'truncate']) as verb,
    pg_class c cross join lateral (
      select string_agg(quote_ident(a.attname), ', ' order by a.attnum) filter (where not may) as missing,
        coalesce(array_agg(a.attname) filter (where may), '{}') as had
      from pg_attribute a cross join lateral (select case when verb in ('delete', 'truncate') then has_table_privilege(r.role, c.oid, verb)
        else has_column_privilege(r.role, c.oid, a.attnum, verb) end as may) m
      where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped) columns
  where c.relnamespace = 'komar'::regnamespace and c.relkind in ('r', 'p') and missing is not null`

const functions = `select format('%s may call %s', r.called, p.oid::regprocedure) as name, format('functions that %s may call', r.called) as kind,
    format('grant execute on function %s to %s', p.oid::regprocedure, r.role) as statement, array[r.role] as roles
  from ${roles}, pg_proc p
  where p.pronamespace = 'komar'::regnamespace and p.prorettype <> 'trigger'::regtype and not has_function_privilege(r.role, p.oid, 'execute')`
