-- Retention, of every child that an agency answers for. A child that nobody was ever made responsible for belongs to the agency that
-- registered it, as where the glass is broken (0092-break-glass.sql): until now such records were reported to nobody. And those that were
-- kept long enough are told by their code, or nobody could ask for their erasure.
-- Source: docs/decisions/0019-erasure.md, "Retention".

create function komar.responsible_for(the_child uuid) returns uuid
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select coalesce(
    (select w.agency from komar.child_worker w where w.child = any (komar.with_merged(array[the_child])) order by w.child limit 1),
    (select e.agency from komar.subject s join komar.entry e on e.id = s.opened_by where s.id = the_child))
$$;
comment on function komar.responsible_for(uuid) is 'The agency that looks after the child, whichever of its records is asked for, or that registered it. For functions of this schema alone.';

create function komar.own_seals() returns setof komar.child_seal
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select s.* from komar.child_seal s
  where 'supervisor' = any ((select komar.actor_roles())::text[]) and komar.responsible_for(s.child) = (select komar.actor_agency())
$$;
comment on function komar.own_seals() is 'Seals, past and to come, of the children that the actor''s agency is responsible for, or registered where none is; for its supervisors. For functions of this schema alone: a day tells a birthday.';

create or replace function komar.seals_ahead(months int) returns table (child uuid, seals_on date, because text)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select s.child, s.seals_on, s.because
  from komar.own_seals() s
  where s.seals_on > komar.today_host()
    and s.seals_on <= komar.today_host() + make_interval(months => months) and komar.sight_of(s.child) & 1 <> 0
  order by s.seals_on, s.child
$$;

create or replace function komar.seal_counts(kept_years int) returns table (sealed int, kept_long_enough int)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select count(*)::int, (count(*) filter (where s.seals_on + make_interval(years => kept_years) <= komar.today_host()))::int
  from komar.own_seals() s
  where s.seals_on <= komar.today_host()
$$;

-- In the order of the codes and without a day: either would tell more of the person than that their record is old.
create function komar.kept_long_enough(kept_years int, most int) returns table (code text)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select i.code
  from komar.own_seals() s join komar.child_identity i on i.child = s.child
  where s.seals_on <= komar.today_host() and s.seals_on + make_interval(years => kept_years) <= komar.today_host()
  order by i.code
  limit most
$$;
comment on function komar.kept_long_enough(int, int) is 'Codes of sealed records of the actor''s agency whose time of keeping has ended, for its supervisors. No name, no day.';

revoke execute on function komar.responsible_for(uuid), komar.own_seals(), komar.kept_long_enough(int, int) from public;
grant execute on function komar.kept_long_enough(int, int) to :"app";

-- The wall asks for each entry whether its child is sealed, and therefore reads these ids; whoever has no session reads no entry, and has no
-- need of them.
alter policy sealed on komar.child_seal using (seals_on <= (select komar.today_host()) and (select komar.actor_id()) is not null);
