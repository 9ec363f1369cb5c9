-- Keys that agencies hold, so that the host cannot read their notes. Here stand only public halves (recipients), secrets wrapped to the
-- devices that were given them, and who holds a part of the secret on paper. Nothing here opens anything.
-- Source: docs/decisions/0024-agency-keys.md.

create table komar.agency_key (
  id uuid primary key,
  agency uuid not null references komar.agency,
  recipient text not null unique check (recipient ~ '^age1[02-9ac-hj-np-z]{58}$'),
  scope text not null check (scope in ('none', 'notes', 'notes-and-complaints')),
  former uuid unique,
  voucher text check (length(voucher) between 40 and 100),
  parts_needed int not null check (parts_needed between 2 and 7),
  made_at timestamptz not null default now(),
  made_by uuid not null references komar.account,
  replaced_at timestamptz
);
create unique index on komar.agency_key (agency) where replaced_at is null;
comment on table komar.agency_key is 'Public halves of the keys of agencies. The one that was not replaced is sealed with; with the others, older texts are read. Definer functions only.';
comment on column komar.agency_key.scope is 'What devices seal with it from now on. Of a key that was replaced it says nothing.';
comment on column komar.agency_key.former is 'The key that it took the place of; not a reference, so that rows can be restored in any order.';
comment on column komar.agency_key.voucher is 'What whoever held the former key made of it and of this one, so that other holders know that it was not the host. Null: the first, or after all was lost.';

create table komar.device_key (
  device uuid primary key references komar.device,
  recipient text not null unique check (recipient ~ '^age1[02-9ac-hj-np-z]{58}$'),
  published_at timestamptz not null default now(),
  declined_at timestamptz,
  declined_by uuid references komar.account,
  check ((declined_at is null) = (declined_by is null))
);
comment on table komar.device_key is 'To which recipient a key can be wrapped for a device; said once, by the device itself. Definer functions only.';

create table komar.agency_key_wrap (
  key uuid not null references komar.agency_key,
  device uuid not null references komar.device,
  wrap bytea not null check (length(wrap) between 100 and 2000),
  given_by uuid not null references komar.account,
  given_at timestamptz not null default now(),
  primary key (key, device)
);
create index on komar.agency_key_wrap (device);
comment on table komar.agency_key_wrap is 'The secret of an agency''s key, encrypted to one device. The first stands: nobody writes over it. Definer functions only.';

create table komar.agency_key_part (
  key uuid not null references komar.agency_key,
  place int not null check (place between 1 and 7),
  holder uuid not null references komar.account,
  primary key (key, place)
);
comment on table komar.agency_key_part is 'Who was given a part of the secret on paper. The part itself was never here. Definer functions only.';

do $$
declare
  name text;
begin
  foreach name in array array['agency_key', 'device_key', 'agency_key_wrap', 'agency_key_part'] loop
    execute format('alter table komar.%I enable row level security', name);
    execute format('alter table komar.%I force row level security', name);
    execute format('create policy owner on komar.%I to current_user using (true) with check (true)', name);
  end loop;
end $$;

-- Who may hold one ----------------------------------------------------------------------------------------------------

create function komar.standing_of_device(the_device uuid, the_agency uuid) returns text
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select case when d.revoked_at is not null then 'called-off'
    when a.disabled_at is not null or not komar.is_present(m.id) then 'left'
    else 'here' end
  from komar.device d join komar.agency_membership m on m.id = d.membership join komar.account a on a.id = d.account
  where d.id = the_device and m.agency = the_agency
$$;
comment on function komar.standing_of_device(uuid, uuid) is 'Whether a device is used for this agency today (here), was called off, or is that of a leaver; null where it never was.';

create function komar.keeps_agency_keys() returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select coalesce('supervisor' = any (komar.actor_roles()), false)
$$;
comment on function komar.keeps_agency_keys() is 'Supervisors make and give the keys of their agency. No administrator: they have none, and read no child.';

create function komar.wrap_agency_key(the_key uuid, the_device uuid, the_wrap bytea) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  if komar.standing_of_device(the_device, komar.actor_agency()) is distinct from 'here'
    or not exists (select from komar.device_key d where d.device = the_device) then
    return false;
  end if;
  insert into komar.agency_key_wrap (key, device, wrap, given_by) values (the_key, the_device, the_wrap, komar.actor_id())
    on conflict (key, device) do nothing;
  update komar.device_key d set declined_at = null, declined_by = null where d.device = the_device;
  return true;
