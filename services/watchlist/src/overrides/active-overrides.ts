import type { QueryAnswer, SubjectQuery } from '@crosswatch/protocol'
import type { WatchlistContext } from '../context.ts'
import type { FoundAlert } from '../list/watchlist.ts'
import { approvedOverrides, type OverrideRow } from '../store/overrides.ts'
import { documentKey, identityKey } from './keys.ts'

/** What an override leaves of what was found. */
export interface Sifted {
  readonly shown: readonly FoundAlert[]
  /** Found, and known to mean somebody else. */
  readonly cleared: NonNullable<QueryAnswer['cleared']>
}

/** The overrides that count, in memory: a query does not wait for the database. */
export interface ActiveOverrides {
  refresh(): Promise<void>
  sift(found: readonly FoundAlert[], documents: SubjectQuery['documents'], at: Date): Sifted
}

type Context = Pick<WatchlistContext, 'connection' | 'storageKey' | 'clock'>

export function createActiveOverrides({ connection, storageKey, clock }: Context): ActiveOverrides {
  let active: ReadonlyMap<string, OverrideRow> = new Map()
  const keyOf = (alert: string, document: Uint8Array) => `${alert} ${hex(document)}`

  return {
    async refresh() {
      const rows = await approvedOverrides(connection.db, clock())
      active = new Map(rows.map((row) => [keyOf(row.alert, row.document), row]))
    },
    sift(found, documents = [], at) {
      if (active.size === 0 || documents.length === 0) return { shown: found, cleared: [] }
      const keys = documents.map((document) => documentKey(storageKey, document))
      const overrideOf = ({ alert, match }: FoundAlert): OverrideRow | undefined => {
        // Who carries a listed document is never cleared by it.
        if (match.verdict !== 'name-only' && match.verdict !== 'name-and-birth-date') return undefined
        const row = keys
          .map((key) => active.get(keyOf(alert.id, key)))
          .find((candidate) => candidate !== undefined)
        if (row === undefined || row.validUntil <= at) return undefined
        return hex(row.identity) === hex(identityKey(storageKey, alert.identity)) ? row : undefined
      }
      const judged = found.map((one) => ({ one, row: overrideOf(one) }))
      return {
        shown: judged.flatMap(({ one, row }) => (row === undefined ? [one] : [])),
        cleared: judged.flatMap(({ one, row }) =>
          row === undefined
            ? []
            : [{ alert: one.alert.id, override: row.id, until: row.validUntil.toISOString() }],
        ),
      }
    },
  }
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('hex')
}
