CREATE TABLE "audit"."content_retention" (
	"service" text NOT NULL,
	"class" text NOT NULL,
	"months" integer NOT NULL,
	"over" bigint NOT NULL,
	"kept" bigint NOT NULL,
	"due" bigint NOT NULL,
	"oldest" timestamp with time zone,
	"erased" bigint NOT NULL,
	"ran_at" timestamp with time zone NOT NULL,
	CONSTRAINT "content_retention_service_class_pk" PRIMARY KEY("service","class")
);

--> statement-breakpoint
-- Legal holds in force, as services name what they keep: `alert:<id>`, `officer:<name>` and so on.
CREATE FUNCTION audit.held_names() RETURNS text[]
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
  SELECT coalesce(array_agg(kind || ':' || subject), '{}') FROM audit.legal_hold WHERE lifted_at IS NULL
$$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION audit.held_names FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION audit.held_names TO
  crosswatch_exchange, crosswatch_alerts, crosswatch_watchlist, crosswatch_consent, crosswatch_intake;
--> statement-breakpoint
-- How a class of what a service keeps stands after a run of its job: what ended, what of it a hold keeps beyond its time, what was due,
-- when the oldest ended, and what the run erased of what was due. A service speaks for itself only.
CREATE FUNCTION audit.report_retention(
  speaker text, class text, months integer, over bigint, kept bigint, due bigint, oldest timestamptz, erased bigint, at timestamptz
) RETURNS void
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  IF NOT pg_has_role(session_user, 'crosswatch_' || speaker, 'member') THEN
    RAISE EXCEPTION 'A service speaks for itself.' USING ERRCODE = 'insufficient_privilege';
  END IF;
  INSERT INTO audit.content_retention AS kept_here (service, class, months, over, kept, due, oldest, erased, ran_at)
    VALUES (speaker, class, months, over, kept, due, oldest, erased, at)
    ON CONFLICT ON CONSTRAINT content_retention_service_class_pk DO UPDATE SET
      months = excluded.months, over = excluded.over, kept = excluded.kept, due = excluded.due, oldest = excluded.oldest,
      erased = kept_here.erased + excluded.erased, ran_at = excluded.ran_at;
END
$$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION audit.report_retention FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION audit.report_retention TO
  crosswatch_exchange, crosswatch_alerts, crosswatch_watchlist, crosswatch_consent, crosswatch_intake;
