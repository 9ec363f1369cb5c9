-- The person's own copy of their record says who has seen it: offices and kinds of work, never a name (docs/decisions/0023-the-own-copy.md).

create function komar.reader_roles(wanted uuid) returns table (agency uuid, roles text[], times bigint)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select l.agency, coalesce(m.roles, a.roles) as roles, count(*) as times
  from komar.read_log l join komar.account a on a.id = l.account
  left join lateral (
    select array(select unnest(am.roles) order by 1) as roles from komar.agency_membership am
    where am.account = l.account and am.agency = l.agency
    -- Of the day on which it was read; else the last one there, as a host's clock may be shifted and the log's never is.
    order by (am.since <= l.at::date and (am.until is null or l.at::date < am.until)) desc, am.since desc limit 1) m on true
  where l.subject = wanted and l.classes <> 128 and komar.sight_of(wanted) & 4 <> 0
  group by 1, 2 order by 1, 2
$$;
comment on function komar.reader_roles(uuid) is 'How often a subject was opened, by agency and by what people work as there, for those who may read its care class.';

revoke execute on function komar.reader_roles(uuid) from public;
grant execute on function komar.reader_roles(uuid) to :"app";
