-- The own copy of a sealed record is made through broken glass, by a supervisor of the responsible agency, and by nobody else
-- (docs/decisions/0023-the-own-copy.md). It tells the names of the carers in custody and who has seen the record, both of which hang on circles
-- that ended with the seal; and whoever judges the opening sees that a copy was made, and on what.

create function komar.copy_child() returns uuid
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select g.child from komar.broken_glass g
  where g.id::text = current_setting('komar.glass', true) and g.child = komar.glass_child()
    and g.responsible = komar.actor_agency() and 'supervisor' = any (komar.actor_roles()) and komar.is_sealed(g.child)
$$;
comment on function komar.copy_child() is 'The sealed child whose own copy this transaction may make through broken glass; null for none.';

create function komar.glass_carers() returns table (carer uuid, km text, latin text)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select i.carer, i.name_km, i.name_latin
  from komar.child_carer c join komar.carer_identity i on i.carer = c.carer
  where c.child = komar.copy_child() and komar.role_circle_reads() & 1 <> 0
$$;
comment on function komar.glass_carers() is 'Names of the carers in custody of the child whose own copy is made through broken glass.';

-- As in 0086; and of the record whose own copy is made through broken glass.
create or replace function komar.reader_roles(wanted uuid) returns table (agency uuid, roles text[], times bigint)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select l.agency, coalesce(m.roles, a.roles) as roles, count(*) as times
  from komar.read_log l join komar.account a on a.id = l.account
  left join lateral (
    select array(select unnest(am.roles) order by 1) as roles from komar.agency_membership am
    where am.account = l.account and am.agency = l.agency
    -- Of the day on which it was read; else the last one there, as a host's clock may be shifted and the log's never is.
    order by (am.since <= l.at::date and (am.until is null or l.at::date < am.until)) desc, am.since desc limit 1) m on true
  where l.subject = wanted and l.classes <> 128
    and (komar.sight_of(wanted) & 4 <> 0 or wanted = komar.copy_child() and komar.role_circle_reads() & 4 <> 0)
  group by 1, 2 order by 1, 2
$$;

create function komar.glass_copies(the_id uuid) returns table (made_at timestamptz, reason text)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select l.at, l.reason
  from komar.broken_glass g join komar.read_log l on l.subject = g.child and l.account = g.account and l.agency = g.agency
  where g.id = the_id and l.what = 'own-copy.made' and l.reason is not null and l.at >= g.opened_at and l.at < g.until
    and (g.account = komar.actor_id() and g.agency = komar.actor_agency()
      or g.responsible = komar.actor_agency() and 'supervisor' = any (komar.actor_roles()))
$$;
comment on function komar.glass_copies(uuid) is 'Own copies made while the record was open, and what was said of who asked, for who opened it and who judges.';

revoke execute on function komar.copy_child(), komar.glass_carers(), komar.glass_copies(uuid) from public;
grant execute on function komar.glass_carers(), komar.glass_copies(uuid) to :"app";
