-- Erasure: two agencies say by two acts that entries must go, and then they go, with all that holds their words. The chain keeps that they
-- were there. Source: docs/decisions/0019-erasure.md; which entries go is also packages/domain/src/access/erasure-state.ts.
-- The role that deletes is used for nothing else. Nobody signs in as it and nobody may switch to it: it owns one function, and what its
-- policies let it delete is what the two acts name.

do $$
begin
  if not exists (select from pg_roles where rolname = 'komar_eraser') then
    if not exists (select from pg_roles where rolname = current_user and (rolcreaterole or rolsuper)) then
      raise exception 'the role komar_eraser is missing and % may not create roles', current_user
        using hint = 'As a superuser run: create role komar_eraser nologin; grant komar_eraser to ' || current_user || ' with admin option;';
    end if;
    create role komar_eraser nologin;
  end if;
exception when duplicate_object or unique_violation then
  null; -- another database of this cluster was migrated in the same moment
end $$;

create table komar.erased (
  entry uuid not null,
  subject uuid not null,
  seq bigint,
  class_bit int,
  agency uuid,
  withheld uuid[] not null default '{}',
  act uuid not null,
  request uuid not null,
  at timestamptz not null default now(),
  primary key (entry, subject)
);
create index on komar.erased (subject);
create index on komar.erased (act);
comment on table komar.erased is 'Entries that were erased: whose chronicles they stood in, by which act, and nothing of what they said.';
comment on column komar.erased.subject is 'One row for each chronicle it stood in. For an entry that was not here (after a restore), that of the act.';
comment on column komar.erased.seq is 'Its place in the chain; null when it was not here: then it is refused when it comes.';
comment on column komar.erased.act is 'The agreement of the second agency; request: the act of the first.';
comment on column komar.erased.at is 'Real time.';

alter table komar.erased enable row level security;
alter table komar.erased force row level security;
create policy owner on komar.erased to current_user using (true) with check (true);
create policy keeper on komar.erased for select to komar_keeper using (true);
create policy eraser on komar.erased for select to komar_eraser using (true);
-- The law of it, where no function can forget it: two acts in the chain, of two agencies and two people, about this very child, of which
-- the first names the entry, or one that it corrects or withdraws, step by step.
create policy eraser_adds on komar.erased for insert to komar_eraser with check (
  exists (
    select from komar.entry agreed
    join komar.entry asked on asked.id::text = agreed.body ->> 'request'
    join komar.chain agreed_in on agreed_in.entry = agreed.id
    join komar.chain asked_in on asked_in.entry = asked.id and asked_in.seq < agreed_in.seq
    where agreed.id = act and asked.id = request
      and agreed.kind = 'access.erasure-agreed' and asked.kind = 'access.erasure-asked'
      and agreed.retracts is null and asked.subject = any (komar.with_merged(array[agreed.subject]))
      and agreed.agency <> asked.agency and agreed.author <> asked.author
      and erased.entry not in (agreed.id, asked.id)
      and exists (
        with recursive up as (
          select erased.entry as id
          union
          select before.id from up join komar.entry e on e.id = up.id
          cross join lateral unnest(array[e.replaces, e.retracts]) as before (id) where before.id is not null
        )
        select from up where asked.body -> 'toErase' ? up.id::text)
  )
);

alter table komar.host add column scrubbed_at timestamptz;
comment on column komar.host.scrubbed_at is 'Up to which erasure the engine''s files were rewritten; real time.';

alter table komar.hand_in add column entry uuid, add column corrects uuid;
comment on column komar.hand_in.entry is 'The entry in the box, known when it was opened to see that it can be; so that what is erased goes from here too.';
comment on column komar.hand_in.corrects is 'What that entry corrects or withdraws: it tells the same story.';
create index on komar.hand_in (entry) where box is not null;
create index on komar.hand_in (corrects) where box is not null;

do $$
declare
  name text;
begin
  foreach name in array array['entry', 'entry_subject', 'attachment', 'withheld_later', 'refusal'] loop
    execute format('create policy eraser_reads on komar.%I for select to komar_eraser using (true)', name);
  end loop;
  foreach name in array array['chain', 'kind_registry', 'child_merge', 'hand_in', 'questionnaire'] loop
    execute format('create policy eraser_reads on komar.%I for select to komar_eraser using (true)', name);
    execute format('grant select on komar.%I to komar_eraser', name);
  end loop;
