import type { Transaction } from '@crosswatch/database'
import { disputeDocument, flagDocument, type DisputeLetter } from '@crosswatch/protocol'
import { ruleAct, type AlertsContext } from '../context.ts'
import { disputeDueBy } from '../domain/dispute-rules.ts'
import { readAlerts, type AlertRow } from '../store/alerts.ts'
import { closeDispute, insertDispute, lockDispute } from '../store/disputes.ts'
import { insertFlag, liftFlag } from '../store/flags.ts'
import { markTaken, readInbox, standingLetters, type IncomingLetter } from '../store/inbox.ts'
import { settleContest } from './contest.ts'

/** Letters in one transaction. */
const batch = 64

/**
 * Takes in what recipients say about alerts of this node: that they do not act upon one, that somebody disputes one; and what the
 * issuers of received alerts decided. What has no place here is refused and recorded.
 *
 * @returns whether there may be more
 */
export async function receiveStanding(context: AlertsContext): Promise<boolean> {
  const letters = await readInbox(context.connection.db, standingLetters, batch)
  if (letters.length === 0) return false
  await context.connection.transaction(async (tx) => {
    for (const letter of letters) {
      // What this node said itself comes back in its own feed after a restore; it stands here already.
      if (letter.issuer === context.jurisdiction) continue
      if (letter.kind === 'flag') await takeFlag(context, tx, letter)
      if (letter.kind === 'dispute') await takeDispute(context, tx, letter)
    }
    await markTaken(
      tx,
      standingLetters,
      letters.map(({ id }) => id),
    )
  })
  return letters.length === batch
}

async function takeFlag(context: AlertsContext, tx: Transaction, letter: IncomingLetter): Promise<void> {
  const payload = payloadOf(context, letter)
  if (payload === undefined) return
  const { id, alert, flagged, reason, note } = flagDocument.restore(payload)
  const own = await ownAlertSentTo(tx, alert, letter)
  if (own === undefined) {
    await refuse(context, tx, letter, 'flag.refuse', 'alert-unknown')
    return
  }
  const now = context.clock()
  const { issuer: by } = letter
  const changed = flagged
    ? await insertFlag(tx, context.storageKey, { id, alert, by, reason, note, since: now })
    : (await liftFlag(tx, alert, by, { at: now })) !== undefined
  if (!changed) return
  await context.accessLog.append(tx, [
    ruleAct('flag.receive', {
      alerts: [touched(own)],
      recipients: [by],
      reason: flagged ? reason : 'lifted',
    }),
  ])
}

async function takeDispute(context: AlertsContext, tx: Transaction, letter: IncomingLetter): Promise<void> {
  const payload = payloadOf(context, letter)
  if (payload === undefined) return
  const said = disputeDocument.restore(payload)
  const taken = await (said.content.kind === 'request'
    ? takeRequest(context, tx, letter, said, said.content)
    : takeOutcome(context, tx, letter, said, said.content))
  if (taken === 'known') return
  if (taken === 'refused') {
    await refuse(context, tx, letter, 'dispute.refuse', 'dispute-unknown')
    return
  }
  await context.accessLog.append(tx, [
    ruleAct('dispute.receive', {
      alerts: [touched(taken)],
      recipients: [letter.issuer],
      reason: said.content.kind,
    }),
  ])
  await settleContest(context, tx, said.alert)
}

type Taken = AlertRow | 'known' | 'refused'

/** What somebody asks of this node as the issuer. Its own clock counts. */
async function takeRequest(
  context: AlertsContext,
  tx: Transaction,
  letter: IncomingLetter,
  { dispute: id, alert }: DisputeLetter,
  { request, version, statement }: Extract<DisputeLetter['content'], { kind: 'request' }>,
): Promise<Taken> {
  const own = await ownAlertSentTo(tx, alert, letter)
  if (own === undefined || version > own.version) return 'refused'
  const now = context.clock()
  const inserted = await insertDispute(tx, context.storageKey, {
    id,
    alert,
    version,
    issuer: context.jurisdiction,
    madeAt: letter.issuer,
    request,
    block: false,
    dueBy: disputeDueBy(now),
    recordedAt: now,
    statement,
  })
  return inserted ? own : 'known'
}

/** What the issuer decided about a request that was made here. */
async function takeOutcome(
  context: AlertsContext,
  tx: Transaction,
  letter: IncomingLetter,
  { dispute: id, alert }: DisputeLetter,
  { outcome, explanation }: Extract<DisputeLetter['content'], { kind: 'outcome' }>,
): Promise<Taken> {
  const found = await lockDispute(tx, id)
  const row = (await readAlerts(tx, [alert])).get(alert)
  // Only the issuer decides, and only about what it was asked from here.
  if (found === undefined || row === undefined || found.alert !== alert) return 'refused'
  if (found.issuer !== letter.issuer || found.madeAt !== context.jurisdiction) return 'refused'
  if (found.outcome !== null) return 'known'
  const decidedAt = context.clock()
  await closeDispute(tx, context.storageKey, id, { outcome, explanation, decidedAt, decidedBy: null })
  return row
}

/** An alert of this node that the sender of a letter has. */
async function ownAlertSentTo(
  tx: Transaction,
  id: string,
  { issuer: sender }: IncomingLetter,
): Promise<AlertRow | undefined> {
  const row = (await readAlerts(tx, [id])).get(id)
  const wasSent = row?.recipients.some(({ jurisdiction }) => jurisdiction === sender) ?? false
  return row?.origin === 'own' && wasSent ? row : undefined
}

function payloadOf({ storageKey }: AlertsContext, letter: IncomingLetter): Uint8Array | undefined {
  if (letter.document === null || letter.documentKey === null) return undefined
  const box = { box: letter.document, key: letter.documentKey }
  return storageKey.open(box, `inbox ${letter.issuer} ${letter.seq}`)
}

async function refuse(
  context: AlertsContext,
  tx: Transaction,
  { issuer }: IncomingLetter,
  operation: 'flag.refuse' | 'dispute.refuse',
  reason: string,
): Promise<void> {
  await context.accessLog.append(tx, [
    ruleAct(operation, { outcome: 'denied', reason, recipients: [issuer] }),
  ])
}

function touched({ id, version, issuer }: AlertRow) {
  return { alert: id, version, issuer, compartments: [] }
}
