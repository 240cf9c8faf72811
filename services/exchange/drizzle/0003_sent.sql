CREATE TABLE "exchange"."sent" (
	"seq" bigint PRIMARY KEY NOT NULL,
	"ref" uuid NOT NULL
);
--> statement-breakpoint
CREATE INDEX "inbox_ref" ON "exchange"."inbox" USING btree ("ref");