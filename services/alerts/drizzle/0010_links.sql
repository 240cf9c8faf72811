ALTER TABLE "alerts"."alert" ADD COLUMN "links" "bytea";--> statement-breakpoint
ALTER TABLE "alerts"."alert" ADD COLUMN "links_key" "bytea";