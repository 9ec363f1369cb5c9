-- Reminders that something is due, to those who asked for them. What is due is not said, and is not kept here.

create table komar.reminder (
  account uuid primary key references komar.account,
  hour int not null check (hour between 0 and 23),
  email text check (length(email) <= 200),
  reminded_on date
);
comment on table komar.reminder is 'Who wants to be reminded that something is due, when in the day, and by e-mail or not.';
comment on column komar.reminder.reminded_on is 'The last day on which it was looked whether something is due: at most once a day.';

create table komar.push_subscription (
  device uuid primary key references komar.device,
  endpoint text not null check (length(endpoint) <= 1000),
  p256dh text not null check (length(p256dh) <= 100),
  auth text not null check (length(auth) <= 40),
  since timestamptz not null default now()
);
comment on table komar.push_subscription is 'Where a browser takes web push. Removed when its push service says that it is gone, and when the device is called off.';

do $$
declare
  name text;
begin
  foreach name in array array['reminder', 'push_subscription'] loop
    execute format('alter table komar.%I enable row level security', name);
    execute format('alter table komar.%I force row level security', name);
    execute format('create policy owner on komar.%I to current_user using (true) with check (true)', name);
  end loop;
end $$;

create policy own on komar.reminder for select to :"app" using (account = (select komar.actor_id()));
create policy own_adds on komar.reminder for insert to :"app" with check (account = (select komar.actor_id()));
create policy own_changes on komar.reminder for update to :"app"
  using (account = (select komar.actor_id())) with check (account = (select komar.actor_id()));
create policy own on komar.push_subscription for select to :"app" using (
  exists (select from komar.device d where d.id = device and d.account = (select komar.actor_id()))
);

create function komar.subscribe_push(the_endpoint text, the_p256dh text, the_auth text) returns void
language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
  insert into komar.push_subscription as p (device, endpoint, p256dh, auth)
  values (komar.actor_device(), the_endpoint, the_p256dh, the_auth)
  on conflict (device) do update set endpoint = excluded.endpoint, p256dh = excluded.p256dh, auth = excluded.auth, since = now()
$$;
comment on function komar.subscribe_push(text, text, text) is 'Web push to the actor''s device from now on.';

create function komar.unsubscribe_push(everywhere boolean) returns void
language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
  delete from komar.push_subscription p using komar.device d
  where d.id = p.device and d.account = komar.actor_id() and (everywhere or d.id = komar.actor_device())
$$;
comment on function komar.unsubscribe_push(boolean) is 'No more web push to the actor''s device, or to any of theirs.';

create function komar.drop_subscription(the_endpoint text) returns void
language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
  delete from komar.push_subscription p using komar.device d
  where d.id = p.device and d.account = komar.actor_id() and p.endpoint = the_endpoint
$$;
comment on function komar.drop_subscription(text) is 'A push service said that this subscription of the actor is gone.';

create function komar.take_reminders(most int) returns table (account uuid, device uuid)
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
          select from komar.push_subscription p join komar.device d on d.id = p.device where d.account = r.account))
      order by r.account limit most
    ), marked as (
      update komar.reminder r set reminded_on = today from due where r.account = due.id returning r.account as id
    )
    select m.id, d.id from marked m cross join lateral (
      select k.id from komar.device k where k.account = m.id and k.revoked_at is null
      order by coalesce(k.last_contact_at, k.created_at) desc limit 1) d;
end $$;
comment on function komar.take_reminders(int) is 'Whose hour has come and who was not looked at today, marked as looked at; with a device of theirs. A crash loses a reminder rather than send two.';

create function komar.drop_revoked_subscription() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  delete from komar.push_subscription where device = new.id;
  return null;
end $$;
create trigger drop_revoked_subscription after update of revoked_at on komar.device
  for each row when (new.revoked_at is not null) execute function komar.drop_revoked_subscription();

revoke execute on all functions in schema komar from public;
grant select on komar.reminder, komar.push_subscription to :"app";
grant insert (account, hour, email), update (hour, email) on komar.reminder to :"app";
grant execute on function komar.subscribe_push(text, text, text), komar.unsubscribe_push(boolean), komar.drop_subscription(text),
  komar.take_reminders(int) to :"app";
