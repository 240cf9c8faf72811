CREATE TABLE "audit"."person_trace" (
	"person" bigint NOT NULL,
	"officer" text NOT NULL,
	"authority" text NOT NULL,
	"day" date NOT NULL,
	"reference" bigint,
	CONSTRAINT "person_trace_person_officer_day_pk" PRIMARY KEY("person","officer","day")
);
--> statement-breakpoint
ALTER TABLE "audit"."purpose_day" ADD COLUMN "authority" text DEFAULT '' NOT NULL;--> statement-breakpoint
CREATE INDEX "person_trace_day" ON "audit"."person_trace" USING btree ("day");