-- Writing to a sealed record: nobody does, but for what puts a seal right and for erasure, by a supervisor who opened that record in need. A
-- wrong date of birth would else keep a child from those who look after it, and what must not be kept would stay because nobody can ask.
-- Source: docs/decisions/0019-erasure.md; the same rule stands in packages/domain/src/access/policy.ts ('glass').

alter table komar.kind_registry add column through_glass text check (through_glass in ('own', 'any'));
comment on column komar.kind_registry.through_glass is 'Whether an entry of this kind is written to a sealed record that was opened in need: by a supervisor of the responsible agency alone, or of any.';

create function komar.opened_records() returns table (child uuid, is_responsible boolean)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select g.child, bool_or(coalesce(g.responsible = komar.actor_agency(), false))
  from komar.broken_glass g
  where g.account = komar.actor_id() and g.agency = komar.actor_agency() and now() < g.until
    and komar.may_break_glass() and 'supervisor' = any (komar.actor_roles()) and komar.is_sealed(g.child)
  group by g.child
$$;
comment on function komar.opened_records() is 'Sealed records that the actor, a supervisor, has open, and whether the actor''s agency is responsible for each.';

create function komar.stand_beside(the_child uuid, others uuid[]) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select not exists (select from unnest(others) as o (id) where not exists (
    select from komar.entry_subject es join komar.entry e on e.id = es.entry
    where es.subject = the_child and o.id = any (array[e.subject] || e.also)))
$$;
comment on function komar.stand_beside(uuid, uuid[]) is 'Whether each of these is named in the child''s chronicle already.';

create policy through_glass on komar.entry for insert to :"app" with check (
  author = (select komar.actor_id())
  and agency = (select komar.actor_agency())
  and device = (select komar.actor_device())
  and exists (
    select from komar.kind_registry k join komar.opened_records() o on o.child = entry.subject
    where k.name = entry.kind and k.class = entry.class and not k.opens
      and (k.through_glass = 'any' or k.through_glass = 'own' and o.is_responsible)
      and k.class_bit & (select komar.role_writes()) <> 0
      and (k.roles is null or k.roles && (select komar.actor_roles())::text[]))
  and komar.stand_beside(subject, also)
);

revoke execute on function komar.opened_records(), komar.stand_beside(uuid, uuid[]) from public;
grant execute on function komar.opened_records() to :"app", komar_keeper;
grant execute on function komar.stand_beside(uuid, uuid[]) to :"app";
