-- What the alerts service has kept long enough goes here as well. Letters about clearances have functions of their own, below.
CREATE OR REPLACE FUNCTION exchange.erase_about(own text, refs uuid[]) RETURNS bigint
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  WITH place AS (
    SELECT i.issuer, i.seq FROM exchange.inbox i WHERE i.ref = ANY (refs) AND i.kind IN ('hit', 'message')
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
--> statement-breakpoint
-- The sealed bodies of letters about clearances that are over, as they came from others. What this node sent stays sealed in its
-- own feed: a member that catches up needs every entry, and a letter that ends a clearance has to arrive.
CREATE FUNCTION exchange.erase_clearance_letters(own text, refs uuid[]) RETURNS bigint
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  WITH place AS (
    SELECT i.issuer, i.seq FROM exchange.inbox i
    WHERE i.ref = ANY (refs) AND i.kind = 'clearance' AND i.issuer <> own
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
--> statement-breakpoint
-- The sealed body of one letter about a clearance that was refused, and of no other, whatever it says that it is about.
CREATE FUNCTION exchange.erase_clearance_letter(of text, place bigint) RETURNS bigint
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  WITH entry AS (
    UPDATE exchange.feed_entry e SET body = NULL
    WHERE e.issuer = of AND e.seq = place AND e.body IS NOT NULL
      AND EXISTS (SELECT FROM exchange.inbox i WHERE i.issuer = of AND i.seq = place AND i.kind = 'clearance')
    RETURNING 1
  )
  SELECT count(*) FROM entry
$$;
--> statement-breakpoint
-- Letters about clearances that wait to be sealed are not sent any more.
CREATE FUNCTION exchange.unsend_clearance_letters(refs uuid[]) RETURNS bigint
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  WITH gone AS (
    DELETE FROM exchange.outbox o WHERE o.ref = ANY (refs) AND o.kind = 'clearance' RETURNING 1
  )
  SELECT count(*) FROM gone
$$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION exchange.erase_clearance_letters(text, uuid[]), exchange.erase_clearance_letter(text, bigint),
  exchange.unsend_clearance_letters(uuid[]) FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION exchange.erase_clearance_letters(text, uuid[]), exchange.erase_clearance_letter(text, bigint),
  exchange.unsend_clearance_letters(uuid[]) TO crosswatch_alerts;
