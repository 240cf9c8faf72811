CREATE TABLE "audit"."number_trace" (
	"neighbourhood" bigint NOT NULL,
	"number" bigint NOT NULL,
	"record_id" uuid NOT NULL,
	"officer" text NOT NULL,
	"day" date NOT NULL,
	"missed" boolean NOT NULL,
	CONSTRAINT "number_trace_neighbourhood_record_id_number_pk" PRIMARY KEY("neighbourhood","record_id","number")
);
--> statement-breakpoint
CREATE TABLE "audit"."purpose_day" (
	"officer" text NOT NULL,
	"purpose" text NOT NULL,
	"day" date NOT NULL,
	"looks" integer NOT NULL,
	"referenced" integer NOT NULL,
	CONSTRAINT "purpose_day_officer_purpose_day_pk" PRIMARY KEY("officer","purpose","day")
);
--> statement-breakpoint
CREATE TABLE "audit"."watched" (
	"id" smallint PRIMARY KEY DEFAULT 1 NOT NULL,
	"places" bigint DEFAULT 0 NOT NULL
);
--> statement-breakpoint
ALTER TABLE "audit"."review" ADD COLUMN "cause" text;--> statement-breakpoint
CREATE INDEX "number_trace_day" ON "audit"."number_trace" USING btree ("day");--> statement-breakpoint
ALTER TABLE "audit"."review" ADD CONSTRAINT "review_cause_unique" UNIQUE("cause");--> statement-breakpoint
INSERT INTO audit.watched DEFAULT VALUES;
