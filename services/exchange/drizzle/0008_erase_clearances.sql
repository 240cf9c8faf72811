-- What marks a person who was cleared of an alert goes with the clearance, wherever its letters came from.
CREATE OR REPLACE FUNCTION exchange.erase_about(own text, refs uuid[]) RETURNS bigint
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  WITH place AS (
    SELECT i.issuer, i.seq FROM exchange.inbox i WHERE i.ref = ANY (refs) AND i.kind IN ('hit', 'message', 'clearance')
    UNION
    SELECT own, s.seq FROM exchange.sent s WHERE s.ref = ANY (refs)
  ), copy AS (
    UPDATE exchange.quarantine q SET body = NULL FROM place
    WHERE q.issuer = place.issuer AND q.seq = place.seq AND q.body IS NOT NULL
  ), entry AS (
    UPDATE exchange.feed_entry e SET body = NULL FROM place
    WHERE e.issuer = place.issuer AND e.seq = place.seq AND e.body IS NOT NULL
    RETURNING 1
  )
  SELECT count(*) FROM entry
$$;