end $$;
grant usage on schema komar to komar_eraser;
grant select, insert (entry, subject, seq, class_bit, agency, withheld, act, request) on komar.erased to komar_eraser;
grant select, delete on komar.entry, komar.entry_subject, komar.attachment, komar.withheld_later, komar.refusal to komar_eraser;
grant update (box, settled_at) on komar.hand_in to komar_eraser;
grant execute on function komar.with_merged(uuid[]) to komar_eraser;
grant update (answers, greeting, asked_by, settled_on) on komar.questionnaire to komar_eraser;
grant select on komar.erased to komar_keeper;

-- Nothing goes but what stands in the table of what is erased.
create policy eraser on komar.entry for delete to komar_eraser using (id in (select e.entry from komar.erased e));
create policy eraser on komar.entry_subject for delete to komar_eraser using (entry in (select e.entry from komar.erased e));
create policy eraser on komar.attachment for delete to komar_eraser using (entry in (select e.entry from komar.erased e));
create policy eraser on komar.withheld_later for delete to komar_eraser
  using (entry in (select e.entry from komar.erased e) or cause in (select e.entry from komar.erased e));
-- What was refused may tell the same story: what was to correct an erased entry, and what one of them answered.
create policy eraser on komar.refusal for delete to komar_eraser using (true);
create policy eraser on komar.hand_in for update to komar_eraser
  using (entry in (select e.entry from komar.erased e) or corrects in (select e.entry from komar.erased e)) with check (box is null);
create policy eraser on komar.questionnaire for update to komar_eraser
  using (id in (select e.entry from komar.erased e)) with check (answers is null);

-- Carries out one agreement; answers how many entries went. Again is harmless: after a restore, what came back goes again.
-- An entry that stands in a chronicle which the act does not name is left: another's entry is not erased by its id.
create function komar.carry_out_erasure(the_act uuid) returns int
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  agreed komar.entry%rowtype;
  asked komar.entry%rowtype;
  named uuid[];
  covered uuid[];
  gone uuid[];
  refused uuid[];
  count_gone int;
begin
  select * into agreed from komar.entry e where e.id = the_act and e.kind = 'access.erasure-agreed' and e.retracts is null;
  select * into asked from komar.entry e where e.id = (agreed.body ->> 'request')::uuid and e.kind = 'access.erasure-asked';
  if asked.id is null then
    return 0;
  end if;
  named := array(select jsonb_array_elements_text(asked.body -> 'toErase'))::uuid[];
  covered := komar.with_merged(agreed.subject || agreed.also);
  gone := array(
    with recursive family as (
      select n.id from unnest(named) as n (id)
      union
      select e.id from family f join komar.entry e on e.replaces = f.id or e.retracts = f.id
    )
    select f.id from family f left join komar.entry e on e.id = f.id
    left join komar.kind_registry k on k.name = e.kind
    where e.id is null and f.id = any (named) and not exists (select from komar.erased x where x.entry = f.id)
      or e.id is not null and e.subject || e.also <@ covered and not coalesce(k.opens, false)
        and e.kind not in ('access.erasure-asked', 'access.erasure-agreed', 'register.merged'));
  if cardinality(gone) = 0 then
    return 0;
  end if;
  insert into komar.erased (entry, subject, seq, class_bit, agency, withheld, act, request)
  select es.entry, es.subject, es.seq, es.class_bit, es.agency, es.withheld, agreed.id, asked.id
  from komar.entry_subject es where es.entry = any (gone)
  union all
  select g.id, agreed.subject, null, null, null, '{}', agreed.id, asked.id
  from unnest(gone) as g (id) where not exists (select from komar.entry e where e.id = g.id)
  on conflict (entry, subject) do nothing;
  -- What was refused and mended until it was accepted, step by step, and what was to correct any of it.
  refused := array(
    with recursive tried as (
      select r.id, r.written_text from komar.refusal r where r.id in (select e.answers from komar.entry e where e.id = any (gone))
        or exists (select from unnest(gone) as g (id) where position('"replaces":"' || g.id || '"' in r.written_text) > 0
          or position('"retracts":"' || g.id || '"' in r.written_text) > 0)
      union
      select r.id, r.written_text from tried t join komar.refusal r
        on position('"answers":"' || r.id || '"' in t.written_text) > 0 or position('"answers":"' || t.id || '"' in r.written_text) > 0
    )
    select t.id from tried t);
  delete from komar.refusal r where r.id = any (refused);
  update komar.hand_in h set box = null, settled_at = now() where (h.entry = any (gone) or h.corrects = any (gone)) and h.box is not null;
  update komar.questionnaire q set answers = null, greeting = null, asked_by = null, settled_on = coalesce(q.settled_on, q.answered_on)
  where q.id = any (gone) and q.answered_on is not null;
  delete from komar.attachment a where a.entry = any (gone);
  delete from komar.withheld_later l where l.entry = any (gone) or l.cause = any (gone);
  delete from komar.entry_subject es where es.entry = any (gone);
  delete from komar.entry e where e.id = any (gone);
  get diagnostics count_gone = row_count;
  return count_gone;
