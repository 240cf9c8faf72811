CREATE TABLE "audit"."bundle" (
	"index" bigint PRIMARY KEY NOT NULL,
	"width" smallint NOT NULL,
	"entries" "bytea" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "audit"."leaf" (
	"index" bigint PRIMARY KEY NOT NULL,
	"record_id" uuid NOT NULL,
	CONSTRAINT "leaf_record_id_unique" UNIQUE("record_id")
);
--> statement-breakpoint
CREATE TABLE "audit"."log" (
	"id" smallint PRIMARY KEY DEFAULT 1 NOT NULL,
	"checkpoint" text NOT NULL,
	CONSTRAINT "log_only_one" CHECK ("audit"."log"."id" = 1)
);
--> statement-breakpoint
CREATE TABLE "audit"."pending" (
	"position" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "audit"."pending_position_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"record_id" uuid NOT NULL,
	"type" text NOT NULL,
	"commitment" "bytea" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "audit"."record" (
	"id" uuid PRIMARY KEY NOT NULL,
	"salt" "bytea" NOT NULL,
	"record" "bytea" NOT NULL,
	CONSTRAINT "record_salt" CHECK (octet_length("audit"."record"."salt") = 32)
);
--> statement-breakpoint
CREATE TABLE "audit"."record_key" (
	"record_id" uuid PRIMARY KEY NOT NULL,
	"key" "bytea" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "audit"."tile" (
	"level" smallint NOT NULL,
	"index" bigint NOT NULL,
	"width" smallint NOT NULL,
	"hashes" "bytea" NOT NULL,
	CONSTRAINT "tile_level_index_pk" PRIMARY KEY("level","index")
);
--> statement-breakpoint
CREATE INDEX "record_officer" ON "audit"."record" USING btree (audit.officer(record),"id");--> statement-breakpoint
CREATE INDEX "record_alert" ON "audit"."record" USING gin (audit.alerts(record)) WHERE audit.has_alerts(record);