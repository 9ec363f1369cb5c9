-- Breaking the glass: somebody opens one record that they cannot see, for a reason in writing, for four hours, and it is told and looked at.
-- It opens a chronicle to read and nothing else: no list, no search, no feed, no writing; only the classes of the role; never what is
-- withheld from the reader. Source: docs/decisions/0019-erasure.md; the same rule stands in packages/domain/src/access/policy.ts.

create table komar.broken_glass (
  id uuid primary key default gen_random_uuid(),
  account uuid not null references komar.account,
  agency uuid not null references komar.agency,
  child uuid not null references komar.subject,
  responsible uuid references komar.agency,
  opened_at timestamptz not null default now(),
  until timestamptz not null,
  reason text not null check (length(reason) between 20 and 500),
  finding text check (finding in ('justified', 'not-justified')),
  found_by uuid references komar.account check (found_by <> account),
  found_at timestamptz,
  found_words text check (length(found_words) <= 500),
  check ((finding is null) = (found_by is null) and (finding is null) = (found_at is null))
);
create index on komar.broken_glass (account, opened_at);
create index on komar.broken_glass (responsible) where finding is null;
comment on table komar.broken_glass is 'Records opened in need by who could not see them, why, and what a reviewer found. Never removed. Real time.';
comment on column komar.broken_glass.agency is 'For which agency the person acted: in another one''s session it is not open.';
comment on column komar.broken_glass.responsible is 'The agency that looks after the child, or that registered it: its supervisors are told, and judge.';
alter table komar.broken_glass enable row level security;
alter table komar.broken_glass force row level security;
create policy owner on komar.broken_glass to current_user using (true) with check (true);
create policy own_or_reviews on komar.broken_glass for select to :"app" using (
  account = (select komar.actor_id()) and agency = (select komar.actor_agency())
  or responsible = (select komar.actor_agency()) and 'supervisor' = any ((select komar.actor_roles())::text[])
);
grant select on komar.broken_glass to :"app";

create function komar.may_break_glass() returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select komar.actor_roles() && array['social-worker', 'supervisor', 'clinician', 'specialist', 'legal-officer']
    and not komar.actor_roles() && array['prison-officer', 'analyst', 'administrator', 'carer']
$$;
comment on function komar.may_break_glass() is 'Whether the actor''s roles are of those who may open a record in need: no prison officer, analyst or administrator.';

-- By the code that stands on the child's papers: a search by name would show whom there is. Five in a day, found or not.
create function komar.break_glass(the_code text, the_reason text) returns table (outcome text, id uuid, child uuid)
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  found_child uuid;
  made uuid;
begin
  if not komar.may_break_glass() then
    return query select 'not-permitted', null::uuid, null::uuid;
    return;
  end if;
  perform pg_advisory_xact_lock(hashtextextended('komar.glass ' || komar.actor_id()::text, 0));
  if (select count(*) from komar.read_log l where l.account = komar.actor_id() and l.what = 'glass.asked'
      and l.at > now() - interval '24 hours') >= 5 then
    return query select 'too-many', null::uuid, null::uuid;
    return;
  end if;
  select i.child into found_child from komar.child_identity i where i.code = the_code order by i.child limit 1;
  insert into komar.read_log (account, agency, subject, what, classes, reason)
  values (komar.actor_id(), komar.actor_agency(), found_child, 'glass.asked', 0, the_reason);
  if found_child is null then
    return query select 'not-found', null::uuid, null::uuid;
    return;
  end if;
  insert into komar.broken_glass as g (account, agency, child, responsible, until, reason)
  values (komar.actor_id(), komar.actor_agency(), found_child,
    coalesce((select w.agency from komar.child_worker w where w.child = found_child),
      (select e.agency from komar.subject s join komar.entry e on e.id = s.opened_by where s.id = found_child)),
    now() + interval '4 hours', the_reason)
  returning g.id into made;
  return query select 'opened', made, found_child;
end $$;
comment on function komar.break_glass(text, text) is 'Opens the record with this code to the actor, for four hours.';

create function komar.glass_code(the_id uuid) returns text
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select i.code from komar.broken_glass g join komar.child_identity i on i.child = g.child
  where g.id = the_id and (g.account = komar.actor_id() and g.agency = komar.actor_agency()
    or g.responsible = komar.actor_agency() and 'supervisor' = any (komar.actor_roles()))