end $$;
comment on function komar.wrap_agency_key(uuid, uuid, bytea) is 'Keeps a wrapped key for a device that is used for the actor''s agency today; false for any other. For the functions below.';

-- One's own -----------------------------------------------------------------------------------------------------------

create function komar.own_agency_keys() returns table (
  id uuid, recipient text, scope text, former uuid, voucher text, is_current boolean, wrap bytea
) language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select k.id, k.recipient, k.scope, k.former, k.voucher, k.replaced_at is null, w.wrap
  from komar.agency_key k left join komar.agency_key_wrap w on w.key = k.id and w.device = komar.actor_device()
  where k.agency = komar.actor_agency() order by k.made_at, k.id
$$;
comment on function komar.own_agency_keys() is 'The keys of the actor''s agency, oldest first, each with what was wrapped for the device of the session.';

create function komar.own_device_key() returns text
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select d.recipient from komar.device_key d where d.device = komar.actor_device()
$$;
comment on function komar.own_device_key() is 'The recipient that the device of the session said; null where it said none.';

create function komar.publish_device_key(the_recipient text) returns text
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  insert into komar.device_key (device, recipient) select komar.actor_device(), the_recipient where komar.actor_device() is not null
    on conflict do nothing;
  return (select d.recipient from komar.device_key d where d.device = komar.actor_device());
end $$;
comment on function komar.publish_device_key(text) is 'Says the recipient of the device of the session, once and for good; answers what stands.';

-- The supervisor's ----------------------------------------------------------------------------------------------------

create function komar.agency_keys() returns table (
  id uuid, recipient text, scope text, is_current boolean, made_on text, made_by text, parts_needed int, part_holders text[]
) language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select k.id, k.recipient, k.scope, k.replaced_at is null, k.made_at::date::text, a.display_name, k.parts_needed,
    array(select h.display_name from komar.agency_key_part p join komar.account h on h.id = p.holder where p.key = k.id order by p.place)
  from komar.agency_key k join komar.account a on a.id = k.made_by
  where k.agency = komar.actor_agency() and komar.keeps_agency_keys() order by k.made_at desc, k.id
$$;
comment on function komar.agency_keys() is 'For supervisors: the keys of their agency, newest first, and who holds parts of them.';

create function komar.agency_key_devices() returns table (
  device uuid, label text, account uuid, display_name text, recipient text, asked_on text, standing text, is_declined boolean, holds uuid[]
) language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select d.id, d.label, a.id, a.display_name, k.recipient, k.published_at::date::text, komar.standing_of_device(d.id, komar.actor_agency()),
    k.declined_at is not null, array(select w.key from komar.agency_key_wrap w where w.device = d.id order by w.key)
  from komar.device_key k join komar.device d on d.id = k.device join komar.agency_membership m on m.id = d.membership
  join komar.account a on a.id = d.account
  where m.agency = komar.actor_agency() and komar.keeps_agency_keys() order by k.published_at, d.id
$$;
comment on function komar.agency_key_devices() is 'For supervisors: devices of their agency that can be given a key, or had one.';

create function komar.make_agency_key(
  the_key uuid, the_recipient text, the_scope text, the_former uuid, the_voucher text, wraps jsonb, needed int, holders uuid[]
) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  here constant uuid := komar.actor_agency();
  standing komar.agency_key;
  one record;
