-- Ends again what had ended when the database was put back from a backup: the consent service calls it with the lines of its
-- ledger. Content and keys of alerts that others issued go, and with them the evidence that was opened for threads; the issuer
-- keeps the content of its own. Of a foreign alert that is not here a line is left that keeps it from coming in, as when a
-- withdrawal overtakes its alert. No receipt follows: it was given before, and the entry that took the alert back comes later.
CREATE FUNCTION alerts.end_again(ended jsonb) RETURNS void
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
      state = line.cause,
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
          compartments, recipients, change, updated_at)
        VALUES (line.id, line.issuer, 'received', line.cause, line.version, 'pattern', 'be-aware', 'actual', line.at, line.at,
          '[]', '[]', nextval('alerts.change_seq'), line.at);
    END IF;
  END LOOP;
  PERFORM pg_notify('alerts_change', '');
END
$$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION alerts.end_again(jsonb) FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION alerts.end_again(jsonb) TO crosswatch_consent;
