import type { QueryAnswer } from '@crosswatch/protocol'
import { Counter, Gauge, Histogram, type Registry } from 'prom-client'
import type { ListFeed } from './feed/list-feed.ts'
import type { Watchlist } from './list/watchlist.ts'
import type { RecallSampler } from './recall/recall-sampler.ts'
import { recallOfHits, recallOfPossible, type Recall } from './recall/recall-window.ts'

/** What the watchlist counts. Labels are verdicts, nothing else. */
export interface WatchlistMetrics {
  answered(verdict: QueryAnswer['verdict'] | 'denied'): void
  /** Begins to time a search; call what it returns when it is over. */
  matching(): () => void
  /** A version became searchable this long after it was issued, wherever that was. */
  listed(sinceIssueMs: number): void
  /** A query was looked up a second time without the index. */
  sampled(look: Omit<Recall, 'queries'>): void
  /** One that should have been was not: others were waiting, or it failed. */
  sampleDropped(): void
}

export function prometheusMetrics(registry: Registry): WatchlistMetrics {
  const registers = [registry]
  const queries = new Counter({
    name: 'crosswatch_watchlist_queries_total',
    help: 'Queries by verdict',
    labelNames: ['verdict'],
    registers,
  })
  const match = new Histogram({
    name: 'crosswatch_watchlist_match_seconds',
    help: 'Time to search the list',
    buckets: [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25],
    registers,
  })
  const lag = new Histogram({
    name: 'crosswatch_watchlist_lag_seconds',
    help: 'Time from the issue of an alert, on whichever node, until it is found here',
    buckets: [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 60, 600],
    registers,
  })
  const samples = new Counter({
    name: 'crosswatch_index_recall_samples_total',
    help: 'Queries looked up a second time without the index, and those that should have been',
    labelNames: ['outcome'],
    registers,
  })
  const lost = new Counter({
    name: 'crosswatch_index_recall_lost_total',
    help: 'Alerts that a second look found and the index had not',
    labelNames: ['answer'],
    registers,
  })
  return {
    sampled({ hits, hitsFound, possible, possibleFound }) {
      samples.inc({ outcome: 'compared' })
      lost.inc({ answer: 'hit' }, hits - hitsFound)
      lost.inc({ answer: 'possible' }, possible - possibleFound)
    },
    sampleDropped: () => samples.inc({ outcome: 'dropped' }),
    answered: (verdict) => queries.inc({ verdict }),
    matching: () => match.startTimer(),
    // Clocks of two nodes differ: an alert from the future arrived at once.
    listed: (sinceIssueMs) => lag.observe(Math.max(0, sinceIssueMs) / 1_000),
  }
}

/** Gauges that are read when somebody asks for them. */
export function observeList(
  registry: Registry,
  list: Watchlist,
  feed: ListFeed,
  { recall }: Pick<RecallSampler, 'recall'>,
): void {
  const gauge = (name: string, help: string, read: () => number) =>
    new Gauge({
      name,
      help,
      registers: [registry],
      collect() {
        this.set(read())
      },
    })
  gauge(
    'crosswatch_index_recall',
    'Share of hits that the index found, of the last queries looked up twice; below 1 it loses alerts',
    () => recallOfHits(recall()),
  )
  gauge(
    'crosswatch_index_recall_possible',
    'The same of possible matches, of which it passes over some of the faintest',
    () => recallOfPossible(recall()),
  )
  gauge('crosswatch_watchlist_alerts', 'Alerts that can be found', () => list.size())
  gauge('crosswatch_watchlist_unreadable_alerts', 'Alerts in force that could not be read', () =>
    feed.unreadable(),
  )
  gauge('crosswatch_watchlist_sequence', 'The change up to which the list has been brought', () =>
    feed.sequence(),
  )
  gauge(
    'crosswatch_watchlist_age_seconds',
    'Time since the list was last known to be complete',
    () => feed.ageMs() / 1_000,
  )
}
