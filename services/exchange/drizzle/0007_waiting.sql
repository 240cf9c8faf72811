-- What a terminated agreement covered goes out no more: the alerts service looks through the letters that wait for a party, and
-- addresses those anew that nothing covers any longer.

-- Letters that say something about persons and wait for this recipient, locked until the caller's transaction ends.
CREATE FUNCTION exchange.waiting_for(recipient text)
RETURNS TABLE (id bigint, ref uuid, kind text, document bytea, document_key bytea, recipients jsonb)
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT o.id, o.ref, o.kind, o.document, o.document_key, o.recipients
  FROM exchange.outbox o
  WHERE o.recipients @> jsonb_build_array(jsonb_build_object('jurisdiction', recipient))
    AND o.kind IN ('alert', 'revision', 'grant', 'hit', 'message', 'measure', 'dispute', 'flag')
  ORDER BY o.id
  FOR UPDATE
$$;
--> statement-breakpoint
--   new_document   box, context 'outbox <ref> <kind> <digest of the new recipients>'
CREATE FUNCTION exchange.readdress(letter bigint, new_document bytea, new_key bytea, new_recipients jsonb) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  UPDATE exchange.outbox SET document = new_document, document_key = new_key, recipients = new_recipients WHERE id = letter
$$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION exchange.waiting_for(text) FROM PUBLIC;
--> statement-breakpoint
REVOKE ALL ON FUNCTION exchange.readdress(bigint, bytea, bytea, jsonb) FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION exchange.waiting_for(text), exchange.readdress(bigint, bytea, bytea, jsonb) TO crosswatch_alerts;
