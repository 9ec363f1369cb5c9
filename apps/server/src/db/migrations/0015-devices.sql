-- Devices that are called off, what they report, and work that comes in by hand. Source: docs/decisions/0014-the-device.md.

alter table komar.host
  add column lock_after_minutes int not null default 5 check (lock_after_minutes between 1 and 60),
  add column wipe_after_wrong_passphrases int check (wipe_after_wrong_passphrases between 5 and 100);
comment on column komar.host.wipe_after_wrong_passphrases is 'Null: wrong passphrases never wipe a device.';

alter table komar.device
  add column last_contact_at timestamptz,
  add column unsent int check (unsent >= 0),
  add column kept_bytes bigint check (kept_bytes >= 0),
  add column revoked_at timestamptz,
  add column revoked_by uuid references komar.account,
  add check ((revoked_at is null) = (revoked_by is null));
comment on column komar.device.last_contact_at is 'Real time, as all of this table. A contact needs no session: whoever knows the id can make one.';
comment on column komar.device.unsent is 'Entries not yet sent, as the device last said; null when it never did.';
comment on column komar.device.revoked_at is 'For good: nobody signs in with this id again, and at its contacts the device is told to wipe.';

-- A key outside the database without which something in it cannot be read: recognised at the start, never kept here.
create table komar.host_key (
  name text primary key check (name in ('hand-in', 'attachment', 'push')),
  fingerprint text not null check (length(fingerprint) between 16 and 200),
  since timestamptz not null default now()
);
comment on table komar.host_key is 'Which keys outside the database belong to it, by what may be known of them, so that a start with others is refused. Owner only.';

create table komar.hand_in (
  id uuid primary key,
  place bigint generated always as identity unique,
  device uuid not null references komar.device,
  received timestamptz not null default now(),
  content bytea not null check (length(content) = 32),
  box bytea check (length(box) <= 98304),
  settled_at timestamptz,
  unique (device, content),
  check ((box is null) = (settled_at is not null))
);
comment on table komar.hand_in is 'Sealed entries that came in by hand. Anyone may have sent them; only the owner of the device sees them, and decides.';
comment on column komar.hand_in.content is 'SHA-256 of the box, kept when the box is gone, so that the same again is known.';

do $$
declare
  name text;
begin
  foreach name in array array['host_key', 'hand_in'] loop
    execute format('alter table komar.%I enable row level security', name);
    execute format('alter table komar.%I force row level security', name);
    execute format('create policy owner on komar.%I to current_user using (true) with check (true)', name);
  end loop;
end $$;

-- Devices -------------------------------------------------------------------------------------------------------------

alter policy own on komar.device using (account = (select komar.actor_id()) or (select komar.actor_administers()));

create function komar.devices_of(the_account uuid) returns table (
  id uuid, label text, first_contact timestamptz, last_contact timestamptz, unsent int, kept_bytes bigint, revoked_at timestamptz,
  revoked_by text, pieces int, waiting int, last_piece timestamptz
) language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select d.id, d.label, d.created_at, d.last_contact_at, d.unsent, d.kept_bytes, d.revoked_at, r.display_name,
    count(h.id)::int, (count(h.id) filter (where h.settled_at is null))::int, max(h.received)
  from komar.device d left join komar.account r on r.id = d.revoked_by left join komar.hand_in h on h.device = d.id
  where d.account = the_account and (the_account = komar.actor_id() or komar.actor_administers())
  group by d.id, r.display_name
  order by coalesce(d.last_contact_at, d.created_at) desc, d.id
$$;
comment on function komar.devices_of(uuid) is 'Devices of the actor, or, for an administrator, of an account; newest contact first.';

create function komar.revoke_device(the_device uuid) returns uuid
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  owner uuid;
begin
  select d.account into owner from komar.device d
  where d.id = the_device and (d.account = komar.actor_id() or komar.actor_administers()) for update;
  if owner is null then
    return null;
  end if;
  update komar.device set revoked_at = now(), revoked_by = komar.actor_id() where id = the_device and revoked_at is null;
  -- Not now(): the transaction of whoever calls off the very device that they use is still theirs.
  update komar.session set expires_at = clock_timestamp() where device = the_device and expires_at > now();
  return owner;
end $$;
comment on function komar.revoke_device(uuid) is 'Calls a device off and ends its sessions; answers its account, or null where the actor has no say.';

create function komar.is_called_off(the_token_hash bytea) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select exists (select from komar.session s join komar.device d on d.id = s.device
    where s.token_hash = the_token_hash and d.revoked_at is not null)
$$;
comment on function komar.is_called_off(bytea) is 'Whether a session ended because its device was called off. Whoever has the token may know.';

