-- Whoever asks what somebody is asks the memberships: the account's own agency and roles are a copy for lists, and may be a day behind.
-- Source: docs/decisions/0018-who-belongs-here.md.

create or replace function komar.own_carers(accounts uuid[]) returns setof uuid
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select a.id from komar.account a
  where a.id = any (accounts) and a.disabled_at is null and exists (select from komar.agency_membership m
    where m.account = a.id and m.agency = (select komar.actor_agency()) and 'carer' = any (m.roles) and komar.is_present(m.id))
$$;

create or replace function komar.own_second_factor() returns table (since text, codes_left int, is_asked_for boolean)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select to_char(f.proved_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
    (select count(*)::int from komar.recovery_code r where r.account = a.id and r.used_at is null),
    exists (select from komar.host h join komar.agency_membership m on m.roles && h.second_factor_roles
      where m.account = a.id and komar.is_present(m.id))
  from komar.account a left join komar.second_factor f on f.account = a.id
  where a.id = komar.actor_id()
$$;

drop function komar.audit_accounts();
create function komar.audit_accounts()
returns table (account uuid, login text, agency uuid, roles text[], first_day date, last_day date, created_at timestamptz,
  disabled_at timestamptz)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select a.id, case when not exists (select from komar.agency_membership c where c.account = a.id and 'carer' = any (c.roles)) then a.login end,
    m.agency, m.roles, m.since, m.until - 1, a.created_at, a.disabled_at
  from komar.account a join komar.agency_membership m on m.account = a.id
  where komar.may_audit() order by a.created_at, a.id, m.since, m.until nulls last, m.id
$$;
comment on function komar.audit_accounts() is
  'Accounts, a line for each membership. The login of whoever is or was a carer is never told: it leads to their child.';

revoke execute on function komar.audit_accounts() from public;
grant execute on function komar.audit_accounts() to :"app";
