import { randomInt } from 'node:crypto'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { randomBytes } from '@crosswatch/crypto'
import type { ImpactEstimate, ImpactRequest, Purpose, RoundedCount, SubjectQuery } from '@crosswatch/protocol'
import type { WatchlistContext } from '../context.ts'
import {
  addRecent,
  countRecent,
  daySecrets,
  eraseRecentBefore,
  keepDaySecret,
  type RecentRow,
} from '../store/recent-queries.ts'
import { hashKey } from './hash-key.ts'
import { alertKeys, queryKeys } from './query-keys.ts'

/** The last queries, as keyed hashes of what was asked for. */
export interface RecentQueries {
  /** Remembers a query, for later: nothing of it is worked on while somebody waits. */
  note(purpose: Purpose, asked: readonly (SubjectQuery | undefined)[]): void
  /** Keeps what was noted, and forgets what is too old. @returns whether there may be more */
  keep(): Promise<boolean>
  /** How many of them an alert would have met. */
  estimate(request: ImpactRequest): Promise<ImpactEstimate>
}

type Context = Pick<WatchlistContext, 'connection' | 'storageKey' | 'clock' | 'phoneCountry' | 'recentDays'>

/** More than this wait only if the database is away for long; an estimate can do without the rest. */
const mostWaiting = 20_000
/** Kept in one go, and hashed without letting others in between. */
const batch = 500
const slice = 5
/** Counts below it are not told: one query cannot be found out by asking for its name. */
const leastTold = 5
const dayMs = 86_400_000

export function createRecentQueries(context: Context): RecentQueries {
  const { connection, storageKey, clock, phoneCountry, recentDays } = context
  const waiting: { purpose: Purpose; asked: readonly (SubjectQuery | undefined)[] }[] = []
  let today: { readonly day: string; readonly secret: Uint8Array } | undefined
  const dayOf = (time: Date) => time.toISOString().slice(0, 10)
  const unwrap = (day: string, secret: Uint8Array) => storageKey.unwrap(secret, `recent queries ${day}`)

  /** The same secret in every process: whoever comes first makes it. */
  async function secretOf(day: string): Promise<Uint8Array> {
    if (today?.day === day) return today.secret
    const made = storageKey.wrap(randomBytes(32), `recent queries ${day}`)
    const secret = unwrap(day, await keepDaySecret(connection.db, day, made))
    await eraseRecentBefore(connection.db, dayOf(new Date(clock().getTime() - (recentDays - 1) * dayMs)))
    today = { day, secret }
    return secret
  }

  return {
    note(purpose, asked) {
      // Who keeps alerts looks for what is there already: nobody was met.
      if (purpose !== 'alert-management' && waiting.length < mostWaiting) waiting.push({ purpose, asked })
    },
    async keep() {
      const day = dayOf(clock())
      const secret = await secretOf(day)
      const taken = waiting.slice(0, batch)
      const rows: RecentRow[] = []
      for (const [index, { purpose, asked }] of taken.entries()) {
        if (index % slice === 0) await nextTurn()
        const keys = queryKeys(asked, phoneCountry).map((key) => hashKey(secret, key))
        // In any place: the order of the rows is not the order of the queries.
        rows.splice(randomInt(rows.length + 1), 0, { day, purpose, keys })
      }
      await addRecent(connection.db, rows)
      waiting.splice(0, taken.length)
      return waiting.length > 0
    },
    async estimate({ identity, purposes }) {
      const { hit, possible } = alertKeys(identity, phoneCountry)
      const counts = { queries: 0, hits: 0, possible: 0 }
      for (const { day, secret } of await daySecrets(connection.db)) {
        const opened = unwrap(day, secret)
        const found = await countRecent(connection.db, day, purposes, {
          hit: hit.map((key) => hashKey(opened, key)),
          possible: possible.map((key) => hashKey(opened, key)),
        })
        counts.queries += found.queries
        counts.hits += found.hits
        counts.possible += found.possible
      }
      return {
        queries: counts.queries,
        days: recentDays,
        hits: rounded(counts.hits),
        possible: rounded(counts.possible),
      }
    },
  }
}

function rounded(count: number): RoundedCount {
  return count < leastTold ? { atLeast: 0, atMost: leastTold - 1 } : { atLeast: count, atMost: count }
}
