import type { StorageKey } from '@crosswatch/crypto'
import type { Connection, Executor } from '@crosswatch/database'
import {
  type Clock,
  type JurisdictionCode,
  lookReceiptDocument,
  newUuid,
  outboxContext,
} from '@crosswatch/protocol'
import type { AccessLog } from '@crosswatch/service-kit'
import { sql } from 'drizzle-orm'
import { readLogState } from '../log-state.ts'
import { enqueue, type OutgoingLetter } from '../store/exchange.ts'
import { receiptAccount, receiptProgress } from '../store/receipt-schema.ts'
import { collectLooks } from './collect-looks.ts'
import { ruleAct } from '../rule-act.ts'
import { splitReceipts } from './split-receipts.ts'

export interface ReceiptOptions {
  readonly connection: Pick<Connection, 'db' | 'transaction'>
  readonly jurisdiction: JurisdictionCode
  /** The other members. */
  readonly peers: readonly JurisdictionCode[]
  readonly storageKey: StorageKey
  /** Receipts that go and come are on record, in the transaction that sends or takes them. */
  readonly actLog: Pick<AccessLog, 'append'>
  readonly periodMs: number
  readonly clock: Clock
}

/**
 * Once in each period every other member is told how its alerts were looked at here since the last time: one letter for each,
 * also if there is nothing to tell. Whoever sees letters pass learns neither that somebody looked nor when. It reads
 * what the log has long since, so that no query waits for it.
 *
 * @returns whether there is more to tell in this period
 */
export async function tellIssuers(options: ReceiptOptions): Promise<boolean> {
  const { connection, jurisdiction, peers, storageKey, actLog, periodMs, clock } = options
  const now = clock()
  const period = Math.floor(now.getTime() / periodMs)
  return connection.transaction(async (tx) => {
    const [progress] = await tx.select().from(receiptProgress).for('update')
    if (progress === undefined || progress.period >= period) return false
    const end = Number((await readLogState(tx)).size)
    const from = progress.places
    const { looks, until } = await collectLooks(tx, { from, until: end }, { jurisdiction, storageKey })
    const letters: OutgoingLetter[] = []
    for (const to of peers) {
      const seen = looks.get(to) ?? []
      const parts = splitReceipts(seen, from, until)
      for (const { looks: told, ...places } of parts) {
        const id = newUuid()
        const receipt = { v: 1, id, issuer: jurisdiction, to, at: now.toISOString(), ...places } as const
        const payload = lookReceiptDocument.encode({ ...receipt, looks: [...told] })
        const recipients = [{ jurisdiction: to, compartments: [] as const }]
        const { box, key } = storageKey.seal(payload, outboxContext(id, 'look-receipt', recipients))
        const { payloadType } = lookReceiptDocument
        letters.push({
          ref: id,
          kind: 'look-receipt',
          payloadType,
          document: box,
          documentKey: key,
          recipients,
        })
      }
      await note(tx, { jurisdiction: to, receipts: parts.length, looks: seen.length, until, last: now })
    }
    const told = peers.filter((to) => looks.has(to))
    const count = told.reduce((sum, to) => sum + (looks.get(to)?.length ?? 0), 0)
    if (count > 0) await actLog.append(tx, [ruleAct('look.tell', { recipients: told, count })])
    const done = until === end
    await tx.update(receiptProgress).set({ places: until, ...(done && { period }) })
    await enqueue(tx, letters)
    return !done
  })
}

async function note(
  tx: Executor,
  sent: Omit<typeof receiptAccount.$inferInsert, 'direction'>,
): Promise<void> {
  await tx
    .insert(receiptAccount)
    .values({ direction: 'sent', ...sent })
    .onConflictDoUpdate({
      target: [receiptAccount.direction, receiptAccount.jurisdiction],
      set: {
        receipts: sql`${receiptAccount.receipts} + excluded.receipts`,
        looks: sql`${receiptAccount.looks} + excluded.looks`,
        until: sql`excluded.until`,
        last: sql`excluded.last`,
      },
    })
}
