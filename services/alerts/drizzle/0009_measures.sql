CREATE TABLE "alerts"."measure" (
	"id" uuid PRIMARY KEY NOT NULL,
	"alert" uuid NOT NULL,
	"version" integer NOT NULL,
	"issuer" text NOT NULL,
	"jurisdiction" text NOT NULL,
	"category" text NOT NULL,
	"kind" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"document" "bytea" NOT NULL,
	"document_key" "bytea" NOT NULL
);
--> statement-breakpoint
CREATE INDEX "measure_alert" ON "alerts"."measure" USING btree ("alert");--> statement-breakpoint
CREATE INDEX "measure_at" ON "alerts"."measure" USING btree ("at");