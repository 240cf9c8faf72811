import type { RefusalReason } from './ingest/refusal.ts'

/** What the exchange counts. No label ever holds more than a jurisdiction code or a reason. */
export interface ExchangeMetrics {
  sealed(entries: number): void
  published(entries: number, bytes: number): void
  accepted(issuer: string, entries: number): void
  refused(issuer: string, reason: RefusalReason): void
  behind(issuer: string, entries: number): void
  /** A heartbeat of `issuer`, signed at `at`, was taken in at `now`. Milliseconds. */
  heard(issuer: string, at: number, now: number): void
  /** Until when the root's word about this node's keys for one use stands. */
  keyEnds(use: string, until: Date): void
}

export const noMetrics: ExchangeMetrics = {
  sealed: () => undefined,
  published: () => undefined,
  accepted: () => undefined,
  refused: () => undefined,
  behind: () => undefined,
  heard: () => undefined,
  keyEnds: () => undefined,
}
