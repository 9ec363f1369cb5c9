-- Complaints: what is withheld from those complained of, and what passes no circle but a case-load or a grant.
-- Source: docs/decisions/0011-complaints-and-withholding.md; the same rule stands in packages/domain/src/access/policy.ts, and a
-- property test (access.rls.test.ts) holds the two equal.

-- What a role reads of what other agencies wrote ---------------------------------------------------------------------

alter table komar.role_class add column circle_reads int not null default 0;
-- Until the start that follows writes what the domain says. No role read safeguarding (128) before; notes (256) pass no circle.
update komar.role_class set circle_reads = reads & ~ (128 | 256);
comment on column komar.role_class.circle_reads is 'Of the classes read, those that are read where another agency wrote them, if a circle passes them.';

create function komar.role_circle_reads() returns int language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select coalesce(bit_or(circle_reads), 0) from komar.role_class where role = any (komar.actor_roles())
$$;
comment on function komar.role_circle_reads() is 'Class bits that the actor''s roles may read through circles.';

create or replace function komar.reading_circles(class_bit int) returns int[] language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select case when class_bit & komar.role_circle_reads() <> 0 then komar.actor_circles(class_bit & komar.role_circle_reads()) else '{}' end
$$;

create or replace function komar.sight_of(wanted uuid) returns int
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select coalesce(bit_or(uc.mask & sc.mask), 0) & komar.role_circle_reads()
  from komar.subject_circle sc
  join komar.user_circle uc on uc.circle = sc.circle and uc.user_id = komar.actor_id()
  where sc.subject = wanted
    and sc.since <= komar.today_host() and (sc.until is null or komar.today_host() < sc.until)
    and uc.since <= komar.today_host() and (uc.until is null or komar.today_host() < uc.until)
$$;

create or replace function komar.whole_circles() returns int[]
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select coalesce(array_agg(uc.circle), '{}') from komar.user_circle uc
  where uc.user_id = komar.actor_id() and uc.mask & komar.role_circle_reads() = komar.role_circle_reads()
    and uc.since <= komar.today_host() and (uc.until is null or komar.today_host() < uc.until)
$$;

-- A prison's circle, and that of the agency which registered someone, pass no safeguarding; a grant may. Nobody could read it yet, so
-- no feed has anything to tell of the change.
alter table komar.subject_circle disable trigger scope_changed;
update komar.subject_circle sc set mask = sc.mask & ~128
from komar.circle c, komar.subject s
where c.id = sc.circle and s.id = sc.subject and sc.mask & 128 <> 0
  and (c.type = 'facility' or c.type = 'agency' and not exists (
    select from komar.entry e where e.id = sc.cause and e.kind = 'access.granted'));
alter table komar.subject_circle enable trigger scope_changed;

-- What is withheld from whom -----------------------------------------------------------------------------------------

create table komar.withholding (
  entry uuid primary key,
  matter uuid not null,
  parties uuid[] not null
);
create index on komar.withholding (matter);
comment on table komar.withholding is 'Entries of kinds that withhold: which belong to one matter, and from whom all of it is withheld.';
comment on column komar.withholding.entry is 'No foreign key: an entry may name one that has not come in yet.';
comment on column komar.withholding.parties is 'Accounts and agencies complained of, by any entry of the matter.';
alter table komar.withholding enable row level security;
alter table komar.withholding force row level security;
create policy owner on komar.withholding to current_user using (true) with check (true);
create policy keeper on komar.withholding to komar_keeper using (true) with check (true);
grant select on komar.withholding to komar_keeper;
grant insert (entry, matter, parties), update (matter, parties) on komar.withholding to komar_keeper;

alter table komar.entry_subject add column withheld uuid[] not null default '{}';
comment on column komar.entry_subject.withheld is 'Accounts and agencies that never see the entry: a copy of withholding.parties.';
grant update (withheld) on komar.entry_subject to komar_keeper;

