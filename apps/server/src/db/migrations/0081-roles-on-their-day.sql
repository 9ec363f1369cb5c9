-- Roles hold from the first day of the membership that gives them, and no day sooner. What a membership gave stays written in it: nothing
-- that begins later changes it. An account's own agency and roles are a copy for lists: of the membership that holds today, of the
-- account's own agency where there are several; of the next one only where none holds. Nobody has a right by that copy.
--   The copy follows on the day: when its person signs in (nobody acts for a new membership sooner), when an administrator lists the
--   accounts, and before a change of that account. A change of roles is one of the membership on the list, never of one that follows it;
--   where the list was behind and named an agency that the person has left, the list is mended and the change is not made.
--   A last day is not moved into a later membership of the same agency: nobody belongs to one agency twice on one day.
-- What an earlier version wrote over cannot be told any more, and stays. Source: docs/decisions/0018-who-belongs-here.md.

create function komar.listed_membership(the_account uuid, the_agency uuid) returns setof komar.agency_membership
language sql stable security definer set search_path = pg_catalog, pg_temp rows 1 as $$
  select m.* from komar.agency_membership m
  where m.account = the_account and (m.until is null or (select komar.today_host()) < m.until)
  order by m.since <= (select komar.today_host()) desc, (m.agency = the_agency) desc, m.since, m.id limit 1
$$;
comment on function komar.listed_membership(uuid, uuid) is
  'The membership that an account''s own agency and roles are a copy of: one of today, of this agency if there is one; else the next one; else none. Only other definer functions may call it.';

create function komar.list_memberships_of_today(the_account uuid) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  behind record;
begin
  for behind in
    select a.id, m.agency, m.roles from komar.account a cross join lateral komar.listed_membership(a.id, a.agency) m
    where (the_account is null or a.id = the_account) and (m.agency, m.roles) is distinct from (a.agency, a.roles)
  loop
    -- Whoever holds it is changing it: nobody waits for them, and the next list is soon enough.
    perform from komar.account a where a.id = behind.id for no key update skip locked;
    if found then
      update komar.account a set agency = behind.agency, roles = behind.roles where a.id = behind.id;
    end if;
  end loop;
end $$;
comment on function komar.list_memberships_of_today(uuid) is
  'Brings the copy of an account, or (null) of all, up to today. It writes nothing where nothing is behind, and gives nobody a right.';

create function komar.list_membership_first() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  listed komar.agency_membership%rowtype;
begin
  -- Roles that are asked for stay where the list named the right agency; everything else becomes what holds today.
  select m.* into listed from komar.listed_membership(new.id, new.agency) m;
  if found and (listed.agency <> old.agency or new.roles = old.roles) then
    new.agency := listed.agency;
    new.roles := listed.roles;
  end if;
  return new;
end $$;
create trigger list_membership_first before update of roles on komar.account
  for each row execute function komar.list_membership_first();

create or replace function komar.account_changed() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if tg_op = 'INSERT' then
    insert into komar.agency_membership (account, agency, roles, since) values (new.id, new.agency, new.roles, komar.today_host());
  elsif new.roles <> old.roles then
    update komar.agency_membership m set roles = new.roles
    where m.id = (select l.id from komar.listed_membership(new.id, new.agency) l) and m.agency = new.agency and m.roles <> new.roles;
  end if;
  return null;
end $$;

create or replace function komar.choose_device(the_account uuid, the_agency uuid, devices uuid[], the_label text, stays boolean)
returns table (outcome text, device uuid, agencies jsonb)
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  present uuid[];
  chosen uuid;
