import type { Transaction } from '@crosswatch/database'
import { clearanceDocument, type ClearanceContent, type ClearanceLetter } from '@crosswatch/protocol'
import { ruleAct, type AlertsContext } from '../context.ts'
import { erasedBy } from '../domain/clearance-rules.ts'
import { readAlerts, type AlertRow } from '../store/alerts.ts'
import {
  clearancesAfter,
  eraseLetter,
  eraseLetters,
  insertClearance,
  lockClearance,
  sealMark,
  updateClearance,
  type ClearanceRow,
} from '../store/clearances.ts'
import type { IncomingLetter } from '../store/inbox.ts'
import { endClearance, eraseClearance, sendClearance } from './clearance-letters.ts'
import { enterErasedClearance } from './enter-erased.ts'
import { payloadOf } from './letter-payload.ts'
import { recoverClearance } from './recover-clearance.ts'

/** A letter was taken, says nothing new, or is refused because its sender has no say in that. */
type Taken = 'taken' | 'known' | 'alert-unknown' | 'not-the-issuer' | 'clearance-unknown'

/** The clearance that a letter is about, as its sender says it. */
interface Said extends Pick<ClearanceLetter, 'id' | 'alert' | 'issuer'> {
  /** Its place in the sender's feed. */
  readonly seq: number
}

/** Takes in a letter about a clearance, after the alerts that came with it. What has no place here is refused and recorded. */
export async function takeClearance(
  context: AlertsContext,
  tx: Transaction,
  letter: IncomingLetter,
): Promise<void> {
  const payload = payloadOf(context, letter)
  if (payload === undefined) return
  const { content, ...said } = clearanceDocument.restore(payload)
  if (letter.issuer === context.jurisdiction) return recoverClearance(context, tx, said, content)
  const taken = await takeContent(context, tx, { ...said, seq: letter.seq }, content)
  if (taken === 'known') {
    // A letter of one that is over: it came again after a backup was put back, and marks somebody.
    if ((await lockClearance(tx, said.id))?.mark === null)
      await eraseLetters(tx, context.jurisdiction, [said.id])
    return
  }
  const recipients = [letter.issuer]
  if (taken !== 'taken') {
    // What it says is of no use here, and is not kept. Whatever else its id may be that of stays as it is.
    await eraseLetter(tx, letter)
    await context.accessLog.append(tx, [
      ruleAct('clearance.refuse', { outcome: 'denied', reason: taken, recipients }),
    ])
    return
  }
  const row = (await readAlerts(tx, [said.alert])).get(said.alert)
  await context.accessLog.append(tx, [
    ruleAct('clearance.receive', {
      alerts: row ? [{ alert: row.id, version: row.version, issuer: row.issuer, compartments: [] }] : [],
      recipients,
      reason: content.kind,
    }),
  ])
}

function takeContent(
  context: AlertsContext,
  tx: Transaction,
  said: Said,
  content: ClearanceLetter['content'],
): Promise<Taken> {
  switch (content.kind) {
    case 'proposal':
      return takeProposal(context, tx, said, content)
    case 'retraction':
      return takeRetraction(context, tx, said, content)
    case 'declined':
      return takeDeclined(context, tx, said, content)
    case 'standing':
      return takeStanding(context, tx, said, content)
    case 'ended':
      return takeEnded(context, tx, said, content)
    case 'erased':
      return takeErased(context, tx, said)
  }
}

/** Who got the alert may propose; officers decide. */
async function takeProposal(
  { jurisdiction: own, storageKey, clock }: AlertsContext,
  tx: Transaction,
  { id, alert, issuer: proposer }: Said,
  { version, ground, consent, mark, until }: ClearanceContent<'proposal'>,
): Promise<Taken> {
  const row = (await readAlerts(tx, [alert])).get(alert)
  const wasSent = row?.recipients.some(({ jurisdiction }) => jurisdiction === proposer) ?? false
  if (row?.origin !== 'own' || !wasSent || row.state !== 'active' || version > row.version)
    return 'alert-unknown'
  const inserted = await insertClearance(tx, storageKey, {
    id,
    alert,
    version,
    issuer: own,
    proposer,
    state: 'proposed',
    ground,
    consent,
    mark,
    since: clock(),
    validUntil: new Date(until),
  })
  return inserted ? 'taken' : 'known'
}

async function takeRetraction(
  context: AlertsContext,
  tx: Transaction,
  { id, issuer: sender }: Said,
  { reason }: ClearanceContent<'retraction'>,
): Promise<Taken> {
  const row = await lockClearance(tx, id)
  if (row === undefined || row.issuer !== context.jurisdiction || row.proposer !== sender)
    return 'clearance-unknown'
  if (row.mark === null) return 'known'
  await endClearance(context, tx, row, reason)
  return 'taken'
}

