ALTER TABLE "audit"."legal_hold" ADD COLUMN "sealed_reason" "bytea";--> statement-breakpoint
ALTER TABLE "audit"."legal_hold" ADD COLUMN "sealed_reason_key" "bytea";--> statement-breakpoint
ALTER TABLE "audit"."legal_hold" ADD COLUMN "sealed_lift_reason" "bytea";--> statement-breakpoint
ALTER TABLE "audit"."legal_hold" ADD COLUMN "sealed_lift_reason_key" "bytea";