begin
  perform komar.list_memberships_of_today(the_account);
  select coalesce(array_agg(m.id), '{}'), coalesce(jsonb_agg(jsonb_build_object('id', g.id, 'nameEn', g.name_en, 'nameKm', g.name_km)
    order by g.code), '[]') into present, agencies
  from komar.agency_membership m join komar.agency g on g.id = m.agency
  where m.account = the_account and komar.is_present(m.id);
  select m.id into chosen from komar.agency_membership m
  where m.id = any (present) and (m.agency = the_agency or the_agency is null and (cardinality(present) = 1
    or stays and m.id = (select d.membership from komar.device d where d.id = devices[1] and d.account = the_account)));
  if chosen is null then
    outcome := case when cardinality(present) = 0 then 'none' else 'choose' end;
    return next;
    return;
  end if;
  outcome := 'chosen';
  select d.id into device from unnest(devices) with ordinality as given (id, place) join komar.device d on d.id = given.id
  where d.account = the_account and d.membership = chosen order by d.revoked_at is not null, given.place limit 1;
  if device is null then
    -- A store of the former agency, or somebody else's device: this membership gets one of its own.
    select coalesce((select given.id from unnest(devices) with ordinality as given (id, place)
      where not exists (select from komar.device d where d.id = given.id) order by given.place limit 1), gen_random_uuid()) into device;
    insert into komar.device (id, account, label, membership) values (device, the_account, the_label, chosen);
  end if;
  return next;
end $$;

create or replace function komar.begin_membership(the_account uuid, the_agency uuid, the_roles text[], the_since date) returns text
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not komar.actor_administers() or the_account = komar.actor_id() then
    raise exception 'only an administrator, and never for themself' using errcode = 'insufficient_privilege';
  end if;
  perform from komar.account a where a.id = the_account for update;
  if not found or not exists (select from komar.agency g where g.id = the_agency) then
    return 'not-found';
  end if;
  if exists (select from komar.agency_membership m where m.account = the_account and m.agency = the_agency
    and (m.until is null or m.until > the_since)) then
    return 'overlaps';
  end if;
  insert into komar.agency_membership (account, agency, roles, since) values (the_account, the_agency, the_roles, the_since);
  perform komar.list_memberships_of_today(the_account);
  -- What is complained of the new agency goes from the devices of the others: they begin anew.
  insert into komar.device_keeping as k (device, version, facilities, pinned)
  select d.id, 1, null, '{}' from komar.device d where d.account = the_account and d.revoked_at is null and komar.is_present(d.membership)
  on conflict (device) do update set version = k.version + 1;
  return 'begun';
end $$;

create or replace function komar.end_membership(the_membership uuid, the_last_day date) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  ended komar.agency_membership%rowtype;
  ends date;
begin
  -- The account first, as begin_membership does: neither sees half of what the other does.
  perform from komar.account a where a.id = (select m.account from komar.agency_membership m where m.id = the_membership) for update;
  select m.* into ended from komar.agency_membership m where m.id = the_membership for update;
  if not found then
    return false;
  end if;
  if not komar.actor_administers() or ended.account = komar.actor_id() then
    raise exception 'only an administrator, and never their own' using errcode = 'insufficient_privilege';
  end if;
  if ended.until is not null and ended.until <= komar.today_host() then
    return false;
  end if;
  ends := greatest(ended.since, the_last_day + 1);
  -- The days that are added are nobody else's: a membership of the same agency that follows has them.
  if ended.until < ends and exists (select from komar.agency_membership m
    where m.account = ended.account and m.agency = ended.agency and m.id <> ended.id
      and daterange(m.since, m.until) && daterange(ended.until, greatest(ended.until, ends))) then
    raise exception 'a later membership of the same agency has begun by then' using errcode = 'KM003';
  end if;
  update komar.agency_membership m set until = ends, ended_by = komar.actor_id() where m.id = the_membership;
  update komar.user_circle u set until = greatest(u.since, ends)
  where u.membership = the_membership and (u.until is null or u.until > greatest(u.since, ends));
  -- The main membership is one that goes on, where there is one.
  update komar.account a set agency = m.agency, roles = m.roles
  from (select o.* from komar.agency_membership o where o.account = ended.account and o.agency <> ended.agency and o.until is null
    and o.since <= komar.today_host() order by o.since limit 1) m
  where a.id = ended.account and a.agency = ended.agency;
  perform komar.list_memberships_of_today(ended.account);
  return true;
end $$;
comment on function komar.end_membership(uuid, date) is
  'The last day of a membership: its circles end, its sessions after that day are none, its devices are told to hand in and wipe. Answers whether there was such a one; KM003 where a later membership of the same agency has begun by then.';

revoke execute on function komar.listed_membership(uuid, uuid), komar.list_memberships_of_today(uuid), komar.list_membership_first()
  from public;
grant execute on function komar.list_memberships_of_today(uuid) to :"app";
