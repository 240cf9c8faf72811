CREATE TABLE "alerts"."dispute" (
	"id" uuid PRIMARY KEY NOT NULL,
	"alert" uuid NOT NULL,
	"version" integer NOT NULL,
	"issuer" text NOT NULL,
	"made_at" text NOT NULL,
	"request" text NOT NULL,
	"block" boolean NOT NULL,
	"due_by" timestamp (3) with time zone NOT NULL,
	"outcome" text,
	"recorded_at" timestamp (3) with time zone NOT NULL,
	"decided_at" timestamp (3) with time zone,
	"recorded_by" text,
	"decided_by" text,
	"statement" "bytea" NOT NULL,
	"statement_key" "bytea" NOT NULL,
	"explanation" "bytea",
	"explanation_key" "bytea"
);
--> statement-breakpoint
CREATE TABLE "alerts"."flag" (
	"id" uuid PRIMARY KEY NOT NULL,
	"alert" uuid NOT NULL,
	"by" text NOT NULL,
	"reason" text NOT NULL,
	"note" "bytea",
	"note_key" "bytea",
	"officer" text,
	"since" timestamp (3) with time zone NOT NULL,
	"lifted_by" text,
	"lifted_at" timestamp (3) with time zone
);
--> statement-breakpoint
ALTER TABLE "alerts"."alert" ADD COLUMN "flagged" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "alerts"."alert" ADD COLUMN "notice" text;--> statement-breakpoint
ALTER TABLE "alerts"."alert" ADD COLUMN "contest" text;--> statement-breakpoint
CREATE INDEX "dispute_alert" ON "alerts"."dispute" USING btree ("alert");--> statement-breakpoint
CREATE INDEX "dispute_listed" ON "alerts"."dispute" USING btree ("recorded_at");--> statement-breakpoint
CREATE UNIQUE INDEX "flag_open" ON "alerts"."flag" USING btree ("alert","by") WHERE "alerts"."flag"."lifted_at" is null;--> statement-breakpoint
DROP FUNCTION alerts.changes_after(bigint, integer);
--> statement-breakpoint
-- What the watchlist may read: every alert that ever was in force, as it stands now, in the order of its last change.
-- Only state 'active' carries content; any other says that the alert is not listed: what is blocked while somebody disputes it is
-- 'blocked' here.
CREATE FUNCTION alerts.changes_after(after bigint, at_most integer)
RETURNS TABLE (seq bigint, id uuid, issuer text, version integer, state text, core bytea, core_key bytea, compartments jsonb,
               flagged boolean, contested boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT a.change, a.id, a.issuer, a.version, s.state,
         CASE WHEN s.state = 'active' THEN a.core END,
         CASE WHEN s.state = 'active' THEN a.core_key END,
         CASE WHEN s.state = 'active' THEN a.compartments ELSE '[]' END,
         a.flagged, a.contest IS NOT NULL
  FROM alerts.alert a
  CROSS JOIN LATERAL (
    SELECT CASE WHEN a.state = 'active' AND a.contest = 'blocked' THEN 'blocked' ELSE a.state END AS state
  ) s
  WHERE a.change > after
  ORDER BY a.change
  LIMIT at_most
$$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION alerts.changes_after(bigint, integer) FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION alerts.changes_after(bigint, integer) TO crosswatch_watchlist;
