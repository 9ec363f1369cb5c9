-- What was refused of somebody who left. Nobody could answer it any more: the supervisors saw a number. Now a supervisor of the same agency
-- reads it and settles it: records under their own name what is missing, or says why nothing is. The refusal stays as it came.
-- Never what is withheld: complaints, and requests for erasure, stay their author's (0006-withholding.sql, 0090-erasure.sql); nor what is about a
-- sealed child. Source: docs/decisions/0018-who-belongs-here.md, "Leaving".

alter table komar.refusal
  add column settled_on date,
  add column settled_by uuid,
  add column settled_words text check (length(settled_words) between 1 and 500),
  add constraint settled_whole check ((settled_on is null) = (settled_by is null) and (settled_on is null) = (settled_words is null));
comment on column komar.refusal.settled_by is 'The supervisor who settled it after its author had left.';
comment on column komar.refusal.settled_words is 'What became of it, in the supervisor''s words.';

-- As in 0055; and a refused request for erasure may be withheld as what it names is, which nobody can tell of one that was not understood: its
-- author's alone, as a complaint is.
alter policy own on komar.refusal using (
  agency = (select komar.actor_agency()) and (author = (select komar.actor_id())
    or (class_bit & ~128 & (select komar.role_reads())) <> 0 and kind not like 'access.erasure-%')
);

create function komar.open_refusals_of_leavers() returns setof komar.refusal
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select r.* from komar.refusal r
  where 'supervisor' = any ((select komar.actor_roles())::text[]) and r.agency = (select komar.actor_agency())
    and (r.class_bit & ~128 & (select komar.role_reads())) <> 0 and r.kind not like 'access.erasure-%'
    and r.settled_on is null and not exists (select from komar.entry e where e.answers = r.id)
    and not coalesce(komar.is_sealed(r.subject), false) and not komar.works_here(r.author, r.agency)
$$;
comment on function komar.open_refusals_of_leavers() is 'Refusals that the actor may settle in the place of who left. For functions of this schema alone.';

create function komar.leaver_refusals(whose uuid, most int) returns table (
  id uuid, account uuid, subject uuid, kind text, class_bit int, received timestamptz, problem jsonb, written_text text
) language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select r.id, r.author, r.subject, r.kind, r.class_bit, r.received, r.problem, r.written_text
  from komar.open_refusals_of_leavers() r
  where r.author = whose
  order by r.received, r.id
  limit most
$$;
comment on function komar.leaver_refusals(uuid, int) is 'What was refused of somebody who left and nobody answered, oldest first, for the supervisors of their agency, of the classes that the actor reads.';

create function komar.settle_leaver_refusal(the_id uuid, the_words text) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  update komar.refusal r set settled_on = komar.today_host(), settled_by = komar.actor_id(), settled_words = the_words
  where r.id = the_id and r.settled_on is null and r.id in (select o.id from komar.open_refusals_of_leavers() o);
  return found;
end $$;
comment on function komar.settle_leaver_refusal(uuid, text) is 'Says what became of a refusal of somebody who left. Once; false where there is none that the actor may settle.';

-- As in 0091, without refusals that were settled.
create or replace function komar.leavers(ahead int) returns table (
  account uuid, display_name text, last_day date, has_left boolean, children uuid[], pinned uuid[], refusals int, hand_ins int, answers int
) language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  with gone as (
    -- Whose last membership here is over or soon will be; or whose account is disabled while children stand in their name.
    select a.id, a.display_name, case when a.disabled_at is null then max(m.until) - 1 end as last_day,
      a.disabled_at is not null or max(m.until) <= komar.today_host() as has_left
    from komar.agency_membership m join komar.account a on a.id = m.account
    where m.agency = komar.actor_agency() and 'supervisor' = any (komar.actor_roles())
    group by a.id
    having a.disabled_at is not null
      or bool_and(m.until is not null) and max(m.until) <= komar.today_host() + ahead and max(m.until) > komar.today_host() - 730
  )
  select g.id, g.display_name, g.last_day, g.has_left,
    coalesce((select array_agg(w.child order by w.child) from komar.child_worker w
      where w.worker = g.id and w.agency = komar.actor_agency() and not komar.is_sealed(w.child)), '{}'),
    coalesce((select array_agg(distinct p.id order by p.id) from komar.device d join komar.agency_membership m on m.id = d.membership
      join komar.device_keeping k on k.device = d.id cross join lateral unnest(k.pinned) as p (id)
      where d.account = g.id and m.agency = komar.actor_agency() and not komar.is_sealed(p.id)), '{}'),
    (select count(*)::int from komar.refusal r where r.author = g.id and r.agency = komar.actor_agency() and r.settled_on is null
      and not exists (select from komar.entry e where e.answers = r.id)),
    (select count(*)::int from komar.hand_in h join komar.device d on d.id = h.device join komar.agency_membership m on m.id = d.membership
      where d.account = g.id and m.agency = komar.actor_agency() and h.settled_at is null),
    (select count(*)::int from komar.questionnaire q where q.maker = g.id and coalesce(q.agency = komar.actor_agency(), true)
      and q.answered_on is not null and q.settled_on is null)
  from gone g
  order by g.last_day desc nulls first, g.display_name, g.id
$$;

revoke execute on function komar.open_refusals_of_leavers(), komar.leaver_refusals(uuid, int), komar.settle_leaver_refusal(uuid, text) from public;
grant execute on function komar.leaver_refusals(uuid, int), komar.settle_leaver_refusal(uuid, text) to :"app";
