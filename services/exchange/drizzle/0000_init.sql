CREATE TABLE "exchange"."channel_key" (
	"issuer" text NOT NULL,
	"recipient" text NOT NULL,
	"epoch" text NOT NULL,
	"seq" bigint NOT NULL,
	"wrapped" "bytea" NOT NULL,
	CONSTRAINT "channel_key_issuer_recipient_epoch_seq_pk" PRIMARY KEY("issuer","recipient","epoch","seq")
);
--> statement-breakpoint
CREATE TABLE "exchange"."feed" (
	"issuer" text PRIMARY KEY NOT NULL,
	"head_seq" bigint NOT NULL,
	"head_hash" "bytea" NOT NULL,
	"head_at" text NOT NULL,
	"published_seq" bigint DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "exchange"."feed_entry" (
	"issuer" text NOT NULL,
	"seq" bigint NOT NULL,
	"hash" "bytea" NOT NULL,
	"class" text NOT NULL,
	"envelope" "bytea" NOT NULL,
	"body" "bytea",
	"stored_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "feed_entry_issuer_seq_pk" PRIMARY KEY("issuer","seq")
);
--> statement-breakpoint
CREATE TABLE "exchange"."inbox" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"issuer" text NOT NULL,
	"seq" bigint NOT NULL,
	"entry_hash" "bytea" NOT NULL,
	"ref" uuid,
	"document" "bytea",
	"document_key" "bytea",
	"compartments" jsonb NOT NULL,
	"received_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "inbox_entry" UNIQUE("issuer","seq","entry_hash","kind")
);
--> statement-breakpoint
CREATE TABLE "exchange"."key_event" (
	"issuer" text NOT NULL,
	"seq" bigint NOT NULL,
	"ordinal" integer NOT NULL,
	"envelope" "bytea" NOT NULL,
	CONSTRAINT "key_event_issuer_seq_ordinal_pk" PRIMARY KEY("issuer","seq","ordinal")
);
--> statement-breakpoint
CREATE TABLE "exchange"."outbox" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"ref" uuid NOT NULL,
	"kind" text NOT NULL,
	"payload_type" text NOT NULL,
	"document" "bytea" NOT NULL,
	"document_key" "bytea" NOT NULL,
	"compartments" jsonb NOT NULL,
	"recipients" jsonb NOT NULL,
	"state" text DEFAULT 'ready' NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "outbox_state" CHECK ("exchange"."outbox"."state" in ('ready', 'waiting', 'failed'))
);
--> statement-breakpoint
CREATE TABLE "exchange"."quarantine" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"issuer" text NOT NULL,
	"seq" bigint NOT NULL,
	"hash" "bytea" NOT NULL,
	"reason" text NOT NULL,
	"detail" text NOT NULL,
	"source" text NOT NULL,
	"envelope" "bytea",
	"body" "bytea",
	"times" integer DEFAULT 1 NOT NULL,
	"first_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"last_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "quarantine_once" UNIQUE("issuer","seq","hash","reason")
);
--> statement-breakpoint
CREATE INDEX "outbox_ready" ON "exchange"."outbox" USING btree ("id") WHERE "exchange"."outbox"."state" = 'ready';