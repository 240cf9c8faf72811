-- Evidence that was opened for a thread goes with the thread, and with its alert: the alerts service destroys the sealed bodies of
-- the messages that brought it.
CREATE OR REPLACE FUNCTION exchange.erase(erased_issuer text, refs uuid[]) RETURNS bigint
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  WITH place AS (
    SELECT DISTINCT i.seq FROM exchange.inbox i
    WHERE i.ref = ANY (refs) AND i.issuer = erased_issuer AND i.kind IN ('alert', 'revision', 'grant', 'message')
  ), copy AS (
    UPDATE exchange.quarantine q SET body = NULL FROM place
    WHERE q.issuer = erased_issuer AND q.seq = place.seq AND q.body IS NOT NULL
  ), entry AS (
    UPDATE exchange.feed_entry e SET body = NULL FROM place
    WHERE e.issuer = erased_issuer AND e.seq = place.seq AND e.body IS NOT NULL
    RETURNING 1
  )
  SELECT count(*) FROM entry
$$;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION exchange.erase(text, uuid[]) TO crosswatch_alerts;
