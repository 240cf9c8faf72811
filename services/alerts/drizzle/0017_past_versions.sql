CREATE TABLE "alerts"."past_version" (
	"alert" uuid NOT NULL,
	"change" bigint NOT NULL,
	"until" bigint NOT NULL,
	"issuer" text NOT NULL,
	"version" integer NOT NULL,
	"flagged" boolean NOT NULL,
	"core" "bytea",
	"core_key" "bytea",
	"compartments" jsonb NOT NULL,
	"ended_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "past_version_alert_change_pk" PRIMARY KEY("alert","change")
);
--> statement-breakpoint
CREATE INDEX "past_version_change" ON "alerts"."past_version" USING btree ("change");--> statement-breakpoint
CREATE INDEX "past_version_ended" ON "alerts"."past_version" USING btree ("ended_at");--> statement-breakpoint
-- Directive (EU) 2016/680, article 16(3)(b): what was corrected is kept for purposes of evidence, and used for nothing else. What has
-- to be erased is erased here in the same transaction, whoever erases it; that it was listed remains.
CREATE FUNCTION alerts.keep_past_version() RETURNS trigger
  LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  IF NEW.core IS NULL THEN
    UPDATE alerts.past_version SET core = NULL, core_key = NULL, compartments = '[]' WHERE alert = NEW.id AND core IS NOT NULL;
  END IF;
  IF NEW.change <> OLD.change AND OLD.change > 0 AND OLD.state = 'active' AND OLD.contest IS DISTINCT FROM 'blocked' THEN
    INSERT INTO alerts.past_version (alert, change, until, issuer, version, flagged, core, core_key, compartments)
    VALUES (
      OLD.id, OLD.change, NEW.change, OLD.issuer, OLD.version, OLD.flagged,
      CASE WHEN NEW.core IS NOT NULL THEN OLD.core END,
      CASE WHEN NEW.core IS NOT NULL THEN OLD.core_key END,
      CASE WHEN NEW.core IS NOT NULL AND jsonb_typeof(OLD.compartments) = 'array'
        THEN jsonb_path_query_array(OLD.compartments, '$[*] ? (@.name == "identity")') ELSE '[]' END
    );
  END IF;
  RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE TRIGGER keep_past_version AFTER UPDATE ON alerts.alert
  FOR EACH ROW EXECUTE FUNCTION alerts.keep_past_version();
--> statement-breakpoint
-- The list as it stood after one change, in the order of changes: for the watchlist, to answer a query of that time again. What was
-- listed then and is erased comes without content.
CREATE FUNCTION alerts.listed_as_of(as_of bigint, after bigint, at_most integer)
RETURNS TABLE (seq bigint, id uuid, issuer text, version integer, core bytea, core_key bytea, compartments jsonb, flagged boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT * FROM (
    (SELECT a.change, a.id, a.issuer, a.version, a.core, a.core_key, a.compartments, a.flagged
     FROM alerts.alert a
     WHERE a.change > after AND a.change <= as_of AND a.state = 'active' AND a.contest IS DISTINCT FROM 'blocked'
     ORDER BY a.change LIMIT at_most)
    UNION ALL
    (SELECT p.change, p.alert, p.issuer, p.version, p.core, p.core_key, p.compartments, p.flagged
     FROM alerts.past_version p
     WHERE p.change > after AND p.change <= as_of AND p.until > as_of
     ORDER BY p.change LIMIT at_most)
  ) AS listed(seq)
  ORDER BY seq
  LIMIT at_most
$$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION alerts.listed_as_of(bigint, bigint, integer) FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION alerts.listed_as_of(bigint, bigint, integer) TO crosswatch_watchlist;
