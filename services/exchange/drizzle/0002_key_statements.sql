-- What every root said about its keys, in the order of the feeds: the audit service learns from it whose log and whose
-- witness a key is. Public, and each statement is verified again under the root that signed it.
CREATE FUNCTION exchange.key_statements() RETURNS TABLE (issuer text, seq bigint, envelope bytea)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT k.issuer, k.seq, k.envelope FROM exchange.key_event k ORDER BY k.issuer, k.seq, k.ordinal
$$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION exchange.key_statements() FROM PUBLIC;
--> statement-breakpoint
GRANT USAGE ON SCHEMA exchange TO crosswatch_audit;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION exchange.key_statements() TO crosswatch_audit;
