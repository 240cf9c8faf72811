-- One record of a query, with the wrapped key of its terms: for the watchlist, which wrote it, to answer the query again for an
-- auditor. No other record can be read this way.
CREATE FUNCTION audit.query_record(asked uuid)
RETURNS TABLE (record bytea, key bytea)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT r.record, k.key
  FROM audit.record r LEFT JOIN audit.record_key k ON k.record_id = r.id
  WHERE r.id = asked AND position('"operation":"query"'::bytea IN r.record) > 0
$$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION audit.query_record(uuid) FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION audit.query_record(uuid) TO crosswatch_watchlist;
