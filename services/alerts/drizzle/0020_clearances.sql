CREATE TABLE "alerts"."clearance" (
	"id" uuid PRIMARY KEY NOT NULL,
	"alert" uuid NOT NULL,
	"version" integer NOT NULL,
	"issuer" text NOT NULL,
	"proposer" text,
	"override" uuid,
	"state" text NOT NULL,
	"reason" text,
	"ground" text,
	"consent" jsonb,
	"mark" "bytea",
	"mark_key" "bytea",
	"since" timestamp (3) with time zone NOT NULL,
	"valid_until" timestamp (3) with time zone NOT NULL,
	"decided_at" timestamp (3) with time zone,
	"ended_at" timestamp (3) with time zone,
	"proposed_by" text,
	"decided_by" text,
	"ended_by" text,
	"recipients" jsonb DEFAULT '[]'::jsonb NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX "clearance_open" ON "alerts"."clearance" USING btree ("override") WHERE "alerts"."clearance"."state" in ('proposed', 'standing');--> statement-breakpoint
CREATE INDEX "clearance_alert" ON "alerts"."clearance" USING btree ("alert");--> statement-breakpoint
CREATE INDEX "clearance_held" ON "alerts"."clearance" USING btree ("id") WHERE "alerts"."clearance"."mark" is not null;--> statement-breakpoint
CREATE INDEX "clearance_listed" ON "alerts"."clearance" USING btree ("since");
--> statement-breakpoint
-- Clearances that stand, for the watchlist: who is known not to be the subject of an alert that is listed. Marks in boxes.
CREATE FUNCTION alerts.standing_clearances()
RETURNS TABLE (id uuid, alert uuid, mark bytea, mark_key bytea, valid_until timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT c.id, c.alert, c.mark, c.mark_key, c.valid_until
  FROM alerts.clearance c JOIN alerts.alert a ON a.id = c.alert
  WHERE c.mark IS NOT NULL AND c.state = 'standing' AND a.state = 'active'
$$;
--> statement-breakpoint
-- From when until when clearances stood, for the watchlist to answer a query of that time again. Their marks may be erased.
CREATE FUNCTION alerts.past_clearances(ids uuid[])
RETURNS TABLE (id uuid, alert uuid, stood_from timestamptz, stood_until timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT c.id, c.alert, c.decided_at, least(c.valid_until, c.ended_at)
  FROM alerts.clearance c
  WHERE c.id = ANY (ids) AND c.decided_at IS NOT NULL AND c.state IN ('standing', 'ended')
$$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION alerts.standing_clearances() FROM PUBLIC;
--> statement-breakpoint
REVOKE ALL ON FUNCTION alerts.past_clearances(uuid[]) FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION alerts.standing_clearances(), alerts.past_clearances(uuid[]) TO crosswatch_watchlist;
