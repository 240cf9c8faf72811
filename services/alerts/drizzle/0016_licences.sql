CREATE TABLE "alerts"."licence_register" (
	"name" text PRIMARY KEY NOT NULL,
	"licences" integer NOT NULL,
	"content" "bytea" NOT NULL,
	"content_key" "bytea" NOT NULL,
	"imported_by" text NOT NULL,
	"imported_at" timestamp (3) with time zone NOT NULL
);
