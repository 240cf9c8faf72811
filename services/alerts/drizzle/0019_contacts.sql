-- Names and contacts travel in two compartments: an answer of an earlier time is made of both.
CREATE OR REPLACE FUNCTION alerts.keep_past_version() RETURNS trigger
  LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  IF NEW.core IS NULL THEN
    UPDATE alerts.past_version SET core = NULL, core_key = NULL, compartments = '[]' WHERE alert = NEW.id AND core IS NOT NULL;
  END IF;
  IF NEW.change <> OLD.change AND OLD.change > 0 AND OLD.state = 'active' AND OLD.contest IS DISTINCT FROM 'blocked' THEN
    INSERT INTO alerts.past_version (alert, change, until, issuer, version, flagged, core, core_key, compartments)
    VALUES (
      OLD.id, OLD.change, NEW.change, OLD.issuer, OLD.version, OLD.flagged,
      CASE WHEN NEW.core IS NOT NULL THEN OLD.core END,
      CASE WHEN NEW.core IS NOT NULL THEN OLD.core_key END,
      CASE WHEN NEW.core IS NOT NULL AND jsonb_typeof(OLD.compartments) = 'array'
        THEN jsonb_path_query_array(OLD.compartments, '$[*] ? (@.name == "identity" || @.name == "contacts")') ELSE '[]' END
    );
  END IF;
  RETURN NULL;
END
$$;
