CREATE TABLE "audit"."cosigned" (
	"id" smallint PRIMARY KEY DEFAULT 1 NOT NULL,
	"checkpoint" text,
	"size" bigint DEFAULT 0 NOT NULL,
	"witnessed_at" timestamp with time zone DEFAULT now() NOT NULL,
	"stale_after" integer NOT NULL,
	CONSTRAINT "cosigned_only_one" CHECK ("audit"."cosigned"."id" = 1)
);
--> statement-breakpoint
CREATE TABLE "audit"."equivocation" (
	"origin" text NOT NULL,
	"id" "bytea" PRIMARY KEY NOT NULL,
	"evidence" text NOT NULL,
	"found_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "audit"."witnessed" (
	"origin" text PRIMARY KEY NOT NULL,
	"size" bigint NOT NULL,
	"root" "bytea" NOT NULL,
	"checkpoint" text NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL
);
