-- What an auditor's export is made of: who saw, who wrote, when and in which classes; never what. For an administrator, and for the owner
-- of the database, who makes one from the command line. Source: docs/decisions/0020-history-that-can-be-checked.md.

-- Inside a definer function current_user is the owner; session_user is who signed in to the database.
create function komar.may_audit() returns boolean language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select komar.actor_administers() or session_user = current_user
$$;
comment on function komar.may_audit() is 'Whether whoever asks may have the auditor''s lists.';

create function komar.audit_reads(since timestamptz, until timestamptz, after_id bigint, most int)
returns table (id bigint, at timestamptz, account uuid, agency uuid, subject uuid, what text, classes int, has_reason boolean)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select r.id, r.at, r.account, r.agency, r.subject, r.what, r.classes, r.reason is not null
  from komar.read_log r
  where komar.may_audit() and r.at >= since and r.at < until and r.id > after_id order by r.id limit most
$$;
comment on function komar.audit_reads(timestamptz, timestamptz, bigint, int) is 'Lines of the log of readers, without the reason that was given.';

-- Of what is withheld from somebody nobody is told who wrote it, or about whom: an administrator may be one of those complained of.
create function komar.audit_writes(since timestamptz, until timestamptz, after_seq bigint, most int)
returns table (seq bigint, received timestamptz, content bytea, is_withheld boolean, is_gone boolean, account uuid, agency uuid,
  subject uuid, subject_type text, class text, kind text, replaces bigint, retracts bigint)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select c.seq, c.received, c.content, w.is_withheld, e.id is null,
    case when not w.is_withheld then e.author end, case when not w.is_withheld then e.agency end,
    case when not w.is_withheld then e.subject end, case when not w.is_withheld then s.type end,
    e.class, case when e.kind like 'access.%' then e.kind end,
    case when not w.is_withheld then (select k.seq from komar.chain k where k.entry = e.replaces) end,
    case when not w.is_withheld then (select k.seq from komar.chain k where k.entry = e.retracts) end
  from komar.chain c
  left join komar.entry e on e.id = c.entry
  left join komar.subject s on s.id = e.subject
  cross join lateral (select coalesce(e.class = 'safeguarding', false) or exists (
    select from komar.entry_subject es where es.entry = c.entry and es.withheld <> '{}') as is_withheld) w
  where komar.may_audit() and c.received >= since and c.received < until and c.seq > after_seq order by c.seq limit most
$$;
comment on function komar.audit_writes(timestamptz, timestamptz, bigint, int) is 'Accepted entries without what they say. The kind is told of acts of access alone.';

create function komar.audit_refusals(since timestamptz, until timestamptz, most int)
returns table (received timestamptz, account uuid, agency uuid, subject uuid, class_bit int, code text)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select r.received, case when r.class_bit & 128 = 0 then r.author end, case when r.class_bit & 128 = 0 then r.agency end,
    case when r.class_bit & 128 = 0 then r.subject end, r.class_bit, r.problem ->> 'code'
  from komar.refusal r
  where komar.may_audit() and r.received >= since and r.received < until order by r.received, r.id limit most
$$;
comment on function komar.audit_refusals(timestamptz, timestamptz, int) is 'What was refused, and by which rule; not what it said.';

create function komar.audit_accounts()
returns table (account uuid, login text, agency uuid, roles text[], created_at timestamptz, disabled_at timestamptz)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select a.id, case when not a.roles && array['carer'] then a.login end, a.agency, a.roles, a.created_at, a.disabled_at
  from komar.account a where komar.may_audit() order by a.created_at, a.id
$$;
comment on function komar.audit_accounts() is 'Accounts. A carer''s login is never told: it leads to their child.';

revoke execute on function komar.may_audit(), komar.audit_reads(timestamptz, timestamptz, bigint, int),
  komar.audit_writes(timestamptz, timestamptz, bigint, int), komar.audit_refusals(timestamptz, timestamptz, int),
  komar.audit_accounts() from public;
grant execute on function komar.audit_reads(timestamptz, timestamptz, bigint, int),
  komar.audit_writes(timestamptz, timestamptz, bigint, int), komar.audit_refusals(timestamptz, timestamptz, int),
  komar.audit_accounts() to :"app";
