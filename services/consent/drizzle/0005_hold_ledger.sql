-- Whoever else writes to the ledger of erasures does it one at a time with this service: held until the transaction ends.
CREATE FUNCTION consent.hold_ledger() RETURNS bigint
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  INSERT INTO consent.ledger DEFAULT VALUES ON CONFLICT DO NOTHING;
  SELECT lines FROM consent.ledger FOR UPDATE
$$;
--> statement-breakpoint
CREATE FUNCTION consent.move_ledger(to_lines bigint) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  UPDATE consent.ledger SET lines = to_lines
$$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION consent.hold_ledger(), consent.move_ledger(bigint) FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION consent.hold_ledger(), consent.move_ledger(bigint) TO crosswatch_alerts;
