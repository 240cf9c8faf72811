-- What the watchlist may read: every alert that ever was in force, as it stands now, in the order of its last change.
-- Only state 'active' carries content; any other says that the alert is no longer listed.
CREATE FUNCTION alerts.changes_after(after bigint, at_most integer)
RETURNS TABLE (seq bigint, id uuid, issuer text, version integer, state text, core bytea, core_key bytea, compartments jsonb)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT a.change, a.id, a.issuer, a.version, a.state,
         CASE WHEN a.state = 'active' THEN a.core END,
         CASE WHEN a.state = 'active' THEN a.core_key END,
         CASE WHEN a.state = 'active' THEN a.compartments ELSE '[]' END
  FROM alerts.alert a
  WHERE a.change > after
  ORDER BY a.change
  LIMIT at_most
$$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION alerts.changes_after(bigint, integer) FROM PUBLIC;
--> statement-breakpoint
GRANT USAGE ON SCHEMA alerts TO crosswatch_watchlist;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION alerts.changes_after(bigint, integer) TO crosswatch_watchlist;
