ALTER TABLE "audit"."legal_hold" DROP COLUMN "reason";--> statement-breakpoint
ALTER TABLE "audit"."legal_hold" DROP COLUMN "lift_reason";