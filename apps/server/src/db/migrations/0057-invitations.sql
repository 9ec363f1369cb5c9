-- One-time links by which a person sets their own password: to come in, or after it was forgotten. Nobody else ever knows a password.
-- Source: docs/decisions/0018-who-belongs-here.md.

create table komar.invitation (
  id uuid primary key default gen_random_uuid(),
  account uuid not null references komar.account,
  purpose text not null check (purpose in ('join', 'reset')),
  token_hash bytea not null unique check (length(token_hash) = 32),
  made_at timestamptz not null default now(),
  made_by uuid not null references komar.account,
  until timestamptz not null,
  used_at timestamptz,
  withdrawn_at timestamptz,
  check (until > made_at and until <= made_at + interval '31 days'),
  check (used_at is null or withdrawn_at is null)
);
create index on komar.invitation (account);
comment on table komar.invitation is 'One-time links to set a password. They name nobody; whoever has one that is open can set the password of its account, once.';
comment on column komar.invitation.token_hash is 'SHA-256 of 256 random bits that stand nowhere but in the link.';
comment on column komar.invitation.until is 'Real time, as all of this table.';

alter table komar.invitation enable row level security;
alter table komar.invitation force row level security;
create policy owner on komar.invitation to current_user using (true) with check (true);
-- An administrator's own link to themself would be a way to skip the old password.
create policy administrator on komar.invitation for select to :"app" using (
  (select komar.actor_administers()) and account <> (select komar.actor_id())
);
grant select (id, account, purpose, made_at, made_by, until, used_at, withdrawn_at) on komar.invitation to :"app";

create function komar.make_invitation(the_id uuid, the_account uuid, the_token_hash bytea, the_days int) returns timestamptz
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  ends timestamptz;
  is_first boolean;
begin
  if not komar.actor_administers() or the_account = komar.actor_id() then
    raise exception 'only an administrator, and never for themself' using errcode = 'insufficient_privilege';
  end if;
  perform from komar.account a where a.id = the_account for update;
  -- One open link at a time: a new one withdraws the last.
  update komar.invitation i set withdrawn_at = now() where i.account = the_account and i.used_at is null and i.withdrawn_at is null;
  is_first := not exists (select from komar.device d where d.account = the_account);
  -- What was the password opens nothing any more, from now on.
  delete from komar.account_secret s where s.account = the_account;
  update komar.account set must_change_password = true where id = the_account;
  delete from komar.session s where s.account = the_account;
  insert into komar.invitation (id, account, purpose, token_hash, made_by, until)
  values (the_id, the_account, case when is_first then 'join' else 'reset' end, the_token_hash, komar.actor_id(), now() + make_interval(days => the_days))
  returning until into ends;
  return ends;
end $$;
comment on function komar.make_invitation(uuid, uuid, bytea, int) is 'A new link for an account; its old password, sessions and links end. Answers until when it holds.';

create function komar.withdraw_invitation(the_id uuid) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  update komar.invitation i set withdrawn_at = now()
  where i.id = the_id and i.used_at is null and i.withdrawn_at is null and i.until > now()
    and komar.actor_administers() and i.account <> komar.actor_id();
  return found;
end $$;
comment on function komar.withdraw_invitation(uuid) is 'An administrator withdraws a link that is open.';

create function komar.open_invitation(the_token_hash bytea)
returns table (state text, purpose text, login text, display_name text, language text, name_en text, name_km text, until timestamptz)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select case when i.used_at is not null then 'used'
      when i.withdrawn_at is not null or i.until <= now() or a.disabled_at is not null or m.id is null then 'ended'
      else 'open' end,
    i.purpose, a.login, a.display_name, a.language, g.name_en, g.name_km, i.until
  from komar.invitation i join komar.account a on a.id = i.account
  left join komar.agency_membership m on m.id = komar.main_membership(a.id, null) and (m.until is null or komar.today_host() < m.until)
  left join komar.agency g on g.id = m.agency
  where i.token_hash = the_token_hash
$$;
comment on function komar.open_invitation(bytea) is 'What a link is for, for whoever has its token; no row for one that there never was.';

create function komar.accept_invitation(the_token_hash bytea, new_hash text) returns text
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  found_state text;
  person uuid;
begin
  -- Two who come at once wait for each other here, and the second finds it used.
  select i.account into person from komar.invitation i where i.token_hash = the_token_hash for update;
  select o.state into found_state from komar.open_invitation(the_token_hash) o;
  if found_state = 'open' then
    update komar.invitation i set used_at = now() where i.token_hash = the_token_hash;
    insert into komar.account_secret (account, password_hash) values (person, new_hash)
      on conflict (account) do update set password_hash = excluded.password_hash, changed_at = now();
    update komar.account set must_change_password = false where id = person;
    delete from komar.session s where s.account = person;
  end if;
  return found_state;
end $$;
comment on function komar.accept_invitation(bytea, text) is 'Sets the password if the link is open; answers the state in which it was, null where there is none.';

-- Nobody gives a password to somebody else any more.
drop function komar.set_first_password(uuid, text);

revoke execute on function komar.make_invitation(uuid, uuid, bytea, int), komar.withdraw_invitation(uuid), komar.open_invitation(bytea),
  komar.accept_invitation(bytea, text) from public;
grant execute on function komar.make_invitation(uuid, uuid, bytea, int), komar.withdraw_invitation(uuid), komar.open_invitation(bytea),
  komar.accept_invitation(bytea, text) to :"app";
