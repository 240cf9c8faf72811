import { CryptoError, openCompartment } from '@crosswatch/crypto'
import type { Transaction } from '@crosswatch/database'
import {
  fromBase64,
  hitReportDocument,
  sha256Hex,
  threadMessageDocument,
  type ThreadMessage,
} from '@crosswatch/protocol'
import { ruleAct, type AlertsContext } from '../context.ts'
import { hitDueBy, messageProblem, referenceOf, requestDueBy } from '../domain/follow-up-rules.ts'
import { readAlerts } from '../store/alerts.ts'
import {
  insertHit,
  insertMessage,
  lockHit,
  noteMessage,
  readThreads,
  sealMessage,
  sealReport,
  type HitRow,
} from '../store/follow-up.ts'
import { followUpLetters, markTaken, readInbox, type IncomingLetter } from '../store/inbox.ts'
import { openAlert } from '../store/sealed.ts'
import { purposesOf } from './confirm-hit.ts'
import { payloadOf } from './letter-payload.ts'
import { takeMeasure } from './receive-measure.ts'
import { otherSide } from './write-message.ts'

/** Letters in one transaction. */
const batch = 64

/**
 * Takes in reports of hits and of measures on alerts of this node, and messages of threads. What has no place here is refused and recorded;
 * it holds up nobody else.
 *
 * @returns whether there may be more
 */
export async function receiveFollowUp(context: AlertsContext): Promise<boolean> {
  const letters = await readInbox(context.connection.db, followUpLetters, batch)
  if (letters.length === 0) return false
  await context.connection.transaction(async (tx) => {
    for (const letter of letters) {
      // What this node said itself comes back in its own feed after a restore; it stands here already.
      if (letter.issuer === context.jurisdiction) continue
      if (letter.kind === 'hit') await takeHit(context, tx, letter)
      if (letter.kind === 'measure') await takeMeasure(context, tx, letter)
      if (letter.kind === 'message') await takeMessage(context, tx, letter)
    }
    await markTaken(
      tx,
      followUpLetters,
      letters.map(({ id }) => id),
    )
  })
  return letters.length === batch
}

async function takeHit(context: AlertsContext, tx: Transaction, letter: IncomingLetter): Promise<void> {
  const payload = payloadOf(context, letter)
  if (payload === undefined) return
  const report = hitReportDocument.restore(payload)
  const alert = (await readAlerts(tx, [report.alert])).get(report.alert)
  const wasSent = alert?.recipients.some(({ jurisdiction }) => jurisdiction === letter.issuer) ?? false
  if (alert === undefined || alert.origin !== 'own' || !wasSent || report.version > alert.version) {
    await refuse(context, tx, letter, 'hit.refuse', 'alert-unknown')
    return
  }
  if (alert.mode === 'exercise') {
    await refuse(context, tx, letter, 'hit.refuse', 'exercise')
    return
  }
  const now = context.clock()
  const taken = await insertHit(tx, {
    id: report.id,
    alert: alert.id,
    version: report.version,
    issuer: context.jurisdiction,
    reporter: letter.issuer,
    category: alert.category,
    danger: report.danger,
    purposes: [...purposesOf(context, alert)],
    dueBy: hitDueBy(now, report.danger),
    ...sealReport(context.storageKey, report.id, payload),
    createdAt: now,
  })
  if (!taken) return
  const { id, version, issuer } = alert
  await context.accessLog.append(tx, [
    ruleAct('hit.receive', {
      alerts: [{ alert: id, version, issuer, compartments: [] }],
      recipients: [letter.issuer],
    }),
  ])
}

async function takeMessage(context: AlertsContext, tx: Transaction, letter: IncomingLetter): Promise<void> {
  const payload = payloadOf(context, letter)
  if (payload === undefined) return
  const message = threadMessageDocument.restore(payload)
  const hit = await lockHit(tx, message.hit)
  const problem = await problemOf(context, tx, letter, payload, message, hit)
  if (hit === undefined || problem !== undefined) {
    await refuse(context, tx, letter, 'thread.refuse', problem ?? 'hit-unknown')
    return
  }
  const { id, content } = message
  const now = context.clock()
  const taken = await insertMessage(tx, {
    id,
    hit: hit.id,
    from: letter.issuer,
    kind: content.kind,
    at: now,
    // The clock of this node and the rule count, not what the other side wrote.
    dueBy: content.kind === 'request' ? requestDueBy(now, content.urgency) : null,
    answers: referenceOf(content)?.id ?? null,
    digest: sha256Hex(payload),
    ...sealMessage(context.storageKey, id, payload),
    compartments: letter.compartments,
  })
  if (!taken) return
  await noteMessage(tx, hit, {
    from: letter.issuer,
    at: now,
    outcome: content.kind === 'closing' ? content.outcome : null,
  })
  await context.accessLog.append(tx, [
    ruleAct('thread.receive', {
      alerts: [
        {
          alert: hit.alert,
          version: hit.version,
          issuer: hit.issuer,
          compartments: letter.compartments.map(({ name }) => name),
        },
      ],
      recipients: [letter.issuer],
      reason: content.kind,
    }),
  ])
}

async function problemOf(
  context: AlertsContext,
  tx: Transaction,
  letter: IncomingLetter,
  payload: Uint8Array,
  message: ThreadMessage,
  hit: HitRow | undefined,
): Promise<string | undefined> {
  // Who is not in the thread learns nothing of it: the same as if it were not there.
  if (hit === undefined || otherSide(hit, context.jurisdiction) !== letter.issuer) return 'hit-unknown'
  const thread = await readThreads(tx, [hit.id])
  if (thread.some(({ id }) => id === message.id)) return undefined
  const misplaced = messageProblem(hit, thread, letter.issuer, referenceOf(message.content))
  if (misplaced !== undefined) return misplaced
  return letter.compartments.length === 0 ? undefined : evidenceProblem(context, tx, letter, payload, hit)
}

/** Evidence counts only from the issuer, beside an answer, and if it is what the signed core of the alert commits to. */
async function evidenceProblem(
  context: AlertsContext,
  tx: Transaction,
  { issuer, ref, compartments }: IncomingLetter,
  payload: Uint8Array,
  hit: HitRow,
): Promise<'evidence-refused' | undefined> {
  const [stored, ...others] = compartments
  const row = (await readAlerts(tx, [hit.alert])).get(hit.alert)
  const committed = row && openAlert(context.storageKey, row, [])?.core.compartments.evidence
  const { content } = threadMessageDocument.restore(payload)
  const fits = stored?.name === 'evidence' && others.length === 0 && content.kind === 'answer'
  if (!fits || issuer !== hit.issuer || committed === undefined) return 'evidence-refused'
  try {
    const key = context.storageKey.unwrap(fromBase64(stored.key), `compartment ${ref} evidence`)
    openCompartment({ name: 'evidence', box: fromBase64(stored.box), key }, payload, committed)
    return undefined
  } catch (error) {
    if (!(error instanceof CryptoError)) throw error
    return 'evidence-refused'
  }
}

async function refuse(
  context: AlertsContext,
  tx: Transaction,
  { issuer }: IncomingLetter,
  operation: 'hit.refuse' | 'thread.refuse',
  reason: string,
): Promise<void> {
  await context.accessLog.append(tx, [
    ruleAct(operation, { outcome: 'denied', reason, recipients: [issuer] }),
  ])
}