async function takeDeclined(
  context: AlertsContext,
  tx: Transaction,
  { id, issuer: sender }: Said,
  { reason }: ClearanceContent<'declined'>,
): Promise<Taken> {
  const { jurisdiction: own, clock } = context
  const row = await lockClearance(tx, id)
  if (row === undefined || row.proposer !== own) return 'clearance-unknown'
  if (row.issuer !== sender) return 'not-the-issuer'
  if (row.state !== 'proposed') return 'known'
  const now = clock()
  const declined = { state: 'declined', reason, decidedAt: now, endedAt: now } as const
  await updateClearance(tx, id, { ...declined, mark: null, markKey: null })
  await eraseLetters(tx, own, [id])
  await enterErasedClearance(context, tx, row, { state: 'declined', reason })
  return 'taken'
}

/** Only the issuer clears anybody of its alert. */
async function takeStanding(
  { storageKey, clock }: AlertsContext,
  tx: Transaction,
  { id, alert, issuer, seq: entrySeq }: Said,
  { mark, identity, until }: ClearanceContent<'standing'>,
): Promise<Taken> {
  const about = (await readAlerts(tx, [alert])).get(alert)
  if (about === undefined) return 'alert-unknown'
  if (about.issuer !== issuer) return 'not-the-issuer'
  const row = await lockClearance(tx, id)
  const marked = { ...mark, identity }
  const validUntil = new Date(until)
  const standing = { state: 'standing', decidedAt: clock(), validUntil, entrySeq } as const
  if (row === undefined) {
    const { version } = about
    await insertClearance(tx, storageKey, {
      ...standing,
      id,
      alert,
      version,
      issuer,
      mark: marked,
      since: clock(),
    })
    return 'taken'
  }
  if (row.issuer !== issuer || row.alert !== alert) return 'not-the-issuer'
  // Otherwise it was taken back here, and the issuer has not heard of it yet; or it is told again.
  if (row.state !== 'proposed' && !comesAgain(row, about, entrySeq)) return 'known'
  const stands = { ...standing, reason: null, endedAt: null, endedBy: null }
  await updateClearance(tx, id, { ...stands, ...sealMark(storageKey, id, marked) })
  return 'taken'
}

/** It went with the alert, and the alert is here again. */
function comesAgain(
  { state, reason, entrySeq }: ClearanceRow,
  { state: alertState }: Pick<AlertRow, 'state'>,
  seq: number,
): boolean {
  return state === 'ended' && reason === 'alert-ended' && alertState === 'active' && seq > (entrySeq ?? 0)
}

/** The issuer is told that nothing of it is left, also where it was gone before. */
async function takeEnded(
  context: AlertsContext,
  tx: Transaction,
  { id, alert, issuer }: Said,
  { reason }: ClearanceContent<'ended'>,
): Promise<Taken> {
  const row = await lockClearance(tx, id)
  if (row !== undefined && row.issuer !== issuer) return 'not-the-issuer'
  if (row !== undefined && row.mark !== null) await eraseClearance(context, tx, row, reason)
  else if (row !== undefined) await eraseLetters(tx, context.jurisdiction, [id])
  await sendClearance(context, tx, { id, alert }, [issuer], { kind: 'erased' })
  return 'taken'
}

/** After it ended; or before, where the alert is gone. */
async function takeErased(
  { jurisdiction: own, clock }: AlertsContext,
  tx: Transaction,
  { id, issuer: by }: Said,
): Promise<Taken> {
  const row = await lockClearance(tx, id)
  const had = row?.recipients.find(({ jurisdiction }) => jurisdiction === by)
  if (row === undefined || row.issuer !== own || had === undefined) return 'clearance-unknown'
  if (had.erasedAt !== null) return 'known'
  await updateClearance(tx, id, { recipients: erasedBy(row.recipients, by, clock()) })
  return 'taken'
}

/** The key that signed them is not believed any more, and with it what the issuer said of whom it cleared. */
export async function voidClearances(
  context: AlertsContext,
  tx: Transaction,
  { issuer, seq }: Pick<IncomingLetter, 'issuer' | 'seq'>,
): Promise<void> {
  for (const row of await clearancesAfter(tx, issuer, seq)) {
    await eraseClearance(context, tx, row, 'not-confirmed')
    await context.accessLog.append(tx, [
      ruleAct('clearance.end', {
        alerts: [{ alert: row.alert, version: row.version, issuer, compartments: [] }],
        reason: 'not-confirmed',
      }),
    ])
  }
}
