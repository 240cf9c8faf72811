CREATE TABLE "watchlist"."recent_query" (
	"day" text NOT NULL,
	"purpose" text NOT NULL,
	"keys" integer[] NOT NULL
);
--> statement-breakpoint
CREATE TABLE "watchlist"."recent_secret" (
	"day" text PRIMARY KEY NOT NULL,
	"secret" "bytea" NOT NULL
);
--> statement-breakpoint
CREATE INDEX "recent_query_day" ON "watchlist"."recent_query" USING btree ("day");