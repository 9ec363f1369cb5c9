-- The three database roles. The owner (who runs this) makes tables and nothing else uses it while Komar runs; the app signs in and
-- owns nothing; komar_keeper signs in nowhere: the append switches to it, inside a transaction, to read the whole chronicle for
-- the gates and to write projections and the chain. The app must hold it without inheriting it, or the wall would be open.

create schema if not exists komar;
revoke all on schema komar from public;
-- Functions are executable by everyone unless this is taken away, also for the migrations that follow.
alter default privileges revoke execute on functions from public;

do $$
begin
  if not exists (select from pg_roles where rolname = 'komar_keeper') then
    if not exists (select from pg_roles where rolname = current_user and (rolcreaterole or rolsuper)) then
      raise exception 'the role komar_keeper is missing and % may not create roles', current_user
        using hint = 'As a superuser run: create role komar_keeper nologin; grant komar_keeper to ' || current_user || ' with admin option;';
    end if;
    create role komar_keeper nologin;
  end if;
exception when duplicate_object or unique_violation then
  null; -- another database of this cluster was migrated in the same moment
end $$;

do $$
declare
  app_role constant regrole := ':"app"';
  app pg_roles%rowtype;
begin
  select * into strict app from pg_roles where oid = app_role;
  if app.rolsuper or app.rolbypassrls or pg_has_role(app_role, current_user, 'member') then
    raise exception 'the app''s role % would not be held by row-level security', app_role
      using hint = 'DATABASE_APP_URL must name a role that is no superuser, has no BYPASSRLS and is not a member of the owner.';
  end if;
  if not pg_has_role(app_role, 'komar_keeper'::name, 'member') then
    if current_setting('server_version_num')::int >= 160000 then
      execute format('grant komar_keeper to %s with inherit false', app_role);
    else
      if app.rolinherit then
        execute format('alter role %s noinherit', app_role);
      end if;
      execute format('grant komar_keeper to %s', app_role);
    end if;
  end if;
  if pg_has_role(app_role, 'komar_keeper'::name, 'usage') then
    raise exception 'the app''s role % inherits what komar_keeper may do', app_role
      using hint = 'Run: alter role ' || app_role::text || ' noinherit;';
  end if;
end $$;

grant usage on schema komar to :"app", komar_keeper;
