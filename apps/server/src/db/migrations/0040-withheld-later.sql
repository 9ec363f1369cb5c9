-- A complaint that a later entry withholds from somebody who has it on a device already: their feed says "forget". Only to them, and only
-- of what they could read, so that nobody learns by it that they are complained of. Source: docs/decisions/0011-complaints-and-withholding.md.

create table komar.withheld_later (
  entry uuid not null references komar.entry,
  cause uuid not null references komar.entry,
  before uuid[] not null,
  parties uuid[] not null,
  primary key (entry, cause)
);
create index on komar.withheld_later (cause);
comment on table komar.withheld_later is 'Entries that were in the chain when another one withheld them from more: what feeds must take back. Of this epoch only.';
comment on column komar.withheld_later.before is 'From whom the entry was withheld before: they never had it.';
comment on column komar.withheld_later.parties is 'From whom it is withheld since.';
alter table komar.withheld_later enable row level security;
alter table komar.withheld_later force row level security;
create policy owner on komar.withheld_later to current_user using (true) with check (true);
create policy keeper on komar.withheld_later to komar_keeper using (true) with check (true);
grant select, insert (entry, cause, before, parties) on komar.withheld_later to komar_keeper;

-- As in 0014, and it says what became withheld.
create or replace function komar.withhold(entries jsonb) returns void
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
  said record;
  matters uuid[];
  everyone uuid[];
begin
  perform pg_advisory_xact_lock(hashtextextended('komar.withholding', 0));
  for said in
    select (e.value ->> 'entry')::uuid as entry, array(select jsonb_array_elements_text(e.value -> 'from'))::uuid[] as parties,
      array(select jsonb_array_elements_text(e.value -> 'with'))::uuid[] as links
    from jsonb_array_elements(entries) with ordinality as e (value, place) order by e.place
  loop
    insert into komar.withholding (entry, matter, parties)
    select distinct l.id, l.id, '{}'::uuid[] from unnest(said.links || said.entry) as l (id)
    on conflict (entry) do nothing;
    matters := array(select distinct w.matter from komar.withholding w where w.entry = any (said.links || said.entry));
    everyone := array(select p.id from komar.withholding w cross join lateral unnest(w.parties) as p (id)
      where w.matter = any (matters) union select unnest(said.parties) order by 1);
    update komar.withholding set matter = matters[1], parties = everyone where matter = any (matters);
    insert into komar.withheld_later (entry, cause, before, parties)
    select distinct es.entry, said.entry, es.withheld, everyone
    from komar.entry_subject es join komar.withholding w on w.entry = es.entry
    where w.matter = matters[1] and es.withheld <> everyone;
    update komar.entry_subject es set withheld = everyone from komar.withholding w
    where w.matter = matters[1] and es.entry = w.entry and es.withheld <> everyone;
  end loop;
end $$;

create function komar.withheld_since(after_seq bigint, upto_seq bigint, at_scope bigint, day date, reads int)
returns table (subject uuid, classes int)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select es.subject, bit_or(es.class_bit)
  from komar.chain c
  join komar.withheld_later l on l.cause = c.entry
  join komar.entry_subject es on es.entry = l.entry
  where c.seq > after_seq and c.seq <= upto_seq and es.seq <= after_seq
    and l.parties && komar.withheld_names() and not l.before && komar.withheld_names()
    and (es.agency = komar.actor_agency() and es.class_bit & reads <> 0
      or exists (select from komar.sight_at(komar.actor_id(), array(select s.subject from komar.entry_subject s where s.entry = l.entry),
        at_scope, day, reads & komar.role_circle_reads()) seen where seen.mask & es.class_bit <> 0))
  group by es.subject
$$;
comment on function komar.withheld_since(bigint, bigint, bigint, date, int) is 'Of what the actor could read at a cursor, that which was withheld from them between two places of the chain: subjects and classes.';

revoke execute on function komar.withheld_since(bigint, bigint, bigint, date, int) from public;
grant execute on function komar.withheld_since(bigint, bigint, bigint, date, int) to :"app";
