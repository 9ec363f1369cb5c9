-- Backups that were made or tried, so that one process at a time makes them and everybody who must can see when the last good one was.

create table komar.backup_run (
  id bigint generated always as identity primary key,
  is_scheduled boolean not null,
  began_at timestamptz not null default clock_timestamp(),
  ended_at timestamptz,
  file text not null check (length(file) between 1 and 200),
  seq bigint check (seq >= 0),
  bytes bigint check (bytes >= 0),
  fault text check (length(fault) <= 300),
  check (fault is null or ended_at is not null and seq is null),
  check ((seq is null) = (bytes is null))
);
create index on komar.backup_run (began_at);
comment on table komar.backup_run is 'Backups made or tried on this host, by the real clock. Good: seq is there. Neither seq nor fault: under way, or cut off.';
comment on column komar.backup_run.file is 'The file''s name alone; where it lies is the operator''s.';

alter table komar.backup_run enable row level security;
alter table komar.backup_run force row level security;
create policy owner on komar.backup_run to current_user using (true) with check (true);
create policy administrator on komar.backup_run for select to :"app" using ((select komar.actor_administers()));
grant select on komar.backup_run to :"app";

create function komar.last_backup() returns timestamptz
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select max(b.began_at) from komar.backup_run b where b.seq is not null
$$;
comment on function komar.last_backup() is 'When the last good backup began; null where there was none. Tells nobody anything else.';
revoke execute on function komar.last_backup() from public;
grant execute on function komar.last_backup() to :"app";
