-- Signed heads: where the chain ended, said by the host under a key that does not stand in this database. Whoever keeps one elsewhere
-- can show later that nothing before it was changed. Source: docs/decisions/0020-history-that-can-be-checked.md.

alter table komar.host add column identity uuid not null default gen_random_uuid();
comment on column komar.host.identity is 'Which installation this is, for good: a restored one keeps it and begins a new epoch.';

create table komar.restoration (
  epoch uuid primary key,
  before uuid not null,
  at timestamptz not null default now(),
  after_seq bigint not null check (after_seq >= 0),
  chain bytea not null check (length(chain) = 32)
);
comment on table komar.restoration is 'Each time that this host was restored from a backup: the epoch that began, the one before, and where the backup ended.';

create table komar.signing_key (
  public_key text primary key check (public_key ~ '^[A-Za-z0-9_-]{43}$'),
  since timestamptz not null default clock_timestamp(),
  until timestamptz check (until >= since),
  introduced_by text check (introduced_by ~ '^[A-Za-z0-9_-]{43}$'),
  introduction text check (introduction ~ '^[A-Za-z0-9_-]{86}$'),
  check ((introduced_by is null) = (introduction is null))
);
create unique index on komar.signing_key ((until is null)) where until is null;
comment on table komar.signing_key is 'Public keys under which this host signs heads: the one in use and every one before it.';
comment on column komar.signing_key.introduction is 'The former key''s signature over this one; null for the first, and where the former was lost.';

create table komar.signed_head (
  epoch uuid not null,
  seq bigint not null check (seq > 0),
  chain bytea not null check (length(chain) = 32),
  at timestamptz not null,
  key text not null references komar.signing_key,
  signature text not null check (signature ~ '^[A-Za-z0-9_-]{86}$'),
  primary key (epoch, seq, key)
);
create index on komar.signed_head (seq);
comment on table komar.signed_head is 'Heads that this host signed and published. Never removed: one that went would be missed by whoever kept it.';
comment on column komar.signed_head.at is 'Real time by the host''s machine, however its own clock is shifted.';

do $$
declare
  name text;
begin
  foreach name in array array['restoration', 'signing_key', 'signed_head'] loop
    execute format('alter table komar.%I enable row level security', name);
    execute format('alter table komar.%I force row level security', name);
    execute format('create policy owner on komar.%I to current_user using (true) with check (true)', name);
    -- A number, a hash and an instant: published, so that anybody can keep them.
    execute format('create policy everyone on komar.%I for select to :"app" using (true)', name);
    execute format('grant select on komar.%I to :"app"', name);
  end loop;
end $$;

create or replace function komar.begin_epoch() returns uuid
language sql volatile set search_path = pg_catalog, pg_temp as $$
  with begun as (
    insert into komar.restoration (epoch, before, after_seq, chain)
    select gen_random_uuid(), h.epoch, c.seq, c.chain from komar.host h, komar.chain_head c returning epoch
  )
  update komar.host h set epoch = begun.epoch from begun returning h.epoch
$$;

create function komar.head_to_sign(the_key text)
returns table (host uuid, epoch uuid, seq bigint, chain bytea, signed_seq bigint)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select h.identity, h.epoch, c.seq, c.chain,
    coalesce((select max(s.seq) from komar.signed_head s where s.epoch = h.epoch and s.key = the_key), 0)
  from komar.host h, komar.chain_head c
$$;
comment on function komar.head_to_sign(text) is 'Where the chain ends now, and the last number that this key has signed.';

create function komar.keep_head(the_epoch uuid, the_seq bigint, the_chain bytea, the_at timestamptz, the_key text, the_signature text)
returns boolean
language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
  with kept as (
    insert into komar.signed_head (epoch, seq, chain, at, key, signature)
    select h.epoch, c.seq, c.chain, the_at, the_key, the_signature from komar.host h, komar.chain c
    where h.epoch = the_epoch and c.seq = the_seq and c.chain = the_chain
    on conflict do nothing returning seq
  )
  select exists (select from kept)
$$;
comment on function komar.keep_head(uuid, bigint, bytea, timestamptz, text, text) is 'Keeps a head that the host has just signed, when it is one of its chain.';

revoke execute on function komar.begin_epoch(), komar.head_to_sign(text),
  komar.keep_head(uuid, bigint, bytea, timestamptz, text, text) from public;
grant execute on function komar.head_to_sign(text), komar.keep_head(uuid, bigint, bytea, timestamptz, text, text) to :"app";
