// Copies of the domain's tables of roles and kinds in the database, so that row-level security and the domain use one source.
// Made anew at every start, after the migrations, by the owner.
import { classBit } from '@komar/domain/access/classes'
import { circleReadsOf, readsOf, roles, writesOf, type Role } from '@komar/domain/access/roles'
import { kinds } from '@komar/domain/kinds'
import pg from 'pg'

/** Makes role_class and kind_registry what the domain says. A kind that the domain no longer has stays: entries of it may exist. */
export async function syncRegistry(ownerUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl, application_name: 'komar registry' })
  await client.connect()
  try {
    await client.query('begin')
    await client.query('lock table komar.role_class, komar.kind_registry in share row exclusive mode')
    await client.query(roleSql, [JSON.stringify(roles.map(roleRow))])
    await client.query('delete from komar.role_class where role <> all ($1)', [roles])
    await client.query(kindSql, [JSON.stringify(kinds.map(kindRow))])
    await client.query('commit')
  } finally {
    await client.end()
  }
}

const roleSql = `
insert into komar.role_class (role, reads, circle_reads, writes)
select role, reads, circle_reads, writes from jsonb_to_recordset($1) as r (role text, reads int, circle_reads int, writes int)
on conflict (role) do update set reads = excluded.reads, circle_reads = excluded.circle_reads, writes = excluded.writes
where (role_class.reads, role_class.circle_reads, role_class.writes) <> (excluded.reads, excluded.circle_reads, excluded.writes)`

const kindSql = `
insert into komar.kind_registry (name, family, class, class_bit, subject_type, also_types, opens, roles, through_glass,
  wants_proof)
select name, family, class, class_bit, subject_type, also_types, opens, roles, through_glass, wants_proof from jsonb_to_recordset($1)
  as k (name text, family text, class text, class_bit int, subject_type text, also_types text[], opens boolean, roles text[],
    through_glass text, wants_proof boolean)
on conflict (name) do update set opens = excluded.opens, roles = excluded.roles, also_types = excluded.also_types,
  through_glass = excluded.through_glass, wants_proof = excluded.wants_proof`

function roleRow(role: Role) {
  return { role, reads: readsOf([role]), circle_reads: circleReadsOf([role]), writes: writesOf([role]) }
}

function kindRow(kind: (typeof kinds)[number]) {
  return {
    name: kind.name,
    family: kind.family,
    class: kind.class,
    class_bit: classBit(kind.class),
    subject_type: kind.subject,
    also_types: kind.also,
    opens: kind.opens,
    roles: kind.roles ?? null,
    through_glass: kind.throughGlass ?? null,
    wants_proof: kind.wantsProof ?? false,
  }
}
