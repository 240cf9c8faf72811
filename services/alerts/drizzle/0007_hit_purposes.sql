-- Threads from before do not say for what their alert was shared: no agreement is known to cover them.
ALTER TABLE "alerts"."hit" ADD COLUMN "purposes" jsonb NOT NULL DEFAULT '[]';
--> statement-breakpoint
ALTER TABLE "alerts"."hit" ALTER COLUMN "purposes" DROP DEFAULT;
