CREATE TABLE "audit"."monthly" (
	"month" text NOT NULL,
	"class" integer NOT NULL,
	"looks" bigint NOT NULL,
	CONSTRAINT "monthly_month_class_pk" PRIMARY KEY("month","class")
);
--> statement-breakpoint
-- What is derived is derived anew, with the counts.
TRUNCATE audit.look, audit.alert_look;
--> statement-breakpoint
UPDATE audit.indexed SET places = 0;
