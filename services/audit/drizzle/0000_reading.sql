-- How the database reads a record for its indexes. Records are canonical JSON (RFC 8785): whatever one says is spelt in
-- one way only, so that bytes can be compared instead of parsing, ten times as fast. Inside a string the quotes would be
-- escaped, so that nothing written by an officer can look like a field.
--
-- The officer, as spelt in JSON, up to the first quote (a quote within the name cuts it; a search compares again).
CREATE FUNCTION audit.officer(record bytea) RETURNS bytea
  LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN substring(
    record,
    position('"officer":"'::bytea IN record) + 11,
    position('"'::bytea IN substring(record, position('"officer":"'::bytea IN record) + 11)) - 1
  );
--> statement-breakpoint
CREATE FUNCTION audit.has_alerts(record bytea) RETURNS boolean
  LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN position('"alerts":[{'::bytea IN record) > 0;
--> statement-breakpoint
-- The ids of the alerts that were touched, as a JSON array. Truly immutable: PostgreSQL calls convert_from stable only
-- for the sake of conversions that do not occur here.
CREATE FUNCTION audit.alerts(record bytea) RETURNS jsonb
  LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN jsonb_path_query_array(convert_from(record, 'UTF8')::jsonb, '$.alerts[*].alert');
