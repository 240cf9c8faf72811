-- Ends again the clearances that had ended when the database was put back from a backup, and those whose end was written down and did not
-- come about: the consent service calls it with the lines of its ledger. What the person is known by goes at once; the alerts service tells
-- whoever has to know. What waits to be sent about one that had not ended is not sent; a letter that ends one goes out. Of a clearance that is not here a line is left, without a mark, that keeps it from coming in again.
CREATE OR REPLACE FUNCTION alerts.end_clearances_again(own text, ended jsonb) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  held uuid[] := ARRAY(
    SELECT c.id FROM alerts.clearance c JOIN jsonb_to_recordset(ended) AS said(id uuid) ON said.id = c.id
    WHERE c.mark IS NOT NULL FOR UPDATE OF c
  );
BEGIN
  INSERT INTO alerts.clearance AS c (id, alert, version, issuer, state, reason, since, valid_until, ended_at)
    SELECT DISTINCT ON (said.id) said.id, said.alert, 0, said.issuer, said.state, said.reason, said.at, said.at, said.at
    FROM jsonb_to_recordset(ended) AS said(id uuid, alert uuid, issuer text, state text, reason text, at timestamptz)
    ORDER BY said.id, said.at
  ON CONFLICT (id) DO UPDATE
    SET state = excluded.state, reason = excluded.reason, ended_at = excluded.ended_at, mark = NULL, mark_key = NULL,
      untold = true
    WHERE c.mark IS NOT NULL;
  PERFORM exchange.unsend_clearance_letters(held);
  PERFORM exchange.erase_clearance_letters(own, array_agg(said.id))
    FROM jsonb_to_recordset(ended) AS said(id uuid);
  PERFORM pg_notify('alerts_change', '');
END
$$;
