-- Two records that are one child. Ids never change; the entries of each stay where they are, seen by those who saw them.
-- Source: docs/decisions/0012-merge.md; what follows from the acts is packages/domain/src/register/merge-state.ts.

create table komar.child_merge (
  kept uuid not null,
  other uuid primary key
);
create index on komar.child_merge (kept);
comment on table komar.child_merge is 'Projection, identity class: records that lead to another of the same child. Depth is one: a kept record is nobody''s other.';
alter table komar.child_merge enable row level security;
alter table komar.child_merge force row level security;
create policy owner on komar.child_merge to current_user using (true) with check (true);
create policy keeper on komar.child_merge to komar_keeper using (true) with check (true);
-- Whoever reads who either of the two is reads the act itself.
create policy readable on komar.child_merge for select to :"app" using (
  exists (select from komar.subject_circle sc
    where sc.subject = any (array[kept, other]) and sc.circle = any ((select komar.reading_circles(1))::int[]) and (sc.mask & 1) <> 0
      and sc.since <= (select komar.today_host()) and (sc.until is null or (select komar.today_host()) < sc.until)));
grant select on komar.child_merge to :"app";
grant select, insert, delete on komar.child_merge to komar_keeper;

create function komar.with_merged(subjects uuid[]) returns uuid[]
language sql stable set search_path = pg_catalog, pg_temp as $$
  with named as (select s.id, m.kept from unnest(subjects) as s (id) left join komar.child_merge m on m.other = s.id)
  select array(
    select id from named union select kept from named where kept is not null
    union select m.other from komar.child_merge m join named on m.kept = any (array[named.kept, named.id]))
$$;
comment on function komar.with_merged(uuid[]) is 'These subjects, and the other records of the children among them.';

-- A merge that is accepted while this waits for a lock can bring another record in: then the append begins again.
create function komar.lock_with_merged(subjects uuid[]) returns void
language plpgsql volatile set search_path = pg_catalog, pg_temp as $$
declare
  wanted constant uuid[] := komar.with_merged(subjects);
begin
  perform komar.lock_subjects(wanted);
  if not komar.with_merged(subjects) <@ wanted then
    raise exception using errcode = 'serialization_failure', message = 'records were merged meanwhile';
  end if;
end $$;
comment on function komar.lock_with_merged(uuid[]) is 'Takes the locks of subjects and of the other records of the children among them.';
revoke execute on function komar.with_merged(uuid[]), komar.lock_with_merged(uuid[]) from public;
grant execute on function komar.with_merged(uuid[]), komar.lock_with_merged(uuid[]) to komar_keeper;

-- Deadlines follow from all records of a child, so they are read by those who see all of them; the status line is for everybody.
alter table komar.deadline add column beside uuid[] not null default '{}';
comment on column komar.deadline.beside is 'Other records of the same child from which it may follow: read with its classes on these too.';
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
    or agencies && array[(select komar.actor_agency())] and (class_mask & ~ (select komar.role_reads())) = 0)
);

-- As before; and the other records of those children, whose dates are the same.
create or replace function komar.changed_subjects(after_seq bigint, upto_seq bigint, among uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
  mine constant int[] := komar.my_circles();
  today constant date := komar.today_host();
begin
  return query
  select s.id from (
    select distinct es.subject as id from komar.entry_subject es where among is null
      and es.seq > after_seq and es.seq <= upto_seq and es.class_bit & 79 <> 0
    union all
    select a.id from unnest(among) as a (id) where exists (
      select from komar.entry_subject es where es.subject = a.id
        and es.seq > after_seq and es.seq <= upto_seq and es.class_bit & 79 <> 0)
    union
    select p.id from komar.child_merge m cross join lateral (values (m.kept, m.other), (m.other, m.kept)) as p (id, changed)
    where (among is null or p.id = any (among)) and exists (
      select from komar.entry_subject es where es.subject = p.changed
        and es.seq > after_seq and es.seq <= upto_seq and es.class_bit & 79 <> 0)
  ) s
  where exists (select from komar.subject_circle sc where sc.subject = s.id and sc.circle = any (mine)
    and sc.since <= today and (sc.until is null or today < sc.until));
end $$;
