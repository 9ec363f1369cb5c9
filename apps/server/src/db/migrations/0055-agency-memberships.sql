-- Who belongs to which agency, from when to when. A session acts for one agency, that of its device; a device and a circle are held for
-- one membership, and end with it. Source: docs/decisions/0018-who-belongs-here.md; the same rule stands in
-- packages/domain/src/access/belonging.ts, and a property test (access.rls.test.ts) holds the two equal.

create table komar.agency_membership (
  id uuid primary key default gen_random_uuid(),
  account uuid not null references komar.account,
  agency uuid not null references komar.agency,
  roles text[] not null check (cardinality(roles) between 1 and 4),
  since date not null,
  until date,
  ended_by uuid references komar.account,
  check (until is null or until >= since),
  check (cardinality(roles) = 1 or not roles && array['administrator', 'analyst'])
);
create index on komar.agency_membership (account);
create index on komar.agency_membership (agency);
create unique index on komar.agency_membership (account, agency) where until is null;
comment on table komar.agency_membership is 'Who belongs to which agency, as what, from when to when. Rows are ended, never removed; who comes back has a new one.';
comment on column komar.agency_membership.until is 'First day on which it no longer holds; null while open.';
comment on column komar.account.agency is 'The agency of the main membership: where a sign-in leads that has no choice to make.';
comment on column komar.account.roles is 'The roles of the main membership.';

alter table komar.agency_membership enable row level security;
alter table komar.agency_membership force row level security;
create policy owner on komar.agency_membership to current_user using (true) with check (true);

alter table komar.device add column membership uuid references komar.agency_membership;
comment on column komar.device.membership is 'For which membership it is used, for good; null only while an older backup is being restored.';
alter table komar.user_circle add column membership uuid references komar.agency_membership;
comment on column komar.user_circle.membership is 'For which membership it is held; null only while an older backup is being restored.';
create index on komar.user_circle (membership);
create index on komar.device (membership);

-- Whoever manages accounts or counts children is nobody who reads one, and a carer reads one child: none of them has a second hat.
create function komar.membership_stands_alone() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  alone constant text[] := array['administrator', 'analyst', 'carer'];
begin
  perform from komar.account a where a.id = new.account for update;
  if exists (select from komar.agency_membership m
    where m.account = new.account and m.id <> new.id and (m.roles && alone or new.roles && alone)
      and m.since < coalesce(new.until, 'infinity') and new.since < coalesce(m.until, 'infinity')) then
    raise exception 'a membership with such roles stands alone' using errcode = 'KM003';
  end if;
  return null;
end $$;
create trigger stands_alone after insert or update of roles, since, until on komar.agency_membership
  for each row execute function komar.membership_stands_alone();

-- Every account that has none gets its first; devices and circles that say not for which, the main one. After a restore too.
create function komar.main_membership(the_account uuid, preferred uuid) returns uuid
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select m.id from komar.agency_membership m join komar.account a on a.id = m.account
  where m.account = the_account
  order by m.since <= komar.today_host() and (m.until is null or komar.today_host() < m.until) desc,
    (m.agency = preferred) desc nulls last, (m.agency = a.agency) desc, m.since desc
  limit 1
$$;
comment on function komar.main_membership(uuid, uuid) is 'The membership that is meant where none is named: a present one, of the preferred agency if there is one.';

create function komar.complete_memberships() returns void
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  insert into komar.agency_membership (account, agency, roles, since)
    select a.id, a.agency, a.roles, least(komar.today_host(),
      ((a.created_at - h.clock_offset) at time zone h.time_zone)::date,
      (select min(u.since) from komar.user_circle u where u.user_id = a.id))
    from komar.account a cross join komar.host h
    where not exists (select from komar.agency_membership m where m.account = a.id);
  update komar.device d set membership = komar.main_membership(d.account, null) where d.membership is null;
  update komar.user_circle u set membership = komar.main_membership(u.user_id, (select c.agency from komar.circle c where c.id = u.circle))
    where u.membership is null;
end $$;
comment on function komar.complete_memberships() is 'As the owner, after an upgrade or the restore of an older backup.';