begin
  if not komar.keeps_agency_keys() or not komar.actor_is_fresh() then
    raise exception 'only a supervisor who proved lately who they are' using errcode = 'insufficient_privilege';
  end if;
  perform from komar.agency a where a.id = here for update;
  select * into standing from komar.agency_key k where k.agency = here and k.replaced_at is null;
  -- Whoever does not know the key that stands puts no other in its place; unless nobody is left who has it.
  if standing.id is distinct from the_former
    or standing.id is not null and (the_voucher is null) <> not exists (select from komar.agency_key_wrap w
      where w.key = standing.id and komar.standing_of_device(w.device, here) = 'here')
    or the_voucher is not null and not exists (select from komar.agency_key_wrap w
      where w.key = standing.id and w.device = komar.actor_device())
    or exists (select from unnest(holders) h (id) where not komar.works_here(h.id, here))
    or cardinality(holders) not between needed and 7 then
    return false;
  end if;
  update komar.agency_key k set replaced_at = now() where k.id = standing.id;
  insert into komar.agency_key (id, agency, recipient, scope, former, voucher, parts_needed, made_by)
    values (the_key, here, the_recipient, the_scope, the_former, the_voucher, needed, komar.actor_id()) on conflict do nothing;
  if not found then
    raise exception 'the key is known already' using errcode = 'unique_violation';
  end if;
  insert into komar.agency_key_part (key, place, holder) select the_key, h.place, h.id from unnest(holders) with ordinality h (id, place);
  for one in select (w ->> 'device')::uuid as device, decode(w ->> 'wrap', 'base64') as wrap from jsonb_array_elements(wraps) w loop
    if not komar.wrap_agency_key(the_key, one.device, one.wrap) then
      raise exception 'a device that may not have it' using errcode = 'unique_violation';
    end if;
  end loop;
  return true;
end $$;
comment on function komar.make_agency_key(uuid, text, text, uuid, text, jsonb, int, uuid[]) is
  'The first key of an agency, or one in the place of another, wrapped for devices that stay. False where another stands by now, or whoever makes it has not the one that stands.';

create function komar.give_agency_key(the_key uuid, the_device uuid, the_wrap bytea) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not komar.keeps_agency_keys() or not komar.actor_is_fresh() then
    raise exception 'only a supervisor who proved lately who they are' using errcode = 'insufficient_privilege';
  end if;
  -- For oneself, after the parts on paper were put together; for others, only what one has.
  if not exists (select from komar.agency_key k where k.id = the_key and k.agency = komar.actor_agency())
    or the_device <> komar.actor_device() and not exists (select from komar.agency_key_wrap w
      where w.key = the_key and w.device = komar.actor_device()) then
    return false;
  end if;
  return komar.wrap_agency_key(the_key, the_device, the_wrap);
end $$;
comment on function komar.give_agency_key(uuid, uuid, bytea) is 'Gives a key of the actor''s agency to one of its devices; false where key or device are none.';

create function komar.decline_agency_key(the_device uuid) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not komar.keeps_agency_keys() then
    raise exception 'only a supervisor' using errcode = 'insufficient_privilege';
  end if;
  update komar.device_key d set declined_at = now(), declined_by = komar.actor_id()
  where d.device = the_device and komar.standing_of_device(the_device, komar.actor_agency()) is not null;
  return found;
end $$;
comment on function komar.decline_agency_key(uuid) is 'A device of the actor''s agency is not given the key. It can be, later.';

create function komar.choose_seal_scope(the_scope text) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not komar.keeps_agency_keys() or not komar.actor_is_fresh() then
    raise exception 'only a supervisor who proved lately who they are' using errcode = 'insufficient_privilege';
  end if;
  update komar.agency_key k set scope = the_scope where k.agency = komar.actor_agency() and k.replaced_at is null;
  return found;
end $$;
comment on function komar.choose_seal_scope(text) is 'What devices of the actor''s agency seal from now on; false where it has no key.';

revoke execute on function komar.standing_of_device(uuid, uuid), komar.keeps_agency_keys(), komar.wrap_agency_key(uuid, uuid, bytea),
  komar.own_agency_keys(), komar.own_device_key(), komar.publish_device_key(text), komar.agency_keys(), komar.agency_key_devices(),
  komar.make_agency_key(uuid, text, text, uuid, text, jsonb, int, uuid[]), komar.give_agency_key(uuid, uuid, bytea),
  komar.decline_agency_key(uuid), komar.choose_seal_scope(text) from public;
grant execute on function komar.own_agency_keys(), komar.own_device_key(), komar.publish_device_key(text), komar.agency_keys(), komar.agency_key_devices(),
  komar.make_agency_key(uuid, text, text, uuid, text, jsonb, int, uuid[]), komar.give_agency_key(uuid, uuid, bytea),
  komar.decline_agency_key(uuid), komar.choose_seal_scope(text) to :"app";
