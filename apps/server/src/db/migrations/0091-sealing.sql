-- Sealing: from a day on nobody meets a child in any list, and its own agency's entries about it are shut too. Nothing is deleted, and counts
-- go on. Source: docs/decisions/0019-erasure.md; the day is packages/domain/src/care/seal.ts, and who may read then
-- packages/domain/src/access/policy.ts ('sealed').

create table komar.child_seal (
  child uuid primary key,
  seals_on date not null,
  because text not null check (because in ('age', 'closure'))
);
create index on komar.child_seal (seals_on);
comment on table komar.child_seal is 'Projection: the first day on which a child is sealed. Of those that are sealed already the app reads the id, and no day: it tells a birthday.';
alter table komar.child_seal enable row level security;
alter table komar.child_seal force row level security;
create policy owner on komar.child_seal to current_user using (true) with check (true);
create policy keeper on komar.child_seal to komar_keeper using (true) with check (true);
create policy sealed on komar.child_seal for select to :"app" using (seals_on <= (select komar.today_host()));
grant select, insert, delete on komar.child_seal to komar_keeper;
grant select (child) on komar.child_seal to :"app";

-- A child's circles, and those of carers and kin who came into them by it, end with the seal. What entries say stays in `ends`.
alter table komar.subject_circle add column ends date;
comment on column komar.subject_circle.ends is 'What follows from entries alone; `until` is this, or the day of the seal where that is earlier.';
alter table komar.subject_circle disable trigger scope_changed;
update komar.subject_circle set ends = until where until is not null;
alter table komar.subject_circle enable trigger scope_changed;
grant insert (ends), update (ends), select (ends) on komar.subject_circle to komar_keeper;

create function komar.until_seal(since date, ends date, sealed date) returns date
language sql immutable set search_path = pg_catalog, pg_temp as $$
  select greatest(since, least(ends, sealed)) where ends is not null or sealed is not null
$$;
comment on function komar.until_seal(date, date, date) is 'When a membership ends: by entries or by the seal, never before it began.';

create function komar.end_at_seal() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  new.ends := coalesce(new.ends, new.until);
  new.until := komar.until_seal(new.since, new.ends, (select s.seals_on from komar.child_seal s where s.child = new.via));
  return new;
end $$;
create trigger end_at_seal before insert on komar.subject_circle for each row execute function komar.end_at_seal();

create function komar.seal_changed() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  the_child constant uuid := coalesce(new.child, old.child);
  sealed constant date := (select s.seals_on from komar.child_seal s where s.child = the_child);
begin
  update komar.subject_circle sc set until = komar.until_seal(sc.since, sc.ends, sealed)
  where sc.via = the_child and sc.until is distinct from komar.until_seal(sc.since, sc.ends, sealed);
  return null;
end $$;
create trigger seal_changed after insert or update or delete on komar.child_seal for each row execute function komar.seal_changed();

