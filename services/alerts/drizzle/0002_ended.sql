-- What the consent service must know of alerts that are no longer in force, in the order of their last change: whose they were,
-- who had them, and how much of their content is still here.
CREATE FUNCTION alerts.ended_after(after bigint, at_most integer)
RETURNS TABLE (seq bigint, id uuid, issuer text, origin text, version integer, state text, at timestamptz,
               entry_seq bigint, recipients jsonb, remains bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT a.change, a.id, a.issuer, a.origin, a.version, a.state, a.updated_at, a.entry_seq, a.recipients,
         (a.core IS NOT NULL)::int + (a.core_key IS NOT NULL)::int + (a.notes IS NOT NULL)::int
           + jsonb_array_length(a.compartments)
           + (SELECT count(*) FROM alerts.subject_key k WHERE k.alert = a.id)
  FROM alerts.alert a
  WHERE a.change > after AND a.state IN ('withdrawn', 'expired')
  ORDER BY a.change
  LIMIT at_most
$$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION alerts.ended_after(bigint, integer) FROM PUBLIC;
--> statement-breakpoint
GRANT USAGE ON SCHEMA alerts TO crosswatch_consent;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION alerts.ended_after(bigint, integer) TO crosswatch_consent;
