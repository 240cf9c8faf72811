-- Most of a record says the same in every record, and its id and its time, which the id carries, are in it once more.
-- Canonical JSON (RFC 8785) holds no control characters, so each of these fragments is kept as one of them: chr(1) for the
-- first, and so on. Whatever is committed to, searched, shown and exported is the record as it was written: audit.record.
--
-- The list belongs to the format of what is stored, and never changes. What begins with "{" is not packed; packed in
-- another way it would have to begin with another character than chr(3) and chr(4).
CREATE FUNCTION audit.record_fragments(id uuid) RETURNS text[]
  LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
  RETURN ARRAY[
    '"at":"' || to_char(
      timestamp 'epoch' + ('x' || left(replace(id::text, '-', ''), 12))::bit(48)::bigint * interval '1 millisecond',
      'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'
    ) || '"',
    '"id":"' || id || '"',
    '{"alerts":[],' || chr(1) || ',"authority":"',
    '{"alerts":[{"alert":"',
    '","compartments":[',
    '],"issuer":"',
    '","version":',
    '}],' || chr(1) || ',"authority":"',
    '","count":',
    ',' || chr(2) || ',"jurisdiction":"',
    '","list":',
    ',"officer":"',
    '","operation":"',
    '","outcome":"',
    '","policies":[',
    '],"purpose":"',
    '","recipients":[',
    '],"roles":["',
    '"],"software":"',
    '","terms":"',
    '","v":1}'
  ];
--> statement-breakpoint
-- Bytes as Latin-1: each is a character and goes back to the same byte, whoever put it there.
CREATE FUNCTION audit.unpack_record(id uuid, packed bytea) RETURNS bytea
  LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  unpacked text;
  fragments text[];
BEGIN
  -- Text cannot hold a zero byte, and nor can a record: left to those who verify.
  IF get_byte(packed || '\x00', 0) NOT IN (3, 4) OR position('\x00'::bytea IN packed) > 0 THEN
    RETURN packed;
  END IF;
  unpacked := convert_from(packed, 'LATIN1');
  fragments := audit.record_fragments(id);
  FOR code IN REVERSE array_length(fragments, 1)..1 LOOP
    unpacked := replace(unpacked, chr(code), fragments[code]);
  END LOOP;
  RETURN convert_to(unpacked, 'LATIN1');
END
$$;
--> statement-breakpoint
CREATE FUNCTION audit.pack_record(id uuid, record bytea) RETURNS bytea
  LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  packing text := convert_from(record, 'LATIN1');
  fragments text[] := audit.record_fragments(id);
  packed bytea;
BEGIN
  FOR code IN 1..array_length(fragments, 1) LOOP
    packing := replace(packing, fragments[code], chr(code));
  END LOOP;
  packed := convert_to(packing, 'LATIN1');
  -- Never lose anything: what does not come out again as it was is kept as it is.
  RETURN CASE WHEN audit.unpack_record(id, packed) = record THEN packed ELSE record END;
END
$$;
--> statement-breakpoint
ALTER TABLE audit.record RENAME TO packed_record;
--> statement-breakpoint
ALTER TABLE audit.packed_record RENAME COLUMN record TO packed;
--> statement-breakpoint
CREATE VIEW audit.record AS
  SELECT id, salt, audit.unpack_record(id, packed) AS record FROM audit.packed_record;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION audit.append(
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

  INSERT INTO audit.packed_record (id, salt, packed)
    SELECT id, salt, audit.pack_record(id, record) FROM unnest(ids, salts, records) AS given(id, salt, record);
  INSERT INTO audit.record_key (record_id, key)
    SELECT id, key FROM unnest(ids, keys) AS given(id, key) WHERE key IS NOT NULL;
  INSERT INTO audit.pending (record_id, type, commitment)
    SELECT id, type, sha256(salt || record)
    FROM unnest(ids, types, salts, records) WITH ORDINALITY AS given(id, type, salt, record, position)
    ORDER BY position;
  PERFORM pg_notify('audit_record', '');
END
$$;
