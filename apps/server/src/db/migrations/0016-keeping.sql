-- What a device keeps: the feed of a device, narrowed to what its owner chose. Never widened: row-level security stays the wall, and
-- these functions only say what is left out. Source: docs/decisions/0014-the-device.md, "What is kept".

create table komar.device_keeping (
  device uuid primary key references komar.device,
  version int not null,
  facilities uuid[] check (cardinality(facilities) <= 100),
  pinned uuid[] not null check (cardinality(pinned) <= 500)
);
comment on table komar.device_keeping is 'What a device keeps, as its owner chose. Cursors carry the version: a changed choice begins a new download.';
comment on column komar.device_keeping.facilities is 'Prisons whose people are kept; null: all that the owner may see.';
comment on column komar.device_keeping.pinned is 'Children kept besides, with their carers and kin.';
alter table komar.device_keeping enable row level security;
alter table komar.device_keeping force row level security;
create policy owner on komar.device_keeping to current_user using (true) with check (true);
create policy own on komar.device_keeping for select to :"app" using (device = (select komar.actor_device()));
grant select on komar.device_keeping to :"app";

create function komar.keep(the_facilities uuid[], the_pinned uuid[]) returns void
language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
  insert into komar.device_keeping as k (device, version, facilities, pinned)
  values (komar.actor_device(), 1, the_facilities, the_pinned)
  on conflict (device) do update set version = k.version + 1, facilities = excluded.facilities, pinned = excluded.pinned
  where (k.facilities, k.pinned) is distinct from (excluded.facilities, excluded.pinned)
$$;
comment on function komar.keep(uuid[], uuid[]) is 'Chooses what the actor''s device keeps. The same again changes nothing.';

-- Circles whose subjects are kept, at a scope on a day: those of the chosen prisons, and the actor's own case-loads and grants.
create function komar.kept_circles(facilities uuid[], at_scope bigint, day date) returns int[]
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select coalesce(array_agg(c.id), '{}') from komar.circle c
  where c.type = 'facility' and c.facility = any (facilities)
    or c.type in ('case-load', 'grant') and c.id in (
      select m.circle from komar.user_circles_at(komar.actor_id(), at_scope) m
      where m.since <= day and (m.until is null or day < m.until))
$$;

-- Carers and kin of pinned children who stood beside them at a scope. Once beside a child, for good: its story needs them.
create function komar.beside_pinned(pins uuid[], at_scope bigint) returns setof uuid
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select distinct sc.subject from komar.subject_circle sc
  where sc.via = any (pins) and sc.id not in (
    select ev.membership from komar.scope_event ev
    where ev.side = 'subject' and ev.scope > at_scope and ev.was_mask is null)
$$;

-- Of some subjects, those that are kept at a scope on a day.
create function komar.kept_at(facilities uuid[], pins uuid[], subjects uuid[], at_scope bigint, day date) returns setof uuid
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select s.id from unnest(subjects) as s (id) where s.id = any (facilities || pins)
  union
  select s.subject from komar.subject_circles_at(subjects, at_scope) s
  where s.circle = any ((select komar.kept_circles(facilities, at_scope, day))::int[])
    and s.since <= day and (s.until is null or day < s.until)
  union
  select b.id from komar.beside_pinned(pins, at_scope) as b (id) where b.id = any (subjects)
$$;

-- All that is kept today.
create function komar.kept_today(facilities uuid[], pinned uuid[]) returns setof uuid
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select unnest(facilities || komar.with_merged(pinned))
  union
  select sc.subject from komar.subject_circle sc
  where sc.circle = any ((select komar.kept_circles(facilities, (select h.scope from komar.chain_head h), (select komar.today_host())))::int[])
    and sc.since <= (select komar.today_host()) and (sc.until is null or (select komar.today_host()) < sc.until)
  union
  select sc.subject from komar.subject_circle sc where sc.via = any (komar.with_merged(pinned))
$$;
comment on function komar.kept_today(uuid[], uuid[]) is 'Subjects that a device with this choice keeps today; whether anything of them may be read is not said.';

-- What such a device gains and loses between two moments, as scope_delta says it for the whole. A subject that is kept from now on is
-- gained whole (511), one that no longer is is lost whole; of subjects of whom the actor read nothing, nothing is said.
create function komar.kept_delta(facilities uuid[], pinned uuid[], from_scope bigint, from_day date, from_reads int,
  to_scope bigint, to_day date, to_reads int)
returns table (subject uuid, gained int, lost int)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
  account constant uuid := komar.actor_id();
  pins constant uuid[] := komar.with_merged(pinned);
  circles constant int[] := komar.kept_circles(facilities, from_scope, from_day) || komar.kept_circles(facilities, to_scope, to_day);
  seen jsonb;
  touched uuid[];
  was uuid[];
  became uuid[];
begin
  select coalesce(jsonb_agg(d), '[]') into seen
  from komar.scope_delta(from_scope, from_day, from_reads, to_scope, to_day, to_reads) d;
  touched := array(
    select (d ->> 'subject')::uuid from jsonb_array_elements(seen) d
    union select unnest(komar.scope_candidates(account, from_scope, from_day, to_scope, to_day, from_reads <> to_reads))
    union select ev.member from komar.scope_event ev
      where ev.side = 'subject' and ev.scope > from_scope and ev.scope <= to_scope and ev.circle = any (circles)
    union select sc.subject from komar.subject_circle sc where sc.circle = any (circles)
      and (sc.since > from_day and sc.since <= to_day or sc.until > from_day and sc.until <= to_day)
    union select b.id from komar.beside_pinned(pins, to_scope) as b (id));
  was := array(select k.id from komar.kept_at(facilities, pins, touched, from_scope, from_day) as k (id));
  became := array(select k.id from komar.kept_at(facilities, pins, touched, to_scope, to_day) as k (id));
  return query
  select (d ->> 'subject')::uuid, (d ->> 'gained')::int, (d ->> 'lost')::int from jsonb_array_elements(seen) d
  where (d ->> 'subject')::uuid = any (was) and (d ->> 'subject')::uuid = any (became)
  union all
  select t.id, 511, 0 from unnest(became) as t (id) where t.id <> all (was) and komar.had_sight(t.id, to_scope, to_day, to_reads)
  union all
  select t.id, 0, 511 from unnest(was) as t (id) where t.id <> all (became) and komar.had_sight(t.id, from_scope, from_day, from_reads);
end $$;
comment on function komar.kept_delta(uuid[], uuid[], bigint, date, int, bigint, date, int) is 'What a device that keeps a part gains and loses between two moments.';

-- Whether the actor read anything of a subject at a moment: through a circle, or because their agency wrote it.
create function komar.had_sight(wanted uuid, at_scope bigint, day date, reads int) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select exists (select from komar.sight_at(komar.actor_id(), array[wanted], at_scope, day, reads) s where s.mask <> 0)
    or exists (select from komar.entry_subject es where es.subject = wanted and es.agency = komar.actor_agency()
      and (es.class_bit & reads <> 0 or es.class_bit = 0 and reads <> 0) and not es.withheld && komar.withheld_names())
$$;

revoke execute on all functions in schema komar from public;
grant execute on function komar.keep(uuid[], uuid[]), komar.kept_today(uuid[], uuid[]),
  komar.kept_delta(uuid[], uuid[], bigint, date, int, bigint, date, int) to :"app";