alter table komar.deadline
  add column withheld uuid[] not null default '{}',
  add column agencies uuid[] not null default '{}';
comment on column komar.deadline.withheld is 'Accounts and agencies that never see it.';
comment on column komar.deadline.agencies is 'Agencies that wrote all it follows from, and so need no circle.';

create function komar.withheld_names() returns uuid[] language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select array[komar.actor_id(), komar.actor_agency()]
$$;
comment on function komar.withheld_names() is 'The names under which something may be withheld from the actor: their account and their agency.';

-- Enters what entries of an append withhold. One at a time in the whole host, so that two entries of one matter cannot miss each
-- other; before the chain's head is locked. An entry that links two matters makes them one: it is withheld from all of both.
create function komar.withhold(entries jsonb) returns void
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
  said record;
  matters uuid[];
  everyone uuid[];
begin
  perform pg_advisory_xact_lock(hashtextextended('komar.withholding', 0));
  for said in
    select e.value ->> 'entry' as entry, array(select jsonb_array_elements_text(e.value -> 'from'))::uuid[] as parties,
      array(select jsonb_array_elements_text(e.value -> 'with'))::uuid[] as links
    from jsonb_array_elements(entries) with ordinality as e (value, place) order by e.place
  loop
    -- An entry named before it came has lent its id to the matter.
    matters := array(select distinct coalesce(w.matter, l.id)
      from unnest(said.links || said.entry::uuid) as l (id) left join komar.withholding w on w.entry = l.id);
    insert into komar.withholding (entry, matter, parties) values (said.entry::uuid, matters[1], said.parties);
    everyone := array(select distinct p.id from komar.withholding w cross join lateral unnest(w.parties) as p (id)
      where w.matter = any (matters) order by 1);
    update komar.withholding set matter = matters[1], parties = everyone where matter = any (matters);
    update komar.entry_subject es set withheld = everyone from komar.withholding w
    where w.matter = matters[1] and es.entry = w.entry and es.withheld <> everyone;
  end loop;
end $$;
comment on function komar.withhold(jsonb) is 'Before sealing: what each entry withholds, [{entry, from, with}], and with it the whole matter.';

create or replace function komar.seal(ids uuid[]) returns table (id uuid, seq bigint, received timestamptz, content bytea, chain bytea)
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
  head komar.chain_head%rowtype;
  arrived timestamptz;
  hashes bytea[];
  links bytea[] := '{}';
  link bytea;
begin
  select array_agg(sha256(convert_to(e.written_text, 'UTF8')) order by wanted.place) into hashes
  from unnest(ids) with ordinality as wanted (id, place) join komar.entry e on e.id = wanted.id;
  if cardinality(hashes) is distinct from cardinality(ids) then
    raise exception 'seal: an entry is missing';
  end if;
  select * into strict head from komar.chain_head for update;
  arrived := date_trunc('milliseconds', greatest(komar.now_host(), head.received));
  link := head.chain;
  for i in 1 .. cardinality(ids) loop
    link := komar.chain_link(link, hashes[i], head.seq + i, arrived);
    links := links || link;
  end loop;
  insert into komar.chain (seq, entry, content, chain, received)
  select head.seq + place, sealed.id, sealed.content, sealed.chain, arrived
  from unnest(ids, hashes, links) with ordinality as sealed (id, content, chain, place);
  insert into komar.entry_subject (subject, seq, entry, class_bit, agency, withheld)
  select distinct named.subject, head.seq + wanted.place, e.id, coalesce(k.class_bit, 0), e.agency, coalesce(w.parties, '{}')
  from unnest(ids) with ordinality as wanted (id, place)
  join komar.entry e on e.id = wanted.id
  left join komar.kind_registry k on k.name = e.kind and k.class = e.class
  left join komar.withholding w on w.entry = e.id
  cross join lateral unnest(array[e.subject] || e.also) as named (subject);
  update komar.chain_head set seq = head.seq + cardinality(ids), chain = link, received = arrived;
  perform pg_notify('komar_changes', (head.seq + cardinality(ids))::text);
  return query
  select sealed.id, head.seq + place, arrived, sealed.content, sealed.chain
  from unnest(ids, hashes, links) with ordinality as sealed (id, content, chain, place);
