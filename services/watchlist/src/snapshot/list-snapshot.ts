import type { SavedList } from '../list/watchlist.ts'

/** The list as it stood after one change, with what is needed to go on from there. */
export interface ListSnapshot extends SavedList {
  /** The table that the changes come from, see `databaseOrigin`. */
  readonly origin: string
  readonly sequence: number
  /** Alerts in force that could not be read. */
  readonly unreadable: readonly string[]
}
