CREATE TABLE "audit"."foreign_look" (
	"number" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "audit"."foreign_look_number_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"jurisdiction" text NOT NULL,
	"place" bigint NOT NULL,
	"commitment" "bytea" NOT NULL,
	"operation" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"purpose" text,
	"roles" jsonb NOT NULL,
	"officer" text NOT NULL,
	"receipt" uuid NOT NULL,
	"state" text DEFAULT 'waiting' NOT NULL,
	"asked_at" timestamp with time zone,
	CONSTRAINT "foreign_look_once" UNIQUE("jurisdiction","place","commitment")
);
--> statement-breakpoint
CREATE TABLE "audit"."foreign_look_alert" (
	"alert" uuid NOT NULL,
	"look" bigint NOT NULL,
	"version" integer NOT NULL,
	"compartments" jsonb NOT NULL,
	CONSTRAINT "foreign_look_alert_alert_look_pk" PRIMARY KEY("alert","look")
);
--> statement-breakpoint
CREATE TABLE "audit"."receipt_account" (
	"direction" text NOT NULL,
	"jurisdiction" text NOT NULL,
	"receipts" bigint NOT NULL,
	"looks" bigint NOT NULL,
	"until" bigint NOT NULL,
	"last" timestamp with time zone NOT NULL,
	CONSTRAINT "receipt_account_direction_jurisdiction_pk" PRIMARY KEY("direction","jurisdiction")
);
--> statement-breakpoint
CREATE TABLE "audit"."receipt_gap" (
	"jurisdiction" text NOT NULL,
	"from" bigint NOT NULL,
	"until" bigint NOT NULL,
	CONSTRAINT "receipt_gap_jurisdiction_from_pk" PRIMARY KEY("jurisdiction","from")
);
--> statement-breakpoint
CREATE TABLE "audit"."receipt_progress" (
	"id" smallint PRIMARY KEY DEFAULT 1 NOT NULL,
	"places" bigint DEFAULT 0 NOT NULL,
	"period" bigint DEFAULT 0 NOT NULL,
	"letter" bigint DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE INDEX "foreign_look_waiting" ON "audit"."foreign_look" USING btree ("jurisdiction","asked_at") WHERE state = 'waiting';--> statement-breakpoint
CREATE INDEX "foreign_look_alert_look" ON "audit"."foreign_look_alert" USING btree ("look");--> statement-breakpoint
INSERT INTO audit.receipt_progress DEFAULT VALUES;
