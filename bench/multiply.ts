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

const entries = `
insert into komar.entry (id, kind, v, class, subject, also, occurred, occurred_earliest, occurred_latest, basis, body, written_text,
  author, agency, device, written)
select pg_temp.copy_id(e.id, $1), e.kind, e.v, e.class, pg_temp.copy_id(e.subject, $1),
  array(select pg_temp.copy_id(a, $1) from unnest(e.also) a), e.occurred, e.occurred_earliest, e.occurred_latest, e.basis,
  named.text::jsonb -> 'body', named.text, e.author, e.agency, e.device, e.written
from member m join komar.entry e on e.subject = m.id join family f on f.child = m.id or f.mother = m.id
cross join lateral (select replace(replace(replace(replace(e.written_text, e.id::text, pg_temp.copy_id(e.id, $1)::text),
  f.child::text, pg_temp.copy_id(f.child, $1)::text), f.mother::text, pg_temp.copy_id(f.mother, $1)::text),
  '"code":"B-', '"code":"B' || $1 || '-') as text) named`

const derived = [
  `insert into komar.subject (id, type, opened_by) select pg_temp.copy_id(s.id, $1), s.type, pg_temp.copy_id(s.opened_by, $1)
   from member m join komar.subject s on s.id = m.id`,
  `insert into komar.subject_circle (subject, circle, mask, since, until, cause, via)
   select pg_temp.copy_id(subject, $1), circle, mask, since, until, pg_temp.copy_id(cause, $1), pg_temp.copy_id(via, $1)
   from member m join komar.subject_circle sc on sc.subject = m.id`,
  `insert into komar.child_identity (child, code, name_km, name_latin, called, sex, born, born_earliest, born_latest, facility, carer,
     lives_since, left_route, search)
   select pg_temp.copy_id(child, $1), replace(code, 'B-', 'B' || $1 || '-'), name_km, name_latin, called, sex, born, born_earliest,
     born_latest, facility, pg_temp.copy_id(carer, $1), lives_since, left_route, search
   from member m join komar.child_identity c on c.child = m.id`,
  `insert into komar.child_status select pg_temp.copy_id(child, $1), is_inside, past_from_earliest, past_from_latest, approach_from,
     decision_type, decision_until, next_due from member m join komar.child_status c on c.child = m.id`,
  `insert into komar.child_carer select pg_temp.copy_id(child, $1), pg_temp.copy_id(carer, $1), relation
   from member m join komar.child_carer c on c.child = m.id`,
  `insert into komar.deadline select pg_temp.copy_id(subject, $1), code, replace(key, subject::text, pg_temp.copy_id(subject, $1)::text),
     class_mask, opens, due, breach_from, duty, harm, params from member m join komar.deadline d on d.subject = m.id`,
  `insert into komar.carer_identity select pg_temp.copy_id(carer, $1), name_km, name_latin, called, sex, search
   from member m join komar.carer_identity c on c.carer = m.id`,
  `insert into komar.carer_custody select pg_temp.copy_id(carer, $1), is_held, place, facility, held_since, legal_status, charge,
     expected_release, is_pregnant, due from member m join komar.carer_custody c on c.carer = m.id`,
]

/** Links the entries of a copy to the chain, in the order of the originals. */
const chain = `
do $$
declare
  head komar.chain_head%rowtype;
  link bytea;
  hash bytea;
  one record;
begin
  select * into strict head from komar.chain_head;
  for one in select e.id, e.written_text, e.subject, e.also, e.agency, k.class_bit from member m
    join komar.entry o on o.subject = m.id join komar.chain c on c.entry = o.id
    join komar.entry e on e.id = pg_temp.copy_id(o.id, COPY) join komar.kind_registry k on k.name = e.kind order by c.seq
  loop
    hash := sha256(convert_to(one.written_text, 'UTF8'));
    head.seq := head.seq + 1;
    link := komar.chain_link(head.chain, hash, head.seq, head.received);
    insert into komar.chain (seq, entry, content, chain, received) values (head.seq, one.id, hash, link, head.received);
    insert into komar.entry_subject (subject, seq, entry, class_bit, agency)
      select distinct s, head.seq, one.id, one.class_bit, one.agency from unnest(array[one.subject] || one.also) s;
    head.chain := link;
  end loop;
  update komar.chain_head set seq = head.seq, chain = head.chain;
end $$`

/** Every index of these tables that no constraint needs: made anew at the end, which is quicker than keeping them row by row. */
const spareIndexes = `
select indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as made from pg_index
where not indisunique and indrelid in (select oid from pg_class where relnamespace = 'komar'::regnamespace and relname in ('entry',
  'entry_subject', 'subject', 'subject_circle', 'child_identity', 'child_status', 'child_carer', 'deadline', 'carer_identity',
  'carer_custody'))`
const indexesFound = z.array(z.object({ name: z.string(), made: z.string() }))

/** Copies families `copies` times, while nobody else writes. Needs a superuser's connection string. */
export async function multiply(maintenanceUrl: string, families: readonly Family[], copies: number): Promise<void> {
  const db = new pg.Client({ connectionString: maintenanceUrl })
  await db.connect()
  try {
    // What triggers would check and note of each row was checked and noted of the originals.
    await db.query(
      `begin; set local session_replication_role = replica; set local maintenance_work_mem = '1GB'; ${functions}`,
    )
    await db.query(
      `insert into family select mother, child from jsonb_to_recordset($1) as f (mother uuid, child uuid)`,
      [JSON.stringify(families.map(({ mother, child }) => ({ mother, child })))],
    )
    await db.query(`insert into member (id) select mother from family union select child from family`)
    await db.query('create index on family (mother); create index on family (child); analyze family; analyze member')
    const plans = indexesFound.parse((await db.query(spareIndexes)).rows)
    for (const { name } of plans) await db.query(`drop index ${name}`)
    for (let copy = 1; copy <= copies; copy += 1) {
      await db.query(entries, [copy])
      for (const text of derived) await db.query(text, [copy])
      await db.query(chain.replace('COPY', String(copy)))
    }
    for (const { made } of plans) await db.query(made)
    await db.query('commit')
  } finally {
    await db.end()
  }
}
