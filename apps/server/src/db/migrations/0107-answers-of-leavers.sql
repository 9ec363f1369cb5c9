-- Teachers' answers that wait for somebody who left. Only who made the link could take them in, so they were lost with that person. Now a
-- specialist of the same agency who writes of the child's mind today takes them in under their own name, or sets them aside: the same class,
-- the same agency and the same circle as for a link of one's own, and nothing before the maker has gone.
-- Source: docs/decisions/0018-who-belongs-here.md, "Leaving"; 0015-wellbeing.md, "A teacher's link".

alter policy own on komar.questionnaire using (
  (maker = (select komar.actor_id()) and coalesce(agency = (select komar.actor_agency()), true)
    or agency = (select komar.actor_agency()) and answered_on is not null and settled_on is null and not komar.works_here(maker, agency))
  and komar.may_ask_of(child)
);

create or replace function komar.settle_questionnaire(the_id uuid, is_taken_in boolean) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  -- Taken in: the entry of the same id is there, so nothing is lost with the answers.
  update komar.questionnaire q set settled_on = komar.today_host(), answers = null, greeting = null, asked_by = null
  where q.id = the_id and q.answered_on is not null and q.settled_on is null
    and (q.maker = komar.actor_id()
      or q.agency = komar.actor_agency() and not komar.works_here(q.maker, q.agency) and komar.may_ask_of(q.child))
    and (not is_taken_in or exists (select from komar.entry e where e.id = q.id and e.author in (q.maker, komar.actor_id()) and e.subject = q.child));
  return found;
end $$;
comment on function komar.settle_questionnaire(uuid, boolean) is 'The maker, or once they have gone a specialist of their agency, has taken the answers in, or sets them aside: they go.';
comment on table komar.questionnaire is 'One-time links for teachers, and what came back, sealed. Only who made one sees it, and only while they may write of the child''s mind; once they have gone, what was answered is seen by those of their agency who may.';
