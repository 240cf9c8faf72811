import type { WatchlistContext } from '../context.ts'
import { eraseScreenings } from '../store/screenings.ts'
import { erasedByRule } from './records.ts'

/** Erases the lists whose time is over. Never has more to do. */
export async function eraseDue({ connection, actLog, clock }: WatchlistContext): Promise<false> {
  await connection.transaction(async (tx) => {
    const erased = await eraseScreenings(tx, { due: clock() })
    if (erased.length > 0) await actLog.append(tx, [erasedByRule(erased.length)])
  })
  return false
}
