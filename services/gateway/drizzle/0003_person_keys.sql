CREATE TABLE "gateway"."user_key" (
	"user_id" uuid NOT NULL,
	"key" "bytea" NOT NULL,
	"certain" boolean NOT NULL,
	CONSTRAINT "user_key_key_user_id_pk" PRIMARY KEY("key","user_id")
);
--> statement-breakpoint
ALTER TABLE "gateway"."user_key" ADD CONSTRAINT "user_key_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "gateway"."user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "user_key_user" ON "gateway"."user_key" USING btree ("user_id");--> statement-breakpoint
-- Whose keys these are. The audit service hands in hashes of what officers asked for and learns the accounts they fit, so that a look for
-- their own or a colleague's name can be noticed; it cannot list the keys.
CREATE FUNCTION gateway.officers_of_keys(asked bytea[]) RETURNS TABLE (key bytea, name text, authority text, certain boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT k.key, u.name, u.authority, k.certain
  FROM gateway.user_key k JOIN gateway."user" u ON u.id = k.user_id
  WHERE k.key = ANY (asked) AND NOT u.disabled
$$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION gateway.officers_of_keys(bytea[]) FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION gateway.officers_of_keys(bytea[]) TO crosswatch_audit;
