-- A second factor: codes of an authenticator app (RFC 6238), with recovery codes. What the app's role gets of it are sealed secrets and
-- yes or no. Source: docs/decisions/0017-proving-who-one-is.md.

create table komar.second_factor (
  account uuid primary key references komar.account,
  secret bytea not null check (length(secret) between 40 and 200),
  begun_at timestamptz not null default now(),
  proved_at timestamptz,
  last_step bigint not null default 0
);
comment on table komar.second_factor is 'The secret that a person shares with their authenticator app, sealed with a key outside the database. Definer functions only.';
comment on column komar.second_factor.proved_at is 'When a first code showed that the app has the secret; null: begun only, and it counts for nothing.';
comment on column komar.second_factor.last_step is 'Time step (30 s) of the last code that was taken: that one and those before it are never taken again.';

create table komar.recovery_code (
  account uuid not null references komar.account,
  code bytea not null check (length(code) = 32),
  given_at timestamptz not null default now(),
  used_at timestamptz,
  primary key (account, code)
);
comment on table komar.recovery_code is 'Codes for whoever has lost their phone, each good once, as hashes keyed with a key outside the database. Definer functions only.';

alter table komar.host add column second_factor_roles text[] not null default '{}';
comment on column komar.host.second_factor_roles is 'Who holds one of these roles has no role until they have a second factor.';

do $$
declare
  name text;
begin
  foreach name in array array['second_factor', 'recovery_code'] loop
    execute format('alter table komar.%I enable row level security', name);
    execute format('alter table komar.%I force row level security', name);
    execute format('create policy owner on komar.%I to current_user using (true) with check (true)', name);
  end loop;
end $$;

-- Whether there is one, and who must have one -------------------------------------------------------------------------

