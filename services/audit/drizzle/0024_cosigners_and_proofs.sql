CREATE TABLE "audit"."cosigner_seen" (
	"name" text PRIMARY KEY NOT NULL,
	"at" timestamp with time zone,
	"size" bigint
);
--> statement-breakpoint
ALTER TABLE "audit"."foreign_look" ADD COLUMN "proof" text;