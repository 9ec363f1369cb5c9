-- The work: which worker looks after a child, and in which district a child outside lives. Disposable, like all projections.

create table komar.child_worker (
  child uuid primary key,
  agency uuid not null,
  worker uuid
);
create index on komar.child_worker (agency, worker);
comment on table komar.child_worker is 'Projection, identity class: the agency and the worker responsible for each child.';

create table komar.child_district (
  child uuid primary key,
  district text not null
);
comment on table komar.child_district is 'Projection, care class: the district where a child outside lives. Prison staff never see it.';

do $$
declare
  name text;
begin
  foreach name in array array['child_worker', 'child_district'] loop
    execute format('alter table komar.%I enable row level security', name);
    execute format('alter table komar.%I force row level security', name);
    execute format('create policy owner on komar.%I to current_user using (true) with check (true)', name);
    execute format('create policy keeper on komar.%I to komar_keeper using (true) with check (true)', name);
    execute format('grant select, insert, delete on komar.%I to komar_keeper', name);
  end loop;
end $$;

create policy readable on komar.child_worker for select to :"app" using (
  exists (select from komar.subject_circle sc
    where sc.subject = child and sc.circle = any ((select komar.reading_circles(1))::int[]) and (sc.mask & 1) <> 0
      and sc.since <= (select komar.today_host()) and (sc.until is null or (select komar.today_host()) < sc.until)));

create policy readable on komar.child_district for select to :"app" using (
  exists (select from komar.subject_circle sc
    where sc.subject = child and sc.circle = any ((select komar.reading_circles(4))::int[]) and (sc.mask & 4) <> 0
      and sc.since <= (select komar.today_host()) and (sc.until is null or (select komar.today_host()) < sc.until)));

grant select on komar.child_worker, komar.child_district to :"app";

-- A supervisor gives children to the people of the own agency, and sees no other account.
create function komar.colleagues() returns table (id uuid, display_name text)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select a.id, a.display_name from komar.account a
  where a.agency = komar.actor_agency() and a.disabled_at is null and a.roles && array['social-worker', 'supervisor']
    and 'supervisor' = any (komar.actor_roles())
  order by a.display_name, a.id
$$;
comment on function komar.colleagues() is 'Social workers and supervisors of the own agency, for its supervisors.';
revoke execute on function komar.colleagues() from public;
grant execute on function komar.colleagues() to :"app";

-- From which code the projections were made. Another code may fold the same entries otherwise: then they are made anew at the start.
create table komar.projections_made (
  id boolean primary key default true check (id),
  code text not null
);
comment on table komar.projections_made is 'One row: a fingerprint of the rules from which the projections were made.';
alter table komar.projections_made enable row level security;
alter table komar.projections_made force row level security;
create policy owner on komar.projections_made to current_user using (true) with check (true);