end $$;
grant insert (withheld) on komar.entry_subject to komar_keeper;

-- The wall -----------------------------------------------------------------------------------------------------------

drop policy readable on komar.entry_subject;
create policy readable on komar.entry_subject for select to :"app" using (
  not (withheld && (select komar.withheld_names())::uuid[])
  and ((agency = (select komar.actor_agency())
      and case class_bit when 0 then (select komar.role_reads()) else class_bit & (select komar.role_reads()) end <> 0)
    or exists (
      select from komar.subject_circle sc
      where sc.subject = entry_subject.subject
        and sc.since <= (select komar.today_host())
        and (sc.until is null or (select komar.today_host()) < sc.until)
        and (sc.mask & class_bit) <> 0
        and sc.circle = any (case class_bit
          when 1 then (select komar.reading_circles(1))
          when 2 then (select komar.reading_circles(2))
          when 4 then (select komar.reading_circles(4))
          when 8 then (select komar.reading_circles(8))
          when 16 then (select komar.reading_circles(16))
          when 32 then (select komar.reading_circles(32))
          when 64 then (select komar.reading_circles(64))
          when 128 then (select komar.reading_circles(128))
        end)))
);

-- As before, except for safeguarding (128): whoever meets the subject at all (identity, 1) may write down what is complained of.
drop policy writable on komar.entry;
create policy writable on komar.entry for insert to :"app" with check (
  author = (select komar.actor_id())
  and agency = (select komar.actor_agency())
  and device = (select komar.actor_device())
  and class = coalesce((select k.class from komar.kind_registry k where k.name = entry.kind), 'unknown')
  and not exists (
    select from komar.kind_registry k
    where k.name = entry.kind and (k.class_bit & (select komar.role_writes()) = 0
      or k.roles is not null and not k.roles && (select komar.actor_roles())::text[]))
  and (select komar.role_writes()) <> 0
  and not exists (
    select from unnest(array[subject] || also) as named (id)
    left join komar.kind_registry k on k.name = entry.kind
    where not (coalesce(k.opens, false) and named.id = entry.subject and komar.is_unopened(named.id))
      and not exists (
        select from komar.subject_circle sc
        where sc.subject = named.id
          and sc.since <= (select komar.today_host())
          and (sc.until is null or (select komar.today_host()) < sc.until)
          and ((sc.mask & coalesce(k.class_bit, 511) & 1) <> 0 and sc.circle = any ((select komar.writing_circles(1))::int[])
            or (sc.mask & coalesce(k.class_bit, 511) & 2) <> 0 and sc.circle = any ((select komar.writing_circles(2))::int[])
            or (sc.mask & coalesce(k.class_bit, 511) & 4) <> 0 and sc.circle = any ((select komar.writing_circles(4))::int[])
            or (sc.mask & coalesce(k.class_bit, 511) & 8) <> 0 and sc.circle = any ((select komar.writing_circles(8))::int[])
            or (sc.mask & coalesce(k.class_bit, 511) & 16) <> 0 and sc.circle = any ((select komar.writing_circles(16))::int[])
            or (sc.mask & coalesce(k.class_bit, 511) & 32) <> 0 and sc.circle = any ((select komar.writing_circles(32))::int[])
            or (sc.mask & coalesce(k.class_bit, 511) & 64) <> 0 and sc.circle = any ((select komar.writing_circles(64))::int[])
            or (sc.mask & 128) <> 0 and k.class_bit is null and sc.circle = any ((select komar.writing_circles(128))::int[])
            or (sc.mask & 1) <> 0 and k.class_bit = 128 and sc.circle = any ((select komar.actor_circles(1))::int[])
            or (sc.mask & coalesce(k.class_bit, 511) & 256) <> 0 and sc.circle = any ((select komar.writing_circles(256))::int[]))))
);

