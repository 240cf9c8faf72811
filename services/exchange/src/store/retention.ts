import type { RetentionRule } from '@crosswatch/service-kit'
import { inArray, sql } from 'drizzle-orm'
import { quarantine } from './schema.ts'

/** Months for which this service keeps what is over. */
export type ExchangeRetentionMonths = Readonly<Record<'quarantine', number>>

/** What was refused is kept, with its bytes, for whoever looks into it; an entry that is refused again counts anew. */
export function exchangeRetention({ quarantine: months }: ExchangeRetentionMonths): RetentionRule[] {
  return [
    {
      class: 'quarantine',
      months,
      // Nobody knows what is in it, so nothing names it.
      ended: sql`select id::text as id, last_at as ended, array[]::text[] as names from exchange.quarantine`,
      erase: async (tx, ids) => {
        await tx.delete(quarantine).where(inArray(quarantine.id, ids.map(Number)))
      },
    },
  ]
}
