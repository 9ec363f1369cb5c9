-- As in 0092; and of a child with several records, the agency that is responsible for the child, whichever of its codes was asked for. Else
-- whoever registered a second record would be told, would judge, and could write where the record is sealed.

create or replace function komar.break_glass(the_code text, the_reason text) returns table (outcome text, id uuid, child uuid)
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  found_child uuid;
  made uuid;
begin
  if not komar.may_break_glass() then
    return query select 'not-permitted', null::uuid, null::uuid;
    return;
  end if;
  perform pg_advisory_xact_lock(hashtextextended('komar.glass ' || komar.actor_id()::text, 0));
  if (select count(*) from komar.read_log l where l.account = komar.actor_id() and l.what = 'glass.asked'
      and l.at > now() - interval '24 hours') >= 5 then
    return query select 'too-many', null::uuid, null::uuid;
    return;
  end if;
  select i.child into found_child from komar.child_identity i where i.code = the_code order by i.child limit 1;
  insert into komar.read_log (account, agency, subject, what, classes, reason)
  values (komar.actor_id(), komar.actor_agency(), found_child, 'glass.asked', 0, the_reason);
  if found_child is null then
    return query select 'not-found', null::uuid, null::uuid;
    return;
  end if;
  insert into komar.broken_glass as g (account, agency, child, responsible, until, reason)
  values (komar.actor_id(), komar.actor_agency(), found_child,
    komar.responsible_for(found_child),
    now() + interval '4 hours', the_reason)
  returning g.id into made;
  return query select 'opened', made, found_child;
end $$;
