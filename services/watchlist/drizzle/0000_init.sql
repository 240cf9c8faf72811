CREATE TABLE "watchlist"."screening" (
	"id" uuid PRIMARY KEY NOT NULL,
	"officer" text NOT NULL,
	"authority" text NOT NULL,
	"roles" jsonb NOT NULL,
	"purpose" text NOT NULL,
	"policies" jsonb NOT NULL,
	"reference" "bytea",
	"reference_key" "bytea",
	"rows" integer NOT NULL,
	"done" integer DEFAULT 0 NOT NULL,
	"hit" integer DEFAULT 0 NOT NULL,
	"possible" integer DEFAULT 0 NOT NULL,
	"refused" integer NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"turn_at" timestamp (3) with time zone NOT NULL,
	"finished_at" timestamp (3) with time zone,
	"erase_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "watchlist"."screening_row" (
	"screening" uuid NOT NULL,
	"row" integer NOT NULL,
	"given" "bytea" NOT NULL,
	"given_key" "bytea" NOT NULL,
	"outcome" text,
	"found" "bytea",
	"found_key" "bytea",
	"record" uuid,
	CONSTRAINT "screening_row_screening_row_pk" PRIMARY KEY("screening","row")
);
--> statement-breakpoint
ALTER TABLE "watchlist"."screening_row" ADD CONSTRAINT "screening_row_screening_screening_id_fk" FOREIGN KEY ("screening") REFERENCES "watchlist"."screening"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "screening_turn" ON "watchlist"."screening" USING btree ("turn_at") WHERE "watchlist"."screening"."finished_at" is null;--> statement-breakpoint
CREATE INDEX "screening_officer" ON "watchlist"."screening" USING btree ("officer","created_at");--> statement-breakpoint
CREATE INDEX "screening_erase" ON "watchlist"."screening" USING btree ("erase_at");--> statement-breakpoint
CREATE INDEX "screening_row_waiting" ON "watchlist"."screening_row" USING btree ("screening","row") WHERE "watchlist"."screening_row"."outcome" is null;