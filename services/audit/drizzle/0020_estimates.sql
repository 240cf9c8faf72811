-- What shows measures, or how often somebody was asked about, stops with the other disclosures when witnesses are silent. The operations
-- are the list `disclosures` of packages/protocol.
CREATE OR REPLACE FUNCTION audit.refuse_disclosures_when_stale() RETURNS trigger
  LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  IF EXISTS (
    SELECT FROM audit.cosigned WHERE witnessed_at < clock_timestamp() - make_interval(secs => stale_after)
  ) AND EXISTS (
    SELECT FROM arrived JOIN audit.record ON record.id = arrived.record_id
    WHERE arrived.type = ANY (ARRAY[
        'query', 'query.open', 'impact.estimate', 'screening.view', 'override.list', 'alert.list', 'alert.view', 'hit.list', 'hit.view',
        'measure.list', 'dispute.list', 'dispute.view', 'consent.list', 'consent.view', 'release.ask', 'release.open'
      ])
      AND position('"outcome":"denied"'::bytea IN record.record) = 0
      AND position('"outcome":"failed"'::bytea IN record.record) = 0
      AND NOT EXISTS (SELECT FROM audit.break_glass_use AS used WHERE used.record_id = record.id)
  ) THEN
    RAISE EXCEPTION 'The access log has not been confirmed by its witnesses for too long.' USING ERRCODE = 'XW001';
  END IF;
  RETURN NULL;
END
$$;
