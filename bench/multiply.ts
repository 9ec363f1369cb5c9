// A country's size in minutes: the families that came in through the API are copied, each copy with ids of its own, their entries with
// texts that name the new ids, and a chain that links them rightly. `komar verify` and `komar rebuild --check` agree with the outcome.
import pg from 'pg'
import { z } from 'zod'
import type { Family } from './synthetic.ts'

/**
 * The id of a copy: a UUIDv7 in form, so that it passes every check, the same for the same original, and beside the others of its copy, as
 * ids that were made at one time are.
 */
const functions = `
create function pg_temp.copy_id(original uuid, copy int) returns uuid language sql immutable parallel safe as $$
  select (lpad(to_hex(copy), 8, '0') || overlay(overlay(substr(md5(original::text || copy), 9) placing '7' from 5 for 1)
    placing '8' from 9 for 1))::uuid $$;
create temp table family (mother uuid, child uuid);
create temp table member (id uuid primary key);`

/** The originals by themselves: the tables that the copies go to grow, and no copy should look through them. */
const own = [
  `create temp table own_entry as select e.*, c.seq as place, k.class_bit, f.mother as of_mother, f.child as of_child
   from member m join komar.entry e on e.subject = m.id join family f on m.id in (f.child, f.mother)
   join komar.chain c on c.entry = e.id join komar.kind_registry k on k.name = e.kind`,
  ...Object.entries({
    subject: 'id',
    subject_circle: 'subject',
    child_identity: 'child',
    child_status: 'child',
    child_carer: 'child',
    deadline: 'subject',
    carer_identity: 'carer',
    carer_custody: 'carer',
  }).map(
    ([table, key]) =>
      `create temp table own_${table} as select t.* from member m join komar.${table} t on t.${key} = m.id`,
  ),
]

const copies = [
  `insert into komar.entry (id, kind, v, class, subject, also, occurred, occurred_earliest, occurred_latest, basis, body, written_text,
     author, agency, device, written)
   select pg_temp.copy_id(o.id, $1), o.kind, o.v, o.class, pg_temp.copy_id(o.subject, $1),
     array(select pg_temp.copy_id(a, $1) from unnest(o.also) a), o.occurred, o.occurred_earliest, o.occurred_latest, o.basis,
     named.text::jsonb -> 'body', named.text, o.author, o.agency, o.device, o.written
   from own_entry o cross join lateral (select replace(replace(replace(replace(o.written_text, o.id::text,
     pg_temp.copy_id(o.id, $1)::text), o.of_child::text, pg_temp.copy_id(o.of_child, $1)::text), o.of_mother::text,
     pg_temp.copy_id(o.of_mother, $1)::text), '"code":"B-', '"code":"B' || $1 || '-') as text) named`,
  `insert into komar.subject (id, type, opened_by) select pg_temp.copy_id(id, $1), type, pg_temp.copy_id(opened_by, $1)
   from own_subject`,
  `insert into komar.subject_circle (subject, circle, mask, since, until, cause, via)
   select pg_temp.copy_id(subject, $1), circle, mask, since, until, pg_temp.copy_id(cause, $1), pg_temp.copy_id(via, $1)
   from own_subject_circle`,
  `insert into komar.child_identity (child, code, name_km, name_latin, called, sex, born, born_earliest, born_latest, facility, carer,
     lives_since, left_route, search)
   select pg_temp.copy_id(child, $1), replace(code, 'B-', 'B' || $1 || '-'), name_km, name_latin, called, sex, born, born_earliest,
     born_latest, facility, pg_temp.copy_id(carer, $1), lives_since, left_route, search
   from own_child_identity`,
  `insert into komar.child_status select pg_temp.copy_id(child, $1), is_inside, past_from_earliest, past_from_latest, approach_from,
     decision_type, decision_until, next_due from own_child_status`,
  `insert into komar.child_carer select pg_temp.copy_id(child, $1), pg_temp.copy_id(carer, $1), relation from own_child_carer`,
  `insert into komar.deadline select pg_temp.copy_id(subject, $1), code, replace(key, subject::text, pg_temp.copy_id(subject, $1)::text),
     class_mask, opens, due, breach_from, duty, harm, params from own_deadline`,
  `insert into komar.carer_identity select pg_temp.copy_id(carer, $1), name_km, name_latin, called, sex, search
   from own_carer_identity`,
  `insert into komar.carer_custody select pg_temp.copy_id(carer, $1), is_held, place, facility, held_since, legal_status, charge,
     expected_release, is_pregnant, due from own_carer_custody`,
]

/** Links the entries of a copy to the chain, in the order of the originals. */
const chain = `
do $$
declare
  head komar.chain_head%rowtype;
  one record;
begin
  select * into strict head from komar.chain_head;
  for one in select e.id, sha256(convert_to(e.written_text, 'UTF8')) as hash from own_entry o
    join komar.entry e on e.id = pg_temp.copy_id(o.id, COPY) order by o.place
  loop
    head.seq := head.seq + 1;
    head.chain := komar.chain_link(head.chain, one.hash, head.seq, head.received);
    insert into komar.chain (seq, entry, content, chain, received) values (head.seq, one.id, one.hash, head.chain, head.received);
  end loop;
  update komar.chain_head set seq = head.seq, chain = head.chain;
end $$`

const named = `
insert into komar.entry_subject (subject, seq, entry, class_bit, agency)
select distinct s, c.seq, e.id, o.class_bit, e.agency from own_entry o join komar.entry e on e.id = pg_temp.copy_id(o.id, $1)
join komar.chain c on c.entry = e.id cross join unnest(array[e.subject] || e.also) s`

/** Every index of these tables that no constraint needs: made anew at the end, which is quicker than keeping them row by row. */
const spareIndexes = `
select indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as made from pg_index
where not indisunique and indrelid in (select oid from pg_class where relnamespace = 'komar'::regnamespace and relname in ('entry',
  'entry_subject', 'subject', 'subject_circle', 'child_identity', 'child_status', 'child_carer', 'deadline', 'carer_identity',
  'carer_custody'))`
const indexesFound = z.array(z.object({ name: z.string(), made: z.string() }))

/** Copies families so many times, while nobody else writes. Needs a superuser's connection string. */
export async function multiply(maintenanceUrl: string, families: readonly Family[], times: number): Promise<void> {
  const db = new pg.Client({ connectionString: maintenanceUrl })
  await db.connect()
  try {
    // What triggers would check and note of each row was checked and noted of the originals.
    await db.query(`begin; set local session_replication_role = replica; ${functions}`)
    await db.query(
      `insert into family select mother, child from jsonb_to_recordset($1) as f (mother uuid, child uuid)`,
      [JSON.stringify(families.map(({ mother, child }) => ({ mother, child })))],
    )
    await db.query(`insert into member (id) select mother from family union select child from family`)
    await db.query('create index on family (mother); create index on family (child); analyze family; analyze member')
    for (const text of own) await db.query(text)
    // A copy is looked up by its ids: to hash a table that grows would take longer with each copy.
    await db.query(
      `set local enable_hashjoin = off; set local enable_mergejoin = off; set local maintenance_work_mem = '1GB'`,
    )
    const plans = indexesFound.parse((await db.query(spareIndexes)).rows)
    for (const { name } of plans) await db.query(`drop index ${name}`)
    for (let copy = 1; copy <= times; copy += 1) {
      for (const text of copies) await db.query(text, [copy])
      await db.query(chain.replace('COPY', String(copy)))
      await db.query(named, [copy])
    }
    for (const { made } of plans) await db.query(made)
    await db.query('commit')
  } finally {
    await db.end()
  }
}
