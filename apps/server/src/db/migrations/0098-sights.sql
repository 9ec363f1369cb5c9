-- Which classes the actor reads of many subjects, in one pass: asked for each of 400 children of a page, sight_of took most of the page's time.

create function komar.sights_of(wanted uuid[]) returns table (subject uuid, sight int)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select sc.subject, bit_or(uc.mask & sc.mask) & (select komar.role_circle_reads())
  from komar.subject_circle sc
  join komar.user_circle uc on uc.circle = sc.circle and uc.membership = (select komar.actor_membership())
  where sc.subject = any (wanted)
    and sc.since <= (select komar.today_host()) and (sc.until is null or (select komar.today_host()) < sc.until)
    and uc.since <= (select komar.today_host()) and (uc.until is null or (select komar.today_host()) < uc.until)
  group by sc.subject
$$;
comment on function komar.sights_of(uuid[]) is 'What sight_of says of each of these subjects; no row where that is nothing at all.';
revoke execute on function komar.sights_of(uuid[]) from public;
grant execute on function komar.sights_of(uuid[]) to :"app";
