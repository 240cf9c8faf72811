import type { Transaction } from '@crosswatch/database'
import { contestDocument, outboxContext, type ContestState } from '@crosswatch/protocol'
import { ruleAct, type AlertsContext } from '../context.ts'
import { contestOf } from '../domain/dispute-rules.ts'
import { lockAlert, readAlerts, updateState, type AlertRow } from '../store/alerts.ts'
import { nextChanges } from '../store/changes.ts'
import { readContesting } from '../store/disputes.ts'
import type { IncomingLetter } from '../store/inbox.ts'
import { enqueue, type OutgoingLetter } from '../store/outbox.ts'

/**
 * Brings an alert to how it stands by the disputes about it: here, and if it is an own one at every recipient. What is no
 * longer in force is shown to nobody and stays as it is. The lock makes two disputes at the same time see each other.
 */
export async function settleContest(context: AlertsContext, tx: Transaction, id: string): Promise<void> {
  const row = await lockAlert(tx, id)
  if (row === undefined || row.state !== 'active') return
  const contest = contestOf(row.notice, await readContesting(tx, id))
  if (contest === row.contest) return
  if (row.origin === 'own') await enqueue(tx, [contestLetter(context, row, contest)])
  const [change = 0] = await nextChanges(tx, 1)
  await updateState(tx, id, { contest, change })
  const { version, issuer, recipients } = row
  await context.accessLog.append(tx, [
    ruleAct('alert.contest', {
      alerts: [{ alert: id, version, issuer, compartments: [] }],
      recipients: recipients.map(({ jurisdiction }) => jurisdiction),
      reason: contest ?? 'none',
    }),
  ])
}

/** Tells whoever has the alert. It names nobody, and goes to everybody who has something to take back. */
export function contestLetter(
  { storageKey, clock }: AlertsContext,
  { id, issuer, recipients }: Pick<AlertRow, 'id' | 'issuer' | 'recipients'>,
  contest: ContestState | null,
): OutgoingLetter {
  const payload = contestDocument.encode({ v: 1, id, issuer, at: clock().toISOString(), contest })
  const addressed = recipients.map(({ jurisdiction }) => ({ jurisdiction, compartments: [] }))
  const { box, key } = storageKey.seal(payload, outboxContext(id, 'contest', addressed))
  return {
    ref: id,
    kind: 'contest',
    payloadType: contestDocument.payloadType,
    document: box,
    documentKey: key,
    compartments: [],
    recipients: addressed,
  }
}

/** Takes in what the issuer says of disputes about an alert that this node has. */
export async function takeContest(
  context: AlertsContext,
  tx: Transaction,
  { ref, issuer, seq, document, documentKey }: IncomingLetter,
): Promise<void> {
  const row = ref === null ? undefined : (await readAlerts(tx, [ref])).get(ref)
  if (row === undefined || row.issuer !== issuer || row.origin === 'own') return
  if (document === null || documentKey === null) return
  const payload = context.storageKey.open({ box: document, key: documentKey }, `inbox ${issuer} ${seq}`)
  await updateState(tx, row.id, { notice: contestDocument.restore(payload).contest })
  await settleContest(context, tx, row.id)
}
