-- What the alerts service has kept long enough goes here as well: the sealed bodies of this node's own entries about it, and of the
-- letters of others that belong to it. Headers stay, so that every feed continues.
CREATE FUNCTION exchange.erase_about(own text, refs uuid[]) RETURNS bigint
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  WITH place AS (
    SELECT i.issuer, i.seq FROM exchange.inbox i WHERE i.ref = ANY (refs) AND i.kind IN ('hit', 'message')
    UNION
    SELECT own, s.seq FROM exchange.sent s WHERE s.ref = ANY (refs)
  ), entry AS (
    UPDATE exchange.feed_entry e SET body = NULL FROM place
    WHERE e.issuer = place.issuer AND e.seq = place.seq AND e.body IS NOT NULL
    RETURNING 1
  )
  SELECT count(*) FROM entry
$$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION exchange.erase_about(text, uuid[]) FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION exchange.erase_about(text, uuid[]) TO crosswatch_alerts;
