CREATE TABLE "consent"."cursor" (
	"name" text PRIMARY KEY NOT NULL,
	"position" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "consent"."demand" (
	"alert" uuid NOT NULL,
	"version" integer NOT NULL,
	"cause" text NOT NULL,
	"recipient" text NOT NULL,
	"ended_at" timestamp (3) with time zone NOT NULL,
	"due_at" timestamp (3) with time zone NOT NULL,
	"receipt_seq" bigint,
	"receipt" uuid,
	"erased_at" timestamp (3) with time zone,
	"problem" text,
	CONSTRAINT "demand_alert_version_cause_recipient_pk" PRIMARY KEY("alert","version","cause","recipient"),
	CONSTRAINT "demand_cause" CHECK ("consent"."demand"."cause" in ('withdrawn', 'expired'))
);
--> statement-breakpoint
CREATE TABLE "consent"."erasure" (
	"alert" uuid NOT NULL,
	"version" integer NOT NULL,
	"cause" text NOT NULL,
	"issuer" text NOT NULL,
	"receipt" uuid NOT NULL,
	"erased_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "erasure_alert_version_cause_pk" PRIMARY KEY("alert","version","cause")
);
--> statement-breakpoint
CREATE INDEX "demand_open" ON "consent"."demand" USING btree ("due_at") WHERE "consent"."demand"."receipt" is null;--> statement-breakpoint
CREATE INDEX "demand_listed" ON "consent"."demand" USING btree ("ended_at","alert","recipient");