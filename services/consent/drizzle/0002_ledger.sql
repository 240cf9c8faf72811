CREATE TABLE "consent"."ledger" (
	"id" integer PRIMARY KEY DEFAULT 1 NOT NULL,
	"lines" bigint DEFAULT 0 NOT NULL,
	CONSTRAINT "ledger_only_one" CHECK ("consent"."ledger"."id" = 1)
);
--> statement-breakpoint
CREATE TABLE "consent"."replayed" (
	"alert" uuid PRIMARY KEY NOT NULL,
	"issuer" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL
);

--> statement-breakpoint
-- How many lines of the ledger of erasures this database knows: those who show what it erases wait until it is all of them.
CREATE FUNCTION consent.ledger_lines() RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT coalesce((SELECT lines FROM consent.ledger), 0)
$$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION consent.ledger_lines() FROM PUBLIC;
--> statement-breakpoint
GRANT USAGE ON SCHEMA consent TO crosswatch_alerts, crosswatch_watchlist;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION consent.ledger_lines() TO crosswatch_alerts, crosswatch_watchlist;
