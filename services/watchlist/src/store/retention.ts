import type { RetentionRule } from '@crosswatch/service-kit'
import { inArray, sql } from 'drizzle-orm'
import { override } from './schema.ts'

/** Months for which this service keeps what ended. */
export type WatchlistRetentionMonths = Readonly<Record<'overrides', number>>

/** What is kept here until when. Lists of persons have a time of their own, in hours. */
export function watchlistRetention({ overrides: months }: WatchlistRetentionMonths): RetentionRule[] {
  return [
    {
      class: 'overrides',
      months,
      ended: sql`select id, case when state not in ('requested', 'approved') then valid_until end as ended,
          array['alert:' || alert, 'officer:' || requester, 'officer:' || decider] as names
        from watchlist.override`,
      erase: async (tx, ids) => {
        await tx.delete(override).where(inArray(override.id, [...ids]))
      },
    },
  ]
}
