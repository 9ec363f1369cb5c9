-- When and where the person of a session last proved who they are. A call that asks for a fresh proof (packages/contract, `fresh`) takes one
-- of the last ten minutes, given in the same place. Source: docs/decisions/0017-proving-who-one-is.md.

alter table komar.session
  add column proved_at timestamptz not null default now(),
  add column proved_network bytea check (length(proved_network) = 32),
  add column proved_agent bytea check (length(proved_agent) = 32);
comment on column komar.session.proved_at is 'When the person last gave a password, a code or a passkey. Real time.';
comment on column komar.session.proved_network is 'Keyed hash of the network''s prefix at that time; null: not known. Another one takes away the fresh proof, not the session.';
comment on column komar.session.proved_agent is 'Keyed hash of the kind of browser at that time; null: not known. Another one must prove again before anything else.';

create function komar.is_fresh(the_proof timestamptz) returns boolean language sql stable set search_path = pg_catalog, pg_temp as $$
  select coalesce(the_proof > now() - interval '10 minutes', false)
$$;
comment on function komar.is_fresh(timestamptz) is 'Whether a proof of who one is counts as fresh.';

create function komar.actor_is_fresh() returns boolean language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select komar.is_fresh((komar.actor_session()).proved_at)
$$;
comment on function komar.actor_is_fresh() is 'Whether the actor proved lately who they are: for functions that guard it in the engine too.';

drop function komar.enter(boolean);
create function komar.enter(touch boolean, the_network bytea default null, the_agent bytea default null) returns table (
  account uuid, login text, display_name text, agency uuid, roles text[], language text, must_change_password boolean,
  device uuid, reads int, writes int, expires_at text, now_host text, today text, is_fresh boolean, has_moved boolean
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
    select a.id, a.login, a.display_name, a.agency, a.roles, a.language, a.must_change_password,
      live.device, komar.role_reads(), komar.role_writes(), to_char(live.expires_at at time zone 'UTC', iso),
      to_char(komar.now_host() at time zone 'UTC', iso), komar.today_host()::text,
      komar.is_fresh(live.proved_at) and coalesce(live.proved_network = the_network, true)
        and coalesce(live.proved_agent = the_agent, true),
      coalesce(live.proved_agent <> the_agent, false)
    from komar.account a where a.id = live.account;
end $$;
comment on function komar.enter(boolean, bytea, bytea) is 'Who the actor is, or no row. touch: whether this request shows that somebody is at the keyboard. Network and agent: keyed hashes of where it comes from.';

create function komar.confirm_session(the_network bytea, the_agent bytea) returns void
language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
  update komar.session set proved_at = now(), proved_network = the_network, proved_agent = the_agent
  where token_hash = (komar.actor_session()).token_hash
$$;
comment on function komar.confirm_session(bytea, bytea) is 'The actor has proved who they are, here and now.';

revoke execute on all functions in schema komar from public;
grant execute on function komar.enter(boolean, bytea, bytea), komar.actor_is_fresh(), komar.confirm_session(bytea, bytea) to :"app";
