CREATE TABLE "watchlist"."override" (
	"id" uuid PRIMARY KEY NOT NULL,
	"alert" uuid NOT NULL,
	"alert_version" integer NOT NULL,
	"issuer" text NOT NULL,
	"purpose" text NOT NULL,
	"document" "bytea" NOT NULL,
	"identity" "bytea" NOT NULL,
	"content" "bytea" NOT NULL,
	"content_key" "bytea" NOT NULL,
	"state" text NOT NULL,
	"requester" text NOT NULL,
	"decider" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	"valid_until" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX "override_open" ON "watchlist"."override" USING btree ("alert","document","identity") WHERE "watchlist"."override"."state" in ('requested', 'approved');--> statement-breakpoint
CREATE INDEX "override_created" ON "watchlist"."override" USING btree ("created_at");