-- Overrides that hold, for the alerts service: a person is cleared elsewhere only as two officers of this node cleared them here, and no
-- longer than that.
CREATE FUNCTION watchlist.standing_overrides(ids uuid[], at timestamptz)
RETURNS TABLE (id uuid, alert uuid, requester text, content bytea, content_key bytea, valid_until timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT o.id, o.alert, o.requester, o.content, o.content_key, o.valid_until
  FROM watchlist.override o
  WHERE o.id = ANY (ids) AND o.state = 'approved' AND o.valid_until > standing_overrides.at
$$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION watchlist.standing_overrides(uuid[], timestamptz) FROM PUBLIC;
--> statement-breakpoint
GRANT USAGE ON SCHEMA watchlist TO crosswatch_alerts;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION watchlist.standing_overrides(uuid[], timestamptz) TO crosswatch_alerts;