create function komar.contact_device(the_device uuid, unsent_now int, kept_now bigint)
returns table (called_off boolean, lock_after_minutes int, wipe_after_wrong_passphrases int)
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  found_off boolean;
begin
  update komar.device d set last_contact_at = now(), unsent = unsent_now, kept_bytes = coalesce(kept_now, d.kept_bytes)
  where d.id = the_device returning d.revoked_at is not null into found_off;
  return query select coalesce(found_off, false), h.lock_after_minutes, h.wipe_after_wrong_passphrases from komar.host h;
end $$;
comment on function komar.contact_device(uuid, int, bigint) is 'What a device reports and is told, signed in or not. An unknown one is told what a known one is.';

create function komar.set_device_policy(minutes int, tries int) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not komar.actor_administers() then
    raise exception 'only an administrator' using errcode = 'insufficient_privilege';
  end if;
  update komar.host set lock_after_minutes = minutes, wipe_after_wrong_passphrases = tries;
end $$;
comment on function komar.set_device_policy(int, int) is 'When devices lock, and whether wrong passphrases wipe them.';

-- As in 0004; a device that was called off is not signed in with again, and its ended sessions stay for a while, so that it can be told.
create or replace function komar.open_session(the_token_hash bytea, the_account uuid, the_device uuid, the_label text, idle interval, absolute interval)
returns uuid
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  known uuid;
  called_off boolean;
begin
  insert into komar.device (id, account, label) values (the_device, the_account, the_label) on conflict (id) do nothing;
  select d.id, d.revoked_at is not null into known, called_off from komar.device d
  where d.id = the_device and d.account = the_account for share;
  if called_off then
    raise exception 'the device was called off' using errcode = 'KM001';
  end if;
  if known is null then
    -- The id is another person's device: this one gets its own.
    insert into komar.device (id, account, label) values (gen_random_uuid(), the_account, the_label) returning id into known;
  end if;
  delete from komar.session s where s.account = the_account and (s.expires_at < now() or s.last_seen_at < now() - s.idle_limit)
    and (s.created_at < now() - interval '30 days'
      or not exists (select from komar.device d where d.id = s.device and d.revoked_at is not null));
  insert into komar.session (token_hash, account, device, expires_at, idle_limit)
    select the_token_hash, a.id, known, now() + absolute, idle from komar.account a where a.id = the_account and a.disabled_at is null;
  if not found then
    raise exception 'no such account, or disabled';
  end if;
  return known;
end $$;

-- Work that comes in by hand ----------------------------------------------------------------------------------------

