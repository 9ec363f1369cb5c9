-- The chronicle: entries, the chain that proves their order, and the circles that decide who sees which.
-- Entries are only ever added. An entry becomes visible when it is sealed: the keeper then writes entry_subject and chain.
-- Source: docs/decisions ("An entry", "Append", "Circles", "Feed"); who may read and write is the same rule as
-- packages/domain/src/access/policy.ts, and a property test (access.rls.test.ts) holds the two equal.

create table komar.subject (
  id uuid primary key,
  type text not null check (type in ('child', 'carer', 'kin', 'facility', 'agency')),
  opened_by uuid not null
);
comment on table komar.subject is 'A child, carer, kin, facility or agency that entries are about. Brought into being by one entry, never removed.';

create table komar.subject_circle (
  id bigint generated always as identity primary key,
  subject uuid not null references komar.subject,
  circle int not null references komar.circle,
  mask int not null check (mask between 1 and 511),
  since date not null,
  until date,
  cause uuid not null,
  via uuid not null,
  check (until is null or until >= since)
);
create index on komar.subject_circle (subject, circle);
create index on komar.subject_circle (via);
create index on komar.subject_circle (circle);
comment on table komar.subject_circle is 'Which circles a subject is in, from when to when, with which classes. Derived from entries; rebuilt, never edited by hand.';
comment on column komar.subject_circle.until is 'First day on which it no longer holds; null while open.';
comment on column komar.subject_circle.cause is 'The entry it follows from.';
comment on column komar.subject_circle.via is 'The subject in whose chronicle that entry stands: kin and carers follow a child into some of its circles.';

create table komar.entry (
  id uuid primary key,
  kind text not null,
  v int not null,
  class text not null,
  subject uuid not null,
  also uuid[] not null check (cardinality(also) <= 8),
  occurred text not null,
  occurred_earliest date,
  occurred_latest date,
  basis text not null check (basis in ('seen', 'told', 'document', 'inferred')),
  body jsonb not null,
  written_text text not null check (octet_length(written_text) <= 65536),
  replaces uuid,
  retracts uuid,
  answers uuid,
  based_on bigint,
  policy text,
  author uuid not null,
  agency uuid not null,
  device uuid not null,
  written timestamptz not null
);
create index on komar.entry (replaces) where replaces is not null;
create index on komar.entry (retracts) where retracts is not null;
create index on komar.entry (answers) where answers is not null;
comment on table komar.entry is 'What people recorded. Nobody may change or remove a row; a correction is another entry.';
comment on column komar.entry.written_text is 'The RFC 8785 text of all that the author wrote; its SHA-256 is the content hash. jsonb reorders keys, so the text is kept.';
comment on column komar.entry.class is 'Class of access of the kind, or ''unknown'' for a kind that this host did not know when the entry came.';
comment on column komar.entry.occurred_earliest is 'First and last day on which it may have happened; null for an open end.';

create table komar.entry_subject (
  subject uuid not null,
  seq bigint not null,
  entry uuid not null references komar.entry,
  class_bit int not null,
  agency uuid not null,
  primary key (subject, seq)
);
create index on komar.entry_subject (entry);
create index on komar.entry_subject (agency, seq);
create index on komar.entry_subject (seq);
comment on table komar.entry_subject is 'The subjects in whose chronicles an entry stands. Written at sealing: without a row here nobody sees the entry.';

create table komar.chain (
  seq bigint primary key,
  entry uuid not null unique,
  content bytea not null check (length(content) = 32),
  chain bytea not null check (length(chain) = 32),
  received timestamptz not null
);
comment on table komar.chain is 'The proof of order: chain = SHA-256(previous chain, content, seq as 8 bytes, received as text). Outlives an erased body.';

create table komar.chain_head (
  id boolean primary key default true check (id),
  seq bigint not null default 0,
  chain bytea not null default decode(repeat('00', 32), 'hex') check (length(chain) = 32),
  received timestamptz not null default '-infinity',
  scope bigint not null default 0,
  scope_changed_by xid8,
  backed_up_to bigint not null default 0
);
insert into komar.chain_head default values;
comment on table komar.chain_head is 'The end of the chain, one row, locked last by every append: so seq has no gaps and is commit order.';
comment on column komar.chain_head.scope is 'Version of who may see whom; one more for each transaction that changes a circle.';

create table komar.refusal (
  id uuid primary key,
  agency uuid not null,
  author uuid not null,
  device uuid not null,
  subject uuid,
  kind text,
  class_bit int not null,
  content bytea not null check (length(content) = 32),
  problem jsonb not null,
  written_text text not null,
  received timestamptz not null
);
create index on komar.refusal (author, received);
comment on table komar.refusal is 'Entries that were not accepted, with the reason, kept until their author answers. Sending one again gives the same reason.';

create table komar.scope_event (
  id bigint generated always as identity primary key,
  scope bigint not null,
  side text not null check (side in ('subject', 'user')),
  membership bigint not null,
  member uuid not null,
  circle int not null,
  was_mask int,
  was_since date,
  was_until date
);
create index on komar.scope_event (member, scope);
create index on komar.scope_event (circle, scope);
comment on table komar.scope_event is 'Each change of a circle''s members, with what was there before: so a feed can tell what its reader gained or lost.';
comment on column komar.scope_event.was_mask is 'Null when the membership did not exist before.';

do $$
declare
  name text;
begin
  foreach name in array array['subject', 'subject_circle', 'entry', 'entry_subject', 'chain', 'chain_head', 'refusal',
    'scope_event'] loop
    execute format('alter table komar.%I enable row level security', name);
    execute format('alter table komar.%I force row level security', name);
    if name = 'entry' then -- not even the owner changes or removes one by accident
      execute format('create policy owner_reads on komar.%I for select to current_user using (true)', name);
      execute format('create policy owner_adds on komar.%I for insert to current_user with check (true)', name);
      execute format('create policy keeper on komar.%I for select to komar_keeper using (true)', name);
    else
      execute format('create policy owner on komar.%I to current_user using (true) with check (true)', name);
      execute format('create policy keeper on komar.%I to komar_keeper using (true) with check (true)', name);
    end if;
  end loop;
