CREATE TABLE "audit"."officer_trace" (
	"officer" text NOT NULL,
	"subject" text NOT NULL,
	"day" date NOT NULL,
	"record_id" uuid NOT NULL,
	"certain" boolean NOT NULL,
	"uncased" boolean NOT NULL,
	CONSTRAINT "officer_trace_officer_subject_day_pk" PRIMARY KEY("officer","subject","day")
);
--> statement-breakpoint
CREATE INDEX "officer_trace_day" ON "audit"."officer_trace" USING btree ("day");