CREATE TABLE "audit"."erased_record" (
	"record_id" uuid PRIMARY KEY NOT NULL,
	"run" uuid NOT NULL
);
--> statement-breakpoint
CREATE TABLE "audit"."erasure_run" (
	"id" uuid PRIMARY KEY NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"records" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "audit"."legal_hold" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"subject" text NOT NULL,
	"reason" text NOT NULL,
	"set_by" text NOT NULL,
	"set_at" timestamp with time zone NOT NULL,
	"lifted_by" text,
	"lifted_at" timestamp with time zone,
	"lift_reason" text
);
--> statement-breakpoint
CREATE INDEX "erased_record_run" ON "audit"."erased_record" USING btree ("run");--> statement-breakpoint
-- A record goes only together with a row that says so, and that row stays.
CREATE FUNCTION audit.refuse_unaccounted_erasure() RETURNS trigger
  LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  IF EXISTS (
    SELECT FROM gone WHERE NOT EXISTS (SELECT FROM audit.erased_record WHERE erased_record.record_id = gone.id)
  ) THEN
    RAISE EXCEPTION 'The access log is append-only.' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NULL;
END
$$;
--> statement-breakpoint
DROP TRIGGER append_only ON audit.packed_record;
--> statement-breakpoint
CREATE TRIGGER append_only BEFORE UPDATE OR TRUNCATE ON audit.packed_record
  FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse_change();
--> statement-breakpoint
CREATE TRIGGER accounted_erasure AFTER DELETE ON audit.packed_record
  REFERENCING OLD TABLE AS gone
  FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse_unaccounted_erasure();
--> statement-breakpoint
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit.erased_record
  FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse_change();
--> statement-breakpoint
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit.erasure_run
  FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse_change();
--> statement-breakpoint
CREATE TRIGGER append_only BEFORE DELETE OR TRUNCATE ON audit.legal_hold
  FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse_change();
