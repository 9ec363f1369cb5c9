-- Projections: rows for lists and searches, derived from the chronicle in the append's own transaction and disposable.
-- None mixes classes, because row-level security cannot hide a column. `komar rebuild` makes them anew.

create extension if not exists pg_trgm with schema public;

create table komar.child_identity (
  child uuid primary key,
  code text,
  name_km text,
  name_latin text,
  called text,
  sex text not null,
  born text[] not null,
  born_earliest date,
  born_latest date,
  facility uuid,
  carer uuid,
  lives_since text,
  left_route text,
  search text not null
);
create index on komar.child_identity using gin (search public.gin_trgm_ops);
create index on komar.child_identity (facility);
create index on komar.child_identity (carer);
comment on table komar.child_identity is 'Projection, identity class: who each child is and where it lives.';

create table komar.child_status (
  child uuid primary key,
  is_inside boolean not null,
  past_from_earliest date,
  past_from_latest date,
  approach_from date,
  decision_type text,
  decision_until date,
  next_due date
);
create index on komar.child_status (past_from_earliest) where is_inside;
-- The order of the list of children: the nearest limit first.
create index on komar.child_status (coalesce(past_from_earliest, 'infinity'), child);
comment on table komar.child_status is 'Projection of no class: dates that every role must see alike, and nothing that tells why.';

create table komar.deadline (
  subject uuid not null,
  code text not null,
  key text not null,
  class_mask int not null,
  opens date not null,
  due date not null,
  breach_from date,
  duty text not null,
  harm int not null,
  params jsonb not null,
  primary key (subject, code, key)
);
create index on komar.deadline (harm, due);
comment on table komar.deadline is 'Projection: tasks and breaches with their dates. Read by those who read all its classes of the subject.';

create table komar.carer_identity (
  carer uuid primary key,
  name_km text,
  name_latin text,
  called text,
  sex text not null,
  search text not null
);
create index on komar.carer_identity using gin (search public.gin_trgm_ops);
comment on table komar.carer_identity is 'Projection, identity class: who each carer in custody is.';

create table komar.carer_custody (
  carer uuid primary key,
  is_held boolean not null,
  place text,
  facility uuid,
  held_since text,
  legal_status text,
  charge text,
  expected_release text,
  is_pregnant boolean not null,
  due text
);
create index on komar.carer_custody (facility);
comment on table komar.carer_custody is 'Projection, custody class: where and why a carer is held.';

create table komar.child_carer (
  child uuid not null,
  carer uuid not null,
  relation text not null,
  primary key (child, carer)
);
create index on komar.child_carer (carer);
comment on table komar.child_carer is 'Projection, identity class: which carer in custody belongs to which child.';

create table komar.facility (
  facility uuid primary key,
  code text not null,
  name_en text not null,
  name_km text not null,
  province text not null,
  holds_women boolean not null,
  capacity int,
  census_on date,
  census jsonb
);
comment on table komar.facility is 'Projection: prisons by name and place, which are public, and the last count, which tells of nobody.';

do $$
declare
  name text;
begin
  foreach name in array array['child_identity', 'child_status', 'deadline', 'carer_identity', 'carer_custody', 'child_carer',
    'facility'] loop
    execute format('alter table komar.%I enable row level security', name);
    execute format('alter table komar.%I force row level security', name);
    execute format('create policy owner on komar.%I to current_user using (true) with check (true)', name);
    execute format('create policy keeper on komar.%I to komar_keeper using (true) with check (true)', name);
    execute format('grant select, insert, delete on komar.%I to komar_keeper', name);
  end loop;
end $$;

create policy readable on komar.child_identity for select to :"app" using (
  exists (select from komar.subject_circle sc
    where sc.subject = child and sc.circle = any ((select komar.reading_circles(1))::int[]) and (sc.mask & 1) <> 0
      and sc.since <= (select komar.today_host()) and (sc.until is null or (select komar.today_host()) < sc.until)));

