ALTER TABLE "alerts"."dispute" ALTER COLUMN "statement" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "alerts"."dispute" ALTER COLUMN "statement_key" DROP NOT NULL;