-- Who may come in, and which classes of entries they may see.
-- The engine is the wall: the app's role owns nothing, every table has row-level security forced, and the actor is found from
-- the hash of the session token, never from a name that can be set.
-- Definer functions run as the owner, who is under forced row-level security too unless a superuser: hence the policy "owner".

create table komar.host (
  id boolean primary key default true check (id),
  epoch uuid not null default gen_random_uuid(),
  stamp text not null check (stamp in ('real', 'demonstration')),
  clock_offset interval not null default interval '0',
  country text not null,
  time_zone text not null default 'Asia/Phnom_Penh',
  cursor_key bytea not null default sha256(convert_to(gen_random_uuid()::text || gen_random_uuid()::text, 'UTF8')),
  started_on date not null default current_date
);
comment on table komar.host is 'This installation: one row, written when it is set up.';
comment on column komar.host.epoch is 'Changes when a backup is restored: devices then offer again what lies beyond it.';
comment on column komar.host.stamp is 'demonstration is for ever: see host_stamp_is_final.';
comment on column komar.host.cursor_key is 'Signs the cursors of the feed, so that nobody can ask what another place, day or role would have seen.';
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

-- The actor ---------------------------------------------------------------------------------------------------------

create function komar.now_host() returns timestamptz language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select now() - coalesce((select clock_offset from komar.host), interval '0')
$$;
comment on function komar.now_host() is 'The instant in this host''s own time.';

create function komar.today_host() returns date language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select (komar.now_host() at time zone coalesce((select time_zone from komar.host), 'UTC'))::date
$$;
comment on function komar.today_host() is 'Today in this host''s own time and the policy pack''s time zone.';

create function komar.actor_session() returns komar.session language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select s from komar.session s join komar.account a on a.id = s.account
  where s.token_hash = decode(nullif(current_setting('komar.session', true), ''), 'hex')
    and s.expires_at > now() and s.last_seen_at > now() - s.idle_limit and a.disabled_at is null
$$;
comment on function komar.actor_session() is 'The live session of this transaction; only other definer functions may call it.';

create function komar.actor_id() returns uuid language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select (komar.actor_session()).account
$$;
comment on function komar.actor_id() is 'Whose session this transaction carries; null for nobody.';

create function komar.actor_device() returns uuid language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select (komar.actor_session()).device
$$;
comment on function komar.actor_device() is 'The device of this transaction''s session.';

create function komar.actor_agency() returns uuid language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select agency from komar.account where id = komar.actor_id()
$$;
comment on function komar.actor_agency() is 'The agency of this transaction''s actor.';

create function komar.actor_roles() returns text[] language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select coalesce((select roles from komar.account where id = komar.actor_id() and not must_change_password), '{}')
$$;
comment on function komar.actor_roles() is 'Roles of the actor; none until a first password has been changed.';

create function komar.actor_administers() returns boolean language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select 'administrator' = any (komar.actor_roles())
$$;
comment on function komar.actor_administers() is 'Whether the actor manages accounts, agencies and circles. It opens no entry.';

create function komar.role_reads() returns int language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select coalesce(bit_or(reads), 0) from komar.role_class where role = any (komar.actor_roles())
$$;
comment on function komar.role_reads() is 'Class bits that the actor''s roles may read.';

create function komar.role_writes() returns int language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select coalesce(bit_or(writes), 0) from komar.role_class where role = any (komar.actor_roles())
$$;
comment on function komar.role_writes() is 'Class bits that the actor''s roles may write.';

create function komar.actor_circles(class_bit int) returns int[] language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select coalesce(array_agg(distinct circle), '{}') from komar.user_circle
  where user_id = komar.actor_id() and mask & class_bit <> 0
    and since <= komar.today_host() and (until is null or until > komar.today_host())
$$;
comment on function komar.actor_circles(int) is 'Circles in which the actor holds the class today, whatever the role.';

create function komar.reading_circles(class_bit int) returns int[] language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  -- Notes (256) are never read through a circle: only the agency that wrote them.
  select case when class_bit & komar.role_reads() <> 0 and class_bit <> 256 then komar.actor_circles(class_bit & komar.role_reads() & ~256) else '{}' end
$$;
comment on function komar.reading_circles(int) is 'Circles through which the actor reads one class today. Call as (select …), so that it runs once a statement.';

create function komar.writing_circles(class_bit int) returns int[] language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select case when class_bit & komar.role_writes() <> 0 then komar.actor_circles(class_bit & komar.role_writes()) else '{}' end
$$;
comment on function komar.writing_circles(int) is 'Circles through which the actor writes one class today. Call as (select …), so that it runs once a statement.';

