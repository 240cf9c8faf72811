import type { Transaction } from '@crosswatch/database'
import { receiptDocument, type ErasedAlert } from '@crosswatch/protocol'
import { ruleAct, type ConsentContext } from '../context.ts'
import { settle } from '../store/erasures.ts'
import { openLetter, readEntriesAt, type IncomingLetter, type PlacedEntry } from '../store/exchange.ts'

/**
 * Takes in a receipt that a recipient of this node's alerts gave. Its signature holds, or the exchange would not have
 * taken the letter; whether it names the very entries that this node sent is held against its feed here.
 */
export async function takeReceipt(
  context: ConsentContext,
  tx: Transaction,
  letter: IncomingLetter,
): Promise<void> {
  const { issuer: recipient, seq } = letter
  const bytes = openLetter(context.storageKey, letter)
  // Its own receipts come back to a node that recovers its feed: they say nothing about what others erased.
  if (bytes === undefined || recipient === context.jurisdiction) return
  const { id, at, to, alerts } = receiptDocument.restore(bytes)
  const entries =
    to === context.jurisdiction
      ? await readEntriesAt(
          tx,
          { issuer: to, own: true },
          alerts.map(({ entry }) => entry),
        )
      : new Map<number, PlacedEntry>()
  const taken: ErasedAlert[] = []
  const refused: ErasedAlert[] = []
  for (const item of alerts) {
    const problem = agrees(item, entries.get(item.entry)) ? null : 'another-entry'
    const settlement = {
      recipient,
      receipt: id,
      receiptSeq: seq,
      erasedAt: new Date(at),
      item,
      problem,
    } as const
    if (await settle(tx, settlement)) (problem === null ? taken : refused).push(item)
  }
  await context.accessLog.append(tx, [
    ...recordOf(context, taken, {}),
    ...recordOf(context, refused, { outcome: 'denied', reason: 'another-entry' }),
  ])
}

/** Whether the entry that the receipt names is the one of this node's feed, and is about that alert. */
function agrees({ alert, hash }: ErasedAlert, entry: PlacedEntry | undefined): boolean {
  return entry?.hash === hash && entry.ref === alert
}

function recordOf(
  { jurisdiction }: ConsentContext,
  items: readonly ErasedAlert[],
  details: { readonly outcome?: 'denied'; readonly reason?: string },
) {
  if (items.length === 0) return []
  const alerts = items.map(({ alert, version }) => ({
    alert,
    version,
    issuer: jurisdiction,
    compartments: [],
  }))
  return [ruleAct('erasure.receipt', { alerts, count: items.length, ...details })]
}
