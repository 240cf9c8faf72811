-- What the record of a border query says on most nodes is kept as a code too. Codes are added at the end of the list: what was packed
-- before holds none of them, and comes out as it was.
CREATE OR REPLACE FUNCTION audit.record_fragments(id uuid) RETURNS text[]
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
    '","v":1}',
    '","legalBasis":"',
    '],"post":"',
    '","purpose":"',
    '],"referenceGiven":true,"roles":["',
    '"role/border-officer/query"',
    'border-officer',
    'border-check'
  ];
--> statement-breakpoint
-- Packed in one expression: a loop over audit.record_fragments(id) took twice as long, and every record waits for it. The codes are those
-- of that list, and are given in its order.
CREATE OR REPLACE FUNCTION audit.pack_record(id uuid, record bytea) RETURNS bytea
  LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  packing text := convert_from(record, 'LATIN1');
BEGIN
  IF packing ~ '[\x01-\x1f]' THEN
    RETURN record;
  END IF;
  packing := replace(packing, '"at":"' || to_char(
      timestamp 'epoch' + ('x' || left(replace(id::text, '-', ''), 12))::bit(48)::bigint * interval '1 millisecond',
      'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'
    ) || '"', chr(1));
  packing := replace(packing, '"id":"' || id || '"', chr(2));
  packing :=
    replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(
    replace(replace(replace(replace(replace(replace(replace(replace(replace(
    replace(replace(replace(replace(replace(replace(replace(
      packing,
      '{"alerts":[],' || chr(1) || ',"authority":"', chr(3)),
      '{"alerts":[{"alert":"', chr(4)),
      '","compartments":[', chr(5)),
      '],"issuer":"', chr(6)),
      '","version":', chr(7)),
      '}],' || chr(1) || ',"authority":"', chr(8)),
      '","count":', chr(9)),
      ',' || chr(2) || ',"jurisdiction":"', chr(10)),
      '","list":', chr(11)),
      ',"officer":"', chr(12)),
      '","operation":"', chr(13)),
      '","outcome":"', chr(14)),
      '","policies":[', chr(15)),
      '],"purpose":"', chr(16)),
      '","recipients":[', chr(17)),
      '],"roles":["', chr(18)),
      '"],"software":"', chr(19)),
      '","terms":"', chr(20)),
      '","v":1}', chr(21)),
      '","legalBasis":"', chr(22)),
      '],"post":"', chr(23)),
      '","purpose":"', chr(24)),
      '],"referenceGiven":true,"roles":["', chr(25)),
      '"role/border-officer/query"', chr(26)),
      'border-officer', chr(27)),
      'border-check', chr(28));
  RETURN CASE WHEN ascii(packing) IN (3, 4) THEN convert_to(packing, 'LATIN1') ELSE record END;
END
$$;
