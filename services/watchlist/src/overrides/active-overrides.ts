import type { QueryAnswer } from '@crosswatch/protocol'
import type { WatchlistContext } from '../context.ts'
import type { FoundAlert } from '../list/watchlist.ts'
import { approvedOverrides, type OverrideRow } from '../store/overrides.ts'
import { createActiveClearances } from './active-clearances.ts'
import { documentKey, identityKey } from './keys.ts'
import type { Traveller } from './traveller.ts'

/** What overrides and clearances leave of what was found. */
export interface Sifted {
  readonly shown: readonly FoundAlert[]
  /** Found, and known to mean somebody else. */
  readonly cleared: NonNullable<QueryAnswer['cleared']>
}

/** The overrides of this node and the clearances of issuers that count, in memory: a query does not wait for the database. */
export interface ActiveOverrides {
  refresh(): Promise<void>
  sift(found: readonly FoundAlert[], traveller: Traveller, at: Date): Sifted
}

type Context = Pick<WatchlistContext, 'connection' | 'storageKey' | 'clock' | 'log'>

export function createActiveOverrides(context: Context): ActiveOverrides {
  const { connection, storageKey, clock } = context
  const clearances = createActiveClearances(context)
  let active: ReadonlyMap<string, OverrideRow> = new Map()
  const keyOf = (alert: string, document: Uint8Array) => `${alert} ${hex(document)}`

  return {
    async refresh() {
      const rows = await approvedOverrides(connection.db, clock())
      active = new Map(rows.map((row) => [keyOf(row.alert, row.document), row]))
      await clearances.refresh()
    },
    sift(found, traveller, at) {
      const { documents } = traveller
      if (documents.length === 0) return { shown: found, cleared: [] }
      const keys = active.size === 0 ? [] : documents.map((document) => documentKey(storageKey, document))
      const overrideOf = ({ alert }: FoundAlert): OverrideRow | undefined => {
        const row = keys
          .map((key) => active.get(keyOf(alert.id, key)))
          .find((candidate) => candidate !== undefined)
        if (row === undefined || row.validUntil <= at) return undefined
        return hex(row.identity) === hex(identityKey(storageKey, alert.identity)) ? row : undefined
      }
      const clearedBy = (one: FoundAlert): Sifted['cleared'][number] | undefined => {
        const { alert, match } = one
        // Who carries a listed document is never cleared by it.
        if (match.verdict !== 'name-only' && match.verdict !== 'name-and-birth-date') return undefined
        const override = overrideOf(one)
        if (override !== undefined)
          return { alert: alert.id, override: override.id, until: override.validUntil.toISOString() }
        const clearance = clearances.of(alert, traveller, at)
        return (
          clearance && { alert: alert.id, clearance: clearance.id, until: clearance.validUntil.toISOString() }
        )
      }
      const judged = found.map((one) => ({ one, cleared: clearedBy(one) }))
      return {
        shown: judged.flatMap(({ one, cleared }) => (cleared === undefined ? [one] : [])),
        cleared: judged.flatMap(({ cleared }) => cleared ?? []),
      }
    },
  }
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('hex')
}
