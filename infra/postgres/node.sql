-- Once per node, as the superuser, in the node's own database (`create database xa`): for every service a login role that
-- owns its schema and may do nothing else. Then set each password: `\password xa_alerts`.
do $$
declare
  service text;
  login text;
begin
  execute format('revoke all on database %I from public', current_database());
  revoke all on schema public from public;
  foreach service in array array['gateway', 'exchange', 'alerts', 'watchlist', 'audit', 'consent', 'intake'] loop
    login := current_database() || '_' || service;
    if not exists (select from pg_roles where rolname = login) then
      execute format('create role %I login inherit', login);
    end if;
    execute format('grant %I to %I', 'crosswatch_' || service, login);
    execute format('grant connect, temporary on database %I to %I', current_database(), login);
    execute format('create schema if not exists %I authorization %I', service, login);
  end loop;
end
$$;
