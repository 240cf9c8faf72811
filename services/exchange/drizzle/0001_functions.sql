-- What other services may do with this schema, and nothing else.

-- Puts letters into the outbox, in the caller's transaction: either the alert and its letter are both there, or neither.
--   documents      boxes, context 'outbox <ref> <kind> <digest of the recipients>'
--   compartments   [{"name","box","key"}], keys wrapped with context 'compartment <ref> <name>'
--   recipients     [{"jurisdiction","compartments":[...]}]
CREATE FUNCTION exchange.enqueue(
  refs uuid[], kinds text[], payload_types text[], documents bytea[], document_keys bytea[],
  compartments jsonb[], recipients jsonb[]
) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  -- Ids are given in the order of commit: nobody else gets one until this transaction is over.
  PERFORM pg_advisory_xact_lock(hashtextextended('crosswatch outbox', 0));
  INSERT INTO exchange.outbox (ref, kind, payload_type, document, document_key, compartments, recipients)
  SELECT * FROM unnest(refs, kinds, payload_types, documents, document_keys, compartments, recipients);
  PERFORM pg_notify('exchange_outbox', '');
END
$$;
--> statement-breakpoint
-- What arrived of these kinds after a position the caller keeps. 'void' letters are always included.
--   document       box, context 'inbox <issuer> <seq>'
--   compartments   as in the outbox
CREATE FUNCTION exchange.inbox_after(wanted text[], after bigint, at_most integer)
RETURNS TABLE (id bigint, kind text, issuer text, seq bigint, ref uuid, document bytea, document_key bytea, compartments jsonb)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT i.id, i.kind, i.issuer, i.seq, i.ref, i.document, i.document_key, i.compartments
  FROM exchange.inbox i
  WHERE i.id > after AND (i.kind = ANY (wanted) OR i.kind = 'void')
  ORDER BY i.id
  LIMIT at_most
$$;
--> statement-breakpoint
-- The caller has taken these in: their content is dropped here, their identity stays so that nothing arrives twice.
CREATE FUNCTION exchange.inbox_done(ids bigint[]) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  UPDATE exchange.inbox SET document = NULL, document_key = NULL, compartments = '[]' WHERE id = ANY (ids)
$$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION exchange.enqueue(uuid[], text[], text[], bytea[], bytea[], jsonb[], jsonb[]) FROM PUBLIC;
--> statement-breakpoint
REVOKE ALL ON FUNCTION exchange.inbox_after(text[], bigint, integer) FROM PUBLIC;
--> statement-breakpoint
REVOKE ALL ON FUNCTION exchange.inbox_done(bigint[]) FROM PUBLIC;
--> statement-breakpoint
GRANT USAGE ON SCHEMA exchange TO crosswatch_alerts, crosswatch_audit, crosswatch_consent, crosswatch_watchlist;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION exchange.enqueue(uuid[], text[], text[], bytea[], bytea[], jsonb[], jsonb[])
  TO crosswatch_alerts, crosswatch_audit, crosswatch_consent, crosswatch_watchlist;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION exchange.inbox_after(text[], bigint, integer)
  TO crosswatch_alerts, crosswatch_audit, crosswatch_consent;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION exchange.inbox_done(bigint[]) TO crosswatch_alerts, crosswatch_audit, crosswatch_consent;
