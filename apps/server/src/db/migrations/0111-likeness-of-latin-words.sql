-- What is like a typed name, the same on every server. How alike two texts are is reckoned from three letters each of their words, and what
-- a letter is follows from the server's locale: the embedded engine knows Latin ones alone, others also Khmer ones, and there a Khmer name of
-- three letters found names that share two of them, which no device found. A Khmer name is found by its letters or its skeleton, as
-- packages/domain/src/register/name-likeness.ts says.
create or replace function komar.find_named(subject_type text, words text[], skeletons text[], most int)
returns table (id uuid, rank real)
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp set plan_cache_mode = force_custom_plan as $$
declare
  mine constant int[] := komar.reading_circles(1);
  day constant date := komar.today_host();
  wanted constant text := regexp_replace(array_to_string(words, ' '), '[^a-z0-9]+', ' ', 'g');
  patterns constant text[] := array(
    select '%' || replace(replace(replace(w, '\', '\\'), '%', '\%'), '_', '\_') || '%' from unnest(words) w);
  shapes constant text[] := array(select '%|' || s || '|%' from unnest(skeletons) s);
begin
  if cardinality(words) = 0 or cardinality(mine) = 0 then
    return;
  end if;
  perform set_config('pg_trgm.word_similarity_threshold', '0.45', true);
  -- The index answers to one pattern at a time, hence the first apart; without a skeleton it is null, and matches nobody.
  return query
  with named as (
    select c.child as who, c.search from komar.child_identity c where subject_type = 'child'
      and (c.search like patterns[1] and c.search like all (patterns) or wanted <% c.search
        or c.search like shapes[1] and c.search like all (shapes))
    union all
    select c.carer, c.search from komar.carer_identity c where subject_type = 'carer'
      and (c.search like patterns[1] and c.search like all (patterns) or wanted <% c.search
        or c.search like shapes[1] and c.search like all (shapes))
  )
  select n.who, word_similarity(wanted, n.search) from named n
  where exists (select from komar.subject_circle sc
    where sc.subject = n.who and sc.circle = any (mine) and (sc.mask & 1) <> 0
      and sc.since <= day and (sc.until is null or day < sc.until))
  order by 2 desc, 1
  limit least(most, 200);
end $$;
