import { Counter, Gauge, Histogram, type Registry } from 'prom-client'

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
  const confirmed = new Gauge({
    name: 'crosswatch_audit_confirmed_age_seconds',
    help: 'How long ago enough witnesses confirmed this log',
    registers,
  })
  const ahead = new Gauge({
    name: 'crosswatch_audit_clock_ahead_seconds',
    help: "By how much this node's clock is ahead of its witnesses'; more than 300 either way stops disclosures",
    registers,
  })
  const rounds = new Histogram({
    name: 'crosswatch_audit_cosigning_seconds',
    help: 'How long a round of asking the witnesses took that ended with a quorum',
    buckets: [0.05, 0.1, 0.25, 0.5, 1, 2, 5],
    registers,
  })
  const caught = new Gauge({
    name: 'crosswatch_audit_equivocations',
    help: 'Logs that have signed two histories; anything but 0 is an alarm',
    registers,
  })
  const unsettled = new Gauge({
    name: 'crosswatch_audit_unsettled_logs',
    help: 'Logs that do not show that what others hold of them fits what is held here',
    registers,
  })
  const disagreements = new Counter({
    name: 'crosswatch_audit_disagreements_total',
    help: 'Answers of witnesses that hold another or a longer log than this one',
    labelNames: ['witness'],
    registers,
  })
  return {
    confirmedAge: (seconds: number) => confirmed.set(seconds),
    clockAhead: (seconds: number) => ahead.set(seconds),
    cosigned: (seconds: number) => rounds.observe(seconds),
    caught: () => caught.inc(),
    unsettled: (logs: number) => unsettled.set(logs),
    disagrees: (witness: string) => disagreements.inc({ witness }),
    placed: (records: number) => placed.inc(records),
    failed: () => failed.inc(),
    size: (records: number) => size.set(records),
  }
}

export type AuditMetrics = ReturnType<typeof auditMetrics>
