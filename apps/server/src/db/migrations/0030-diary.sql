-- A carer who is no caseworker writes in the diary of one child, and reads the child's name and the own lines: nothing else of anybody.
-- The role reads and writes no class (role_class), so no circle and no agency opens anything to it. Two narrow ways stand beside the wall:
-- one policy for adding a line, one function for reading the own ones. The domain decides the same (access/policy.ts, diary.db.test.ts).

create table komar.diary_keeper (
  child uuid not null,
  keeper uuid not null,
  until date not null,
  primary key (child, keeper)
);
create index on komar.diary_keeper (keeper);
comment on table komar.diary_keeper is 'Projection: which account keeps the diary of which child, until the first day without it. Disposable.';

alter table komar.diary_keeper enable row level security;
alter table komar.diary_keeper force row level security;
create policy owner on komar.diary_keeper to current_user using (true) with check (true);
create policy keeper on komar.diary_keeper to komar_keeper using (true) with check (true);
grant select, insert, delete on komar.diary_keeper to komar_keeper;

create function komar.my_diaries() returns uuid[] language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select coalesce(array_agg(k.child), '{}') from komar.diary_keeper k
  where k.keeper = komar.actor_id() and komar.today_host() < k.until and 'carer' = any (komar.actor_roles())
$$;
comment on function komar.my_diaries() is 'Children whose diary the actor keeps today, as a carer. Call as (select …), so that it runs once a statement.';

create policy keeps_diary on komar.entry for insert to :"app" with check (
  author = (select komar.actor_id())
  and agency = (select komar.actor_agency())
  and device = (select komar.actor_device())
  and class = 'care'
  and cardinality(also) = 0
  and subject = any ((select komar.my_diaries())::uuid[])
  and exists (select from komar.kind_registry k
    where k.name = entry.kind and k.class = 'care' and k.family = 'fact' and not k.opens and 'carer' = any (k.roles))
);

create function komar.diary() returns table (child uuid, name_km text, name_latin text, called text, until date, lines jsonb)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select k.child, c.name_km, c.name_latin, c.called, k.until, coalesce((
    select jsonb_agg(e.written_text order by es.seq)
    from komar.entry_subject es join komar.entry e on e.id = es.entry
    where es.subject = k.child and e.author = komar.actor_id()
      and exists (select from komar.kind_registry r where r.name = e.kind and r.class = 'care' and 'carer' = any (r.roles))), '[]')
  from komar.diary_keeper k left join komar.child_identity c on c.child = k.child
  where k.child = any (komar.my_diaries()) and k.keeper = komar.actor_id()
$$;
comment on function komar.diary() is 'Names of the children whose diary the actor keeps, and the lines that the actor wrote. A name, and no place, no birth, no other entry.';

-- Supervisors choose a keeper among the carers' accounts of their own agency.
create function komar.carers_of_agency() returns table (id uuid, display_name text)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select a.id, a.display_name from komar.account a
  where a.agency = komar.actor_agency() and a.disabled_at is null and 'carer' = any (a.roles)
    and 'supervisor' = any (komar.actor_roles())
  order by a.display_name, a.id
$$;
comment on function komar.carers_of_agency() is 'Accounts of carers in the own agency, for its supervisors.';

revoke execute on function komar.my_diaries(), komar.diary(), komar.carers_of_agency() from public;
grant execute on function komar.my_diaries(), komar.diary(), komar.carers_of_agency() to :"app";
grant execute on function komar.my_diaries() to komar_keeper;
