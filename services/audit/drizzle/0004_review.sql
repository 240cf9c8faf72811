CREATE TABLE "audit"."review" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"officer" text NOT NULL,
	"record_id" uuid,
	"reason" text NOT NULL,
	"opened_at" timestamp with time zone NOT NULL,
	"verdict" text,
	"decided_at" timestamp with time zone,
	"reviewer" text
);
--> statement-breakpoint
CREATE INDEX "review_open" ON "audit"."review" USING btree ("opened_at") WHERE verdict is null;--> statement-breakpoint
CREATE UNIQUE INDEX "review_record_once" ON "audit"."review" USING btree ("kind","record_id");