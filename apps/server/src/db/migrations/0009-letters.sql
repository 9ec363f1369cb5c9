-- Letters to duty holders, and the ledger of recommendations. Disposable, like all projections.

create table komar.letter (
  letter uuid primary key,
  child uuid not null,
  class_bit int not null check (class_bit in (1, 4)),
  purpose text not null,
  addressee text,
  sent_to text not null,
  agency uuid not null,
  sent_on date,
  answer_due date not null,
  acknowledged_on date,
  answered_on date,
  says text,
  is_superseded boolean not null
);
create index on komar.letter (child);
create index on komar.letter (answer_due) where answered_on is null and not is_superseded;
comment on table komar.letter is 'Projection, identity class, or care class for a letter about care outside: each letter and what came back.';

create table komar.advice (
  advice uuid primary key,
  facility uuid not null,
  given_to text not null,
  advice_text text not null,
  follows_from text,
  agency uuid not null,
  given_on date,
  reply_due date not null,
  replied_on date,
  reply text,
  reply_words text,
  passed_to text,
  promised_by date,
  outcome text,
  outcome_on date,
  outcome_words text
);
create index on komar.advice (facility);
comment on table komar.advice is 'Projection, conditions class: recommendations to offices about a facility, the reply and what came of it.';

do $$
declare
  name text;
begin
  foreach name in array array['letter', 'advice'] loop
    execute format('alter table komar.%I enable row level security', name);
    execute format('alter table komar.%I force row level security', name);
    execute format('create policy owner on komar.%I to current_user using (true) with check (true)', name);
    execute format('create policy keeper on komar.%I to komar_keeper using (true) with check (true)', name);
    execute format('grant select, insert, delete on komar.%I to komar_keeper', name);
  end loop;
end $$;

create policy readable on komar.letter for select to :"app" using (
  exists (select from komar.subject_circle sc
    where sc.subject = any (array[child])
      and sc.since <= (select komar.today_host()) and (sc.until is null or (select komar.today_host()) < sc.until)
      and (class_bit = 1 and (sc.mask & 1) <> 0 and sc.circle = any ((select komar.reading_circles(1))::int[])
        or class_bit = 4 and (sc.mask & 4) <> 0 and sc.circle = any ((select komar.reading_circles(4))::int[]))));

create policy readable on komar.advice for select to :"app" using (
  exists (select from komar.subject_circle sc
    where sc.subject = any (array[facility]) and sc.circle = any ((select komar.reading_circles(64))::int[]) and (sc.mask & 64) <> 0
      and sc.since <= (select komar.today_host()) and (sc.until is null or (select komar.today_host()) < sc.until)));

grant select on komar.letter, komar.advice to :"app";