drop policy readable on komar.deadline;
create policy readable on komar.deadline for select to :"app" using (
  not (withheld && (select komar.withheld_names())::uuid[])
  and ((class_mask & ~ (select komar.role_circle_reads())) = 0
      and (exists (select from komar.subject_circle sc
          where sc.subject = any (array[deadline.subject]) and sc.circle = any ((select komar.whole_circles())::int[])
            and (sc.mask & class_mask) = class_mask
            and sc.since <= (select komar.today_host()) and (sc.until is null or (select komar.today_host()) < sc.until))
        or exists (select from komar.subject_circle sc
          where sc.subject = any (array[deadline.subject]) and sc.circle = any ((select komar.my_circles())::int[])
            and sc.since <= (select komar.today_host()) and (sc.until is null or (select komar.today_host()) < sc.until))
        and (komar.sight_of(subject) & class_mask) = class_mask)
    or agencies && array[(select komar.actor_agency())] and (class_mask & ~ (select komar.role_reads())) = 0)
);

-- A complaint that was refused holds a story too, and whom it complains of may not have been understood: its author's alone.
drop policy own on komar.refusal;
create policy own on komar.refusal for select to :"app" using (
  author = (select komar.actor_id())
  or agency = (select komar.actor_agency()) and (class_bit & ~128 & (select komar.role_reads())) <> 0
);

-- What must not tell that there is a complaint -----------------------------------------------------------------------

create or replace function komar.scope_delta(from_scope bigint, from_day date, from_reads int, to_scope bigint, to_day date, to_reads int)
returns table (subject uuid, gained int, lost int)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
  account constant uuid := komar.actor_id();
  names constant uuid[] := komar.withheld_names();
  changed constant uuid[] := komar.scope_candidates(account, from_scope, from_day, to_scope, to_day, from_reads <> to_reads);
begin
  return query
  select d.subject, bit_or(d.gained), bit_or(d.lost) from (
    select s.id as subject, coalesce(later.mask, 0) & ~coalesce(before.mask, 0) as gained,
      coalesce(before.mask, 0) & ~coalesce(later.mask, 0) as lost
    from unnest(changed) as s (id)
    left join komar.sight_at(account, changed, from_scope, from_day, from_reads) before on before.subject = s.id
    left join komar.sight_at(account, changed, to_scope, to_day, to_reads) later on later.subject = s.id
    union all -- what one's own agency wrote needs no circle, only the role
    select es.subject, bit_or(es.class_bit) & to_reads & ~from_reads, bit_or(es.class_bit) & from_reads & ~to_reads
    from komar.entry_subject es
    where from_reads <> to_reads and es.agency = komar.actor_agency() and es.class_bit & (from_reads # to_reads) <> 0
      and not es.withheld && names
    group by es.subject
  ) d
  group by d.subject having bit_or(d.gained | d.lost) <> 0;
end $$;

-- Who opened a subject: openings of safeguarding alone would tell that somebody complained.
create or replace function komar.readers(wanted uuid) returns table (at timestamptz, display_name text, agency uuid, what text, reason text)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select l.at, a.display_name, l.agency, l.what, l.reason
  from komar.read_log l join komar.account a on a.id = l.account
  where l.subject = wanted and l.classes <> 128 and komar.sight_of(wanted) & 4 <> 0
  order by l.at desc limit 200
$$;

revoke execute on function komar.role_circle_reads(), komar.withheld_names(), komar.withhold(jsonb) from public;
grant execute on function komar.role_circle_reads(), komar.withheld_names() to :"app", komar_keeper;
grant execute on function komar.withhold(jsonb) to komar_keeper;
