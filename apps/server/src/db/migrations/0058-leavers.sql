-- What those who left an agency held, for its supervisors to give to others. Nothing is written in anybody's name: the supervisor
-- allocates. Source: docs/decisions/0018-who-belongs-here.md.

create function komar.works_here(the_account uuid, the_agency uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select exists (select from komar.agency_membership m join komar.account a on a.id = m.account
    where m.account = the_account and m.agency = the_agency and a.disabled_at is null
      and m.since <= (select komar.today_host()) and (m.until is null or (select komar.today_host()) < m.until))
$$;
comment on function komar.works_here(uuid, uuid) is 'Whether a person belongs to an agency today and may sign in. A child of anybody else has no worker.';

create function komar.leavers(ahead int) returns table (
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
      where w.worker = g.id and w.agency = komar.actor_agency()), '{}'),
    coalesce((select array_agg(distinct p.id order by p.id) from komar.device d join komar.agency_membership m on m.id = d.membership
      join komar.device_keeping k on k.device = d.id cross join lateral unnest(k.pinned) as p (id)
      where d.account = g.id and m.agency = komar.actor_agency()), '{}'),
    (select count(*)::int from komar.refusal r where r.author = g.id and r.agency = komar.actor_agency()
      and not exists (select from komar.entry e where e.answers = r.id)),
    (select count(*)::int from komar.hand_in h join komar.device d on d.id = h.device join komar.agency_membership m on m.id = d.membership
      where d.account = g.id and m.agency = komar.actor_agency() and h.settled_at is null),
    (select count(*)::int from komar.questionnaire q where q.maker = g.id and coalesce(q.agency = komar.actor_agency(), true)
      and q.answered_on is not null and q.settled_on is null)
  from gone g
  order by g.last_day desc nulls first, g.display_name, g.id
$$;
comment on function komar.leavers(int) is
  'For supervisors: who left their agency, or leaves it within so many days, or is disabled, and what stands in their name. Numbers and ids; a child''s name needs the wall''s leave.';

revoke execute on function komar.works_here(uuid, uuid), komar.leavers(int) from public;
grant execute on function komar.works_here(uuid, uuid), komar.leavers(int) to :"app";

-- As in 0015, and from when on the device's agency is one that its owner has left: then it is told to wipe, as one that was called off.
drop function komar.devices_of(uuid);
create function komar.devices_of(the_account uuid) returns table (
  id uuid, label text, first_contact timestamptz, last_contact timestamptz, unsent int, kept_bytes bigint, revoked_at timestamptz,
  revoked_by text, pieces int, waiting int, last_piece timestamptz, left_on date
) language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select d.id, d.label, d.created_at, d.last_contact_at, d.unsent, d.kept_bytes, d.revoked_at, r.display_name,
    count(h.id)::int, (count(h.id) filter (where h.settled_at is null))::int, max(h.received),
    case when m.until <= komar.today_host() then m.until - 1 end
  from komar.device d join komar.agency_membership m on m.id = d.membership
  left join komar.account r on r.id = d.revoked_by left join komar.hand_in h on h.device = d.id
  where d.account = the_account and (the_account = komar.actor_id() or komar.actor_administers())
  group by d.id, r.display_name, m.until
  order by coalesce(d.last_contact_at, d.created_at) desc, d.id
$$;
comment on function komar.devices_of(uuid) is 'Devices of the actor, or, for an administrator, of an account; newest contact first. left_on: the last day in the agency for which it was used.';
revoke execute on function komar.devices_of(uuid) from public;
grant execute on function komar.devices_of(uuid) to :"app";
