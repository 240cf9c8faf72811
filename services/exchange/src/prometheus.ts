import { Counter, Gauge, type Registry } from 'prom-client'
import type { ClockWatch } from './feed/clock-watch.ts'
import type { ExchangeMetrics } from './metrics.ts'

/** The exchange's metrics in Prometheus. Labels are jurisdiction codes and reasons. */
export function prometheusMetrics(registry: Registry, clocks: ClockWatch): ExchangeMetrics {
  const registers = [registry]
  const sealed = new Counter({
    name: 'crosswatch_exchange_sealed_total',
    help: 'Letters sealed into the own feed',
    registers,
  })
  const published = new Counter({
    name: 'crosswatch_exchange_published_total',
    help: 'Entries acknowledged by the hub',
    registers,
  })
  const bytes = new Counter({
    name: 'crosswatch_exchange_published_bytes_total',
    help: 'Bytes acknowledged by the hub',
    registers,
  })
  const accepted = new Counter({
    name: 'crosswatch_exchange_accepted_total',
    help: 'Entries taken in, by issuer',
    labelNames: ['issuer'],
    registers,
  })
  const refused = new Counter({
    name: 'crosswatch_exchange_refused_total',
    help: 'Entries refused, by issuer and reason',
    labelNames: ['issuer', 'reason'],
    registers,
  })
  const behind = new Gauge({
    name: 'crosswatch_exchange_behind',
    help: 'Entries known to exist and not held, by issuer',
    labelNames: ['issuer'],
    registers,
  })
  const ahead = new Gauge({
    name: 'crosswatch_exchange_clock_ahead_seconds',
    help: "By how much another member's clock is ahead of this node's, as far as is known",
    labelNames: ['issuer'],
    registers,
  })
  const keyEnd = new Gauge({
    name: 'crosswatch_exchange_key_end_timestamp_seconds',
    help: "When the root's word about this node's keys ends, by their use: renew them a month before",
    labelNames: ['use'],
    registers,
  })
  return {
    sealed: (entries) => sealed.inc(entries),
    published: (entries, size) => {
      published.inc(entries)
      bytes.inc(size)
    },
    accepted: (issuer, entries) => accepted.inc({ issuer }, entries),
    // A subject from outside is no label: whoever invents issuers must not fill the memory.
    refused: (issuer, reason) =>
      refused.inc({ issuer: /^[A-Z]{2}$/.test(issuer) ? issuer : 'other', reason }),
    behind: (issuer, entries) => behind.set({ issuer }, entries),
    heard: (issuer, at, now) => {
      clocks.note(issuer, at, now)
      for (const [one, offset] of clocks.offsets()) ahead.set({ issuer: one }, offset / 1000)
    },
    keyEnds: (use, until) => keyEnd.set({ use }, until.getTime() / 1000),
  }
}