end $$;

-- Circles of which the actor is a member today, whatever the class.
create function komar.my_circles() returns int[]
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select coalesce(array_agg(uc.circle), '{}') from komar.user_circle uc
  where uc.user_id = komar.actor_id() and uc.since <= komar.today_host()
    and (uc.until is null or komar.today_host() < uc.until)
$$;

-- True while no entry has brought the subject into being. Tells nothing but whether a random id is taken.
create function komar.is_unopened(wanted uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select not exists (select from komar.subject s where s.id = wanted)
$$;
revoke execute on function komar.my_circles(), komar.is_unopened(uuid) from public;
grant execute on function komar.my_circles(), komar.is_unopened(uuid) to :"app", komar_keeper;

create policy member on komar.subject_circle for select to :"app" using (
  circle = any ((select komar.my_circles())::int[]) and mask & (select komar.role_reads()) <> 0
);

-- Readable: my role reads the class, and my agency wrote it or (notes, 256, excepted) a circle in common passes the class today.
-- Each (select …) runs once in a statement; the class's bit is tested before its circles are asked for.
create policy readable on komar.entry_subject for select to :"app" using (
  (agency = (select komar.actor_agency())
    and case class_bit when 0 then (select komar.role_reads()) else class_bit & (select komar.role_reads()) end <> 0)
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
      end))
);

create policy readable on komar.entry for select to :"app" using (
  exists (select from komar.entry_subject es where es.entry = entry.id)
);

-- Writable: my role (and the kind's roles, where given) writes the class, and for every named subject a circle in common
-- passes it today; a subject that this entry brings into being excepted. An unknown kind: any class that the role writes.
create policy writable on komar.entry for insert to :"app" with check (
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
        where sc.subject = named.id
          and sc.since <= (select komar.today_host())
          and (sc.until is null or (select komar.today_host()) < sc.until)
          and ((sc.mask & coalesce(k.class_bit, 511) & 1) <> 0 and sc.circle = any ((select komar.writing_circles(1))::int[])
            or (sc.mask & coalesce(k.class_bit, 511) & 2) <> 0 and sc.circle = any ((select komar.writing_circles(2))::int[])
            or (sc.mask & coalesce(k.class_bit, 511) & 4) <> 0 and sc.circle = any ((select komar.writing_circles(4))::int[])
            or (sc.mask & coalesce(k.class_bit, 511) & 8) <> 0 and sc.circle = any ((select komar.writing_circles(8))::int[])
            or (sc.mask & coalesce(k.class_bit, 511) & 16) <> 0 and sc.circle = any ((select komar.writing_circles(16))::int[])
            or (sc.mask & coalesce(k.class_bit, 511) & 32) <> 0 and sc.circle = any ((select komar.writing_circles(32))::int[])
            or (sc.mask & coalesce(k.class_bit, 511) & 64) <> 0 and sc.circle = any ((select komar.writing_circles(64))::int[])
            or (sc.mask & coalesce(k.class_bit, 511) & 128) <> 0 and sc.circle = any ((select komar.writing_circles(128))::int[])
            or (sc.mask & coalesce(k.class_bit, 511) & 256) <> 0 and sc.circle = any ((select komar.writing_circles(256))::int[]))))
);

create policy readable on komar.subject for select to :"app" using (
  exists (select from komar.subject_circle sc where sc.subject = subject.id
    and sc.since <= (select komar.today_host()) and (sc.until is null or (select komar.today_host()) < sc.until))
  or exists (select from komar.entry_subject es where es.subject = subject.id)
);
-- Order and hashes (salted) tell nothing of what an entry says: whoever is signed in may check the chain.
create policy signed_in on komar.chain for select to :"app" using ((select komar.actor_id()) is not null);
create policy signed_in on komar.chain_head for select to :"app" using ((select komar.actor_id()) is not null);
create policy own on komar.refusal for select to :"app" using (
  author = (select komar.actor_id())
  or agency = (select komar.actor_agency()) and (class_bit & (select komar.role_reads())) <> 0
);

grant select (id, type, opened_by) on komar.subject to :"app";
grant select (id, subject, circle, mask, since, until, cause, via) on komar.subject_circle to :"app";
grant select on komar.entry, komar.entry_subject, komar.chain, komar.chain_head, komar.refusal to :"app";
grant insert (id, kind, v, class, subject, also, occurred, occurred_earliest, occurred_latest, basis, body, written_text,
  replaces, retracts, answers, based_on, policy, author, agency, device, written) on komar.entry to :"app";

grant select on komar.subject, komar.subject_circle, komar.entry, komar.entry_subject, komar.chain, komar.chain_head,
  komar.refusal, komar.scope_event to komar_keeper;
grant insert (id, type, opened_by) on komar.subject to komar_keeper;
grant insert (subject, circle, mask, since, until, cause, via) on komar.subject_circle to komar_keeper;
grant update (mask, since, until) on komar.subject_circle to komar_keeper;
grant delete on komar.subject_circle to komar_keeper;
grant insert (subject, seq, entry, class_bit, agency) on komar.entry_subject to komar_keeper;
grant insert (seq, entry, content, chain, received) on komar.chain to komar_keeper;
grant update (seq, chain, received) on komar.chain_head to komar_keeper;
grant insert (id, agency, author, device, subject, kind, class_bit, content, problem, written_text, received)
  on komar.refusal to komar_keeper;
