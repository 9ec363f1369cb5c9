-- Coming in by an identity provider (OpenID Connect). The server speaks with the provider and checks what it signed; here stands who is tied
-- to whom, that what was begun is taken once, by the browser that began it, and what a session that was opened so may be without.
-- Source: docs/decisions/0017-proving-who-one-is.md.

create table komar.provider_tie (
  account uuid primary key references komar.account,
  subject bytea not null unique check (length(subject) = 32),
  tied_at timestamptz not null default now(),
  link_made_by uuid not null references komar.account
);
comment on table komar.provider_tie is 'Who comes in by the identity provider. An administrator makes the link; the person ties themself with it. Definer functions only.';
comment on column komar.provider_tie.subject is 'Issuer and subject as a hash keyed with a key outside the database: it leads to nobody at the provider.';

create table komar.provider_flow (
  token_hash bytea primary key check (length(token_hash) = 32),
  purpose text not null check (purpose in ('sign-in', 'tie', 'confirm')),
  state_hash bytea not null check (length(state_hash) = 32),
  nonce text not null check (length(nonce) between 20 and 100),
  verifier text not null check (length(verifier) between 43 and 128),
  invitation uuid references komar.invitation check ((invitation is not null) = (purpose = 'tie')),
  session bytea check ((session is not null) = (purpose = 'confirm')),
  begun_at timestamptz not null default now(),
  taken_at timestamptz,
  account uuid references komar.account,
  proved_at timestamptz,
  signed_in_at timestamptz,
  counts_as_second boolean not null default false,
  gave_second boolean not null default false,
  check ((account is null) = (proved_at is null) and (account is null) = (signed_in_at is null))
);
create index on komar.provider_flow (begun_at);
comment on table komar.provider_flow is 'Sign-ins under way at the identity provider, of one browser each, for minutes. No token of the provider is ever kept. Definer functions only.';
comment on column komar.provider_flow.token_hash is 'SHA-256 of 256 random bits in a cookie of the browser that began it.';
comment on column komar.provider_flow.taken_at is 'When an answer came, right or wrong: no other one is taken.';
comment on column komar.provider_flow.account is 'Who it turned out to be; null until the provider''s answer was checked.';
comment on column komar.provider_flow.signed_in_at is 'When the person was asked at the provider, by its word: it may remember a sign-in, which is no fresh proof here.';
comment on column komar.provider_flow.counts_as_second is 'The host''s settings say that this sign-in counts as a second factor too.';
comment on column komar.provider_flow.gave_second is 'The person''s second factor of Komar was given since.';

do $$
declare
  name text;
begin
  foreach name in array array['provider_tie', 'provider_flow'] loop
    execute format('alter table komar.%I enable row level security', name);
    execute format('alter table komar.%I force row level security', name);
    execute format('create policy owner on komar.%I to current_user using (true) with check (true)', name);
  end loop;
end $$;

alter table komar.session
  add column came_by text not null default 'password' check (came_by in ('password', 'provider')),
  add column second_by_provider boolean not null default false;
comment on column komar.session.came_by is 'Whoever came by the provider need not change a password first.';
comment on column komar.session.second_by_provider is 'The provider''s sign-in counted as a second factor: none of Komar''s is asked for in this session.';

alter table komar.invitation drop constraint invitation_purpose_check;
alter table komar.invitation add constraint invitation_purpose_check check (purpose in ('join', 'reset', 'provider'));
comment on table komar.invitation is 'One-time links, to set a password or to be tied to the identity provider. They name nobody; whoever has one that is open can use it for its account, once.';

-- A link to the provider sets no password.
create or replace function komar.accept_invitation(the_token_hash bytea, new_hash text) returns text
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  found_state text;
  person uuid;
begin
  -- Two who come at once wait for each other here, and the second finds it used.
  select i.account into person from komar.invitation i where i.token_hash = the_token_hash and i.purpose <> 'provider' for update;
  if person is null then
    return null;
  end if;
  select o.state into found_state from komar.open_invitation(the_token_hash) o;
  if found_state = 'open' then
    update komar.invitation i set used_at = now() where i.token_hash = the_token_hash;
    insert into komar.account_secret (account, password_hash) values (person, new_hash)
      on conflict (account) do update set password_hash = excluded.password_hash, changed_at = now();
    update komar.account set must_change_password = false where id = person;
    delete from komar.session s where s.account = person;
    -- Somebody may have tied themself while there was no password that would have been asked for.
    delete from komar.provider_flow f where f.account = person;
    delete from komar.provider_tie t where t.account = person;
  end if;
  return found_state;
