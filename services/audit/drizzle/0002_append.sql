-- The one way into the log, for every service of the node: records take their place in the transaction of the act they
-- record. Six arrays of one length, one element for each record: its id, its operation, its time, 32 random bytes, its
-- canonical JSON, and the wrapped key of its encrypted terms or NULL.
CREATE FUNCTION audit.append(
  ids uuid[], types text[], occurred timestamptz[], salts bytea[], records bytea[], keys bytea[]
) RETURNS void
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  -- What stands in the log about a record must be what the record says, or nobody could ever verify or find it.
  IF EXISTS (
    SELECT FROM unnest(ids, types, occurred, records) AS given(id, type, at, record)
    WHERE (
      record IS JSON OBJECT
      AND octet_length(record) <= 1048576
      AND type ~ '^[a-z][a-z.-]{0,63}$'
      AND position(convert_to('"id":"' || id || '"', 'UTF8') IN record) > 0
      AND position(convert_to('"operation":"' || type || '"', 'UTF8') IN record) > 0
      AND position(convert_to(to_char(at AT TIME ZONE 'UTC', '"\"at\":\""YYYY-MM-DD"T"HH24:MI:SS.MS"Z\""'), 'UTF8') IN record) > 0
      AND ('x' || left(replace(id::text, '-', ''), 12))::bit(48)::bigint = extract(epoch FROM at) * 1000
    ) IS NOT TRUE
  ) THEN
    RAISE EXCEPTION 'A record does not say what was said of it.' USING ERRCODE = 'check_violation';
  END IF;

  INSERT INTO audit.record (id, salt, record)
    SELECT id, salt, record FROM unnest(ids, salts, records) AS given(id, salt, record);
  INSERT INTO audit.record_key (record_id, key)
    SELECT id, key FROM unnest(ids, keys) AS given(id, key) WHERE key IS NOT NULL;
  INSERT INTO audit.pending (record_id, type, commitment)
    SELECT id, type, sha256(salt || record)
    FROM unnest(ids, types, salts, records) WITH ORDINALITY AS given(id, type, salt, record, position)
    ORDER BY position;
  PERFORM pg_notify('audit_record', '');
END
$$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION audit.append FROM PUBLIC;
--> statement-breakpoint
GRANT USAGE ON SCHEMA audit TO
  crosswatch_gateway, crosswatch_exchange, crosswatch_alerts, crosswatch_watchlist, crosswatch_consent, crosswatch_intake;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION audit.append TO
  crosswatch_gateway, crosswatch_exchange, crosswatch_alerts, crosswatch_watchlist, crosswatch_consent, crosswatch_intake;
--> statement-breakpoint
CREATE FUNCTION audit.refuse_change() RETURNS trigger
  LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  RAISE EXCEPTION 'The access log is append-only.' USING ERRCODE = 'insufficient_privilege';
END
$$;
--> statement-breakpoint
-- Against mistakes. Whoever can disable a trigger is caught by the checkpoints that others hold.
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit.record
  FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse_change();
--> statement-breakpoint
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit.leaf
  FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse_change();
--> statement-breakpoint
CREATE TRIGGER append_only BEFORE DELETE OR TRUNCATE ON audit.tile
  FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse_change();
--> statement-breakpoint
CREATE TRIGGER append_only BEFORE DELETE OR TRUNCATE ON audit.bundle
  FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse_change();
--> statement-breakpoint
CREATE TRIGGER append_only BEFORE DELETE OR TRUNCATE ON audit.log
  FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse_change();
--> statement-breakpoint
-- Hashes do not compress; trying costs time.
ALTER TABLE audit.tile ALTER COLUMN hashes SET STORAGE EXTERNAL;
--> statement-breakpoint
ALTER TABLE audit.bundle ALTER COLUMN entries SET STORAGE EXTERNAL;
--> statement-breakpoint
-- A queue: rows come and go all the time.
ALTER TABLE audit.pending SET (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);
