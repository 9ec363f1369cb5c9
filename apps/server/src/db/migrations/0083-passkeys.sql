-- Passkeys (W3C Web Authentication): a second factor beside or instead of the authenticator app, and a proof in place of the password.
-- The server checks signatures, as it checks passwords; here stands what was asked, what is known of each passkey, and that neither a
-- challenge nor a count is taken twice. Source: docs/decisions/0017-proving-who-one-is.md.

create table komar.passkey (
  id uuid primary key default gen_random_uuid(),
  account uuid not null references komar.account,
  credential bytea not null unique check (length(credential) between 1 and 1023),
  public_key bytea not null check (length(public_key) between 1 and 5000),
  sign_count bigint not null check (sign_count >= 0),
  transports text[] not null,
  name text not null check (length(name) between 1 and 60),
  added_on date not null default komar.today_host(),
  last_used_on date,
  stopped_on date
);
create index on komar.passkey (account);
comment on table komar.passkey is 'Public keys of the passkeys that people added, with the names they gave them. Nothing here signs anybody in. Definer functions only.';
comment on column komar.passkey.sign_count is 'As the passkey last said; 0 for those that do not count. One that goes back is that of a copy.';
comment on column komar.passkey.last_used_on is 'A day in the host''s own time, as added_on: enough to know one''s own, and no diary of anybody''s day.';
comment on column komar.passkey.stopped_on is 'When its count went back. It is taken no more, but still counts as a second factor: nobody gets round one by copying it.';

create table komar.passkey_challenge (
  challenge bytea primary key check (length(challenge) = 32),
  purpose text not null check (purpose in ('add', 'sign-in', 'confirm')),
  account uuid not null references komar.account,
  bound_to bytea not null check (length(bound_to) = 32),
  until timestamptz not null default now() + interval '5 minutes'
);
create index on komar.passkey_challenge (account);
comment on table komar.passkey_challenge is 'What a passkey was asked to sign, taken once and within five minutes. Definer functions only.';
comment on column komar.passkey_challenge.bound_to is 'The hash of the session''s token; when signing in, of the kind of browser (as komar.session.proved_agent).';

do $$
declare
  name text;
begin
  foreach name in array array['passkey', 'passkey_challenge'] loop
    execute format('alter table komar.%I enable row level security', name);
    execute format('alter table komar.%I force row level security', name);
    execute format('create policy owner on komar.%I to current_user using (true) with check (true)', name);
  end loop;
end $$;

-- Challenges ----------------------------------------------------------------------------------------------------------

create function komar.keep_passkey_challenge(the_challenge bytea, the_purpose text, the_account uuid, the_bound bytea) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  delete from komar.passkey_challenge c where c.until < now();
  -- Whoever asks a thousand times fills nothing.
  delete from komar.passkey_challenge c where c.challenge in (
    select o.challenge from komar.passkey_challenge o where o.account = the_account order by o.until desc offset 9);
  insert into komar.passkey_challenge (challenge, purpose, account, bound_to) values (the_challenge, the_purpose, the_account, the_bound);
end $$;
comment on function komar.keep_passkey_challenge(bytea, text, uuid, bytea) is 'Remembers what an account is asked to sign; the ten latest of an account.';

create function komar.take_passkey_challenge(the_challenge bytea, the_purpose text, the_account uuid, the_bound bytea) returns boolean
language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
  with taken as (delete from komar.passkey_challenge c where c.challenge = the_challenge returning *)
  select exists (select from taken t where t.purpose = the_purpose and t.account = the_account and t.bound_to = the_bound and t.until > now())
$$;
comment on function komar.take_passkey_challenge(bytea, text, uuid, bytea) is 'Takes a challenge, once, at the same moment too; false where it was made for anything or anybody else, or is too old.';

-- Proving it ----------------------------------------------------------------------------------------------------------

create function komar.passkeys_of(the_account uuid) returns table (id uuid, credential bytea, public_key bytea, transports text[], is_stopped boolean)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select p.id, p.credential, p.public_key, p.transports, p.stopped_on is not null
  from komar.passkey p where p.account = the_account order by p.added_on, p.id
$$;
comment on function komar.passkeys_of(uuid) is 'The passkeys of an account, for the server, which checks what they sign.';

