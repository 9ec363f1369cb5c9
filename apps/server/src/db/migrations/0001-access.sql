-- Who may come in, and which classes of entries they may see.
-- The engine is the wall (docs/decisions: "the engine guards the data"): the app's role owns nothing, every table has
-- row-level security forced, and the actor is found from the hash of the session token, never from a name that can be set.
-- Definer functions run as the owner, who is under forced row-level security too unless a superuser: hence the policy "owner".

create schema if not exists komar;
revoke all on schema komar from public;
-- Functions are executable by everyone unless this is taken away, also for the migrations that follow.
alter default privileges revoke execute on functions from public;

do $$
begin
  if not exists (select from pg_roles where rolname = 'komar_keeper') then
    if not exists (select from pg_roles where rolname = current_user and (rolcreaterole or rolsuper)) then
      raise exception 'the role komar_keeper is missing and % may not create roles', current_user
        using hint = 'As a superuser run: create role komar_keeper nologin; grant komar_keeper to ' || current_user || ' with admin option;';
    end if;
    create role komar_keeper nologin;
  end if;
exception when duplicate_object or unique_violation then
  null; -- another database of this cluster was migrated in the same moment
end $$;

do $$
declare
  app_role constant regrole := ':"app"';
  app pg_roles%rowtype;
begin
  select * into strict app from pg_roles where oid = app_role;
  if app.rolsuper or app.rolbypassrls or pg_has_role(app_role, current_user, 'member') then
    raise exception 'the app''s role % would not be held by row-level security', app_role
      using hint = 'DATABASE_APP_URL must name a role that is no superuser, has no BYPASSRLS and is not a member of the owner.';
  end if;
  if not pg_has_role(app_role, 'komar_keeper', 'member') then
    if current_setting('server_version_num')::int >= 160000 then
      execute format('grant komar_keeper to %s with inherit false', app_role);
    else
      if app.rolinherit then
        execute format('alter role %s noinherit', app_role);
      end if;
      execute format('grant komar_keeper to %s', app_role);
    end if;
  end if;
  if pg_has_role(app_role, 'komar_keeper', 'usage') then
    raise exception 'the app''s role % inherits what komar_keeper may do', app_role
      using hint = 'Run: alter role ' || app_role::text || ' noinherit;';
  end if;
end $$;

grant usage on schema komar to :"app", komar_keeper;

create table komar.host (
  id boolean primary key default true check (id),
  epoch uuid not null default gen_random_uuid(),
  stamp text not null check (stamp in ('real', 'demonstration')),
  clock_offset interval not null default interval '0',
  country text not null,
  time_zone text not null default 'Asia/Phnom_Penh',
  started_on date not null default current_date
);
comment on table komar.host is 'This installation: one row, written when it is set up.';
comment on column komar.host.epoch is 'Changes when a backup is restored: devices then offer again what lies beyond it.';
comment on column komar.host.stamp is 'demonstration is for ever: see host_stamp_is_final.';
comment on column komar.host.clock_offset is 'Taken from the real clock: the demonstration lives in its own years. Always zero on a real host.';
comment on column komar.host.time_zone is 'The policy pack''s time zone, in which a day begins and ends.';

create table komar.agency (
  id uuid primary key default gen_random_uuid(),
  code text not null unique check (code ~ '^[a-z0-9-]{2,40}$'),
  name_en text not null check (length(name_en) between 1 and 200),
  name_km text not null check (length(name_km) between 1 and 200),
  kind text not null check (kind in ('prisons', 'child-welfare', 'health', 'justice', 'non-governmental', 'host')),
  is_state boolean not null
);
comment on table komar.agency is 'An organisation whose people use this host. An agency never reads what another wrote without a circle in common.';

create table komar.account (
  id uuid primary key default gen_random_uuid(),
  login text not null unique check (login = lower(login) and length(login) between 2 and 100),
  display_name text not null check (length(display_name) between 1 and 200),
  agency uuid not null references komar.agency,
  roles text[] not null check (cardinality(roles) between 1 and 4),
  language text not null default 'en' check (language in ('en', 'km')),
  must_change_password boolean not null default true,
  created_at timestamptz not null default now(),
  disabled_at timestamptz,
  -- Who manages accounts or counts children must not also be somebody who reads one.
  check (cardinality(roles) = 1 or not roles && array['administrator', 'analyst'])
);
comment on table komar.account is 'A person who signs in. Never deleted: entries name their author; disabled instead.';
comment on column komar.account.must_change_password is 'While true the person has no roles (actor_roles) and can only choose a password.';

create table komar.account_secret (
  account uuid primary key references komar.account,
  password_hash text not null check (password_hash like '$argon2id$%'),
  changed_at timestamptz not null default now()
);
comment on table komar.account_secret is 'Password hashes, apart from account so that no grant on accounts can reach them. Definer functions only.';