$$;
comment on function komar.glass_code(uuid) is 'The code of the record that was opened, for who opened it and who judges: neither could tell it apart without.';

create function komar.review_glass(the_id uuid, the_finding text, the_words text) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  update komar.broken_glass g set finding = the_finding, found_by = komar.actor_id(), found_at = now(), found_words = the_words
  where g.id = the_id and g.finding is null and g.account <> komar.actor_id()
    and g.responsible = komar.actor_agency() and 'supervisor' = any (komar.actor_roles());
  return found;
end $$;
comment on function komar.review_glass(uuid, text, text) is 'A supervisor of the responsible agency says whether it was justified. Once, and never of oneself.';

-- The setting only chooses among what is open to the actor; without it nothing is open, so that no list and no feed is widened by it.
create function komar.glass_child() returns uuid
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select g.child from komar.broken_glass g
  where g.id::text = current_setting('komar.glass', true) and g.account = komar.actor_id() and g.agency = komar.actor_agency()
    and now() < g.until and komar.may_break_glass()
$$;
comment on function komar.glass_child() is 'The child whose record this transaction reads through broken glass; null for none.';

alter policy readable on komar.entry_subject using (
  not (withheld && (select komar.withheld_names())::uuid[])
  and ((agency = (select komar.actor_agency())
      and case class_bit when 0 then (select komar.role_reads()) else class_bit & (select komar.role_reads()) end <> 0)
    or subject = (select komar.glass_child()) and class_bit & (select komar.role_circle_reads()) <> 0
    or exists (
      select from komar.subject_circle sc
      where sc.subject = entry_subject.subject
        and sc.since <= (select komar.today_host())
        and (sc.until is null or (select komar.today_host()) < sc.until)
        and (sc.mask & class_bit) <> 0
        and sc.circle = any (case class_bit
          when 1 then (select komar.reading_circles(1))
          when 2 then (select komar.reading_circles(2))
          when 4 then (select komar.reading_circles(4))
          when 8 then (select komar.reading_circles(8))
          when 16 then (select komar.reading_circles(16))
          when 32 then (select komar.reading_circles(32))
          when 64 then (select komar.reading_circles(64))
          when 128 then (select komar.reading_circles(128))
        end)))
);
alter policy readable on komar.entry using (
  exists (select from komar.entry_subject es where es.entry = entry.id)
  and (not exists (select from komar.child_seal s where s.child = any (array[entry.subject]))
    or subject = (select komar.glass_child()))
);

-- Retention: what will be sealed within so many months of the actor's agency's children whom the actor sees; and how many there are.
create function komar.seals_ahead(months int) returns table (child uuid, seals_on date, because text)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select s.child, s.seals_on, s.because
  from komar.child_seal s join komar.child_worker w on w.child = s.child and w.agency = komar.actor_agency()
  where 'supervisor' = any (komar.actor_roles()) and s.seals_on > komar.today_host()
    and s.seals_on <= komar.today_host() + make_interval(months => months) and komar.sight_of(s.child) & 1 <> 0
  order by s.seals_on, s.child
$$;
comment on function komar.seals_ahead(int) is 'Children of the actor''s agency that will be sealed soon, for its supervisors.';

create function komar.seal_counts(kept_years int) returns table (sealed int, kept_long_enough int)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select count(*)::int, (count(*) filter (where s.seals_on + make_interval(years => kept_years) <= komar.today_host()))::int
  from komar.child_seal s join komar.child_worker w on w.child = s.child and w.agency = komar.actor_agency()
  where 'supervisor' = any (komar.actor_roles()) and s.seals_on <= komar.today_host()
$$;
comment on function komar.seal_counts(int) is 'How many children of the actor''s agency are sealed, and of how many the time of keeping has ended; for its supervisors.';

revoke execute on function komar.may_break_glass(), komar.break_glass(text, text), komar.glass_code(uuid), komar.review_glass(uuid, text, text),
  komar.glass_child(), komar.seals_ahead(int), komar.seal_counts(int) from public;
grant execute on function komar.may_break_glass(), komar.break_glass(text, text), komar.glass_code(uuid), komar.review_glass(uuid, text, text),
  komar.glass_child(), komar.seals_ahead(int), komar.seal_counts(int) to :"app";
