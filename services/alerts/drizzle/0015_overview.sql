-- Disputes that this node has to decide and has not decided in time, for the auditors' overview.
CREATE FUNCTION alerts.overdue_disputes(now timestamptz) RETURNS TABLE (overdue bigint, oldest timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT count(*), min(d.due_by) FROM alerts.dispute d JOIN alerts.alert a ON a.id = d.alert
  WHERE a.origin = 'own' AND d.outcome IS NULL AND d.due_by < overdue_disputes.now
$$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION alerts.overdue_disputes(timestamptz) FROM PUBLIC;
--> statement-breakpoint
GRANT USAGE ON SCHEMA alerts TO crosswatch_audit;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION alerts.overdue_disputes(timestamptz) TO crosswatch_audit;
