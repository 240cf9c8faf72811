import { setTimeout as delay } from 'node:timers/promises'
import type { Purpose, SubjectQuery } from '@crosswatch/protocol'
import type { BackgroundList } from '../background/background-list.ts'
import type { WatchlistContext } from '../context.ts'
import type { ListFeed } from '../feed/list-feed.ts'
import type { Watchlist } from '../list/watchlist.ts'
import { counts } from '../query/decide.ts'
import { createRecallWindow, type Recall } from './recall-window.ts'

/** Looks up a few queries a second time without the index, so that what it loses is noticed. */
export interface RecallSampler extends AsyncDisposable {
  /** A query was answered. Returns at once; most queries are passed over. */
  offer(asked: Asked): void
  /** Of the last queries that were looked up twice. */
  recall(): Recall
}

interface Asked {
  readonly subject: SubjectQuery
  readonly purpose: Purpose
  readonly at: Date
}

export interface SamplerSettings {
  /** The share of queries that is looked up twice, from 0 to 1. */
  readonly share: number
  /** A number from 0 up to 1, by chance. */
  readonly random: () => number
}

type Context = Pick<WatchlistContext, 'phoneCountry' | 'log' | 'metrics'>

/** Queries that wait. What comes when so many do is dropped, and counted. */
const mostWaiting = 4
const window = 500
/** The index is asked for more than is compared, so that a tie at the end is no loss. */
const limit = 20
const limitOfIndex = 200
/** Between two looks the thread rests, in multiples of what a look took: at most a fifth of a core goes into this. */
const rest = 4

export function createRecallSampler(
  { phoneCountry, log, metrics }: Context,
  list: Pick<Watchlist, 'find'>,
  feed: Pick<ListFeed, 'sequence'>,
  background: Pick<BackgroundList, 'probe'>,
  { share, random }: SamplerSettings,
): RecallSampler {
  const waiting: Asked[] = []
  const looks = createRecallWindow(window)
  const stopping = new AbortController()
  let working: Promise<void> | undefined

  async function work(): Promise<void> {
    for (let asked = waiting.shift(); asked !== undefined; asked = waiting.shift()) {
      if (stopping.signal.aborted) return
      try {
        const ms = await lookAgain(asked)
        await delay(ms * rest, undefined, { signal: stopping.signal })
      } catch (error) {
        if (stopping.signal.aborted) return
        metrics.sampleDropped()
        log.warn({ err: error }, 'a query could not be looked up without the index')
      }
    }
  }

  /** @returns how long it took, in milliseconds */
  async function lookAgain({ subject, purpose, at }: Asked): Promise<number> {
    // In one turn: what is found and what the list has seen belong together.
    const sequence = feed.sequence()
    const found = list
      .find(subject, { limit: limitOfIndex, phoneCountry, admits: (alert) => counts(alert, purpose, at) })
      .map(({ alert }) => alert.id)
    const probed = await background.probe({ subject, purpose, at: at.getTime(), limit, found, sequence })
    const { hits, possible, lostHits, lostPossible, ms } = probed
    const look = {
      hits,
      possible,
      hitsFound: hits - lostHits.length,
      possibleFound: possible - lostPossible.length,
    }
    looks.add(look)
    metrics.sampled(look)
    if (lostHits.length > 0) {
      log.error({ alerts: lostHits, sequence }, 'the index does not find alerts that are on the list')
    }
    return ms
  }

  return {
    offer(asked) {
      if (share === 0 || random() >= share || stopping.signal.aborted) return
      if (waiting.length >= mostWaiting) return metrics.sampleDropped()
      waiting.push(asked)
      working ??= work().finally(() => (working = undefined))
    },
    recall: () => looks.sum(),
    async [Symbol.asyncDispose]() {
      stopping.abort()
      await working
    },
  }
}
