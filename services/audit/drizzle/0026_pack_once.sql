-- As before, without unpacking what was just packed to see that it comes out again: that took as long as the packing. It does, because
-- no code stands in a record before (canonical JSON has no control characters), and codes are taken back in the opposite order. What has
-- any, or does not begin with a fragment, by which a packed record is told from others, is kept as it is.
CREATE OR REPLACE FUNCTION audit.pack_record(id uuid, record bytea) RETURNS bytea
  LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  packing text := convert_from(record, 'LATIN1');
  fragments text[];
BEGIN
  IF packing ~ '[\x01-\x1f]' THEN
    RETURN record;
  END IF;
  fragments := audit.record_fragments(id);
  FOR code IN 1..array_length(fragments, 1) LOOP
    packing := replace(packing, fragments[code], chr(code));
  END LOOP;
  RETURN CASE WHEN ascii(packing) IN (3, 4) THEN convert_to(packing, 'LATIN1') ELSE record END;
END
$$;
