CREATE TABLE "alerts"."departure" (
	"change" bigint PRIMARY KEY NOT NULL,
	"alert" uuid NOT NULL,
	"version" integer NOT NULL,
	"recipient" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL
);

--> statement-breakpoint
-- As before; what went with its agreement has a cause of its own.
CREATE OR REPLACE FUNCTION alerts.ended_after(after bigint, at_most integer)
RETURNS TABLE (seq bigint, id uuid, issuer text, origin text, version integer, state text, at timestamptz,
               entry_seq bigint, recipients jsonb, remains bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT a.change, a.id, a.issuer, a.origin, a.version,
         CASE WHEN a.reason = 'agreement-terminated' THEN 'terminated' ELSE a.state END,
         a.updated_at, a.entry_seq, a.recipients,
         (a.core IS NOT NULL)::int + (a.core_key IS NOT NULL)::int + (a.notes IS NOT NULL)::int
           + jsonb_array_length(a.compartments)
           + (SELECT count(*) FROM alerts.subject_key k WHERE k.alert = a.id)
  FROM alerts.alert a
  WHERE a.change > after AND a.state IN ('withdrawn', 'expired')
  ORDER BY a.change
  LIMIT at_most
$$;
--> statement-breakpoint
-- Own alerts that a recipient had under an agreement that was terminated: each owes a receipt.
CREATE FUNCTION alerts.departed_after(after bigint, at_most integer)
RETURNS TABLE (seq bigint, alert uuid, version integer, recipient text, at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT d.change, d.alert, d.version, d.recipient, d.at
  FROM alerts.departure d
  WHERE d.change > after
  ORDER BY d.change
  LIMIT at_most
$$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION alerts.departed_after(bigint, integer) FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION alerts.departed_after(bigint, integer) TO crosswatch_consent;
--> statement-breakpoint
-- As before; what went with its agreement may come again with a later version under another one.
CREATE OR REPLACE FUNCTION alerts.end_again(ended jsonb) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  line record;
BEGIN
  -- As for every change: positions in the order of commits.
  PERFORM pg_advisory_xact_lock(hashtextextended('crosswatch alert change', 0));
  FOR line IN
    SELECT said.*, EXISTS (SELECT FROM alerts.alert a WHERE a.id = said.id) AS known
    FROM jsonb_to_recordset(ended) AS said(id uuid, issuer text, version integer, cause text, at timestamptz)
  LOOP
    UPDATE alerts.alert a SET
      state = CASE line.cause WHEN 'terminated' THEN 'withdrawn' ELSE line.cause END,
      reason = CASE line.cause WHEN 'terminated' THEN 'agreement-terminated' ELSE a.reason END,
      updated_at = line.at,
      core = CASE a.origin WHEN 'own' THEN a.core END,
      core_key = CASE a.origin WHEN 'own' THEN a.core_key END,
      compartments = CASE a.origin WHEN 'own' THEN a.compartments ELSE '[]' END,
      links = CASE a.origin WHEN 'own' THEN a.links END,
      links_key = CASE a.origin WHEN 'own' THEN a.links_key END,
      entry_seq = CASE a.origin WHEN 'own' THEN a.entry_seq END,
      version = greatest(a.version, line.version),
      change = nextval('alerts.change_seq')
    WHERE a.id = line.id AND a.issuer = line.issuer AND (line.cause = 'withdrawn' OR a.version <= line.version)
      AND (a.state NOT IN ('withdrawn', 'expired') OR (a.origin = 'received' AND a.core IS NOT NULL));
    IF FOUND THEN
      DELETE FROM alerts.subject_key k WHERE k.alert = line.id;
      PERFORM exchange.erase(m."from", array_agg(m.id))
        FROM alerts.message m JOIN alerts.hit h ON h.id = m.hit
        WHERE h.alert = line.id AND m.compartments <> '[]'
        GROUP BY m."from";
      UPDATE alerts.message m SET compartments = '[]'
        FROM alerts.hit h, alerts.alert a
        WHERE h.id = m.hit AND h.alert = line.id AND a.id = line.id AND a.origin = 'received';
    ELSIF NOT line.known THEN
      INSERT INTO alerts.alert (id, issuer, origin, state, version, category, action, mode, valid_until, review_by,
          compartments, recipients, change, updated_at, reason)
        VALUES (line.id, line.issuer, 'received', CASE line.cause WHEN 'terminated' THEN 'withdrawn' ELSE line.cause END, line.version, 'pattern', 'be-aware', 'actual', line.at, line.at,
          '[]', '[]', nextval('alerts.change_seq'), line.at, CASE line.cause WHEN 'terminated' THEN 'agreement-terminated' END);
    END IF;
  END LOOP;
  PERFORM pg_notify('alerts_change', '');
END
$$;
