import type { WatchlistContext } from '../context.ts'
import type { Watchlist } from '../list/watchlist.ts'
import { expireOverrides, fellOverrides, openOverrides } from '../store/overrides.ts'
import { hasChanged } from './decide.ts'
import { identityKey } from './keys.ts'
import { settledRecord } from './records.ts'

type Context = Pick<WatchlistContext, 'connection' | 'storageKey' | 'actLog' | 'clock'>

/**
 * Ends the overrides that are over by themselves, each with its record in the same transaction: those whose alert says something
 * else of its subject now, and those whose time is over. An answer does not wait for it: it tells both by itself.
 */
export async function settleOverrides(
  { connection, storageKey, actLog, clock }: Context,
  list: Pick<Watchlist, 'get'>,
): Promise<void> {
  const at = clock()
  const open = await openOverrides(connection.db)
  if (open.length === 0) return
  const fallen = open.filter((row) => {
    const alert = list.get(row.alert)
    if (alert === undefined || row.validUntil <= at) return false
    const same = Buffer.compare(identityKey(storageKey, alert.identity), row.identity) === 0
    return hasChanged(row, alert, same)
  })
  if (fallen.length === 0 && open.every(({ validUntil }) => validUntil > at)) return
  await connection.transaction(async (tx) => {
    const over = await expireOverrides(tx, at)
    const down =
      fallen.length === 0
        ? []
        : await fellOverrides(
            tx,
            fallen.map(({ id }) => id),
          )
    const records = [
      ...over.map((row) => settledRecord('override.expire', row)),
      ...down.map((row) => settledRecord('override.fall', row)),
    ]
    // Another process may have been first.
    if (records.length > 0) await actLog.append(tx, records)
  })
}
