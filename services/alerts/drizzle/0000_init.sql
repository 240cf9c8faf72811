CREATE SEQUENCE "alerts"."change_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1;--> statement-breakpoint
CREATE TABLE "alerts"."agreement" (
	"partner" text PRIMARY KEY NOT NULL,
	"categories" jsonb NOT NULL,
	"compartments" jsonb NOT NULL,
	"purposes" jsonb NOT NULL,
	"reference" text NOT NULL,
	"valid_from" timestamp (3) with time zone NOT NULL,
	"valid_until" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "alerts"."alert" (
	"id" uuid PRIMARY KEY NOT NULL,
	"issuer" text NOT NULL,
	"origin" text NOT NULL,
	"state" text NOT NULL,
	"version" integer NOT NULL,
	"category" text NOT NULL,
	"action" text NOT NULL,
	"mode" text NOT NULL,
	"valid_until" timestamp (3) with time zone NOT NULL,
	"review_by" timestamp (3) with time zone NOT NULL,
	"core" "bytea",
	"core_key" "bytea",
	"compartments" jsonb NOT NULL,
	"core_hash" text,
	"notes" "bytea",
	"notes_key" "bytea",
	"drafter" text,
	"approver" text,
	"issued_at" timestamp (3) with time zone,
	"recipients" jsonb NOT NULL,
	"entry_seq" bigint,
	"reason" text,
	"source_key" "bytea",
	"source" text,
	"content_key" "bytea",
	"seen_in" uuid,
	"change" bigint DEFAULT 0 NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "alert_state" CHECK ("alerts"."alert"."state" in ('draft', 'submitted', 'active', 'withdrawn', 'expired', 'quarantined'))
);
--> statement-breakpoint
CREATE TABLE "alerts"."cursor" (
	"name" text PRIMARY KEY NOT NULL,
	"position" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "alerts"."draft" (
	"alert" uuid PRIMARY KEY NOT NULL,
	"state" text NOT NULL,
	"category" text NOT NULL,
	"content" "bytea" NOT NULL,
	"content_box_key" "bytea" NOT NULL,
	"content_key" "bytea",
	"drafter" text NOT NULL,
	"submitter" text,
	"returned" "bytea",
	"returned_key" "bytea",
	"import" uuid,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "alerts"."import" (
	"id" uuid PRIMARY KEY NOT NULL,
	"source" text NOT NULL,
	"complete" boolean NOT NULL,
	"state" text NOT NULL,
	"drafter" text NOT NULL,
	"submitter" text,
	"approver" text,
	"approver_authority" text,
	"drafted" integer DEFAULT 0 NOT NULL,
	"unchanged" integer DEFAULT 0 NOT NULL,
	"refused" integer DEFAULT 0 NOT NULL,
	"missing" integer DEFAULT 0 NOT NULL,
	"issued" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "alerts"."subject_key" (
	"key" "bytea" NOT NULL,
	"alert" uuid NOT NULL,
	CONSTRAINT "subject_key_key_alert_pk" PRIMARY KEY("key","alert")
);
--> statement-breakpoint
ALTER TABLE "alerts"."draft" ADD CONSTRAINT "draft_alert_alert_id_fk" FOREIGN KEY ("alert") REFERENCES "alerts"."alert"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "alerts"."draft" ADD CONSTRAINT "draft_import_import_id_fk" FOREIGN KEY ("import") REFERENCES "alerts"."import"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "alerts"."subject_key" ADD CONSTRAINT "subject_key_alert_alert_id_fk" FOREIGN KEY ("alert") REFERENCES "alerts"."alert"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "alert_change" ON "alerts"."alert" USING btree ("change");--> statement-breakpoint
CREATE INDEX "alert_listed" ON "alerts"."alert" USING btree ("updated_at","id");--> statement-breakpoint
CREATE INDEX "alert_due" ON "alerts"."alert" USING btree ("valid_until") WHERE "alerts"."alert"."state" = 'active';--> statement-breakpoint
CREATE INDEX "alert_source" ON "alerts"."alert" USING btree ("source_key");--> statement-breakpoint
CREATE INDEX "alert_source_name" ON "alerts"."alert" USING btree ("source") WHERE "alerts"."alert"."source" is not null;--> statement-breakpoint
CREATE INDEX "draft_import" ON "alerts"."draft" USING btree ("import");--> statement-breakpoint
CREATE INDEX "subject_key_alert" ON "alerts"."subject_key" USING btree ("alert");