CREATE TABLE "audit"."break_glass" (
	"id" uuid PRIMARY KEY NOT NULL,
	"officer" text NOT NULL,
	"authority" text NOT NULL,
	"reason" "bytea" NOT NULL,
	"reason_key" "bytea" NOT NULL,
	"asked_at" timestamp (3) with time zone NOT NULL,
	"decided_by" text,
	"decided_at" timestamp (3) with time zone,
	"ends_at" timestamp (3) with time zone,
	"ended_by" text,
	CONSTRAINT "break_glass_second_person" CHECK ("audit"."break_glass"."decided_by" <> "audit"."break_glass"."officer"),
	CONSTRAINT "break_glass_an_hour" CHECK ("audit"."break_glass"."ends_at" <= "audit"."break_glass"."decided_at" + interval '60 minutes')
);
--> statement-breakpoint
CREATE TABLE "audit"."break_glass_use" (
	"grant" uuid NOT NULL,
	"record_id" uuid NOT NULL,
	CONSTRAINT "break_glass_use_grant_record_id_pk" PRIMARY KEY("grant","record_id")
);
--> statement-breakpoint
ALTER TABLE "audit"."break_glass_use" ADD CONSTRAINT "break_glass_use_grant_break_glass_id_fk" FOREIGN KEY ("grant") REFERENCES "audit"."break_glass"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "break_glass_officer" ON "audit"."break_glass" USING btree ("officer","ends_at");--> statement-breakpoint
CREATE INDEX "break_glass_asked" ON "audit"."break_glass" USING btree ("asked_at");
--> statement-breakpoint
-- Whatever says that it was done under break-glass is tied to a grant to that officer that is in force now; without one it
-- cannot be put on record, and what is not on record is not shown. A refusal needs none: it shows nothing.
CREATE FUNCTION audit.tie_to_break_glass() RETURNS trigger
  LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  claimed CONSTANT bytea := 'break-glass';
BEGIN
  IF NOT EXISTS (
    SELECT FROM arrived JOIN audit.packed_record ON packed_record.id = arrived.record_id
    WHERE position(claimed IN packed) > 0
  ) THEN
    RETURN NULL;
  END IF;
  WITH claiming AS (
    SELECT record.id, said ->> 'officer' AS officer
    FROM arrived JOIN audit.record ON record.id = arrived.record_id,
      LATERAL (SELECT convert_from(record.record, 'UTF8')::jsonb AS said) AS parsed
    WHERE said -> 'roles' ? 'break-glass'
      AND said ->> 'outcome' <> 'denied'
  )
  INSERT INTO audit.break_glass_use ("grant", record_id)
    -- Without a grant the first column is null, and the statement fails.
    SELECT (
      SELECT granted.id FROM audit.break_glass AS granted
      WHERE granted.officer = claiming.officer AND granted.ends_at > clock_timestamp()
      ORDER BY granted.ends_at DESC LIMIT 1
    ), claiming.id
    FROM claiming;
  RETURN NULL;
EXCEPTION WHEN not_null_violation THEN
  RAISE EXCEPTION 'No break-glass of this officer is in force.' USING ERRCODE = 'XW002';
END
$$;
--> statement-breakpoint
-- Triggers fire in the order of their names: what is tied to break-glass is known before witnesses are asked about.
CREATE TRIGGER break_glass AFTER INSERT ON audit.pending
  REFERENCING NEW TABLE AS arrived
  FOR EACH STATEMENT EXECUTE FUNCTION audit.tie_to_break_glass();
--> statement-breakpoint
-- As before, and what is done under break-glass goes on. The operations are the list `disclosures` of packages/protocol.
CREATE OR REPLACE FUNCTION audit.refuse_disclosures_when_stale() RETURNS trigger
  LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  IF EXISTS (
    SELECT FROM audit.cosigned WHERE witnessed_at < clock_timestamp() - make_interval(secs => stale_after)
  ) AND EXISTS (
    SELECT FROM arrived JOIN audit.record ON record.id = arrived.record_id
    WHERE arrived.type = ANY (ARRAY[
        'query', 'query.open', 'screening.view', 'override.list', 'alert.list', 'alert.view', 'hit.list', 'hit.view',
        'consent.list', 'consent.view', 'release.ask', 'release.open'
      ])
      AND position('"outcome":"denied"'::bytea IN record.record) = 0
      AND position('"outcome":"failed"'::bytea IN record.record) = 0
      AND NOT EXISTS (SELECT FROM audit.break_glass_use AS used WHERE used.record_id = record.id)
  ) THEN
    RAISE EXCEPTION 'The access log has not been confirmed by its witnesses for too long.' USING ERRCODE = 'XW001';
  END IF;
  RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit.break_glass_use
  FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse_change();
