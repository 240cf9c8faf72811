CREATE TABLE "audit"."access_class" (
	"number" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "audit"."access_class_number_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"authority" text NOT NULL,
	"operation" text NOT NULL,
	"purpose" text,
	"outcome" text NOT NULL,
	CONSTRAINT "access_class_once" UNIQUE NULLS NOT DISTINCT("authority","operation","purpose","outcome")
);
--> statement-breakpoint
CREATE TABLE "audit"."alert_look" (
	"alert" uuid NOT NULL,
	"record_id" uuid NOT NULL,
	"officer" integer NOT NULL,
	"class" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "audit"."indexed" (
	"id" smallint PRIMARY KEY DEFAULT 1 NOT NULL,
	"places" bigint DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "audit"."look" (
	"record_id" uuid NOT NULL,
	"officer" integer NOT NULL,
	"class" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "audit"."officer" (
	"number" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "audit"."officer_number_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"name" text NOT NULL,
	CONSTRAINT "officer_name_unique" UNIQUE("name")
);
--> statement-breakpoint
DROP INDEX "audit"."record_officer";--> statement-breakpoint
DROP INDEX "audit"."record_alert";--> statement-breakpoint
CREATE INDEX "alert_look_alert" ON "audit"."alert_look" USING btree ("alert","record_id","class","officer");--> statement-breakpoint
CREATE INDEX "look_officer" ON "audit"."look" USING btree ("officer","record_id","class");--> statement-breakpoint
CREATE INDEX "look_class" ON "audit"."look" USING btree ("class","record_id");--> statement-breakpoint
DROP FUNCTION audit.officer;
--> statement-breakpoint
DROP FUNCTION audit.alerts;
--> statement-breakpoint
DROP FUNCTION audit.has_alerts;
--> statement-breakpoint
INSERT INTO audit.indexed DEFAULT VALUES;
