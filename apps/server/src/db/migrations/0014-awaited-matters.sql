-- Every entry that is named gets its row at once, also one that has not come in yet: so it is recognised when it comes, however many
-- are awaited and in whatever order they arrive.
create or replace function komar.withhold(entries jsonb) returns void
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
  said record;
  matters uuid[];
  everyone uuid[];
begin
  perform pg_advisory_xact_lock(hashtextextended('komar.withholding', 0));
  for said in
    select (e.value ->> 'entry')::uuid as entry, array(select jsonb_array_elements_text(e.value -> 'from'))::uuid[] as parties,
      array(select jsonb_array_elements_text(e.value -> 'with'))::uuid[] as links
    from jsonb_array_elements(entries) with ordinality as e (value, place) order by e.place
  loop
    insert into komar.withholding (entry, matter, parties)
    select distinct l.id, l.id, '{}'::uuid[] from unnest(said.links || said.entry) as l (id)
    on conflict (entry) do nothing;
    matters := array(select distinct w.matter from komar.withholding w where w.entry = any (said.links || said.entry));
    everyone := array(select p.id from komar.withholding w cross join lateral unnest(w.parties) as p (id)
      where w.matter = any (matters) union select unnest(said.parties) order by 1);
    update komar.withholding set matter = matters[1], parties = everyone where matter = any (matters);
    update komar.entry_subject es set withheld = everyone from komar.withholding w
    where w.matter = matters[1] and es.entry = w.entry and es.withheld <> everyone;
  end loop;
end $$;
