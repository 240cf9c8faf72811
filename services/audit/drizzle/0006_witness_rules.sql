-- When the other jurisdictions have not confirmed this log for too long, nothing may be shown: what discloses something
-- cannot be put on record, and what is not on record is not shown. Refusals and failures are recorded as ever, and so is
-- everything that is no disclosure, break-glass among it. The operations are the list `disclosures` of packages/protocol.
CREATE FUNCTION audit.refuse_disclosures_when_stale() RETURNS trigger
  LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  IF EXISTS (
    SELECT FROM audit.cosigned WHERE witnessed_at < clock_timestamp() - make_interval(secs => stale_after)
  ) AND EXISTS (
    SELECT FROM arrived JOIN audit.record ON record.id = arrived.record_id
    WHERE arrived.type = ANY (ARRAY[
        'query', 'screening.view', 'override.list', 'alert.list', 'alert.view', 'hit.list', 'hit.view',
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
--> statement-breakpoint
CREATE TRIGGER witnessed_log AFTER INSERT ON audit.pending
  REFERENCING NEW TABLE AS arrived
  FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse_disclosures_when_stale();
--> statement-breakpoint
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit.equivocation
  FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse_change();
--> statement-breakpoint
-- A witness that forgets what it cosigned could be made to cosign another history.
CREATE TRIGGER append_only BEFORE DELETE OR TRUNCATE ON audit.witnessed
  FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse_change();
