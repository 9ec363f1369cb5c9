-- Where one is signed in, and signing out elsewhere. Source: docs/decisions/0018-who-belongs-here.md.

alter table komar.session add column if not exists id uuid not null default gen_random_uuid();
create unique index on komar.session (id);
comment on column komar.session.id is 'Names the session in lists; it opens nothing.';

create function komar.sessions_of(the_account uuid) returns table (id uuid, device uuid, label text, agency uuid, since timestamptz, last_used timestamptz,
  is_this boolean)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  -- To the hour: enough to know one's own, and no diary of anybody's day.
  select s.id, s.device, d.label, m.agency, date_trunc('minute', s.created_at), date_trunc('hour', s.last_seen_at),
    s.id = (select (komar.actor_session()).id)
  from komar.session s join komar.device d on d.id = s.device join komar.agency_membership m on m.id = d.membership
  where s.account = the_account and (the_account = komar.actor_id() or komar.actor_administers())
    and s.expires_at > now() and s.last_seen_at > now() - s.idle_limit and komar.is_present(m.id)
  order by s.last_seen_at desc, s.id
$$;
comment on function komar.sessions_of(uuid) is 'Live sessions of the actor, or, for an administrator, of an account; the last used first.';

create function komar.end_sessions(the_account uuid, the_session uuid) returns int
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  live komar.session := komar.actor_session();
  ended int;
begin
  if live.account is null or the_account <> live.account and not komar.actor_administers() then
    return 0;
  end if;
  -- Not now(): a page that signs another out in the same moment must not find it alive.
  update komar.session s set expires_at = clock_timestamp()
  where s.account = the_account and s.expires_at > now() and s.last_seen_at > now() - s.idle_limit
    and (s.id = the_session or the_session is null and s.id <> live.id);
  get diagnostics ended = row_count;
  return ended;
end $$;
comment on function komar.end_sessions(uuid, uuid) is
  'Ends one session, or (null) all but the actor''s own, of the actor or, for an administrator, of an account. Answers how many.';

revoke execute on function komar.sessions_of(uuid), komar.end_sessions(uuid, uuid) from public;
grant execute on function komar.sessions_of(uuid), komar.end_sessions(uuid, uuid) to :"app";
