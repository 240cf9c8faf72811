import { Counter, Gauge, type Registry } from 'prom-client'

/** What the audit service counts. */
export function auditMetrics(registry: Registry) {
  const registers = [registry]
  const placed = new Counter({
    name: 'crosswatch_audit_records_total',
    help: 'Records that got their place in the log',
    registers,
  })
  const failed = new Counter({
    name: 'crosswatch_audit_failures_total',
    help: 'Attempts to continue the log that failed',
    registers,
  })
  const size = new Gauge({ name: 'crosswatch_audit_size', help: 'Records in the signed log', registers })
  return {
    placed: (records: number) => placed.inc(records),
    failed: () => failed.inc(),
    size: (records: number) => size.set(records),
  }
}
