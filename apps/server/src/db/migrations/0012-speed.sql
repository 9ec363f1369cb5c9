-- The same rules, planned so that they cost what they must. A single append spent most of its time in them: a plan that read all of
-- subject_circle for the one subject that an entry names, and functions that asked for the actor's roles once for each row of a table.

create or replace function komar.role_reads() returns int language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select coalesce(bit_or(reads), 0) from komar.role_class where role = any ((select komar.actor_roles())::text[])
$$;

create or replace function komar.role_circle_reads() returns int language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select coalesce(bit_or(circle_reads), 0) from komar.role_class where role = any ((select komar.actor_roles())::text[])
$$;

create or replace function komar.role_writes() returns int language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select coalesce(bit_or(writes), 0) from komar.role_class where role = any ((select komar.actor_roles())::text[])
$$;

create or replace function komar.actor_circles(class_bit int) returns int[] language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select coalesce(array_agg(distinct circle), '{}') from komar.user_circle
  where user_id = (select komar.actor_id()) and mask & class_bit <> 0
    and since <= (select komar.today_host()) and (until is null or until > (select komar.today_host()))
$$;

create or replace function komar.my_circles() returns int[]
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select coalesce(array_agg(uc.circle), '{}') from komar.user_circle uc
  where uc.user_id = (select komar.actor_id()) and uc.since <= (select komar.today_host())
    and (uc.until is null or (select komar.today_host()) < uc.until)
$$;

-- As in 0006. "= any (array[…])" keeps the planner from joining the named subjects with all that are in circles.
alter policy writable on komar.entry with check (
  author = (select komar.actor_id())
  and agency = (select komar.actor_agency())
  and device = (select komar.actor_device())
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

-- As in 0006, where the matter's name was whichever id the plan happened to give first: an entry that is awaited lends its own, so that
-- it is recognised when it comes.
create or replace function komar.withhold(entries jsonb) returns void
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
  said record;
  matters uuid[];
  everyone uuid[];
begin
  perform pg_advisory_xact_lock(hashtextextended('komar.withholding', 0));
  for said in
    select e.value ->> 'entry' as entry, array(select jsonb_array_elements_text(e.value -> 'from'))::uuid[] as parties,
      array(select jsonb_array_elements_text(e.value -> 'with'))::uuid[] as links
    from jsonb_array_elements(entries) with ordinality as e (value, place) order by e.place
  loop
    -- An entry named before it came has lent its id to the matter.
    matters := array(select m.id from (
        select distinct coalesce(w.matter, l.id) as id
        from unnest(said.links || said.entry::uuid) as l (id) left join komar.withholding w on w.entry = l.id
      ) m left join komar.withholding come on come.entry = m.id
      order by m.id = said.entry::uuid or come.entry is not null, m.id);
    insert into komar.withholding (entry, matter, parties) values (said.entry::uuid, matters[1], said.parties);
    everyone := array(select distinct p.id from komar.withholding w cross join lateral unnest(w.parties) as p (id)
      where w.matter = any (matters) order by 1);
    update komar.withholding set matter = matters[1], parties = everyone where matter = any (matters);
    update komar.entry_subject es set withheld = everyone from komar.withholding w
    where w.matter = matters[1] and es.entry = w.entry and es.withheld <> everyone;
  end loop;
end $$;
