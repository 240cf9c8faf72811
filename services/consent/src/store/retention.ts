import type { RetentionRule } from '@crosswatch/service-kit'
import { inArray, sql } from 'drizzle-orm'
import { opening, record } from './schema.ts'

/** Months for which this service keeps what ended. */
export type ConsentRetentionMonths = Readonly<Record<'consents', number>>

/**
 * What is kept here until when, counted from the end of the time that somebody consented to. The information itself goes when the consent
 * ends, whatever a hold says; what was agreed and opened stays as evidence.
 */
export function consentRetention({ consents: months }: ConsentRetentionMonths): RetentionRule[] {
  return [
    {
      class: 'consents',
      months,
      ended: sql`select id, valid_until as ended, array['consent:' || id, 'officer:' || recorded_by] as names
        from consent.record`,
      erase: async (tx, ids) => {
        await tx.delete(opening).where(inArray(opening.consent, [...ids]))
        await tx.delete(record).where(inArray(record.id, [...ids]))
      },
    },
  ]
}
