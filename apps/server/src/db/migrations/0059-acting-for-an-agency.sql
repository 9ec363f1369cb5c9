-- Roles and agency of a session are those of its membership (0055), no longer those of the account; what a second factor asks (0051) holds.

create or replace function komar.must_add_second_factor(the_account uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select exists (select from komar.host h join komar.agency_membership m on m.roles && h.second_factor_roles
    where m.account = the_account and komar.is_present(m.id))
    and not komar.has_second_factor(the_account)
$$;

create or replace function komar.actor_roles() returns text[] language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select coalesce((select m.roles from komar.agency_membership m join komar.account a on a.id = m.account
    where m.id = (select komar.actor_membership()) and not a.must_change_password
      and not komar.must_add_second_factor(a.id)), '{}')
$$;

create or replace function komar.enter(touch boolean, the_network bytea default null, the_agent bytea default null) returns table (
  account uuid, login text, display_name text, agency uuid, roles text[], language text, must_change_password boolean,
  device uuid, reads int, writes int, expires_at text, now_host text, today text, is_fresh boolean, has_moved boolean,
  must_add_second_factor boolean
) language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  live komar.session := komar.actor_session();
  iso constant text := 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"';
begin
  -- At most once a minute, and never waiting for another request of the same session.
  if touch and live.last_seen_at < now() - interval '1 minute' then
    update komar.session s set last_seen_at = now() where s.token_hash =
      (select k.token_hash from komar.session k where k.token_hash = live.token_hash for update skip locked);
  end if;
  return query
    select a.id, a.login, a.display_name, m.agency, m.roles, a.language, a.must_change_password,
      live.device, komar.role_reads(), komar.role_writes(), to_char(live.expires_at at time zone 'UTC', iso),
      to_char(komar.now_host() at time zone 'UTC', iso), komar.today_host()::text,
      komar.is_fresh(live.proved_at) and coalesce(live.proved_network = the_network, true)
        and coalesce(live.proved_agent = the_agent, true),
      coalesce(live.proved_agent <> the_agent, false),
      komar.must_add_second_factor(a.id)
    from komar.account a join komar.device d on d.id = live.device join komar.agency_membership m on m.id = d.membership
    where a.id = live.account;
end $$;