create function komar.use_passkey(the_passkey uuid, the_account uuid, the_count bigint) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  update komar.passkey p set sign_count = the_count, last_used_on = komar.today_host()
  where p.id = the_passkey and p.account = the_account and p.stopped_on is null
    and (the_count > p.sign_count or the_count = 0 and p.sign_count = 0);
  if found then
    return true;
  end if;
  update komar.passkey p set stopped_on = komar.today_host()
  where p.id = the_passkey and p.account = the_account and p.stopped_on is null;
  if found then
    insert into komar.read_log (account, agency, subject, what)
      select a.id, a.agency, a.id, 'passkey.count-went-back' from komar.account a where a.id = the_account;
  end if;
  return false;
end $$;
comment on function komar.use_passkey(uuid, uuid, bigint) is
  'Takes a passkey whose signature was right. False where its count went back: then there is a copy, it is stopped and the log says so.';

create or replace function komar.has_second_factor(the_account uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select exists (select from komar.second_factor f where f.account = the_account and f.proved_at is not null)
    or exists (select from komar.passkey p where p.account = the_account)
$$;

-- One's own -----------------------------------------------------------------------------------------------------------

create function komar.own_passkeys() returns table (id uuid, name text, added_on text, last_used_on text, is_stopped boolean)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select p.id, p.name, p.added_on::text, p.last_used_on::text, p.stopped_on is not null
  from komar.passkey p where p.account = komar.actor_id() order by p.added_on, p.name, p.id
$$;
comment on function komar.own_passkeys() is 'The actor''s passkeys.';

create function komar.add_passkey(the_credential bytea, the_key bytea, the_count bigint, the_transports text[], the_name text) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  is_first boolean;
begin
  if not komar.actor_is_fresh() then
    raise exception 'not proved lately' using errcode = 'insufficient_privilege';
  end if;
  perform from komar.account a where a.id = komar.actor_id() for update;
  is_first := not komar.has_second_factor(komar.actor_id());
  insert into komar.passkey (account, credential, public_key, sign_count, transports, name)
    select komar.actor_id(), the_credential, the_key, the_count, the_transports, the_name
    where (select count(*) from komar.passkey p where p.account = komar.actor_id()) < 10
    on conflict (credential) do nothing;
  if not found then
    return false;
  end if;
  if is_first then
    -- Whoever came in with the password alone does not stay.
    perform komar.end_other_sessions();
  end if;
  return true;
end $$;
comment on function komar.add_passkey(bytea, bytea, bigint, text[], text) is
  'A passkey more for the actor; their first second factor ends their other sessions. False where it is known already, or they have ten.';

create function komar.remove_passkey(the_passkey uuid) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not komar.actor_is_fresh() then
    raise exception 'not proved lately' using errcode = 'insufficient_privilege';
  end if;
  delete from komar.passkey p where p.id = the_passkey and p.account = komar.actor_id();
  if not found then
    return false;
  end if;
  if not komar.has_second_factor(komar.actor_id()) then
    delete from komar.recovery_code r where r.account = komar.actor_id();
  end if;
  return true;
end $$;
comment on function komar.remove_passkey(uuid) is 'Takes a passkey of the actor away, and with the last second factor the recovery codes.';

-- The administrator's -------------------------------------------------------------------------------------------------

create or replace function komar.reset_second_factor(the_account uuid) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not komar.actor_administers() or the_account = komar.actor_id() or not komar.actor_is_fresh() then
    raise exception 'only an administrator who proved lately who they are, and never for themself' using errcode = 'insufficient_privilege';
  end if;
  delete from komar.second_factor f where f.account = the_account;
  delete from komar.passkey p where p.account = the_account;
  delete from komar.passkey_challenge c where c.account = the_account;
  delete from komar.recovery_code r where r.account = the_account;
  delete from komar.session s where s.account = the_account;
end $$;

revoke execute on function komar.keep_passkey_challenge(bytea, text, uuid, bytea), komar.take_passkey_challenge(bytea, text, uuid, bytea),
  komar.passkeys_of(uuid), komar.use_passkey(uuid, uuid, bigint), komar.own_passkeys(),
  komar.add_passkey(bytea, bytea, bigint, text[], text), komar.remove_passkey(uuid) from public;
grant execute on function komar.keep_passkey_challenge(bytea, text, uuid, bytea), komar.take_passkey_challenge(bytea, text, uuid, bytea),
  komar.passkeys_of(uuid), komar.use_passkey(uuid, uuid, bigint), komar.own_passkeys(),
  komar.add_passkey(bytea, bytea, bigint, text[], text), komar.remove_passkey(uuid) to :"app";
