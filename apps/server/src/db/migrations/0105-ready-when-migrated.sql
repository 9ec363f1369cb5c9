-- Whether the database has what a version of Komar needs, for whoever watches the host: a yes or no about one name, and no list.
-- They are applied in the order of their names, so whoever has the last has all.

create function komar.has_migration(the_name text) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select exists (select from komar.migration m where m.name = the_name)
$$;
comment on function komar.has_migration(text) is 'Whether a migration was applied to this database.';
revoke execute on function komar.has_migration(text) from public;
grant execute on function komar.has_migration(text) to :"app";
