-- What the statements of the parties come to. An agreement is signed when every party said so; it is suspended while any party's
-- last word on it is 'suspend'; one party's 'terminate' ends it; it is superseded when another that replaces it, and keeps all
-- its parties, is signed.
CREATE FUNCTION alerts.agreement_standing()
RETURNS TABLE (digest text, terms jsonb, signed boolean, suspended boolean, terminated boolean, superseded boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  WITH known AS (
    SELECT a.digest, convert_from(a.terms, 'UTF8')::jsonb AS terms FROM alerts.agreement a
  ), said AS (
    SELECT k.digest, k.terms,
      NOT EXISTS (
        SELECT FROM jsonb_array_elements_text(k.terms->'parties') AS party(code)
        WHERE NOT EXISTS (
          SELECT FROM alerts.agreement_statement s
          WHERE s.digest = k.digest AND s.party = party.code AND s.act = 'sign')
      ) AS signed,
      EXISTS (
        SELECT FROM (
          SELECT DISTINCT ON (s.party) s.act FROM alerts.agreement_statement s
          WHERE s.digest = k.digest AND s.act IN ('suspend', 'resume')
          ORDER BY s.party, s.at DESC
        ) AS last_word WHERE last_word.act = 'suspend'
      ) AS suspended,
      EXISTS (
        SELECT FROM alerts.agreement_statement s WHERE s.digest = k.digest AND s.act = 'terminate'
      ) AS terminated
    FROM known k
  )
  SELECT said.digest, said.terms, said.signed, said.suspended, said.terminated,
    EXISTS (
      SELECT FROM said AS newer
      WHERE newer.signed AND newer.terms->>'replaces' = said.digest
        AND newer.terms->'parties' @> (said.terms->'parties')
    )
  FROM said
$$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION alerts.agreement_standing() FROM PUBLIC;
--> statement-breakpoint
-- The terms of every agreement under which something may move now, by the clock of the database.
CREATE FUNCTION alerts.agreements_in_force()
RETURNS TABLE (digest text, terms jsonb)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT s.digest, s.terms FROM alerts.agreement_standing() s
  WHERE s.signed AND NOT s.suspended AND NOT s.terminated AND NOT s.superseded
    AND (s.terms->>'validFrom')::timestamptz <= now() AND now() < (s.terms->>'validUntil')::timestamptz
$$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION alerts.agreements_in_force() FROM PUBLIC;
--> statement-breakpoint
GRANT USAGE ON SCHEMA alerts TO crosswatch_consent;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION alerts.agreements_in_force() TO crosswatch_consent;
