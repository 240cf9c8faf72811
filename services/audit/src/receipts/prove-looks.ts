import type { Executor } from '@crosswatch/database'
import { fromBase64, type JurisdictionCode } from '@crosswatch/protocol'
import {
  encodeAccessEntry,
  formatReceipt,
  leafHash,
  logOrigin,
  sameHash,
  verifyInclusion,
} from '@crosswatch/transparency'

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
 * nobody can show it another one. The other node only supplies proofs, and none of them is believed without a check. They are kept: with
 * the checkpoint that the other log signed, they show to anybody else what stands there.
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
        const settledBy = shown && judge(look, head, fromBase64(shown.leaf), shown.proof.map(fromBase64))
        if (settledBy === undefined) continue
        await db.update(foreignLook).set(settledBy).where(eq(foreignLook.number, look.number))
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
        lt(foreignLook.place, sql`${size.toString()}::bigint`),
      ),
    )
    .orderBy(sql`${foreignLook.askedAt} nulls first`, asc(foreignLook.number))
    .limit(inclusionsAtOnce)
}

/** @returns nothing if the proof does not hold: that proves neither */
function judge(
  { place, operation, commitment }: Waiting,
  { size, root, checkpoint }: NonNullable<Awaited<ReturnType<typeof readWitnessed>>>,
  leaf: Uint8Array,
  proof: readonly Uint8Array[],
): Pick<typeof foreignLook.$inferSelect, 'state' | 'proof'> | undefined {
  const index = BigInt(place)
  if (!verifyInclusion({ index, size, root, leaf, proof })) return undefined
  const stated = leafHash(encodeAccessEntry({ type: operation, commitment }))
  return {
    state: sameHash(stated, leaf) ? 'proven' : 'refuted',
    proof: formatReceipt({ index, proof, checkpoint, extra: leaf }),
  }
}
