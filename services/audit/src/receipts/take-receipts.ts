import type { Executor } from '@crosswatch/database'
import { type JurisdictionCode, type LookReceipt, lookReceiptDocument } from '@crosswatch/protocol'
import { and, eq, sql } from 'drizzle-orm'
import { dropLetters, readLetters } from '../store/exchange.ts'
import {
  foreignLook,
  foreignLookAlert,
  receiptAccount,
  receiptGap,
  receiptProgress,
} from '../store/receipt-schema.ts'
import { ruleAct } from '../rule-act.ts'
import type { ReceiptOptions } from './tell-issuers.ts'

const batch = 64

/**
 * Takes in what others say of their looks at alerts of this jurisdiction. The exchange has verified who speaks; what the other
 * log says of it is asked later.
 *
 * @returns whether there may be more
 */
export async function takeReceipts(
  options: Pick<ReceiptOptions, 'connection' | 'jurisdiction' | 'storageKey' | 'actLog' | 'clock'>,
): Promise<boolean> {
  const { connection, jurisdiction, storageKey, actLog, clock } = options
  return connection.transaction(async (tx) => {
    const [progress] = await tx.select().from(receiptProgress).for('update')
    if (progress === undefined) return false
    const wanted = { kind: 'look-receipt', after: progress.letter, limit: batch } as const
    const letters = await readLetters(tx, storageKey, wanted)
    for (const { issuer, payload } of letters) {
      // What this node said itself comes back in its own feed after a restore.
      if (payload === undefined || issuer === jurisdiction) continue
      const receipt = lookReceiptDocument.restore(payload)
      const problem = problemOf(receipt, jurisdiction)
      if (problem !== undefined) {
        await actLog.append(tx, [
          ruleAct('look.told', { recipients: [issuer], outcome: 'denied', reason: problem }),
        ])
        continue
      }
      await noteReceipt(tx, issuer, receipt, clock())
      const fresh = await insertLooks(tx, issuer, receipt)
      // An empty receipt tells of nothing, and is none of anybody's data.
      if (fresh > 0) await actLog.append(tx, [ruleAct('look.told', { recipients: [issuer], count: fresh })])
    }
    const last = letters.at(-1)
    if (last !== undefined) await tx.update(receiptProgress).set({ letter: last.id })
    await dropLetters(tx, letters)
    return letters.length === batch
  })
}

function problemOf({ to, from, until, looks }: LookReceipt, self: JurisdictionCode): string | undefined {
  if (to !== self) return 'not-addressed'
  return from <= until && looks.every(({ place }) => place >= from && place < until)
    ? undefined
    : 'out-of-range'
}

async function noteReceipt(
  tx: Executor,
  jurisdiction: JurisdictionCode,
  { at, from, until, looks }: LookReceipt,
  now: Date,
): Promise<void> {
  // A receipt tells of the time before it was made, however late it comes. Who gave it controls that time: it is never yet to come.
  const last = new Date(Math.min(Date.parse(at), now.getTime()))
  const [known] = await tx
    .select({ until: receiptAccount.until })
    .from(receiptAccount)
    .where(and(eq(receiptAccount.direction, 'received'), eq(receiptAccount.jurisdiction, jurisdiction)))
  const accounted = known?.until ?? 0
  if (from > accounted) {
    await tx.insert(receiptGap).values({ jurisdiction, from: accounted, until: from }).onConflictDoNothing()
  }
  await tx
    .insert(receiptAccount)
    .values({ direction: 'received', jurisdiction, receipts: 1, looks: looks.length, until, last })
    .onConflictDoUpdate({
      target: [receiptAccount.direction, receiptAccount.jurisdiction],
      set: {
        receipts: sql`${receiptAccount.receipts} + 1`,
        looks: sql`${receiptAccount.looks} + excluded.looks`,
        until: sql`greatest(${receiptAccount.until}, excluded.until)`,
        last: sql`greatest(${receiptAccount.last}, excluded.last)`,
      },
    })
}

/** @returns how many were not told before */
async function insertLooks(
  tx: Executor,
  jurisdiction: JurisdictionCode,
  { id: receipt, looks }: LookReceipt,
): Promise<number> {
  let fresh = 0
  for (const { alerts, at, commitment, purpose, ...look } of looks) {
    const [row] = await tx
      .insert(foreignLook)
      .values({
        ...look,
        jurisdiction,
        receipt,
        at: new Date(at),
        commitment: Buffer.from(commitment, 'hex'),
        purpose: purpose ?? null,
      })
      .onConflictDoNothing()
      .returning({ number: foreignLook.number })
    if (row === undefined) continue
    fresh++
    await tx
      .insert(foreignLookAlert)
      .values(alerts.map((seen) => ({ ...seen, look: row.number })))
      .onConflictDoNothing()
  }
  return fresh
}
