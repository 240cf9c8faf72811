ALTER TABLE "alerts"."clearance" ADD COLUMN "entry_seq" bigint;--> statement-breakpoint
ALTER TABLE "alerts"."clearance" ADD COLUMN "untold" boolean DEFAULT false NOT NULL;--> statement-breakpoint
CREATE INDEX "clearance_untold" ON "alerts"."clearance" USING btree ("id") WHERE "alerts"."clearance"."untold";