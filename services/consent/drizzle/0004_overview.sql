-- Receipts of erasure that recipients have not given in time, for the auditors' overview.
CREATE FUNCTION consent.overdue_erasures(now timestamptz) RETURNS TABLE (overdue bigint, oldest timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT count(*), min(d.due_at) FROM consent.demand d WHERE d.receipt IS NULL AND d.due_at < overdue_erasures.now
$$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION consent.overdue_erasures(timestamptz) FROM PUBLIC;
--> statement-breakpoint
GRANT USAGE ON SCHEMA consent TO crosswatch_audit;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION consent.overdue_erasures(timestamptz) TO crosswatch_audit;