create table komar.device (
  id uuid primary key,
  account uuid not null references komar.account,
  label text not null default '' check (length(label) <= 100),
  created_at timestamptz not null default now()
);
create index on komar.device (account);
comment on table komar.device is 'A browser or phone of one person. Entries name the device that wrote them.';

create table komar.session (
  token_hash bytea primary key check (length(token_hash) = 32),
  account uuid not null references komar.account,
  device uuid not null references komar.device,
  created_at timestamptz not null default now(),
  last_seen_at timestamptz not null default now(),
  expires_at timestamptz not null,
  idle_limit interval not null
);
create index on komar.session (account);
comment on table komar.session is 'Signed-in sessions. Only the SHA-256 of a token is kept: reading this table signs nobody in.';
comment on column komar.session.expires_at is 'Real time, however the host''s clock is shifted; nothing prolongs it.';
comment on column komar.session.idle_limit is 'The session ends when unused for so long.';

create table komar.sign_in_failure (
  kind text not null check (kind in ('account', 'address')),
  key bytea not null check (length(key) = 32),
  failures int not null,
  counted_from timestamptz not null default now(),
  primary key (kind, key)
);
comment on table komar.sign_in_failure is 'Failed sign-ins in the current window, per login and per network address, also for logins that do not exist.';
comment on column komar.sign_in_failure.key is 'SHA-256 of the login or the address: people type passwords into the wrong field.';

create table komar.circle (
  id int generated always as identity primary key,
  type text not null check (type in ('facility', 'agency', 'case-load', 'grant')),
  facility uuid,
  agency uuid references komar.agency,
  check ((type = 'facility') = (facility is not null)),
  check (type <> 'agency' or agency is not null)
);
create unique index on komar.circle (facility) where type = 'facility';
create unique index on komar.circle (agency) where type = 'agency';
comment on table komar.circle is 'Subjects and people meet in circles; who sees what follows from the circles they have in common.';
comment on column komar.circle.facility is 'The facility''s subject id. No foreign key: the circle may be made before the facility''s first entry arrives.';

create table komar.user_circle (
  id bigint generated always as identity primary key,
  user_id uuid not null references komar.account,
  circle int not null references komar.circle,
  mask int not null check (mask between 1 and 511),
  since date not null,
  until date,
  check (until is null or until >= since)
);
create index on komar.user_circle (user_id);
create index on komar.user_circle (circle);
comment on table komar.user_circle is 'Who is in which circle, with which classes. Rows are ended, never removed.';
comment on column komar.user_circle.mask is 'Classes as bits: identity 1, custody 2, care 4, health 8, psychology 16, legal 32, conditions 64, safeguarding 128, notes 256.';
comment on column komar.user_circle.until is 'First day on which it no longer holds; null while open.';

create table komar.read_log (
  id bigint generated always as identity primary key,
  at timestamptz not null default now(),
  account uuid not null references komar.account,
  agency uuid not null references komar.agency,
  subject uuid,
  what text not null check (length(what) between 1 and 60),
  classes int not null default 0,
  reason text check (length(reason) <= 500)
);
create index on komar.read_log (subject, at);
create index on komar.read_log (account, at);
comment on table komar.read_log is 'Who opened what, when, which classes and why; and what administrators did. Only ever added to.';
comment on column komar.read_log.subject is 'The subject opened, or the account or agency that an administrator changed. Null for lists.';
comment on column komar.read_log.at is 'Real time, however the host''s clock is shifted.';

create table komar.role_class (
  role text primary key,
  reads int not null,
  writes int not null
);
comment on table komar.role_class is 'Classes that each role may read and write. A copy of packages/domain/src/access/roles.ts, made at every start.';

create table komar.kind_registry (
  name text primary key,
  family text not null check (family in ('fact', 'act')),
  class text not null,
  class_bit int not null,
  subject_type text not null,
  also_types text[] not null,
  opens boolean not null,
  roles text[]
);
comment on table komar.kind_registry is 'Kinds of entries. A copy of packages/domain/src/kinds.ts, made at every start.';
comment on column komar.kind_registry.roles is 'Who may write it, where that is fewer than may write its class; else null.';

create function komar.host_stamp_is_final() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  if tg_op = 'DELETE' or (old.stamp = 'demonstration' and new.stamp <> old.stamp) then
    raise exception 'a demonstration host stays one: synthetic children must never pass for real ones';
  end if;
  return new;
end $$;
create trigger host_stamp_is_final before update or delete on komar.host
  for each row execute function komar.host_stamp_is_final();

do $$
declare
  name text;
begin
  foreach name in array array['host', 'agency', 'account', 'account_secret', 'device', 'session', 'sign_in_failure',
    'circle', 'user_circle', 'read_log', 'role_class', 'kind_registry'] loop
    execute format('alter table komar.%I enable row level security', name);
    execute format('alter table komar.%I force row level security', name);
    execute format('create policy owner on komar.%I to current_user using (true) with check (true)', name);
  end loop;
end $$;