create policy readable on komar.child_carer for select to :"app" using (
  exists (select from komar.subject_circle sc
    where sc.subject = child and sc.circle = any ((select komar.reading_circles(1))::int[]) and (sc.mask & 1) <> 0
      and sc.since <= (select komar.today_host()) and (sc.until is null or (select komar.today_host()) < sc.until)));

create policy readable on komar.carer_identity for select to :"app" using (
  exists (select from komar.subject_circle sc
    where sc.subject = carer and sc.circle = any ((select komar.reading_circles(1))::int[]) and (sc.mask & 1) <> 0
      and sc.since <= (select komar.today_host()) and (sc.until is null or (select komar.today_host()) < sc.until)));

create policy readable on komar.carer_custody for select to :"app" using (
  exists (select from komar.subject_circle sc
    where sc.subject = carer and sc.circle = any ((select komar.reading_circles(2))::int[]) and (sc.mask & 2) <> 0
      and sc.since <= (select komar.today_host()) and (sc.until is null or (select komar.today_host()) < sc.until)));

-- Whoever reads some class of a child through a circle reads its dates; to be in a circle of its with other classes is not enough.
-- "= any (array[…])" is on purpose, here and below: with "=" the engine may gather the subjects of all circles first, which for a
-- page of fifty means going through a country (measured: 430 ms for a national reader of 100,000 children).
create policy readable on komar.child_status for select to :"app" using (
  exists (select from komar.subject_circle sc
    where sc.subject = any (array[child])
      and sc.since <= (select komar.today_host()) and (sc.until is null or (select komar.today_host()) < sc.until)
      and ((sc.mask & 1) <> 0 and sc.circle = any ((select komar.reading_circles(1))::int[])
        or (sc.mask & 2) <> 0 and sc.circle = any ((select komar.reading_circles(2))::int[])
        or (sc.mask & 4) <> 0 and sc.circle = any ((select komar.reading_circles(4))::int[])
        or (sc.mask & 8) <> 0 and sc.circle = any ((select komar.reading_circles(8))::int[])
        or (sc.mask & 16) <> 0 and sc.circle = any ((select komar.reading_circles(16))::int[])
        or (sc.mask & 32) <> 0 and sc.circle = any ((select komar.reading_circles(32))::int[])
        or (sc.mask & 64) <> 0 and sc.circle = any ((select komar.reading_circles(64))::int[])
        or (sc.mask & 128) <> 0 and sc.circle = any ((select komar.reading_circles(128))::int[]))));

-- Classes in common with a subject, over all circles, as a mask: a deadline of two classes may be read through two circles.
create function komar.sight_of(wanted uuid) returns int
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select coalesce(bit_or(uc.mask & sc.mask), 0) & komar.role_reads()
  from komar.subject_circle sc
  join komar.user_circle uc on uc.circle = sc.circle and uc.user_id = komar.actor_id()
  where sc.subject = wanted
    and sc.since <= komar.today_host() and (sc.until is null or komar.today_host() < sc.until)
    and uc.since <= komar.today_host() and (uc.until is null or komar.today_host() < uc.until)
$$;
comment on function komar.sight_of(uuid) is 'Classes of one subject that the actor may read today through circles.';
revoke execute on function komar.sight_of(uuid) from public;
grant execute on function komar.sight_of(uuid) to :"app";

create function komar.whole_circles() returns int[]
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select coalesce(array_agg(uc.circle), '{}') from komar.user_circle uc
  where uc.user_id = komar.actor_id() and uc.mask & komar.role_reads() = komar.role_reads()
    and uc.since <= komar.today_host() and (uc.until is null or komar.today_host() < uc.until)
$$;
comment on function komar.whole_circles() is 'Circles in which the actor holds, today, every class that the roles read.';
revoke execute on function komar.whole_circles() from public;
grant execute on function komar.whole_circles() to :"app";

