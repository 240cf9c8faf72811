import type { Transaction } from '@crosswatch/database'
import { outboxContext, receiptDocument, type ErasedAlert, type JurisdictionCode } from '@crosswatch/protocol'
import { ruleAct, type ConsentContext } from '../context.ts'
import { readDepartures, readEnded, type Departure, type EndedAlert } from '../store/alerts.ts'
import { insertDemands, insertErasures } from '../store/erasures.ts'
import { enterErased } from './ledger.ts'
import { holdLedger } from '../store/ledger.ts'
import { enqueue, eraseBodies, movePosition, readEntriesAt } from '../store/exchange.ts'

/** Alerts in one transaction, and so at most in one receipt. */
const batch = 256
const hourMs = 3_600_000

/**
 * Follows the alerts that were withdrawn or expired. Of those that others issued, this node destroys what is left and gives
 * a receipt; of its own, every recipient owes one.
 *
 * The alerts service destroyed the content in the transaction of the withdrawal. What is left is the sealed body in the
 * feed, which the channel key would open again.
 *
 * @returns whether there may be more
 */
export async function eraseWhatEnded(context: ConsentContext): Promise<boolean> {
  const ended = await readEnded(context.connection.db, batch)
  const departed = await readDepartures(context.connection.db, batch)
  if (ended.length === 0 && departed.length === 0) return false
  await context.connection.transaction(async (tx) => {
    await holdLedger(tx)
    const received = Map.groupBy(
      ended.filter(({ origin }) => origin === 'received'),
      ({ issuer }) => issuer,
    )
    for (const [issuer, alerts] of received) await eraseOf(context, tx, issuer, alerts)
    await enterErased(
      context,
      tx,
      ended.map(({ id, issuer, version, cause, at }) => ({
        v: 1,
        kind: 'alert',
        id,
        issuer,
        version,
        cause,
        at: at.toISOString(),
      })),
    )
    await demandReceipts(
      context,
      tx,
      ended.filter(({ origin }) => origin === 'own'),
    )
    await demandFromDeparted(context, tx, departed)
    await movePosition(tx, 'alerts', ended.at(-1)?.seq)
    await movePosition(tx, 'departures', departed.at(-1)?.seq)
  })
  return ended.length === batch || departed.length === batch
}

/** Erases alerts of one issuer and tells it, in one transaction: there is no receipt for what did not happen. */
async function eraseOf(
  context: ConsentContext,
  tx: Transaction,
  issuer: JurisdictionCode,
  alerts: readonly EndedAlert[],
): Promise<void> {
  const left = alerts.find(({ remains }) => remains > 0)
  if (left !== undefined) throw new RangeError(`alert ${left.id} still has content: no receipt for it`)
  const ids = alerts.map(({ id }) => id)
  const bodies = await eraseBodies(tx, issuer, ids)
  const entries = await readEntriesAt(
    tx,
    { issuer, own: false },
    alerts.flatMap(({ entry }) => entry ?? []),
  )
  const erased = alerts.flatMap(({ id, version, cause, entry }): ErasedAlert[] => {
    const hash = entry === null ? undefined : entries.get(entry)?.hash
    return entry === null || hash === undefined ? [] : [{ alert: id, version, cause, entry, hash }]
  })
  if (erased.length === 0) return
  const receipt = context.newId()
  const now = context.clock()
  await insertErasures(
    tx,
    erased.map(({ alert, version, cause }) => ({ alert, version, cause, issuer, receipt, erasedAt: now })),
  )
  const recipients = [{ jurisdiction: issuer, compartments: [] as [] }]
  const document = receiptDocument.encode({
    v: 1,
    id: receipt,
    issuer: context.jurisdiction,
    to: issuer,
    at: now.toISOString(),
    upTo: Math.max(...erased.map(({ entry }) => entry)),
    alerts: erased,
    bodies,
  })
  const sealed = context.storageKey.seal(document, outboxContext(receipt, 'receipt', recipients))
  await enqueue(tx, {
    ref: receipt,
    kind: 'receipt',
    payloadType: receiptDocument.payloadType,
    document: sealed.box,
    documentKey: sealed.key,
    recipients,
  })
  await context.accessLog.append(tx, [
    ruleAct('erasure.done', {
      alerts: erased.map(({ alert, version }) => ({ alert, version, issuer, compartments: [] })),
      recipients: [issuer],
      count: erased.length,
    }),
  ])
}

async function demandReceipts(
  { receiptHours }: ConsentContext,
  tx: Transaction,
  alerts: readonly EndedAlert[],
): Promise<void> {
  await insertDemands(
    tx,
    alerts.flatMap(({ id, version, cause, at, recipients }) =>
      recipients.map((recipient) => ({
        alert: id,
        version,
        cause,
        recipient,
        endedAt: at,
        dueAt: new Date(at.getTime() + receiptHours * hourMs),
      })),
    ),
  )
}

/** Whoever had an alert under an agreement that was terminated owes a receipt as well. */
async function demandFromDeparted(
  { receiptHours }: ConsentContext,
  tx: Transaction,
  departed: readonly Departure[],
): Promise<void> {
  await insertDemands(
    tx,
    departed.map(({ alert, version, recipient, at }) => ({
      alert,
      version,
      cause: 'terminated' as const,
      recipient,
      endedAt: at,
      dueAt: new Date(at.getTime() + receiptHours * hourMs),
    })),
  )
}