create function komar.has_second_factor(the_account uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select exists (select from komar.second_factor f where f.account = the_account and f.proved_at is not null)
$$;
comment on function komar.has_second_factor(uuid) is 'Whether a second factor is asked for when this account signs in. Only other definer functions may call it.';

create function komar.must_add_second_factor(the_account uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select exists (select from komar.host h join komar.account a on a.roles && h.second_factor_roles where a.id = the_account)
    and not komar.has_second_factor(the_account)
$$;
comment on function komar.must_add_second_factor(uuid) is 'Whether the account''s roles ask for a second factor that it does not have. Only other definer functions may call it.';

create or replace function komar.actor_roles() returns text[] language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select coalesce((select a.roles from komar.account a where a.id = komar.actor_id() and not a.must_change_password
    and not komar.must_add_second_factor(a.id)), '{}')
$$;
comment on function komar.actor_roles() is 'Roles of the actor; none until a first password has been changed and a second factor that they ask for was added.';

drop function komar.enter(boolean, bytea, bytea);
create function komar.enter(touch boolean, the_network bytea default null, the_agent bytea default null) returns table (
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
    select a.id, a.login, a.display_name, a.agency, a.roles, a.language, a.must_change_password,
      live.device, komar.role_reads(), komar.role_writes(), to_char(live.expires_at at time zone 'UTC', iso),
      to_char(komar.now_host() at time zone 'UTC', iso), komar.today_host()::text,
      komar.is_fresh(live.proved_at) and coalesce(live.proved_network = the_network, true)
        and coalesce(live.proved_agent = the_agent, true),
      coalesce(live.proved_agent <> the_agent, false),
      komar.must_add_second_factor(a.id)
    from komar.account a where a.id = live.account;
end $$;
comment on function komar.enter(boolean, bytea, bytea) is 'Who the actor is, or no row. touch: whether this request shows that somebody is at the keyboard. Network and agent: keyed hashes of where it comes from.';

-- Proving it ----------------------------------------------------------------------------------------------------------

create function komar.take_back_one(login_key bytea, address_key bytea) returns void
language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
  update komar.sign_in_failure f set failures = greatest(f.failures - 1, 0)
  where (f.kind = 'account' and f.key = login_key) or (f.kind = 'address' and f.key = address_key)
$$;
comment on function komar.take_back_one(bytea, bytea) is 'The password was right and the second factor is still to come: this attempt was no failure, but those before it still count.';

create function komar.second_factor_of(the_account uuid) returns table (secret bytea, last_step text)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select f.secret, f.last_step::text from komar.second_factor f where f.account = the_account and f.proved_at is not null
$$;
comment on function komar.second_factor_of(uuid) is 'The sealed secret of an account with a second factor; else no row.';

create function komar.use_code_step(the_account uuid, step bigint) returns boolean
language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
  with used as (
    update komar.second_factor f set last_step = step where f.account = the_account and f.proved_at is not null and f.last_step < step
    returning 1)
  select exists (select from used)
$$;
comment on function komar.use_code_step(uuid, bigint) is 'Takes a code''s time step; false where that one or a later one was taken before, at the same moment too.';

create function komar.use_recovery_code(the_account uuid, the_code bytea) returns boolean
language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
  with used as (
    update komar.recovery_code r set used_at = now()
    where r.account = the_account and r.code = the_code and r.used_at is null and komar.has_second_factor(the_account)
    returning 1)
  select exists (select from used)
$$;
comment on function komar.use_recovery_code(uuid, bytea) is 'Takes a recovery code, once.';

-- One's own -----------------------------------------------------------------------------------------------------------

create function komar.own_second_factor() returns table (since text, codes_left int, is_asked_for boolean)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select to_char(f.proved_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
    (select count(*)::int from komar.recovery_code r where r.account = a.id and r.used_at is null),
    a.roles && h.second_factor_roles
  from komar.account a cross join komar.host h left join komar.second_factor f on f.account = a.id
  where a.id = komar.actor_id()
$$;
comment on function komar.own_second_factor() is 'Since when the actor has an authenticator app, how many recovery codes are left, and whether their roles ask for a second factor.';

create function komar.begin_second_factor(sealed bytea) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not komar.actor_is_fresh() then
    raise exception 'not proved lately' using errcode = 'insufficient_privilege';
  end if;
  insert into komar.second_factor as f (account, secret) values (komar.actor_id(), sealed)
    on conflict (account) do update set secret = excluded.secret, begun_at = now(), last_step = 0 where f.proved_at is null;
  return found;
end $$;
comment on function komar.begin_second_factor(bytea) is 'A new secret for the actor, which counts when a code was given; false where they have one.';

create function komar.begun_second_factor() returns bytea
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select f.secret from komar.second_factor f
  where f.account = komar.actor_id() and f.proved_at is null and f.begun_at > now() - interval '1 hour'
$$;
comment on function komar.begun_second_factor() is 'The actor''s secret that no code was given for yet; null after an hour.';

create function komar.give_recovery_codes(codes bytea[]) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not komar.actor_is_fresh() then
    raise exception 'not proved lately' using errcode = 'insufficient_privilege';
  end if;
  delete from komar.recovery_code r where r.account = komar.actor_id();
  insert into komar.recovery_code (account, code) select komar.actor_id(), c from unnest(codes) c;
end $$;
comment on function komar.give_recovery_codes(bytea[]) is 'New recovery codes for the actor; the old ones are worth nothing from then on.';

create function komar.end_other_sessions() returns void
language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
  delete from komar.session s using (select (komar.actor_session()).*) live
  where s.account = live.account and s.token_hash <> live.token_hash
$$;
comment on function komar.end_other_sessions() is 'Ends every other session of the actor. Only other definer functions may call it.';

create function komar.prove_second_factor(step bigint) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  update komar.second_factor f set proved_at = now(), last_step = step where f.account = komar.actor_id() and f.proved_at is null;
  if found then
    -- Whoever came in with the password alone does not stay.
    perform komar.end_other_sessions();
    return true;
  end if;
  return false;
end $$;
comment on function komar.prove_second_factor(bigint) is 'From now on the actor''s second factor is asked for; ends their other sessions.';

create function komar.remove_second_factor() returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not komar.actor_is_fresh() then
    raise exception 'not proved lately' using errcode = 'insufficient_privilege';
  end if;
  delete from komar.second_factor f where f.account = komar.actor_id();
  if not komar.has_second_factor(komar.actor_id()) then
    delete from komar.recovery_code r where r.account = komar.actor_id();
  end if;
end $$;
comment on function komar.remove_second_factor() is 'Takes the actor''s authenticator app away, and with the last second factor the recovery codes.';

-- The administrator's -------------------------------------------------------------------------------------------------

create function komar.account_has_second_factor(the_account uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select (the_account = komar.actor_id() or komar.actor_administers()) and komar.has_second_factor(the_account)
$$;
comment on function komar.account_has_second_factor(uuid) is 'For the person themself and administrators; false to others.';

create function komar.reset_second_factor(the_account uuid) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not komar.actor_administers() or the_account = komar.actor_id() or not komar.actor_is_fresh() then
    raise exception 'only an administrator who proved lately who they are, and never for themself' using errcode = 'insufficient_privilege';
  end if;
  delete from komar.second_factor f where f.account = the_account;
  delete from komar.recovery_code r where r.account = the_account;
  delete from komar.session s where s.account = the_account;
end $$;
comment on function komar.reset_second_factor(uuid) is 'For a person who has lost everything: they sign in with the password alone until they add a new one. Ends their sessions.';

create function komar.set_second_factor_roles(the_roles text[]) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not komar.actor_administers() or not komar.actor_is_fresh() then
    raise exception 'only an administrator who proved lately who they are' using errcode = 'insufficient_privilege';
  end if;
  update komar.host set second_factor_roles = the_roles;
end $$;
comment on function komar.set_second_factor_roles(text[]) is 'Which roles ask for a second factor on this host.';

revoke execute on all functions in schema komar from public;
grant execute on function komar.enter(boolean, bytea, bytea), komar.take_back_one(bytea, bytea), komar.second_factor_of(uuid),
  komar.use_code_step(uuid, bigint), komar.use_recovery_code(uuid, bytea), komar.own_second_factor(),
  komar.begin_second_factor(bytea), komar.begun_second_factor(), komar.give_recovery_codes(bytea[]),
  komar.prove_second_factor(bigint), komar.remove_second_factor(), komar.account_has_second_factor(uuid),
  komar.reset_second_factor(uuid), komar.set_second_factor_roles(text[]) to :"app";
