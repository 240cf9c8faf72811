ALTER TABLE "gateway"."session" ADD COLUMN "break_glass" uuid;--> statement-breakpoint
ALTER TABLE "gateway"."session" ADD COLUMN "break_glass_until" timestamp (3) with time zone;