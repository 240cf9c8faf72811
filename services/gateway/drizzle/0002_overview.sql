-- Who may sign in, for the auditors' overview. Names are pseudonyms, as in the access log.
CREATE FUNCTION gateway.accounts() RETURNS TABLE (name text, roles jsonb, authority text, created_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT u.name, u.roles, u.authority, u.created_at FROM gateway."user" u WHERE NOT u.disabled
$$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION gateway.accounts() FROM PUBLIC;
--> statement-breakpoint
GRANT USAGE ON SCHEMA gateway TO crosswatch_audit;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION gateway.accounts() TO crosswatch_audit;
