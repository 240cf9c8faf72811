import type { DemandState, ErasureBoard } from '@crosswatch/protocol'
import { type Api, dataOf } from '../api.ts'

/** Receipts of erasure, for what this node took back. Roles: all but border and liaison officers. */
export interface ErasureCalls {
  /** A page of the board, the latest first; `after` is the `next` of the page before. */
  board(filter?: { readonly state?: DemandState; readonly after?: string }): Promise<ErasureBoard>
}

export function erasureCalls({ consent }: Api): ErasureCalls {
  return {
    board: (query = {}) => dataOf(consent.GET('/v1/erasures', { params: { query } })),
  }
}