end $$;
comment on function komar.accept_invitation(bytea, text) is
  'Sets the password if the link is open, and unties the account from the provider; answers the state in which it was, null where there is none.';

-- Who may, and who is ------------------------------------------------------------------------------------------------

create function komar.provider_bar(the_account uuid, the_roles text[]) returns text
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select case when a.disabled_at is not null then 'disabled'
    when not exists (select from komar.agency_membership m where m.account = a.id and komar.is_present(m.id)) then 'left'
    when exists (select from komar.agency_membership m where m.account = a.id and komar.is_present(m.id) and not m.roles <@ the_roles)
      then 'role' end
  from komar.account a where a.id = the_account
$$;
comment on function komar.provider_bar(uuid, text[]) is 'Why somebody may not come in by the provider, where only these roles may; null where they may. Only other definer functions may call it.';

create function komar.account_is_tied(the_account uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select (the_account = komar.actor_id() or komar.actor_administers())
    and exists (select from komar.provider_tie t where t.account = the_account)
$$;
comment on function komar.account_is_tied(uuid) is 'Whether they come in by the provider; for the person themself and administrators; false to others.';

create function komar.account_has_password(the_account uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select (the_account = komar.actor_id() or komar.actor_administers())
    and exists (select from komar.account_secret s where s.account = the_account)
$$;
comment on function komar.account_has_password(uuid) is 'For the person themself and administrators; false to others.';

create or replace function komar.actor_roles() returns text[] language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select coalesce((select m.roles from komar.actor_session() s join komar.device d on d.id = s.device
    join komar.agency_membership m on m.id = d.membership join komar.account a on a.id = m.account
    where not (a.must_change_password and s.came_by = 'password')
      and (s.second_by_provider or not komar.must_add_second_factor(a.id))), '{}')
$$;

drop function komar.enter(boolean, bytea, bytea);
create function komar.enter(touch boolean, the_network bytea default null, the_agent bytea default null) returns table (
  account uuid, login text, display_name text, agency uuid, roles text[], language text, must_change_password boolean,
  device uuid, reads int, writes int, expires_at text, now_host text, today text, is_fresh boolean, has_moved boolean,
  must_add_second_factor boolean, came_by text
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
    select a.id, a.login, a.display_name, m.agency, m.roles, a.language, a.must_change_password and live.came_by = 'password',
      live.device, komar.role_reads(), komar.role_writes(), to_char(live.expires_at at time zone 'UTC', iso),
      to_char(komar.now_host() at time zone 'UTC', iso), komar.today_host()::text,
      komar.is_fresh(live.proved_at) and coalesce(live.proved_network = the_network, true)
        and coalesce(live.proved_agent = the_agent, true),
      coalesce(live.proved_agent <> the_agent, false),
      not live.second_by_provider and komar.must_add_second_factor(a.id), live.came_by
    from komar.account a join komar.device d on d.id = live.device join komar.agency_membership m on m.id = d.membership
    where a.id = live.account;
end $$;
comment on function komar.enter(boolean, bytea, bytea) is 'Who the actor is, or no row. touch: whether this request shows that somebody is at the keyboard. Network and agent: keyed hashes of where it comes from.';

-- A sign-in under way ------------------------------------------------------------------------------------------------

create function komar.link_asks_password(the_link_hash bytea) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select exists (select from komar.invitation i join komar.account_secret s on s.account = i.account
    where i.token_hash = the_link_hash and i.purpose = 'provider')
$$;
comment on function komar.link_asks_password(bytea) is
  'Whether the account of a link to the provider has a password. Then the link alone is not enough: whoever made it could tie themself, and its person would notice nothing.';

create function komar.begin_provider_flow(the_token_hash bytea, the_state_hash bytea, the_nonce text, the_verifier text, the_session bytea,
  the_link_hash bytea, gave_password boolean) returns text
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  link uuid;
  link_state text;
begin
  delete from komar.provider_flow f where f.begun_at < now() - interval '15 minutes';
  if the_link_hash is not null then
    select i.id, o.state into link, link_state from komar.invitation i cross join komar.open_invitation(the_link_hash) o
    where i.token_hash = the_link_hash and i.purpose = 'provider';
    if link_state is distinct from 'open' then
      return coalesce(link_state, 'ended');
    end if;
    if komar.link_asks_password(the_link_hash) and not gave_password then
      return 'password';
    end if;
  end if;
  insert into komar.provider_flow (token_hash, purpose, state_hash, nonce, verifier, invitation, session)
  values (the_token_hash, case when link is not null then 'tie' when the_session is not null then 'confirm' else 'sign-in' end,
    the_state_hash, the_nonce, the_verifier, link, case when link is null then the_session end);
  return 'begun';
end $$;
comment on function komar.begin_provider_flow(bytea, bytea, text, text, bytea, bytea, boolean) is
  'Remembers what a browser was sent to the provider with: to sign in, for a session''s fresh proof, or by a link to be tied. Answers begun, the state of a link that is not open, or password where that was not given with it.';

create function komar.take_provider_flow(the_token_hash bytea, the_state_hash bytea)
returns table (purpose text, nonce text, verifier text, begun_at float8)
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query
    with taken as (
      update komar.provider_flow f set taken_at = now() where f.token_hash = the_token_hash and f.taken_at is null returning *)
    select t.purpose, t.nonce, t.verifier, extract(epoch from t.begun_at)::float8 from taken t
    where t.state_hash = the_state_hash and t.begun_at > now() - interval '5 minutes';
end $$;
comment on function komar.take_provider_flow(bytea, bytea) is
  'Takes what was begun, once, right or wrong, at the same moment too; no row where the state is another''s, or it is five minutes old.';

create function komar.prove_provider_flow(the_token_hash bytea, the_subject bytea, the_roles text[], counts boolean, the_session bytea,
  the_signed_in_at timestamptz) returns text
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  flow komar.provider_flow%rowtype;
  person uuid;
  bar text;
begin
  select f.* into flow from komar.provider_flow f where f.token_hash = the_token_hash and f.taken_at > now() - interval '5 minutes'
    and f.account is null for update;
  if not found or flow.session is distinct from (case when flow.purpose = 'confirm' then the_session end) then
    return 'stale';
  end if;
  if flow.purpose = 'tie' then
    return komar.tie_by_flow(flow, the_subject, the_roles);
  end if;
  select t.account into person from komar.provider_tie t where t.subject = the_subject;
  bar := komar.provider_bar(person, the_roles);
  if bar is not null then
    insert into komar.read_log (account, agency, subject, what, reason)
      select a.id, a.agency, a.id, 'session.provider-refused', bar from komar.account a where a.id = person;
  end if;
  if person is null or bar is not null
    or flow.purpose = 'confirm' and person is distinct from (select s.account from komar.session s where s.token_hash = flow.session) then
    return 'unknown';
  end if;
  update komar.provider_flow f set account = person, proved_at = now(), signed_in_at = least(the_signed_in_at, now()), counts_as_second = counts where f.token_hash = the_token_hash;
  return 'proved';
end $$;
comment on function komar.prove_provider_flow(bytea, bytea, text[], boolean, bytea, timestamptz) is
  'The provider said who it is, after the server checked its answer. Answers proved or tied; unknown alike for nobody, for a disabled account, one that has left or whose role may not; stale, tied-elsewhere, or the state of the link.';

create function komar.tie_by_flow(flow komar.provider_flow, the_subject bytea, the_roles text[]) returns text
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  link komar.invitation%rowtype;
  link_state text;
begin
  -- Two who come at once wait for each other here, and the second finds it used.
  select i.* into link from komar.invitation i where i.id = flow.invitation for update;
  select o.state into link_state from komar.open_invitation(link.token_hash) o;
  if link_state <> 'open' then
    return link_state;
  end if;
  if komar.provider_bar(link.account, the_roles) is not null then
    return 'unknown';
  end if;
  if exists (select from komar.provider_tie t where t.subject = the_subject and t.account <> link.account) then
    return 'tied-elsewhere';
  end if;
  update komar.invitation i set used_at = now() where i.id = link.id;
  insert into komar.provider_tie (account, subject, link_made_by) values (link.account, the_subject, link.made_by)
    on conflict (account) do update set subject = excluded.subject, tied_at = now(), link_made_by = excluded.link_made_by;
  -- Whoever never set a password has none to change.
  update komar.account a set must_change_password = false
    where a.id = link.account and not exists (select from komar.account_secret s where s.account = a.id);
  insert into komar.read_log (account, agency, subject, what)
    select a.id, a.agency, a.id, 'account.provider-tied' from komar.account a where a.id = link.account;
  delete from komar.provider_flow f where f.token_hash = flow.token_hash;
  return 'tied';
end $$;
comment on function komar.tie_by_flow(komar.provider_flow, bytea, text[]) is 'Ties the account of a link to who signed in. Only other definer functions may call it.';

create function komar.flow_holds(flow komar.provider_flow) returns boolean
language sql stable set search_path = pg_catalog, pg_temp as $$
  select coalesce(flow.proved_at > now() - interval '5 minutes', false)
$$;
comment on function komar.flow_holds(komar.provider_flow) is 'Whether somebody proved at the provider who they are, and it is not too long ago. For the functions below.';

create function komar.flow_asks_second(flow komar.provider_flow) returns boolean
language sql stable set search_path = pg_catalog, pg_temp as $$
  select not flow.counts_as_second and not flow.gave_second and komar.has_second_factor(flow.account)
$$;
comment on function komar.flow_asks_second(komar.provider_flow) is 'Whether Komar''s second factor is still to come. For the functions below.';

create function komar.proved_provider_flow(the_token_hash bytea, the_purpose text)
returns table (account uuid, login text, asks_second boolean)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select a.id, a.login, komar.flow_asks_second(f)
  from komar.provider_flow f join komar.account a on a.id = f.account
  where f.token_hash = the_token_hash and f.purpose = the_purpose and komar.flow_holds(f)
$$;
comment on function komar.proved_provider_flow(bytea, text) is 'Who a browser has proved to be at the provider, and whether Komar''s second factor is still to come.';

create function komar.give_second_in_flow(the_token_hash bytea) returns void
language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
  update komar.provider_flow f set gave_second = true where f.token_hash = the_token_hash and f.account is not null
$$;
comment on function komar.give_second_in_flow(bytea) is 'The second factor was given: a code is taken once, and the agency may still be to be chosen.';

create function komar.open_provider_session(the_flow_hash bytea, the_roles text[], the_token_hash bytea, the_account uuid, the_device uuid,
  the_label text, idle interval, absolute interval) returns uuid
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  flow komar.provider_flow%rowtype;
  known uuid;
begin
  delete from komar.provider_flow f where f.token_hash = the_flow_hash and f.purpose = 'sign-in' and f.account = the_account
    and komar.flow_holds(f) and not komar.flow_asks_second(f)
    returning * into flow;
  -- What changed since: untied, disabled, left, another role.
  if flow.account is null or komar.provider_bar(the_account, the_roles) is not null
    or not exists (select from komar.provider_tie t where t.account = the_account) then
    return null;
  end if;
  known := komar.open_session(the_token_hash, the_account, the_device, the_label, idle, absolute);
  update komar.session s set came_by = 'provider', second_by_provider = flow.counts_as_second, proved_at = flow.signed_in_at
    where s.token_hash = the_token_hash;
  insert into komar.read_log (account, agency, subject, what, reason)
    select d.account, m.agency, d.account, 'session.signed-in', 'provider'
    from komar.device d join komar.agency_membership m on m.id = d.membership where d.id = known;
  return known;
end $$;
comment on function komar.open_provider_session(bytea, text[], bytea, uuid, uuid, text, interval, interval) is
  'Opens a session for who has proved it at the provider, once; answers the device''s id, null where that holds no more.';

create function komar.place_session(the_network bytea, the_agent bytea) returns void
language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
  update komar.session set proved_network = the_network, proved_agent = the_agent
  where token_hash = (komar.actor_session()).token_hash and proved_network is null and proved_agent is null
$$;
comment on function komar.place_session(bytea, bytea) is 'Where the actor''s session was opened, once. It proves nothing anew.';

create function komar.confirm_by_provider(the_flow_hash bytea, the_network bytea, the_agent bytea) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  live komar.session := komar.actor_session();
begin
  delete from komar.provider_flow f where f.token_hash = the_flow_hash and f.purpose = 'confirm' and f.session = live.token_hash
    and f.account = live.account and komar.flow_holds(f) and not komar.flow_asks_second(f);
  if found then
    perform komar.confirm_session(the_network, the_agent);
  end if;
  return found;
end $$;
comment on function komar.confirm_by_provider(bytea, bytea, bytea) is 'The actor has proved at the provider who they are, for this session, once.';

create function komar.own_provider_tie() returns text
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select to_char(t.tied_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') from komar.provider_tie t where t.account = komar.actor_id()
$$;
comment on function komar.own_provider_tie() is 'Since when the actor may come in by the provider; null where they may not.';

-- The administrator's ------------------------------------------------------------------------------------------------

create function komar.make_provider_link(the_id uuid, the_account uuid, the_token_hash bytea, the_days int) returns timestamptz
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  ends timestamptz;
begin
  if not komar.actor_administers() or the_account = komar.actor_id() or not komar.actor_is_fresh() then
    raise exception 'only an administrator who proved lately who they are, and never for themself' using errcode = 'insufficient_privilege';
  end if;
  perform from komar.account a where a.id = the_account for update;
  -- One open link at a time: a new one withdraws the last. What opened before goes on opening.
  update komar.invitation i set withdrawn_at = now() where i.account = the_account and i.used_at is null and i.withdrawn_at is null;
  insert into komar.invitation (id, account, purpose, token_hash, made_by, until)
  values (the_id, the_account, 'provider', the_token_hash, komar.actor_id(), now() + make_interval(days => the_days))
  returning until into ends;
  return ends;
end $$;
comment on function komar.make_provider_link(uuid, uuid, bytea, int) is 'A new link by which a person ties their account to the provider. Answers until when it holds.';

create function komar.untie_provider(the_account uuid) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not komar.actor_administers() or the_account = komar.actor_id() or not komar.actor_is_fresh() then
    raise exception 'only an administrator who proved lately who they are, and never for themself' using errcode = 'insufficient_privilege';
  end if;
  update komar.invitation i set withdrawn_at = now()
    where i.account = the_account and i.purpose = 'provider' and i.used_at is null and i.withdrawn_at is null;
  delete from komar.provider_flow f where f.account = the_account;
  delete from komar.provider_tie t where t.account = the_account;
  if not found then
    return false;
  end if;
  delete from komar.session s where s.account = the_account;
  return true;
end $$;
comment on function komar.untie_provider(uuid) is 'Nobody comes into this account by the provider any more; its sessions end. False where it was not tied.';

create function komar.remove_password(the_account uuid) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not komar.actor_administers() or the_account = komar.actor_id() or not komar.actor_is_fresh() then
    raise exception 'only an administrator who proved lately who they are, and never for themself' using errcode = 'insufficient_privilege';
  end if;
  -- Whoever has no other way in keeps it.
  delete from komar.account_secret s where s.account = the_account
    and exists (select from komar.provider_tie t where t.account = the_account);
  if not found then
    return false;
  end if;
  update komar.account a set must_change_password = false where a.id = the_account;
  delete from komar.session s where s.account = the_account;
  return true;
end $$;
comment on function komar.remove_password(uuid) is 'Whoever is tied to the provider comes in by it alone from now on; their sessions end. False where there was no password, or no tie.';

revoke execute on function komar.provider_bar(uuid, text[]), komar.flow_holds(komar.provider_flow), komar.flow_asks_second(komar.provider_flow), komar.account_is_tied(uuid), komar.account_has_password(uuid),
  komar.enter(boolean, bytea, bytea), komar.link_asks_password(bytea), komar.begin_provider_flow(bytea, bytea, text, text, bytea, bytea, boolean),
  komar.take_provider_flow(bytea, bytea), komar.prove_provider_flow(bytea, bytea, text[], boolean, bytea, timestamptz),
  komar.tie_by_flow(komar.provider_flow, bytea, text[]), komar.proved_provider_flow(bytea, text), komar.give_second_in_flow(bytea),
  komar.open_provider_session(bytea, text[], bytea, uuid, uuid, text, interval, interval),
  komar.place_session(bytea, bytea), komar.confirm_by_provider(bytea, bytea, bytea), komar.own_provider_tie(),
  komar.make_provider_link(uuid, uuid, bytea, int), komar.untie_provider(uuid), komar.remove_password(uuid) from public;
grant execute on function komar.account_is_tied(uuid), komar.account_has_password(uuid),
  komar.enter(boolean, bytea, bytea), komar.link_asks_password(bytea), komar.begin_provider_flow(bytea, bytea, text, text, bytea, bytea, boolean),
  komar.take_provider_flow(bytea, bytea), komar.prove_provider_flow(bytea, bytea, text[], boolean, bytea, timestamptz),
  komar.proved_provider_flow(bytea, text), komar.give_second_in_flow(bytea),
  komar.open_provider_session(bytea, text[], bytea, uuid, uuid, text, interval, interval),
  komar.place_session(bytea, bytea), komar.confirm_by_provider(bytea, bytea, bytea), komar.own_provider_tie(),
  komar.make_provider_link(uuid, uuid, bytea, int), komar.untie_provider(uuid), komar.remove_password(uuid) to :"app";