create function komar.is_device(the_device uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select exists (select from komar.device d where d.id = the_device)
$$;
comment on function komar.is_device(uuid) is 'Whether a device ever signed in here. Ids are random.';

create function komar.take_hand_ins(the_device uuid, boxes jsonb, most_boxes int, most_bytes bigint, most_bytes_of_all bigint)
returns table (id uuid, outcome text)
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  given record;
  known record;
  waiting int;
  bytes bigint;
  bytes_of_all bigint;
begin
  -- One at a time for a device, so that its limits hold.
  perform pg_advisory_xact_lock(hashtextextended('komar.hand-in ' || the_device::text, 0));
  select count(*), coalesce(sum(length(h.box)), 0) into waiting, bytes from komar.hand_in h
  where h.device = the_device and h.settled_at is null;
  select coalesce(sum(length(h.box)), 0) into bytes_of_all from komar.hand_in h where h.settled_at is null;
  for given in
    select b.id, sha256(decode(b.box, 'base64')) as content, decode(b.box, 'base64') as box
    from jsonb_to_recordset(boxes) as b (id uuid, box text)
  loop
    id := given.id;
    select h.device, h.content into known from komar.hand_in h where h.id = given.id;
    if found and (known.device <> the_device or known.content <> given.content) then
      outcome := 'id-taken';
    elsif found or exists (select from komar.hand_in h where h.device = the_device and h.content = given.content) then
      outcome := 'kept';
    elsif waiting >= most_boxes or bytes + length(given.box) > most_bytes or bytes_of_all + length(given.box) > most_bytes_of_all then
      outcome := 'too-many';
    else
      insert into komar.hand_in (id, device, content, box) values (given.id, the_device, given.content, given.box)
        on conflict on constraint hand_in_pkey do nothing;
      if found then
        outcome := 'kept';
        waiting := waiting + 1;
        bytes := bytes + length(given.box);
        bytes_of_all := bytes_of_all + length(given.box);
      else
        outcome := 'id-taken';
      end if;
    end if;
    return next;
  end loop;
end $$;
comment on function komar.take_hand_ins(uuid, jsonb, int, bigint, bigint) is 'Keeps boxes [{id, box in base64}] of a device, within limits; says of each what became of it.';

create function komar.settle_hand_ins(ids uuid[]) returns setof uuid
language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
  update komar.hand_in h set box = null, settled_at = now()
  where h.id = any (ids) and h.settled_at is null
    and exists (select from komar.device d where d.id = h.device and d.account = komar.actor_id())
  returning h.id
$$;
comment on function komar.settle_hand_ins(uuid[]) is 'The author has dealt with these: their content goes.';

create function komar.actor_devices() returns uuid[]
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select coalesce(array_agg(d.id), '{}') from komar.device d
  where d.account = komar.actor_id()
    and (d.revoked_at is null or exists (select from komar.hand_in h where h.device = d.id))
$$;
comment on function komar.actor_devices() is 'Devices by which the actor''s entries may have been written: theirs, those called off only where work came in by hand.';

create policy own on komar.hand_in for select to :"app" using (
  exists (select from komar.device d where d.id = device and d.account = (select komar.actor_id()))
);
grant select on komar.hand_in to :"app";

-- As in 0012, but for the device: what was handed in from one device is appended by its author signed in on another.
alter policy writable on komar.entry with check (
  author = (select komar.actor_id())
  and agency = (select komar.actor_agency())
  and (device = (select komar.actor_device()) or device = any ((select komar.actor_devices())::uuid[]))
  and class = coalesce((select k.class from komar.kind_registry k where k.name = entry.kind), 'unknown')
  and not exists (
    select from komar.kind_registry k
    where k.name = entry.kind and (k.class_bit & (select komar.role_writes()) = 0
      or k.roles is not null and not k.roles && (select komar.actor_roles())::text[]))
  and (select komar.role_writes()) <> 0
  and not exists (
    select from unnest(array[subject] || also) as named (id)
    left join komar.kind_registry k on k.name = entry.kind
    where not (coalesce(k.opens, false) and named.id = entry.subject and komar.is_unopened(named.id))
      and not exists (
        select from komar.subject_circle sc
        where sc.subject = any (array[named.id])
          and sc.since <= (select komar.today_host())
          and (sc.until is null or (select komar.today_host()) < sc.until)
          and ((sc.mask & coalesce(k.class_bit, 511) & 1) <> 0 and sc.circle = any ((select komar.writing_circles(1))::int[])
            or (sc.mask & coalesce(k.class_bit, 511) & 2) <> 0 and sc.circle = any ((select komar.writing_circles(2))::int[])
            or (sc.mask & coalesce(k.class_bit, 511) & 4) <> 0 and sc.circle = any ((select komar.writing_circles(4))::int[])
            or (sc.mask & coalesce(k.class_bit, 511) & 8) <> 0 and sc.circle = any ((select komar.writing_circles(8))::int[])
            or (sc.mask & coalesce(k.class_bit, 511) & 16) <> 0 and sc.circle = any ((select komar.writing_circles(16))::int[])
            or (sc.mask & coalesce(k.class_bit, 511) & 32) <> 0 and sc.circle = any ((select komar.writing_circles(32))::int[])
            or (sc.mask & coalesce(k.class_bit, 511) & 64) <> 0 and sc.circle = any ((select komar.writing_circles(64))::int[])
            or (sc.mask & 128) <> 0 and k.class_bit is null and sc.circle = any ((select komar.writing_circles(128))::int[])
            or (sc.mask & 1) <> 0 and k.class_bit = 128 and sc.circle = any ((select komar.actor_circles(1))::int[])
            or (sc.mask & coalesce(k.class_bit, 511) & 256) <> 0 and sc.circle = any ((select komar.writing_circles(256))::int[]))))
);

-- A restored backup is another history from where it ends: devices then begin anew, and offer again what the host no longer has.
create function komar.begin_epoch() returns uuid
language sql volatile set search_path = pg_catalog, pg_temp as $$
  update komar.host set epoch = gen_random_uuid() returning epoch
$$;
comment on function komar.begin_epoch() is 'After a restore, as the owner: every cursor given out before is unknown from now on.';

revoke execute on all functions in schema komar from public;
grant execute on function komar.devices_of(uuid), komar.revoke_device(uuid), komar.is_called_off(bytea),
  komar.contact_device(uuid, int, bigint), komar.set_device_policy(int, int), komar.is_device(uuid),
  komar.take_hand_ins(uuid, jsonb, int, bigint, bigint), komar.settle_hand_ins(uuid[]) to :"app";
grant execute on function komar.actor_devices() to :"app", komar_keeper;
