-- Opening the record of an alert that a query found discloses more than the query did: it stops with the other disclosures.
CREATE OR REPLACE FUNCTION audit.refuse_disclosures_when_stale() RETURNS trigger
  LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  IF EXISTS (
    SELECT FROM audit.cosigned WHERE witnessed_at < clock_timestamp() - make_interval(secs => stale_after)
  ) AND EXISTS (
    SELECT FROM arrived JOIN audit.record ON record.id = arrived.record_id
    WHERE arrived.type = ANY (ARRAY[
        'query', 'query.open', 'screening.view', 'override.list', 'alert.list', 'alert.view', 'hit.list', 'hit.view',
        'consent.list', 'consent.view', 'release.ask', 'release.open'
      ])
      AND position('"outcome":"denied"'::bytea IN record.record) = 0
      AND position('"outcome":"failed"'::bytea IN record.record) = 0
  ) THEN
    RAISE EXCEPTION 'The access log has not been confirmed by its witnesses for too long.' USING ERRCODE = 'XW001';
  END IF;
  RETURN NULL;
END
$$;
