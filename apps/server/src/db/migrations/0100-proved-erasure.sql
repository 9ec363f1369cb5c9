-- What cannot be taken back wants a proof of who one is, in the engine too: no act of erasure is written from a session that somebody left
-- open. Source: docs/decisions/0017-proving-who-one-is.md, 0019-erasure.md; the kinds say so (`wantsProof`).

alter table komar.kind_registry add column wants_proof boolean not null default false;
comment on column komar.kind_registry.wants_proof is 'Whether whoever writes an entry of this kind has proved who they are in the last ten minutes.';

create policy proved on komar.entry as restrictive for insert to :"app" with check (
  not exists (select from komar.kind_registry k where k.name = entry.kind and k.wants_proof) or (select komar.actor_is_fresh())
);

-- As in 0090: what the auditor is told of a gap is what verify says, that two acts of two agencies asked for this very entry and agreed.
create or replace function komar.audit_writes(since timestamptz, until timestamptz, after_seq bigint, most int)
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
      and a.retracts is null
    join komar.entry r on r.id = g.request and r.id::text = a.body ->> 'request' and r.kind = 'access.erasure-asked' and r.agency <> a.agency
      and r.author <> a.author and r.body -> 'toErase' ? g.entry::text
    join komar.chain q on q.entry = r.id and q.seq > c.seq and q.seq < k.seq
    where e.id is null and g.entry = c.entry limit 1) x on true
  where komar.may_audit() and c.received >= since and c.received < until and c.seq > after_seq order by c.seq limit most
$$;
