-- What the consent service may do here: destroy sealed bodies, and compare what a receipt names with the feed.

-- Destroys what this node still holds of letters about these alerts of one issuer. Their headers stay: the chain is whole
-- without the bodies.
--   returns  how many sealed bodies were destroyed
CREATE FUNCTION exchange.erase(erased_issuer text, refs uuid[]) RETURNS bigint
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  WITH place AS (
    SELECT DISTINCT i.seq FROM exchange.inbox i
    WHERE i.ref = ANY (refs) AND i.issuer = erased_issuer AND i.kind IN ('alert', 'revision', 'grant')
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
-- Entries of a feed by their place: hash, and for this node's own entries what the letter in them is about.
CREATE FUNCTION exchange.entries_at(own boolean, feed_issuer text, places bigint[]) RETURNS TABLE (seq bigint, hash bytea, ref uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT e.seq, e.hash, coalesce(s.ref, i.ref)
  FROM exchange.feed_entry e
  LEFT JOIN exchange.sent s ON own AND s.seq = e.seq
  -- Where the own feed was recovered from others, what an entry is about stands in the inbox.
  LEFT JOIN exchange.inbox i ON i.issuer = e.issuer AND i.seq = e.seq AND i.entry_hash = e.hash AND i.kind <> 'void'
  WHERE e.issuer = feed_issuer AND e.seq = ANY (places)
$$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION exchange.erase(text, uuid[]) FROM PUBLIC;
--> statement-breakpoint
REVOKE ALL ON FUNCTION exchange.entries_at(boolean, text, bigint[]) FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION exchange.erase(text, uuid[]) TO crosswatch_consent;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION exchange.entries_at(boolean, text, bigint[]) TO crosswatch_consent;