alter table komar.user_circle disable trigger scope_changed; -- nobody gains or loses anything by it
select komar.complete_memberships();
alter table komar.user_circle enable trigger scope_changed;

create function komar.account_changed() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if tg_op = 'INSERT' then
    insert into komar.agency_membership (account, agency, roles, since) values (new.id, new.agency, new.roles, komar.today_host());
  else
    update komar.agency_membership m set roles = new.roles
    where m.account = new.id and m.agency = new.agency and m.roles <> new.roles
      and (m.until is null or komar.today_host() < m.until);
  end if;
  return null;
end $$;
create trigger account_changed after insert or update of roles on komar.account
  for each row execute function komar.account_changed();

create function komar.name_membership() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if tg_table_name = 'device' then
    new.membership := coalesce(new.membership, komar.main_membership((to_jsonb(new) ->> 'account')::uuid, null));
  else
    new.membership := coalesce(new.membership, komar.main_membership((to_jsonb(new) ->> 'user_id')::uuid,
      (select c.agency from komar.circle c where c.id = (to_jsonb(new) ->> 'circle')::int)));
  end if;
  return new;
end $$;
create trigger name_membership before insert on komar.device for each row execute function komar.name_membership();
create trigger name_membership before insert on komar.user_circle for each row execute function komar.name_membership();

-- A circle is held for a membership of the same person.
create function komar.membership_is_own() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  person constant uuid := coalesce(to_jsonb(new) ->> 'account', to_jsonb(new) ->> 'user_id');
begin
  if not exists (select from komar.agency_membership m where m.id = new.membership and m.account = person) then
    raise exception 'a membership of somebody else' using errcode = 'insufficient_privilege';
  end if;
  return null;
end $$;
create trigger membership_is_own after insert or update of membership on komar.device
  for each row execute function komar.membership_is_own();
create trigger membership_is_own after insert or update of membership on komar.user_circle
  for each row execute function komar.membership_is_own();

-- The actor ---------------------------------------------------------------------------------------------------------

