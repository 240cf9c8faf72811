-- Once per cluster, as the superuser: the group roles to which the services' migrations grant. They cannot sign in.
do $$
declare
  service text;
begin
  foreach service in array array['gateway', 'exchange', 'alerts', 'watchlist', 'audit', 'consent', 'intake'] loop
    if not exists (select from pg_roles where rolname = 'crosswatch_' || service) then
      execute format('create role %I nologin', 'crosswatch_' || service);
    end if;
  end loop;
end
$$;
