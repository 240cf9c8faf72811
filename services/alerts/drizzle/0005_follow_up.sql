CREATE TABLE "alerts"."hit" (
	"id" uuid PRIMARY KEY NOT NULL,
	"alert" uuid NOT NULL,
	"version" integer NOT NULL,
	"issuer" text NOT NULL,
	"reporter" text NOT NULL,
	"category" text NOT NULL,
	"danger" boolean NOT NULL,
	"due_by" timestamp (3) with time zone NOT NULL,
	"answered_at" timestamp (3) with time zone,
	"outcome" text,
	"report" "bytea" NOT NULL,
	"report_key" "bytea" NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "alerts"."message" (
	"id" uuid PRIMARY KEY NOT NULL,
	"hit" uuid NOT NULL,
	"from" text NOT NULL,
	"kind" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"due_by" timestamp (3) with time zone,
	"answers" uuid,
	"digest" text NOT NULL,
	"document" "bytea" NOT NULL,
	"document_key" "bytea" NOT NULL,
	"compartments" jsonb NOT NULL
);
--> statement-breakpoint
ALTER TABLE "alerts"."message" ADD CONSTRAINT "message_hit_hit_id_fk" FOREIGN KEY ("hit") REFERENCES "alerts"."hit"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "hit_listed" ON "alerts"."hit" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "hit_alert" ON "alerts"."hit" USING btree ("alert");--> statement-breakpoint
CREATE INDEX "message_hit" ON "alerts"."message" USING btree ("hit");