end $$;
comment on function komar.carry_out_erasure(uuid) is 'Deletes what an agreement to erase names, with all that holds it. The one function of the role komar_eraser.';
revoke execute on function komar.carry_out_erasure(uuid) from public;
grant execute on function komar.carry_out_erasure(uuid) to komar_keeper;

-- After a restore, as the owner: whatever the acts of this chain erase and is here again.
create function komar.carry_out_erasures() returns int
language sql volatile security invoker set search_path = pg_catalog, pg_temp as $$
  select coalesce(sum(komar.carry_out_erasure(e.id)), 0)::int from komar.entry e where e.kind = 'access.erasure-agreed'
$$;
comment on function komar.carry_out_erasures() is 'Carries out every agreement to erase again. As the owner.';
revoke execute on function komar.carry_out_erasures() from public;

-- The definer function is given to the role that may do it. Changing an owner asks for the right to become that role, for this moment.
do $$
declare
  strong constant boolean := (select rolsuper from pg_roles where rolname = current_user);
begin
  grant create on schema komar to komar_eraser;
  if not strong then
    execute format('grant komar_eraser to %I', current_user);
  end if;
  alter function komar.carry_out_erasure(uuid) owner to komar_eraser;
  execute format('grant execute on function komar.carry_out_erasure(uuid) to %I', session_user);
  if not strong then
    execute format('revoke komar_eraser from %I', current_user);
  end if;
  revoke create on schema komar from komar_eraser;
end $$;

-- Feeds: whoever could read an erased entry at their cursor forgets its class of its subjects, and is sent again what they may still see.
-- Only they are told: to anybody else the line would be the news.
create function komar.erased_since(after_seq bigint, upto_seq bigint, at_scope bigint, day date, reads int)
returns table (subject uuid, classes int, entries uuid[])
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select x.subject, bit_or(case x.class_bit when 0 then 511 else x.class_bit end), array_agg(x.entry)
  from komar.chain c join komar.erased x on x.act = c.entry
  where c.seq > after_seq and c.seq <= upto_seq and x.seq <= after_seq
    and not x.withheld && komar.withheld_names()
    and (x.agency = komar.actor_agency() and case x.class_bit when 0 then reads else x.class_bit & reads end <> 0
      or exists (select from komar.sight_at(komar.actor_id(), array(select s.subject from komar.erased s where s.entry = x.entry),
        at_scope, day, reads & komar.role_circle_reads()) seen where seen.mask & x.class_bit <> 0))
  group by x.subject
$$;
comment on function komar.erased_since(bigint, bigint, bigint, date, int) is 'Of what the actor could read at a cursor, that which was erased between two places of the chain: subjects, classes and ids.';
revoke execute on function komar.erased_since(bigint, bigint, bigint, date, int) from public;
grant execute on function komar.erased_since(bigint, bigint, bigint, date, int) to :"app";

-- As in 0015, and it keeps which entry a box holds. The app has opened the box to see that it can be.
create or replace function komar.take_hand_ins(the_device uuid, boxes jsonb, most_boxes int, most_bytes bigint, most_bytes_of_all bigint)
returns table (id uuid, outcome text)
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  given record;
  known record;
  waiting int;
  bytes bigint;
  bytes_of_all bigint;
