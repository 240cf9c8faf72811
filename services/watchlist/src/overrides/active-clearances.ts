import { CryptoError, isMarked } from '@crosswatch/crypto'
import { fromBase64, toHex } from '@crosswatch/protocol'
import type { WatchlistContext } from '../context.ts'
import type { ListedAlert } from '../list/listed-alert.ts'
import { openMark, standingClearances, type ClearanceRow, type MarkedPerson } from '../store/clearances.ts'
import { factsOf, type Traveller } from './traveller.ts'

/** A clearance that stands, opened. */
interface StandingClearance extends Pick<ClearanceRow, 'id' | 'alert' | 'validUntil'> {
  readonly person: MarkedPerson
}

/** The clearances that issuers decided, in memory like the overrides of this node. */
export interface ActiveClearances {
  refresh(): Promise<void>
  /** The one by which a traveller is known not to be the subject of an alert. */
  of(alert: ListedAlert, traveller: Traveller, at: Date): StandingClearance | undefined
}

type Context = Pick<WatchlistContext, 'connection' | 'storageKey' | 'log'>

export function createActiveClearances({ connection, storageKey, log }: Context): ActiveClearances {
  let active: ReadonlyMap<string, readonly StandingClearance[]> = new Map()
  let opened: ReadonlyMap<string, StandingClearance> = new Map()

  return {
    async refresh() {
      const rows = await standingClearances(connection.db)
      const standing = rows.flatMap((row) => opened.get(row.id) ?? open(row))
      opened = new Map(standing.map((one) => [one.id, one]))
      active = Map.groupBy(standing, ({ alert }) => alert)
    },
    of(alert, traveller, at) {
      const candidates = active.get(alert.id) ?? []
      if (candidates.length === 0) return undefined
      const identity = toHex(fromBase64(alert.identity))
      const facts = factsOf(traveller)
      return candidates.find(
        ({ person, validUntil }) =>
          at < validUntil && person.identity === identity && facts.some((one) => isMarked(person, one)),
      )
    },
  }
  /** What cannot be opened clears nobody. */
  function open(row: ClearanceRow): StandingClearance[] {
    try {
      return [{ ...row, person: openMark(storageKey, row) }]
    } catch (error) {
      if (!(error instanceof CryptoError)) throw error
      log.warn({ clearance: row.id, err: error }, 'a clearance cannot be opened and clears nobody')
      return []
    }
  }
}
