import type { Transaction } from '@crosswatch/database'
import type { ClearanceContent, ClearanceLetter } from '@crosswatch/protocol'
import type { AlertsContext } from '../context.ts'
import { joined } from '../domain/clearance-rules.ts'
import { readAlerts } from '../store/alerts.ts'
import {
  eraseLetters,
  insertClearance,
  insertOver,
  lockClearance,
  sealMark,
  updateClearance,
  type ClearanceRow,
} from '../store/clearances.ts'

/** What this node once said of a clearance, read back from its own feed after its database was lost. */
type Said = Pick<ClearanceLetter, 'id' | 'alert' | 'at'>

/**
 * Takes up a clearance again that this node proposed, or that it as the issuer said to stand, so that it can end it. What it said of an end
 * ends it here; whoever was told then is not told again.
 */
export async function recoverClearance(
  context: AlertsContext,
  tx: Transaction,
  said: Said,
  content: ClearanceLetter['content'],
): Promise<void> {
  const own = context.jurisdiction
  const row = await lockClearance(tx, said.id)
  switch (content.kind) {
    case 'proposal':
      return recoverProposal(context, tx, row, said, content)
    case 'standing':
      return recoverStanding(context, tx, row, said, content)
    case 'declined':
    case 'ended':
    case 'retraction': {
      const state = content.kind === 'declined' ? 'declined' : 'ended'
      const { reason } = content
      const endedAt = new Date(said.at)
      // Only the issuer declines and ends.
      if (row === undefined && content.kind !== 'retraction')
        await insertOver(tx, { id: said.id, alert: said.alert, issuer: own, state, reason, endedAt })
      if (row !== undefined && row.mark !== null)
        await updateClearance(tx, row.id, { state, reason, endedAt, mark: null, markKey: null })
      return eraseLetters(tx, own, [said.id])
    }
    case 'erased':
      return
  }
}

async function recoverProposal(
  { jurisdiction: own, storageKey, log }: AlertsContext,
  tx: Transaction,
  row: ClearanceRow | undefined,
  { id, alert, at }: Said,
  { version, ground, consent, mark, until }: ClearanceContent<'proposal'>,
): Promise<void> {
  if (row !== undefined) return
  const about = (await readAlerts(tx, [alert])).get(alert)
  if (about === undefined) {
    log.warn({ clearance: id, alert }, 'a clearance was proposed from here of an alert that is gone')
    return
  }
  await insertClearance(tx, storageKey, {
    id,
    alert,
    version,
    issuer: about.issuer,
    proposer: own,
    state: 'proposed',
    ground,
    consent,
    mark,
    since: new Date(at),
    validUntil: new Date(until),
  })
}

/** Whom it went to the feed does not say: everyone is taken to have it, and is told when it ends. */
async function recoverStanding(
  { jurisdiction: own, partners, storageKey }: AlertsContext,
  tx: Transaction,
  row: ClearanceRow | undefined,
  { id, alert, at }: Said,
  { mark, identity, until }: ClearanceContent<'standing'>,
): Promise<void> {
  const version = (await readAlerts(tx, [alert])).get(alert)?.version ?? 1
  const marked = { ...mark, identity }
  const { all: recipients } = joined(row?.recipients ?? [], partners)
  const stands = {
    state: 'standing',
    version,
    decidedAt: new Date(at),
    validUntil: new Date(until),
    recipients,
  } as const
  if (row === undefined) {
    const since = new Date(at)
    await insertClearance(tx, storageKey, { ...stands, id, alert, issuer: own, mark: marked, since })
  } else if (row.state === 'proposed') {
    await updateClearance(tx, id, { ...stands, ...sealMark(storageKey, id, marked) })
  } else {
    // It ended since, by the ledger of erasures: whoever has it is told, once more if need be.
    const untold = row.mark === null
    await updateClearance(tx, id, { recipients, untold })
  }
}
