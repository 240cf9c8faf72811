CREATE TABLE "alerts"."issue_decision" (
	"digest" text PRIMARY KEY NOT NULL,
	"decision" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "alerts"."issued" (
	"alert" uuid NOT NULL,
	"version" integer NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"decision" text NOT NULL,
	CONSTRAINT "issued_alert_version_pk" PRIMARY KEY("alert","version")
);
--> statement-breakpoint
ALTER TABLE "alerts"."issued" ADD CONSTRAINT "issued_decision_issue_decision_digest_fk" FOREIGN KEY ("decision") REFERENCES "alerts"."issue_decision"("digest") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
-- Which decision each version went out under: for auditors, to explain it and to make it again under other policies. Codes only.
CREATE FUNCTION alerts.issued_under(alerts uuid[], versions integer[])
RETURNS TABLE (alert uuid, version integer, at timestamptz, digest text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT i.alert, i.version, i.at, i.decision
  FROM unnest(issued_under.alerts, issued_under.versions) AS asked(alert, version)
    JOIN alerts.issued i ON i.alert = asked.alert AND i.version = asked.version
$$;
--> statement-breakpoint
CREATE FUNCTION alerts.last_issued(alert uuid) RETURNS integer
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT max(i.version) FROM alerts.issued i WHERE i.alert = last_issued.alert
$$;
--> statement-breakpoint
CREATE FUNCTION alerts.issue_decisions(digests text[]) RETURNS TABLE (digest text, decision jsonb)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT d.digest, d.decision FROM alerts.issue_decision d WHERE d.digest = ANY (issue_decisions.digests)
$$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION alerts.issued_under(uuid[], integer[]), alerts.last_issued(uuid), alerts.issue_decisions(text[]) FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION alerts.issued_under(uuid[], integer[]), alerts.last_issued(uuid), alerts.issue_decisions(text[]) TO crosswatch_audit;
