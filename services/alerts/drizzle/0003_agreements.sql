-- What one side set alone binds nobody and cannot become a signed agreement: it goes.
DROP TABLE "alerts"."agreement";
--> statement-breakpoint
CREATE TABLE "alerts"."agreement" (
	"digest" text PRIMARY KEY NOT NULL,
	"id" uuid NOT NULL,
	"version" integer NOT NULL,
	"terms" "bytea" NOT NULL,
	"prepared_by" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "alerts"."agreement_statement" (
	"digest" text NOT NULL,
	"party" text NOT NULL,
	"act" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"reason" text,
	"seq" bigint,
	CONSTRAINT "agreement_statement_digest_party_act_at_pk" PRIMARY KEY("digest","party","act","at")
);
--> statement-breakpoint
ALTER TABLE "alerts"."agreement_statement" ADD CONSTRAINT "agreement_statement_digest_agreement_digest_fk" FOREIGN KEY ("digest") REFERENCES "alerts"."agreement"("digest") ON DELETE no action ON UPDATE no action;
