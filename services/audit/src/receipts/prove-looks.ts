import type { Executor } from '@crosswatch/database'
import { fromBase64, type JurisdictionCode, type LookState } from '@crosswatch/protocol'
import { encodeAccessEntry, leafHash, logOrigin, sameHash, verifyInclusion } from '@crosswatch/transparency'
import { and, asc, eq, inArray, lt, sql } from 'drizzle-orm'
import { foreignLook } from '../store/receipt-schema.ts'
import { readWitnessed } from '../store/witness-store.ts'
import type { PeerLink } from '../witnessing/peers.ts'
import { inclusionsAtOnce } from '../witnessing/questions.ts'

export interface ProofOptions {
  readonly db: Executor
  /** The name of the federation. */
  readonly federation: string
  readonly link: Pick<PeerLink, 'peers' | 'inclusions'>
}

/**
 * Holds receipts against the log of who gave them: against the very tree that this node cosigned as a witness, so that
 * nobody can show it another one. The other node only supplies proofs, and none of them is believed without a check.
 *
 * @returns whether there may be more
 */
export async function proveLooks({ db, federation, link }: ProofOptions): Promise<boolean> {
  const more = await Promise.all(
    link.peers.map(async (peer) => {
      const head = await readWitnessed(db, logOrigin(federation, peer))
      if (head === undefined) return false
      const waiting = await oldestWaiting(db, peer, head.size)
      if (waiting.length === 0) return false
      const places = waiting.map(({ place }) => place)
      const answer = await link.inclusions(peer, { size: head.size.toString(), places })
      let settled = 0
      for (const look of waiting) {
        const shown = answer?.inclusions.find(({ place }) => place === look.place)
        const state = shown && judge(look, head, fromBase64(shown.leaf), shown.proof.map(fromBase64))
        if (state === undefined) continue
        await db.update(foreignLook).set({ state }).where(eq(foreignLook.number, look.number))
        settled++
      }
      await db
        .update(foreignLook)
        .set({ askedAt: sql`now()` })
        .where(
          inArray(
            foreignLook.number,
            waiting.map(({ number }) => number),
          ),
        )
      return settled === inclusionsAtOnce
    }),
  )
  return more.includes(true)
}

type Waiting = Awaited<ReturnType<typeof oldestWaiting>>[number]

/** Those that were asked about least recently come first: one without an answer holds up no other. */
async function oldestWaiting(db: Executor, jurisdiction: JurisdictionCode, size: bigint) {
  return db
    .select({
      number: foreignLook.number,
      place: foreignLook.place,
      operation: foreignLook.operation,
      commitment: foreignLook.commitment,
    })
    .from(foreignLook)
    .where(
      and(
        eq(foreignLook.state, 'waiting'),
        eq(foreignLook.jurisdiction, jurisdiction),
        lt(foreignLook.place, Number(size)),
      ),
    )
    .orderBy(sql`${foreignLook.askedAt} nulls first`, asc(foreignLook.number))
    .limit(inclusionsAtOnce)
}

/** @returns nothing if the proof does not hold: that proves neither */
function judge(
  { place, operation, commitment }: Waiting,
  { size, root }: { readonly size: bigint; readonly root: Uint8Array },
  leaf: Uint8Array,
  proof: readonly Uint8Array[],
): LookState | undefined {
  if (!verifyInclusion({ index: BigInt(place), size, root, leaf, proof })) return undefined
  const stated = leafHash(encodeAccessEntry({ type: operation, commitment }))
  return sameHash(stated, leaf) ? 'proven' : 'refuted'
}
