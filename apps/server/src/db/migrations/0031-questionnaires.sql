-- A teacher's one-time link: made by a specialist for one child and one form, answered once by whoever has it, read by its maker alone.
-- No session, no account, no role. Answers are sealed to the host's key outside the database. Source: docs/decisions/0015-wellbeing.md.

create table komar.questionnaire (
  id uuid primary key,
  place bigint generated always as identity unique,
  child uuid not null references komar.subject,
  maker uuid not null references komar.account,
  token_hash bytea not null unique check (length(token_hash) = 32),
  form text not null check (form in ('2-4', '4-17', '11-17')),
  language text not null check (language in ('en', 'km')),
  greeting text check (length(greeting) between 1 and 40),
  asked_by text check (length(asked_by) between 1 and 60),
  made date not null,
  until date not null check (until between made and made + 60),
  answered_on date,
  answers bytea check (length(answers) <= 16384),
  revoked_on date,
  settled_on date,
  check (answers is null or answered_on is not null),
  check (answered_on is null or answers is not null or settled_on is not null),
  check (revoked_on is null or answered_on is null),
  check (settled_on is null or answered_on is not null and answers is null),
  check ((greeting is null) = (revoked_on is not null or settled_on is not null)),
  check ((greeting is null) = (asked_by is null))
);
create index on komar.questionnaire (maker, child);
comment on table komar.questionnaire is 'One-time links for teachers, and what came back, sealed. Only who made one sees it, and only while they may write of the child''s mind.';
comment on column komar.questionnaire.token_hash is 'SHA-256 of 256 random bits that stand nowhere but in the link.';
comment on column komar.questionnaire.until is 'The last day, on the host''s clock.';

alter table komar.questionnaire enable row level security;
alter table komar.questionnaire force row level security;
create policy owner on komar.questionnaire to current_user using (true) with check (true);

-- Psychology (16), as for an entry of its kind: what the maker could not take in, the maker does not ask for and does not read.
create function komar.may_ask_of(the_child uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select 'specialist' = any (komar.actor_roles()) and exists (
    select from komar.subject_circle sc
    where sc.subject = the_child and sc.mask & 16 <> 0 and sc.since <= komar.today_host()
      and (sc.until is null or komar.today_host() < sc.until) and sc.circle = any (komar.writing_circles(16)))
$$;
comment on function komar.may_ask_of(uuid) is 'Whether the actor is a specialist who writes of this child''s mind today.';

create policy own on komar.questionnaire for select to :"app" using (
  maker = (select komar.actor_id()) and komar.may_ask_of(child)
);
grant select on komar.questionnaire to :"app";

create function komar.make_questionnaire(
  the_id uuid, the_child uuid, the_token_hash bytea, the_form text, the_language text, the_greeting text, the_asked_by text,
  the_days int, most_open int
) returns text
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not komar.may_ask_of(the_child) then
    return 'not-permitted';
  end if;
  -- One at a time for a maker, so that the limit holds.
  perform pg_advisory_xact_lock(hashtextextended('komar.questionnaire ' || komar.actor_id()::text, 0));
  if (select count(*) from komar.questionnaire q where q.maker = komar.actor_id() and q.revoked_on is null and q.settled_on is null
    and (q.answered_on is not null or komar.today_host() <= q.until)) >= most_open then
    return 'too-many';
  end if;
  insert into komar.questionnaire (id, child, maker, token_hash, form, language, greeting, asked_by, made, until)
  values (the_id, the_child, komar.actor_id(), the_token_hash, the_form, the_language, the_greeting, the_asked_by,
    komar.today_host(), komar.today_host() + the_days);
  return 'made';
end $$;
comment on function komar.make_questionnaire(uuid, uuid, bytea, text, text, text, text, int, int) is 'A new link of the actor''s, within the limit of open ones.';

create function komar.open_questionnaire(the_token_hash bytea)
returns table (id uuid, state text, language text, greeting text, asked_by text, until date)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select q.id,
    case when q.answered_on is not null then 'answered'
      when q.revoked_on is not null or komar.today_host() > q.until or a.disabled_at is not null then 'ended'
      else 'open' end,
    q.language, q.greeting, q.asked_by, q.until
  from komar.questionnaire q join komar.account a on a.id = q.maker
  where q.token_hash = the_token_hash
$$;
comment on function komar.open_questionnaire(bytea) is 'What a link asks, for whoever has its token. It names no child but by the greeting that the maker typed.';

create function komar.answer_questionnaire(the_token_hash bytea, the_answers bytea) returns text
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  found_state text;
begin
  -- Two who answer at once wait for each other here, and the second finds it answered.
  perform from komar.questionnaire q where q.token_hash = the_token_hash for update;
  select o.state into found_state from komar.open_questionnaire(the_token_hash) o;
  if found_state = 'open' then
    update komar.questionnaire q set answered_on = komar.today_host(), answers = the_answers where q.token_hash = the_token_hash;
  end if;
  return found_state;
end $$;
comment on function komar.answer_questionnaire(bytea, bytea) is 'Keeps the sealed answers if the link is still open; answers the state in which it was, null where there is none.';

create function komar.revoke_questionnaire(the_id uuid) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  update komar.questionnaire q set revoked_on = komar.today_host(), greeting = null, asked_by = null
  where q.id = the_id and q.maker = komar.actor_id() and q.answered_on is null and q.revoked_on is null;
  return found;
end $$;
comment on function komar.revoke_questionnaire(uuid) is 'The maker calls off a link that was not answered.';

create function komar.settle_questionnaire(the_id uuid, is_taken_in boolean) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  -- Taken in: the entry of the same id is there, so nothing is lost with the answers.
  update komar.questionnaire q set settled_on = komar.today_host(), answers = null, greeting = null, asked_by = null
  where q.id = the_id and q.maker = komar.actor_id() and q.answered_on is not null and q.settled_on is null
    and (not is_taken_in or exists (select from komar.entry e where e.id = q.id and e.author = q.maker and e.subject = q.child));
  return found;
end $$;
comment on function komar.settle_questionnaire(uuid, boolean) is 'The maker has taken the answers in, or sets them aside: they go.';

revoke execute on function komar.may_ask_of(uuid), komar.make_questionnaire(uuid, uuid, bytea, text, text, text, text, int, int),
  komar.open_questionnaire(bytea), komar.answer_questionnaire(bytea, bytea), komar.revoke_questionnaire(uuid),
  komar.settle_questionnaire(uuid, boolean) from public;
grant execute on function komar.may_ask_of(uuid), komar.make_questionnaire(uuid, uuid, bytea, text, text, text, text, int, int),
  komar.open_questionnaire(bytea), komar.answer_questionnaire(bytea, bytea), komar.revoke_questionnaire(uuid),
  komar.settle_questionnaire(uuid, boolean) to :"app";
