-- The keeper of a child's diary is a carer of the supervisor's own agency: the gate of the act asks here (docs/decisions/0015-wellbeing.md).

create function komar.own_carers(accounts uuid[]) returns setof uuid
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select a.id from komar.account a
  where a.id = any (accounts) and a.agency = komar.actor_agency() and a.disabled_at is null and 'carer' = any (a.roles)
$$;
comment on function komar.own_carers(uuid[]) is 'Of these accounts, the open ones of carers in the actor''s agency.';

revoke execute on function komar.own_carers(uuid[]) from public;
grant execute on function komar.own_carers(uuid[]) to komar_keeper;