create function komar.is_present(the_membership uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select exists (select from komar.agency_membership m where m.id = the_membership
    and m.since <= (select komar.today_host()) and (m.until is null or (select komar.today_host()) < m.until))
$$;
comment on function komar.is_present(uuid) is 'Whether a membership holds today.';

create or replace function komar.actor_session() returns komar.session language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select s from komar.session s join komar.account a on a.id = s.account join komar.device d on d.id = s.device
  join komar.agency_membership m on m.id = d.membership
  where s.token_hash = decode(nullif(current_setting('komar.session', true), ''), 'hex')
    and s.expires_at > now() and s.last_seen_at > now() - s.idle_limit and a.disabled_at is null
    and m.since <= (select komar.today_host()) and (m.until is null or (select komar.today_host()) < m.until)
$$;

create function komar.actor_membership() returns uuid language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select d.membership from komar.device d where d.id = (komar.actor_session()).device
$$;
comment on function komar.actor_membership() is 'The membership for which this transaction''s session acts.';

create or replace function komar.actor_agency() returns uuid language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select m.agency from komar.agency_membership m where m.id = (select komar.actor_membership())
$$;
comment on function komar.actor_agency() is 'The one agency for which this transaction''s session acts.';

-- What is complained of an agency is withheld from whoever belongs or belonged to it, for whichever agency they act now.
create or replace function komar.withheld_names() returns uuid[] language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select array_agg(m.agency) || komar.actor_id() from komar.agency_membership m where m.account = (select komar.actor_id())
$$;
comment on function komar.withheld_names() is 'The names under which something may be withheld from the actor: their account, and every agency they ever belonged to.';

-- Circles, as before, but those that are held for the session's membership.
create or replace function komar.actor_circles(class_bit int) returns int[] language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select coalesce(array_agg(distinct circle), '{}') from komar.user_circle
  where membership = (select komar.actor_membership()) and mask & class_bit <> 0
    and since <= (select komar.today_host()) and (until is null or until > (select komar.today_host()))
$$;

create or replace function komar.my_circles() returns int[]
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select coalesce(array_agg(uc.circle), '{}') from komar.user_circle uc
  where uc.membership = (select komar.actor_membership()) and uc.since <= (select komar.today_host())
    and (uc.until is null or (select komar.today_host()) < uc.until)
$$;

create or replace function komar.whole_circles() returns int[]
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select coalesce(array_agg(uc.circle), '{}') from komar.user_circle uc
  where uc.membership = (select komar.actor_membership())
    and uc.mask & (select komar.role_circle_reads()) = (select komar.role_circle_reads())
    and uc.since <= (select komar.today_host()) and (uc.until is null or (select komar.today_host()) < uc.until)
$$;

create or replace function komar.sight_of(wanted uuid) returns int
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select coalesce(bit_or(uc.mask & sc.mask), 0) & komar.role_circle_reads()
  from komar.subject_circle sc
  join komar.user_circle uc on uc.circle = sc.circle and uc.membership = (select komar.actor_membership())
  where sc.subject = wanted
    and sc.since <= (select komar.today_host()) and (sc.until is null or (select komar.today_host()) < sc.until)
    and uc.since <= (select komar.today_host()) and (uc.until is null or (select komar.today_host()) < uc.until)
$$;

create or replace function komar.user_circles_at(account uuid, at_scope bigint)
returns table (circle int, mask int, since date, until date)
language sql stable set search_path = pg_catalog, pg_temp as $$
  with undone as (
    select distinct on (ev.membership) ev.* from komar.scope_event ev
    where ev.side = 'user' and ev.member = account and ev.scope > at_scope order by ev.membership, ev.id
  )
  select uc.circle, uc.mask, uc.since, uc.until from komar.user_circle uc
  where uc.user_id = account and uc.membership = (select komar.actor_membership()) and uc.id not in (select membership from undone)
  union all
  select undone.circle, was_mask, was_since, was_until
  from undone left join komar.user_circle uc on uc.id = undone.membership
  where was_mask is not null and (uc.id is null or uc.membership = (select komar.actor_membership()))
$$;

-- Devices -----------------------------------------------------------------------------------------------------------

create or replace function komar.is_called_off(the_token_hash bytea) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select exists (select from komar.session s join komar.device d on d.id = s.device
    where s.token_hash = the_token_hash and (d.revoked_at is not null or not komar.is_present(d.membership)))
$$;
comment on function komar.is_called_off(bytea) is 'Whether a session ended because its device was called off, or the membership that it was used for. Whoever has the token may know.';

create or replace function komar.contact_device(the_device uuid, unsent_now int, kept_now bigint)
returns table (called_off boolean, lock_after_minutes int, wipe_after_wrong_passphrases int)
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  found_off boolean;
begin
  update komar.device d set last_contact_at = now(), unsent = unsent_now, kept_bytes = coalesce(kept_now, d.kept_bytes)
  where d.id = the_device returning d.revoked_at is not null or not komar.is_present(d.membership) into found_off;
  return query select coalesce(found_off, false), h.lock_after_minutes, h.wipe_after_wrong_passphrases from komar.host h;
end $$;

create or replace function komar.actor_devices() returns uuid[]
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select coalesce(array_agg(d.id), '{}') from komar.device d join komar.agency_membership m on m.id = d.membership
  where d.account = komar.actor_id() and m.agency = komar.actor_agency()
    and (d.revoked_at is null and m.id = komar.actor_membership() or exists (select from komar.hand_in h where h.device = d.id))
$$;
comment on function komar.actor_devices() is 'Devices by which the actor''s entries for the session''s agency may have been written: theirs, and those called off or of an earlier membership where work came in by hand.';

-- Work that comes in by hand is sent in for the agency for which it was written.
alter policy own on komar.hand_in using (
  exists (select from komar.device d join komar.agency_membership m on m.id = d.membership
    where d.id = device and d.account = (select komar.actor_id()) and m.agency = (select komar.actor_agency()))
);
create or replace function komar.settle_hand_ins(ids uuid[]) returns setof uuid
language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
  update komar.hand_in h set box = null, settled_at = now()
  where h.id = any (ids) and h.settled_at is null
    and exists (select from komar.device d join komar.agency_membership m on m.id = d.membership
      where d.id = h.device and d.account = komar.actor_id() and m.agency = komar.actor_agency())
  returning h.id
$$;

create function komar.choose_device(the_account uuid, the_agency uuid, devices uuid[], the_label text, stays boolean)
returns table (outcome text, device uuid, agencies jsonb)
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  present uuid[];
  chosen uuid;
begin
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
comment on function komar.choose_device(uuid, uuid, uuid[], text, boolean) is
  'For whom the server has verified: the device of the agency that is chosen, or is the only one; else which there are to choose from. stays: for the agency of the first device.';

-- Reminders go to whoever belongs here today, by a device of theirs that does.
create or replace function komar.take_reminders(most int) returns table (account uuid, device uuid)
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  today constant date := komar.today_host();
  hour_now constant int := (select extract(hour from komar.now_host() at time zone h.time_zone) from komar.host h);
begin
  -- One process at a time; whoever comes second comes again in some minutes.
  if not pg_try_advisory_xact_lock(hashtextextended('komar.reminders', 0)) then
    return;
  end if;
  return query
    with due as (
      select r.account as id from komar.reminder r join komar.account a on a.id = r.account
      where r.reminded_on is distinct from today and hour_now between r.hour and r.hour + 2
        and a.disabled_at is null and not a.must_change_password
        and (r.email is not null or exists (
          select from komar.push_subscription p join komar.device d on d.id = p.device
          where d.account = r.account and komar.is_present(d.membership)))
      order by r.account limit most
    ), marked as (
      update komar.reminder r set reminded_on = today from due where r.account = due.id returning r.account as id
    )
    select m.id, d.id from marked m cross join lateral (
      select k.id from komar.device k where k.account = m.id and k.revoked_at is null and komar.is_present(k.membership)
      order by coalesce(k.last_contact_at, k.created_at) desc limit 1) d;
end $$;

-- A phone of an agency that was left is woken no more.
alter policy own on komar.push_subscription using (
  exists (select from komar.device d where d.id = device and d.account = (select komar.actor_id()) and komar.is_present(d.membership))
);

-- What else asked for the account's agency ------------------------------------------------------------------------

alter policy own_agency on komar.account using (
  (select komar.actor_administers()) or id = (select komar.actor_id()) or exists (select from komar.agency_membership m
    where m.account = account.id and m.agency = (select komar.actor_agency()))
);
create policy own_agency on komar.agency_membership for select to :"app" using (
  account = (select komar.actor_id()) or agency = (select komar.actor_agency()) or (select komar.actor_administers())
);
create policy keeper on komar.agency_membership for select to komar_keeper using (true);

alter policy administrator_or_own on komar.user_circle
  using ((select komar.actor_administers()) or membership = (select komar.actor_membership()));
alter policy administrator_adds on komar.user_circle with check (
  (select komar.actor_administers()) and user_id <> (select komar.actor_id())
  and exists (select from komar.agency_membership m where m.id = membership and m.account = user_id
    and not m.roles && array['administrator', 'analyst']));

alter policy own on komar.refusal using (
  agency = (select komar.actor_agency()) and (author = (select komar.actor_id()) or (class_bit & ~128 & (select komar.role_reads())) <> 0)
);

create or replace function komar.colleagues() returns table (id uuid, display_name text)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select a.id, a.display_name from komar.account a join komar.agency_membership m on m.account = a.id
  where m.agency = komar.actor_agency() and komar.is_present(m.id) and a.disabled_at is null
    and m.roles && array['social-worker', 'supervisor'] and 'supervisor' = any (komar.actor_roles())
  order by a.display_name, a.id
$$;

create or replace function komar.carers_of_agency() returns table (id uuid, display_name text)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select a.id, a.display_name from komar.account a join komar.agency_membership m on m.account = a.id
  where m.agency = komar.actor_agency() and komar.is_present(m.id) and a.disabled_at is null and 'carer' = any (m.roles)
    and 'supervisor' = any (komar.actor_roles())
  order by a.display_name, a.id
$$;

-- A teacher's answers are asked for by an agency, and read by its maker while they act for it.
alter table komar.questionnaire add column agency uuid references komar.agency;
update komar.questionnaire q set agency = a.agency from komar.account a where a.id = q.maker;
comment on column komar.questionnaire.agency is 'The agency for which it was asked; null only in one from an older backup, which then is its maker''s, whichever agency they act for.';
create function komar.name_agency() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  new.agency := coalesce(new.agency, komar.actor_agency());
  return new;
end $$;
create trigger name_agency before insert on komar.questionnaire for each row execute function komar.name_agency();
alter policy own on komar.questionnaire using (
  maker = (select komar.actor_id()) and coalesce(agency = (select komar.actor_agency()), true) and komar.may_ask_of(child)
);

create or replace function komar.open_questionnaire(the_token_hash bytea)
returns table (id uuid, state text, language text, greeting text, asked_by text, until date)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select q.id,
    case when q.answered_on is not null then 'answered'
      when q.revoked_on is not null or komar.today_host() > q.until or a.disabled_at is not null
        or not exists (select from komar.agency_membership m where m.account = q.maker and m.agency = coalesce(q.agency, m.agency)
          and komar.is_present(m.id)) then 'ended'
      else 'open' end,
    q.language, q.greeting, q.asked_by, q.until
  from komar.questionnaire q join komar.account a on a.id = q.maker
  where q.token_hash = the_token_hash
$$;

-- Beginning and ending ------------------------------------------------------------------------------------------------

create function komar.begin_membership(the_account uuid, the_agency uuid, the_roles text[], the_since date) returns text
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
  if not exists (select from komar.agency_membership m join komar.account a on a.id = m.account and a.agency = m.agency
    where m.account = the_account and (m.until is null or m.until > komar.today_host())) or
    exists (select from komar.account a where a.id = the_account and a.agency = the_agency) then
    update komar.account set agency = the_agency, roles = the_roles where id = the_account;
  end if;
  -- What is complained of the new agency goes from the devices of the others: they begin anew.
  insert into komar.device_keeping as k (device, version, facilities, pinned)
  select d.id, 1, null, '{}' from komar.device d where d.account = the_account and d.revoked_at is null and komar.is_present(d.membership)
  on conflict (device) do update set version = k.version + 1;
  return 'begun';
end $$;
comment on function komar.begin_membership(uuid, uuid, text[], date) is 'An account belongs to one agency more, or again, from a day on; it has no circle there yet.';

create function komar.end_membership(the_membership uuid, the_last_day date) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  ended komar.agency_membership%rowtype;
begin
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
  update komar.agency_membership m set until = greatest(m.since, the_last_day + 1), ended_by = komar.actor_id()
  where m.id = the_membership returning m.* into ended;
  update komar.user_circle u set until = greatest(u.since, ended.until)
  where u.membership = the_membership and (u.until is null or u.until > greatest(u.since, ended.until));
  -- The main membership is one that goes on, where there is one.
  update komar.account a set agency = m.agency, roles = m.roles
  from (select o.* from komar.agency_membership o where o.account = ended.account and o.until is null order by o.since limit 1) m
  where a.id = ended.account and a.agency = ended.agency and m.agency <> a.agency;
  return true;
end $$;
comment on function komar.end_membership(uuid, date) is
  'The last day of a membership: its circles end, its sessions after that day are none, its devices are told to hand in and wipe. Answers whether there was such a one.';

revoke execute on all functions in schema komar from public;
grant select on komar.agency_membership to :"app", komar_keeper;
grant insert (membership) on komar.user_circle to :"app", komar_keeper;
grant execute on function komar.is_present(uuid), komar.actor_membership() to :"app", komar_keeper;
grant execute on function komar.choose_device(uuid, uuid, uuid[], text, boolean), komar.begin_membership(uuid, uuid, text[], date),
  komar.end_membership(uuid, date) to :"app";