create function komar.is_sealed(wanted uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select exists (select from komar.child_seal s where s.child = wanted and s.seals_on <= komar.today_host())
$$;
comment on function komar.is_sealed(uuid) is 'Whether a child is sealed today.';

-- An entry about a sealed child is shut to everybody, in whichever chronicle it stands besides.
alter policy readable on komar.entry using (
  exists (select from komar.entry_subject es where es.entry = entry.id)
  and not exists (select from komar.child_seal s where s.child = any (array[entry.subject]))
);

alter policy readable on komar.deadline using (
  not (withheld && (select komar.withheld_names())::uuid[])
  and not exists (select from unnest(beside) as b (id) where komar.sight_of(b.id) & class_mask <> class_mask)
  and ((class_mask & ~ (select komar.role_circle_reads())) = 0
      and (exists (select from komar.subject_circle sc
          where sc.subject = any (array[deadline.subject]) and sc.circle = any ((select komar.whole_circles())::int[])
            and (sc.mask & class_mask) = class_mask
            and sc.since <= (select komar.today_host()) and (sc.until is null or (select komar.today_host()) < sc.until))
        or exists (select from komar.subject_circle sc
          where sc.subject = any (array[deadline.subject]) and sc.circle = any ((select komar.my_circles())::int[])
            and sc.since <= (select komar.today_host()) and (sc.until is null or (select komar.today_host()) < sc.until))
        and (komar.sight_of(subject) & class_mask) = class_mask)
    or agencies && array[(select komar.actor_agency())] and (class_mask & ~ (select komar.role_reads())) = 0
      and not exists (select from komar.child_seal s where s.child = any (array[deadline.subject])))
);

create or replace function komar.my_diaries() returns uuid[] language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select coalesce(array_agg(k.child), '{}') from komar.diary_keeper k
  where k.keeper = komar.actor_id() and komar.today_host() < k.until and 'carer' = any (komar.actor_roles())
    and not komar.is_sealed(k.child)
$$;

-- As in 0055; and of a sealed child no teacher is asked any more: nobody would read the answers.
create or replace function komar.open_questionnaire(the_token_hash bytea)
returns table (id uuid, state text, language text, greeting text, asked_by text, until date)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select q.id,
    case when q.answered_on is not null then 'answered'
      when q.revoked_on is not null or komar.today_host() > q.until or a.disabled_at is not null or komar.is_sealed(q.child)
        or not exists (select from komar.agency_membership m where m.account = q.maker and m.agency = coalesce(q.agency, m.agency)
          and komar.is_present(m.id)) then 'ended'
      else 'open' end,
    q.language, q.greeting, q.asked_by, q.until
  from komar.questionnaire q join komar.account a on a.id = q.maker
  where q.token_hash = the_token_hash
$$;

-- As in 0006; and of a child that was sealed between the two moments all is lost, what the own agency wrote included.
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
    union all
    select s.child, 0, 511 from komar.child_seal s
    where s.seals_on <= to_day and (s.seals_on > from_day or s.child = any (changed))
      and komar.had_sight(s.child, from_scope, from_day, from_reads)
  ) d
  group by d.subject having bit_or(d.gained | d.lost) <> 0;
end $$;

-- As in 0058, without children that are sealed: nobody takes them over.
create or replace function komar.leavers(ahead int) returns table (
  account uuid, display_name text, last_day date, has_left boolean, children uuid[], pinned uuid[], refusals int, hand_ins int, answers int
) language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  with gone as (
    -- Whose last membership here is over or soon will be; or whose account is disabled while children stand in their name.
    select a.id, a.display_name, case when a.disabled_at is null then max(m.until) - 1 end as last_day,
      a.disabled_at is not null or max(m.until) <= komar.today_host() as has_left
    from komar.agency_membership m join komar.account a on a.id = m.account
    where m.agency = komar.actor_agency() and 'supervisor' = any (komar.actor_roles())
    group by a.id
    having a.disabled_at is not null
      or bool_and(m.until is not null) and max(m.until) <= komar.today_host() + ahead and max(m.until) > komar.today_host() - 730
  )
  select g.id, g.display_name, g.last_day, g.has_left,
    coalesce((select array_agg(w.child order by w.child) from komar.child_worker w
      where w.worker = g.id and w.agency = komar.actor_agency() and not komar.is_sealed(w.child)), '{}'),
    coalesce((select array_agg(distinct p.id order by p.id) from komar.device d join komar.agency_membership m on m.id = d.membership
      join komar.device_keeping k on k.device = d.id cross join lateral unnest(k.pinned) as p (id)
      where d.account = g.id and m.agency = komar.actor_agency() and not komar.is_sealed(p.id)), '{}'),
    (select count(*)::int from komar.refusal r where r.author = g.id and r.agency = komar.actor_agency()
      and not exists (select from komar.entry e where e.answers = r.id)),
    (select count(*)::int from komar.hand_in h join komar.device d on d.id = h.device join komar.agency_membership m on m.id = d.membership
      where d.account = g.id and m.agency = komar.actor_agency() and h.settled_at is null),
    (select count(*)::int from komar.questionnaire q where q.maker = g.id and coalesce(q.agency = komar.actor_agency(), true)
      and q.answered_on is not null and q.settled_on is null)
  from gone g
  order by g.last_day desc nulls first, g.display_name, g.id
$$;
revoke execute on function komar.until_seal(date, date, date), komar.end_at_seal(), komar.seal_changed(), komar.is_sealed(uuid) from public;
grant execute on function komar.is_sealed(uuid) to :"app";