create function komar.enter(touch boolean) returns table (
  account uuid, login text, display_name text, agency uuid, roles text[], language text, must_change_password boolean,
  device uuid, reads int, writes int, expires_at text, now_host text, today text
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
      to_char(komar.now_host() at time zone 'UTC', iso), komar.today_host()::text
    from komar.account a where a.id = live.account;
end $$;
comment on function komar.enter(boolean) is 'Who the actor is, or no row. touch: whether this request shows that somebody is at the keyboard.';

-- Policies, then grants -----------------------------------------------------------------------------------------------

create policy everyone on komar.host for select to :"app", komar_keeper using (true);
create policy everyone on komar.role_class for select to :"app", komar_keeper using (true);
create policy everyone on komar.kind_registry for select to :"app", komar_keeper using (true);

create policy signed_in on komar.agency for select to :"app" using ((select komar.actor_id()) is not null);
create policy administrator_adds on komar.agency for insert to :"app" with check ((select komar.actor_administers()));

create policy own_agency on komar.account for select to :"app"
  using (agency = (select komar.actor_agency()) or (select komar.actor_administers()));
create policy administrator_adds on komar.account for insert to :"app" with check ((select komar.actor_administers()));
-- Nobody changes their own roles: an administrator who wants to read children asks another one, and the log shows both.
create policy administrator_changes on komar.account for update to :"app"
  using ((select komar.actor_administers()) and id <> (select komar.actor_id()))
  with check ((select komar.actor_administers()) and id <> (select komar.actor_id()));

create policy own on komar.device for select to :"app" using (account = (select komar.actor_id()));

create policy administrator_or_own on komar.circle for select to :"app"
  using ((select komar.actor_administers()) or id = any ((select komar.actor_circles(511))::int[]));
create policy administrator_adds on komar.circle for insert to :"app" with check ((select komar.actor_administers()));

create policy administrator_or_own on komar.user_circle for select to :"app"
  using ((select komar.actor_administers()) or user_id = (select komar.actor_id()));
create policy administrator_adds on komar.user_circle for insert to :"app" with check (
  (select komar.actor_administers()) and user_id <> (select komar.actor_id())
  and exists (select from komar.account a where a.id = user_id and not a.roles && array['administrator', 'analyst']));
create policy administrator_ends on komar.user_circle for update to :"app"
  using ((select komar.actor_administers()) and user_id <> (select komar.actor_id()))
  with check ((select komar.actor_administers()) and user_id <> (select komar.actor_id()));

create policy own on komar.read_log for select to :"app" using (account = (select komar.actor_id()));
create policy own_adds on komar.read_log for insert to :"app"
  with check (account = (select komar.actor_id()) and agency = (select komar.actor_agency()));

-- The keeper makes the circles that entries call for (a facility's, a case-load's, a grant's) and puts people into them.
create policy keeper on komar.agency for select to komar_keeper using (true);
create policy keeper on komar.account for select to komar_keeper using (true);
create policy keeper on komar.circle for all to komar_keeper using (true) with check (true);
create policy keeper on komar.user_circle for all to komar_keeper using (true) with check (true);

grant select on komar.host, komar.role_class, komar.kind_registry, komar.agency, komar.circle, komar.user_circle to :"app", komar_keeper;
grant select on komar.account to :"app";
grant select (id, agency, roles, disabled_at) on komar.account to komar_keeper;
grant select on komar.device, komar.read_log to :"app";
grant insert (id, code, name_en, name_km, kind, is_state) on komar.agency to :"app";
grant insert (id, login, display_name, agency, roles, language) on komar.account to :"app";
grant update (display_name, roles, disabled_at) on komar.account to :"app";
grant insert (type, facility, agency) on komar.circle to :"app", komar_keeper;
grant insert (user_id, circle, mask, since, until) on komar.user_circle to :"app", komar_keeper;
grant update (until) on komar.user_circle to :"app", komar_keeper;
grant insert (account, agency, subject, what, classes, reason) on komar.read_log to :"app";

grant execute on function komar.now_host(), komar.today_host(), komar.actor_id(), komar.actor_device(), komar.actor_agency(),
  komar.actor_roles(), komar.actor_administers(), komar.role_reads(), komar.role_writes(), komar.actor_circles(int),
  komar.reading_circles(int), komar.writing_circles(int) to :"app", komar_keeper;
grant execute on function komar.enter(boolean) to :"app";
