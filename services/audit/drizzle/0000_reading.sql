-- How the database reads a record (canonical JSON in UTF-8), for its indexes. Immutable, because an index needs it and
-- because it is true: PostgreSQL itself calls convert_from and the cast of a time stable only for the sake of
-- conversions and time zones that do not occur here.
CREATE FUNCTION audit.field(record bytea, name text) RETURNS text
  LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
  RETURN convert_from(record, 'UTF8')::json ->> name;
--> statement-breakpoint
CREATE FUNCTION audit.at(record bytea) RETURNS timestamptz
  LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
  RETURN (convert_from(record, 'UTF8')::json ->> 'at')::timestamptz;
--> statement-breakpoint
-- The ids of the alerts that were touched, as a JSON array.
CREATE FUNCTION audit.alerts(record bytea) RETURNS jsonb
  LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
  RETURN jsonb_path_query_array(convert_from(record, 'UTF8')::jsonb, '$.alerts[*].alert');
--> statement-breakpoint
-- Canonical JSON spells it in no other way, and inside a string the quotes would be escaped.
CREATE FUNCTION audit.has_alerts(record bytea) RETURNS boolean
  LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
  RETURN position('"alerts":[{'::bytea IN record) > 0;
