-- Files that entries name: encrypted under keys outside the database, read by whoever may read the entry.
-- Source: docs/decisions/0014-the-device.md; what an entry names is packages/domain/src/chronicle/attachments.ts.

create table komar.attachment (
  id uuid primary key,
  entry uuid not null references komar.entry,
  agency uuid not null,
  sha256 bytea not null check (length(sha256) = 32),
  bytes int not null check (bytes between 1 and 8388608),
  type text not null check (length(type) <= 40),
  key bytea not null check (length(key) = 60),
  received int not null default 0,
  last_part_at timestamptz not null default now(),
  whole_at timestamptz,
  check (received between 0 and bytes),
  check (whole_at is null or received = bytes)
);
create index on komar.attachment (entry);
create index on komar.attachment (last_part_at) where whole_at is null;
comment on table komar.attachment is 'A file that an accepted entry names, and how far its upload is. Unfinished ones go after some days.';
comment on column komar.attachment.key is 'Its own key, sealed with AES-256-GCM under the host''s attachment key, which stands outside the database.';

create table komar.attachment_part (
  attachment uuid not null references komar.attachment on delete cascade,
  at int not null check (at >= 0),
  sealed bytea not null check (length(sealed) between 29 and 524316),
  primary key (attachment, at)
);
comment on table komar.attachment_part is 'Bytes of a file from an offset, sealed with the file''s key and bound to file and offset.';

do $$
declare
  name text;
begin
  foreach name in array array['attachment', 'attachment_part'] loop
    execute format('alter table komar.%I enable row level security', name);
    execute format('alter table komar.%I force row level security', name);
    execute format('create policy owner on komar.%I to current_user using (true) with check (true)', name);
  end loop;
end $$;

-- Readable with its entry, and while the upload runs by the agency that wrote it alone.
create policy readable on komar.attachment for select to :"app" using (
  exists (select from komar.entry e where e.id = entry)
  and (whole_at is not null or agency = (select komar.actor_agency()))
);
create policy readable on komar.attachment_part for select to :"app" using (
  exists (select from komar.attachment a where a.id = attachment)
);
-- Begun for an entry that was accepted (its author's own transaction sees it before), by the agency that wrote it.
create policy own_begins on komar.attachment for insert to :"app" with check (
  agency = (select komar.actor_agency()) and received = 0 and whole_at is null
  and exists (select from komar.entry e where e.id = entry and e.agency = (select komar.actor_agency()))
  and exists (select from komar.chain c where c.entry = attachment.entry)
);
create policy own_goes_on on komar.attachment for update to :"app"
  using (whole_at is null and agency = (select komar.actor_agency()) and exists (select from komar.entry e where e.id = entry))
  with check (agency = (select komar.actor_agency()));
create policy own_adds on komar.attachment_part for insert to :"app" with check (
  exists (select from komar.attachment a where a.id = attachment and a.whole_at is null and a.agency = (select komar.actor_agency()))
);

-- The one place where files go: by erasure, by expiry, or because what came was not what the entry says.
create function komar.erase_attachments(ids uuid[]) returns int
language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
  with gone as (delete from komar.attachment a where a.id = any (ids) returning 1) select count(*)::int from gone
$$;
comment on function komar.erase_attachments(uuid[]) is 'Removes files with their keys; their entries stay and still name them. Only other definer functions and the owner may call it.';

-- What came is wrong, so it begins anew; only its own agency, and only while it is not whole.
create function komar.give_up_attachment(the_id uuid) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform komar.erase_attachments(array(select a.id from komar.attachment a
    where a.id = the_id and a.whole_at is null and a.agency = komar.actor_agency()));
end $$;
comment on function komar.give_up_attachment(uuid) is 'Removes an unfinished upload of the actor''s agency.';

create function komar.expire_attachments(after interval) returns int
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  return komar.erase_attachments(array(select a.id from komar.attachment a
    where a.whole_at is null and a.last_part_at < now() - greatest(after, interval '1 day')));
end $$;
comment on function komar.expire_attachments(interval) is 'Removes uploads without a new part for so long, a day at least.';

-- An id belongs to the entry that was accepted first of those that name it: whoever copies an id into an entry of their own cannot
-- keep its file out.
create function komar.yield_attachment(the_id uuid, to_entry uuid) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform komar.erase_attachments(array(select a.id from komar.attachment a
    join komar.chain theirs on theirs.entry = a.entry join komar.chain ours on ours.entry = to_entry
    join komar.entry e on e.id = to_entry and e.agency = komar.actor_agency()
    where a.id = the_id and ours.seq < theirs.seq and e.body @> jsonb_build_object('attachments', jsonb_build_array(jsonb_build_object('id', the_id)))));
end $$;
comment on function komar.yield_attachment(uuid, uuid) is 'Makes room for a file of an earlier entry of the actor''s agency.';

revoke execute on all functions in schema komar from public;
grant select on komar.attachment, komar.attachment_part to :"app";
grant insert (id, entry, agency, sha256, bytes, type, key), update (received, last_part_at, whole_at) on komar.attachment to :"app";
grant insert (attachment, at, sealed) on komar.attachment_part to :"app";
grant execute on function komar.give_up_attachment(uuid), komar.expire_attachments(interval), komar.yield_attachment(uuid, uuid) to :"app";
