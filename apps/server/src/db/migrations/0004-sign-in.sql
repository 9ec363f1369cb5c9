-- Signing in and out, counted in the database so that every server process counts together.
-- The app never reads a session or a password table: it calls these, which run as the owner.

create function komar.count_sign_in(the_kind text, the_key bytea, span interval) returns table (failures int, counted_from timestamptz)
language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
  insert into komar.sign_in_failure as f (kind, key, failures) values (the_kind, the_key, 1)
  on conflict (kind, key) do update set
    failures = case when f.counted_from < now() - span then 1 else least(f.failures, 1000000) + 1 end,
    counted_from = case when f.counted_from < now() - span then now() else f.counted_from end
  returning f.failures, f.counted_from
$$;
comment on function komar.count_sign_in(text, bytea, interval) is 'Counts one attempt; a success takes it back. Only other definer functions may call it.';

create function komar.find_for_sign_in(the_login text, login_key bytea, address_key bytea, login_limit int, address_limit int, span interval)
returns table (account uuid, password_hash text, locked_until timestamptz)
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  by_login record;
  by_address record;
begin
  -- Counted before the password is looked at, so that a thousand guesses at once are a thousand counts.
  select * into by_login from komar.count_sign_in('account', login_key, span);
  select * into by_address from komar.count_sign_in('address', address_key, span);
  delete from komar.sign_in_failure f where f.counted_from < now() - span - interval '1 day';
  return query
    select a.id, s.password_hash, greatest(
      case when by_login.failures > login_limit then by_login.counted_from + span end,
      case when by_address.failures > address_limit then by_address.counted_from + span end)
    from (values (true)) one (row)
    left join komar.account a on a.login = the_login and a.disabled_at is null
    left join komar.account_secret s on s.account = a.id;
end $$;
comment on function komar.find_for_sign_in(text, bytea, bytea, int, int, interval) is
  'One row always, with nulls for an unknown or disabled login. Keys are SHA-256; limits are attempts within the span.';

create function komar.take_back_attempt(login_key bytea, address_key bytea) returns void
language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
  delete from komar.sign_in_failure f where f.kind = 'account' and f.key = login_key;
  update komar.sign_in_failure f set failures = greatest(f.failures - 1, 0) where f.kind = 'address' and f.key = address_key;
$$;
comment on function komar.take_back_attempt(bytea, bytea) is 'After a right password: the login''s count starts anew, the address''s only loses this attempt.';

create function komar.open_session(the_token_hash bytea, the_account uuid, the_device uuid, the_label text, idle interval, absolute interval)
returns uuid
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  known uuid;
begin
  insert into komar.device (id, account, label) values (the_device, the_account, the_label) on conflict (id) do nothing;
  select d.id into known from komar.device d where d.id = the_device and d.account = the_account;
  if known is null then
    -- The id is another person's device: this one gets its own.
    insert into komar.device (id, account, label) values (gen_random_uuid(), the_account, the_label) returning id into known;
  end if;
  delete from komar.session s where s.account = the_account and (s.expires_at < now() or s.last_seen_at < now() - s.idle_limit);
  insert into komar.session (token_hash, account, device, expires_at, idle_limit)
    select the_token_hash, a.id, known, now() + absolute, idle from komar.account a where a.id = the_account and a.disabled_at is null;
  if not found then
    raise exception 'no such account, or disabled';
  end if;
  return known;
end $$;
comment on function komar.open_session(bytea, uuid, uuid, text, interval, interval) is
  'Opens a session for whom the server has verified; answers the device''s id. Only the token''s SHA-256 comes here.';

create function komar.close_session() returns void language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
  delete from komar.session where token_hash = (komar.actor_session()).token_hash
$$;
comment on function komar.close_session() is 'Signs the actor out.';

create function komar.change_password(new_hash text) returns void language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  live komar.session := komar.actor_session();
begin
  update komar.account_secret set password_hash = new_hash, changed_at = now() where account = live.account;
  update komar.account set must_change_password = false where id = live.account;
  delete from komar.session where account = live.account and token_hash <> live.token_hash;
end $$;
comment on function komar.change_password(text) is 'Sets the actor''s password and ends every other session of theirs.';

create function komar.choose_language(new_language text) returns void language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
  update komar.account set language = new_language where id = komar.actor_id()
$$;
comment on function komar.choose_language(text) is 'Sets the actor''s own language.';

create function komar.set_first_password(the_account uuid, new_hash text) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not komar.actor_administers() or the_account = komar.actor_id() then
    raise exception 'only an administrator, and never for themself' using errcode = 'insufficient_privilege';
  end if;
  insert into komar.account_secret (account, password_hash) values (the_account, new_hash)
    on conflict (account) do update set password_hash = excluded.password_hash, changed_at = now();
  update komar.account set must_change_password = true where id = the_account;
  delete from komar.session where account = the_account;
end $$;
comment on function komar.set_first_password(uuid, text) is 'Gives an account a password that must be changed at once; ends its sessions.';

grant execute on function komar.find_for_sign_in(text, bytea, bytea, int, int, interval),
  komar.take_back_attempt(bytea, bytea),
  komar.open_session(bytea, uuid, uuid, text, interval, interval), komar.close_session(),
  komar.change_password(text), komar.choose_language(text), komar.set_first_password(uuid, text) to :"app";
