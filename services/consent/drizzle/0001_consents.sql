CREATE TABLE "consent"."opening" (
	"id" uuid PRIMARY KEY NOT NULL,
	"consent" uuid NOT NULL,
	"released" boolean NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"details" "bytea" NOT NULL,
	"details_key" "bytea" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "consent"."record" (
	"id" uuid PRIMARY KEY NOT NULL,
	"status" text NOT NULL,
	"valid_until" timestamp (3) with time zone NOT NULL,
	"review_by" timestamp (3) with time zone NOT NULL,
	"content" "bytea" NOT NULL,
	"content_key" "bytea" NOT NULL,
	"information" "bytea",
	"information_key" "bytea",
	"recorded_by" text NOT NULL,
	"recorded_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE INDEX "opening_of" ON "consent"."opening" USING btree ("consent","at");--> statement-breakpoint
CREATE INDEX "record_review" ON "consent"."record" USING btree ("review_by","id");