begin
  -- One at a time for a device, so that its limits hold.
  perform pg_advisory_xact_lock(hashtextextended('komar.hand-in ' || the_device::text, 0));
  select count(*), coalesce(sum(length(h.box)), 0) into waiting, bytes from komar.hand_in h
  where h.device = the_device and h.settled_at is null;
  select coalesce(sum(length(h.box)), 0) into bytes_of_all from komar.hand_in h where h.settled_at is null;
  for given in
    select b.id, b.entry, b.corrects, sha256(decode(b.box, 'base64')) as content, decode(b.box, 'base64') as box
    from jsonb_to_recordset(boxes) as b (id uuid, box text, entry uuid, corrects uuid)
  loop
    id := given.id;
    select h.device, h.content into known from komar.hand_in h where h.id = given.id;
    if found and (known.device <> the_device or known.content <> given.content) then
      outcome := 'id-taken';
    elsif found or exists (select from komar.hand_in h where h.device = the_device and h.content = given.content) then
      outcome := 'kept';
    elsif waiting >= most_boxes or bytes + length(given.box) > most_bytes or bytes_of_all + length(given.box) > most_bytes_of_all then
      outcome := 'too-many';
    elsif exists (select from komar.erased e where e.entry in (given.entry, given.corrects)) then
      -- There is nothing left to hand in: the phone lets go of it, and nothing of it is kept here.
      outcome := 'kept';
    else
      insert into komar.hand_in (id, device, content, box, entry, corrects)
        values (given.id, the_device, given.content, given.box, given.entry, given.corrects)
        on conflict on constraint hand_in_pkey do nothing;
      if found then
        outcome := 'kept';
        waiting := waiting + 1;
        bytes := bytes + length(given.box);
        bytes_of_all := bytes_of_all + length(given.box);
      else
        outcome := 'id-taken';
      end if;
    end if;
    return next;
  end loop;
end $$;

-- As in 0067, and of what is gone: in which class it was, and the number of the act that is the reason; null where none stands.
drop function komar.audit_writes(timestamptz, timestamptz, bigint, int);
create function komar.audit_writes(since timestamptz, until timestamptz, after_seq bigint, most int)
returns table (seq bigint, received timestamptz, content bytea, is_withheld boolean, is_gone boolean, account uuid, agency uuid,
  subject uuid, subject_type text, class text, kind text, replaces bigint, retracts bigint, erased_under bigint)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select c.seq, c.received, c.content, w.is_withheld, e.id is null,
    case when not w.is_withheld then e.author end, case when not w.is_withheld then e.agency end,
    case when not w.is_withheld then e.subject end, case when not w.is_withheld then s.type end,
    coalesce(e.class, x.class), case when e.kind like 'access.%' then e.kind end,
    case when not w.is_withheld then (select k.seq from komar.chain k where k.entry = e.replaces) end,
    case when not w.is_withheld then (select k.seq from komar.chain k where k.entry = e.retracts) end,
    x.act
  from komar.chain c
  left join komar.entry e on e.id = c.entry
  left join komar.subject s on s.id = e.subject
  cross join lateral (select coalesce(e.class = 'safeguarding', false) or exists (
    select from komar.entry_subject es where es.entry = c.entry and es.withheld <> '{}') as is_withheld) w
  left join lateral (select k.seq as act, (select min(r.class) from komar.kind_registry r where r.class_bit = g.class_bit) as class
    from komar.erased g join komar.chain k on k.entry = g.act join komar.entry a on a.id = g.act and a.kind = 'access.erasure-agreed'
      and a.retracts is null and k.seq > c.seq
    where e.id is null and g.entry = c.entry limit 1) x on true
  where komar.may_audit() and c.received >= since and c.received < until and c.seq > after_seq order by c.seq limit most
$$;
comment on function komar.audit_writes(timestamptz, timestamptz, bigint, int) is 'Accepted entries without what they say. The kind is told of acts of access alone.';
revoke execute on function komar.audit_writes(timestamptz, timestamptz, bigint, int) from public;
grant execute on function komar.audit_writes(timestamptz, timestamptz, bigint, int) to :"app";