-- Mostly one circle passes all the classes, and then the sum over circles, which costs a call for each row, need not be asked for.
create policy readable on komar.deadline for select to :"app" using (
  (class_mask & ~ (select komar.role_reads())) = 0
  and (exists (select from komar.subject_circle sc
      where sc.subject = any (array[deadline.subject]) and sc.circle = any ((select komar.whole_circles())::int[])
        and (sc.mask & class_mask) = class_mask
        and sc.since <= (select komar.today_host()) and (sc.until is null or (select komar.today_host()) < sc.until))
    or exists (select from komar.subject_circle sc
      where sc.subject = any (array[deadline.subject]) and sc.circle = any ((select komar.my_circles())::int[])
        and sc.since <= (select komar.today_host()) and (sc.until is null or (select komar.today_host()) < sc.until))
    and (komar.sight_of(subject) & class_mask) = class_mask));

create policy signed_in on komar.facility for select to :"app" using ((select komar.actor_id()) is not null);

grant select on komar.child_identity, komar.child_status, komar.deadline, komar.carer_identity, komar.carer_custody,
  komar.child_carer, komar.facility to :"app";

-- Names cannot be searched by index under row-level security (LIKE and similarity are not leakproof), so this function searches
-- as the owner and returns only ids that the actor may read: the same test as the policies above.
-- Planned for each name: a plan for any name reads every row.
create function komar.find_named(subject_type text, words text[], skeletons text[], most int) returns table (id uuid, rank real)
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp set plan_cache_mode = force_custom_plan as $$
declare
  mine constant int[] := komar.reading_circles(1);
  day constant date := komar.today_host();
  wanted constant text := array_to_string(words, ' ');
  patterns constant text[] := array(
    select '%' || replace(replace(replace(w, '\', '\\'), '%', '\%'), '_', '\_') || '%' from unnest(words) w);
  shapes constant text[] := array(select '%|' || s || '|%' from unnest(skeletons) s);
begin
  if cardinality(words) = 0 or cardinality(mine) = 0 then
    return;
  end if;
  perform set_config('pg_trgm.word_similarity_threshold', '0.45', true);
  -- The index answers to one pattern at a time, hence the first apart; without a skeleton it is null, and matches nobody.
  return query
  with named as (
    select c.child as who, c.search from komar.child_identity c where subject_type = 'child'
      and (c.search like patterns[1] and c.search like all (patterns) or wanted <% c.search
        or c.search like shapes[1] and c.search like all (shapes))
    union all
    select c.carer, c.search from komar.carer_identity c where subject_type = 'carer'
      and (c.search like patterns[1] and c.search like all (patterns) or wanted <% c.search
        or c.search like shapes[1] and c.search like all (shapes))
  )
  select n.who, word_similarity(wanted, n.search) from named n
  where exists (select from komar.subject_circle sc
    where sc.subject = n.who and sc.circle = any (mine) and (sc.mask & 1) <> 0
      and sc.since <= day and (sc.until is null or day < sc.until))
  order by 2 desc, 1
  limit least(most, 200);
end $$;
comment on function komar.find_named(text, text[], text[], int) is 'Children or carers of about this name whom the actor may read, best first.';
revoke execute on function komar.find_named(text, text[], text[], int) from public;
grant execute on function komar.find_named(text, text[], text[], int) to :"app";

-- Names of people who wrote entries, for those who read entries at all. Ids are random and known only from such entries.
create function komar.authors(ids uuid[]) returns table (id uuid, display_name text, agency uuid)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select a.id, a.display_name, a.agency from komar.account a where a.id = any (ids) and komar.role_reads() <> 0
$$;
comment on function komar.authors(uuid[]) is 'Who wrote entries: name and agency.';

-- Who looked at a subject: only for those who may read its care, as who looks tells something too.
create function komar.readers(wanted uuid) returns table (at timestamptz, display_name text, agency uuid, what text, reason text)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select l.at, a.display_name, l.agency, l.what, l.reason
  from komar.read_log l join komar.account a on a.id = l.account
  where l.subject = wanted and komar.sight_of(wanted) & 4 <> 0
  order by l.at desc limit 200
$$;
comment on function komar.readers(uuid) is 'The last 200 openings of a subject, for those who may read its care class.';
revoke execute on function komar.authors(uuid[]), komar.readers(uuid) from public;
grant execute on function komar.authors(uuid[]), komar.readers(uuid) to :"app";
