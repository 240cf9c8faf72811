ALTER TABLE "audit"."cosigned" ADD COLUMN "clock_ahead" double precision DEFAULT 0 NOT NULL;
--> statement-breakpoint
-- What shows somebody what is known about persons: the list `disclosures` of packages/protocol. A migration that adds one
-- replaces this function only.
CREATE FUNCTION audit.disclosures() RETURNS text[]
  LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN ARRAY[
    'query', 'query.open', 'impact.estimate', 'screening.view', 'override.list', 'alert.list', 'alert.view', 'hit.list', 'hit.view',
    'measure.list', 'dispute.list', 'dispute.view', 'consent.list', 'consent.view', 'release.ask', 'release.open'
  ];
--> statement-breakpoint
DROP TRIGGER witnessed_log ON audit.pending;
--> statement-breakpoint
DROP FUNCTION audit.refuse_disclosures_when_stale();
--> statement-breakpoint
-- Nothing is shown while the other jurisdictions have not confirmed this log for too long, or while a clock is wrong: then
-- agreements, consents and break-glass would end at other moments than they say. Wrong is what differs by more than five
-- minutes: this database's clock from the witnesses' (cosigned.clock_ahead), or from a confirmation that has not taken place
-- yet, or a service's clock from this database's. Break-glass helps against silent witnesses, not against a wrong clock,
-- which measures its hour as well. Refusals, decisions and whatever shows nothing are recorded as ever.
CREATE FUNCTION audit.refuse_disclosures() RETURNS trigger
  LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  tolerance constant interval := '5 minutes';
  present constant timestamptz := clock_timestamp();
  confirmed record;
BEGIN
  SELECT witnessed_at, make_interval(secs => stale_after) AS stale_after, make_interval(secs => clock_ahead) AS ahead
    INTO confirmed FROM audit.cosigned;
  -- Nobody witnesses this log.
  IF NOT FOUND THEN
    RETURN NULL;
  END IF;

  IF (
    confirmed.ahead NOT BETWEEN -tolerance AND tolerance
    OR confirmed.witnessed_at > present + tolerance
    OR EXISTS (
      SELECT FROM arrived
      WHERE timestamptz 'epoch'
        + ('x' || left(replace(record_id::text, '-', ''), 12))::bit(48)::bigint * interval '1 millisecond'
        NOT BETWEEN present - tolerance AND present + tolerance
    )
  ) AND EXISTS (
    SELECT FROM arrived JOIN audit.record ON record.id = arrived.record_id
    WHERE arrived.type = ANY (audit.disclosures())
      AND position('"outcome":"denied"'::bytea IN record.record) = 0
      AND position('"outcome":"failed"'::bytea IN record.record) = 0
  ) THEN
    RAISE EXCEPTION 'The clocks of this node and of its witnesses differ.' USING ERRCODE = 'XW003';
  END IF;

  IF confirmed.witnessed_at < present - confirmed.stale_after AND EXISTS (
    SELECT FROM arrived JOIN audit.record ON record.id = arrived.record_id
    WHERE arrived.type = ANY (audit.disclosures())
      AND position('"outcome":"denied"'::bytea IN record.record) = 0
      AND position('"outcome":"failed"'::bytea IN record.record) = 0
      AND NOT EXISTS (SELECT FROM audit.break_glass_use AS used WHERE used.record_id = record.id)
  ) THEN
    RAISE EXCEPTION 'The access log has not been confirmed by its witnesses for too long.' USING ERRCODE = 'XW001';
  END IF;
  RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE TRIGGER witnessed_log AFTER INSERT ON audit.pending
  REFERENCING NEW TABLE AS arrived
  FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse_disclosures();
