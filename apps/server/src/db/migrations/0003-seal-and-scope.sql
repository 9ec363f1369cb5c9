-- Sealing gives accepted entries their place; scope events record who gained or lost sight of whom.

-- Takes the locks of subjects in one order, so that two appends never wait for each other. Released at the transaction's end.
create function komar.lock_subjects(subjects uuid[]) returns void
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
  key bigint;
begin
  for key in select distinct hashtextextended(s::text, 0) from unnest(subjects) s order by 1 loop
    perform pg_advisory_xact_lock(key);
  end loop;
end $$;

-- Bytes that the chain hashes after the previous link: content, seq in 8 bytes, received as YYYY-MM-DDTHH:MM:SS.sssZ.
create function komar.chain_link(previous bytea, content bytea, seq bigint, received timestamptz) returns bytea
language sql immutable parallel safe set search_path = pg_catalog, pg_temp as $$
  select sha256(previous || content || int8send(seq)
    || convert_to(to_char(received at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'UTF8'))
$$;

-- Seals entries of this transaction in the order given. Locks the chain's head: call it last.
create function komar.seal(ids uuid[]) returns table (id uuid, seq bigint, received timestamptz, content bytea, chain bytea)
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
  head komar.chain_head%rowtype;
  arrived timestamptz;
  hashes bytea[];
  links bytea[] := '{}';
  link bytea;
begin
  select array_agg(sha256(convert_to(e.written_text, 'UTF8')) order by wanted.place) into hashes
  from unnest(ids) with ordinality as wanted (id, place) join komar.entry e on e.id = wanted.id;
  if cardinality(hashes) is distinct from cardinality(ids) then
    raise exception 'seal: an entry is missing';
  end if;
  select * into strict head from komar.chain_head for update;
  arrived := date_trunc('milliseconds', greatest(komar.now_host(), head.received));
  link := head.chain;
  for i in 1 .. cardinality(ids) loop
    link := komar.chain_link(link, hashes[i], head.seq + i, arrived);
    links := links || link;
  end loop;
  insert into komar.chain (seq, entry, content, chain, received)
  select head.seq + place, sealed.id, sealed.content, sealed.chain, arrived
  from unnest(ids, hashes, links) with ordinality as sealed (id, content, chain, place);
  insert into komar.entry_subject (subject, seq, entry, class_bit, agency)
  select distinct named.subject, head.seq + wanted.place, e.id, coalesce(k.class_bit, 0), e.agency
  from unnest(ids) with ordinality as wanted (id, place)
  join komar.entry e on e.id = wanted.id
  left join komar.kind_registry k on k.name = e.kind and k.class = e.class
  cross join lateral unnest(array[e.subject] || e.also) as named (subject);
  update komar.chain_head set seq = head.seq + cardinality(ids), chain = link, received = arrived;
  perform pg_notify('komar_changes', (head.seq + cardinality(ids))::text);
  return query
  select sealed.id, head.seq + place, arrived, sealed.content, sealed.chain
  from unnest(ids, hashes, links) with ordinality as sealed (id, content, chain, place);
end $$;

-- Runs at commit, after the seal: so the head is still locked last. One new scope for each transaction.
create function komar.scope_changed() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  side constant text := case tg_table_name when 'user_circle' then 'user' else 'subject' end;
  at_scope bigint;
begin
  update komar.chain_head set scope = scope + 1, scope_changed_by = pg_current_xact_id()
  where scope_changed_by is distinct from pg_current_xact_id();
  if found then
    perform pg_notify('komar_changes', 'scope');
  end if;
  select h.scope into strict at_scope from komar.chain_head h;
  if tg_op <> 'INSERT' then
    insert into komar.scope_event (scope, side, membership, member, circle, was_mask, was_since, was_until)
    values (at_scope, side, old.id, case side when 'user' then to_jsonb(old) ->> 'user_id' else to_jsonb(old) ->> 'subject' end::uuid,
      old.circle, old.mask, old.since, old.until);
  else
    insert into komar.scope_event (scope, side, membership, member, circle)
    values (at_scope, side, new.id, case side when 'user' then to_jsonb(new) ->> 'user_id' else to_jsonb(new) ->> 'subject' end::uuid,
      new.circle);
  end if;
  return null;
end $$;
create constraint trigger scope_changed after insert or update or delete on komar.subject_circle
  deferrable initially deferred for each row execute function komar.scope_changed();
create constraint trigger scope_changed after insert or update or delete on komar.user_circle
  deferrable initially deferred for each row execute function komar.scope_changed();

-- Memberships of one person, or of subjects, as they stood at a scope: today's rows with the later changes undone.
create function komar.user_circles_at(account uuid, at_scope bigint)
returns table (circle int, mask int, since date, until date)
language sql stable set search_path = pg_catalog, pg_temp as $$
  with undone as (
    select distinct on (ev.membership) ev.* from komar.scope_event ev
    where ev.side = 'user' and ev.member = account and ev.scope > at_scope order by ev.membership, ev.id
  )
  select uc.circle, uc.mask, uc.since, uc.until from komar.user_circle uc
  where uc.user_id = account and uc.id not in (select membership from undone)
  union all
  select undone.circle, was_mask, was_since, was_until from undone where was_mask is not null
$$;

create function komar.subject_circles_at(subjects uuid[], at_scope bigint)
returns table (subject uuid, circle int, mask int, since date, until date)
language sql stable set search_path = pg_catalog, pg_temp as $$
  with undone as (
    select distinct on (ev.membership) ev.* from komar.scope_event ev
    where ev.side = 'subject' and ev.member = any (subjects) and ev.scope > at_scope order by ev.membership, ev.id
  )
  select sc.subject, sc.circle, sc.mask, sc.since, sc.until from komar.subject_circle sc
  where sc.subject = any (subjects) and sc.id not in (select membership from undone)
  union all
  select undone.member, undone.circle, was_mask, was_since, was_until from undone where was_mask is not null
$$;

-- Classes of each subject that one person may read through circles, at a scope, on a day, with the reads of their roles.
create function komar.sight_at(account uuid, subjects uuid[], at_scope bigint, day date, reads int)
returns table (subject uuid, mask int)
language sql stable set search_path = pg_catalog, pg_temp as $$
  select theirs.subject, bit_or(mine.mask & theirs.mask) & reads & 255
  from komar.user_circles_at(account, at_scope) mine
  join komar.subject_circles_at(subjects, at_scope) theirs on theirs.circle = mine.circle
  where mine.since <= day and (mine.until is null or day < mine.until)
    and theirs.since <= day and (theirs.until is null or day < theirs.until)
  group by theirs.subject
$$;

-- Subjects whose sight may differ between two moments for one person: a circle changed, a day passed, or the person's own did.
create function komar.scope_candidates(account uuid, from_scope bigint, from_day date, to_scope bigint, to_day date, everything boolean)
returns uuid[]
language sql stable set search_path = pg_catalog, pg_temp as $$
  with mine as (
    select circle, since, until from komar.user_circles_at(account, from_scope)
    union select circle, since, until from komar.user_circles_at(account, to_scope)
  ),
  turned as (
    select ev.circle from komar.scope_event ev
    where ev.side = 'user' and ev.member = account and ev.scope > from_scope and ev.scope <= to_scope
    union
    select circle from mine
    where everything or since > from_day and since <= to_day or until > from_day and until <= to_day
  ),
  touched as (
    select ev.member as subject from komar.scope_event ev
    where ev.side = 'subject' and ev.scope > from_scope
      and (ev.scope <= to_scope and ev.circle in (select circle from mine) or ev.circle in (select circle from turned))
    union
    select sc.subject from komar.subject_circle sc
    where sc.circle in (select circle from turned)
      or sc.circle in (select circle from mine)
        and (sc.since > from_day and sc.since <= to_day or sc.until > from_day and sc.until <= to_day)
  )
  select coalesce(array_agg(subject), '{}') from touched
$$;

-- What the actor gained and lost between two moments, as masks of classes per subject. reads: classes the roles read then.
create function komar.scope_delta(from_scope bigint, from_day date, from_reads int, to_scope bigint, to_day date, to_reads int)
returns table (subject uuid, gained int, lost int)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
  account constant uuid := komar.actor_id();
  changed constant uuid[] := komar.scope_candidates(account, from_scope, from_day, to_scope, to_day, from_reads <> to_reads);
begin
  return query
  select d.subject, bit_or(d.gained), bit_or(d.lost) from (
    select s.id as subject, coalesce(later.mask, 0) & ~coalesce(before.mask, 0) as gained,
      coalesce(before.mask, 0) & ~coalesce(later.mask, 0) as lost
    from unnest(changed) as s (id)
    left join komar.sight_at(account, changed, from_scope, from_day, from_reads) before on before.subject = s.id
    left join komar.sight_at(account, changed, to_scope, to_day, to_reads) later on later.subject = s.id
    union all -- what one's own agency wrote needs no circle, only the role
    select es.subject, bit_or(es.class_bit) & to_reads & ~from_reads, bit_or(es.class_bit) & from_reads & ~to_reads
    from komar.entry_subject es
    where from_reads <> to_reads and es.agency = komar.actor_agency() and es.class_bit & (from_reads # to_reads) <> 0
    group by es.subject
  ) d
  group by d.subject having bit_or(d.gained | d.lost) <> 0;
end $$;

-- Of some subjects (null: all), those in the actor's circles today on whom something was recorded between two places of the chain
-- that a child's dates can follow from: identity, custody, care, health, conditions (79). A complaint, a note, a therapist's or a
-- lawyer's entry moves no date, and must not make a prison's phone tick.
create function komar.changed_subjects(after_seq bigint, upto_seq bigint, among uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
  mine constant int[] := komar.my_circles();
  today constant date := komar.today_host();
begin
  return query
  select s.id from (
    select distinct es.subject as id from komar.entry_subject es where among is null
      and es.seq > after_seq and es.seq <= upto_seq and es.class_bit & 79 <> 0
    union all
    select a.id from unnest(among) as a (id) where exists (
      select from komar.entry_subject es where es.subject = a.id
        and es.seq > after_seq and es.seq <= upto_seq and es.class_bit & 79 <> 0)
  ) s
  where exists (select from komar.subject_circle sc where sc.subject = s.id and sc.circle = any (mine)
    and sc.since <= today and (sc.until is null or today < sc.until));
end $$;

revoke execute on all functions in schema komar from public;
grant execute on function komar.lock_subjects(uuid[]) to :"app", komar_keeper;
grant execute on function komar.seal(uuid[]), komar.chain_link(bytea, bytea, bigint, timestamptz) to komar_keeper;
grant execute on function komar.scope_delta(bigint, date, int, bigint, date, int), komar.changed_subjects(bigint, bigint, uuid[]) to :"app";
