import type { AccessDecision } from '@crosswatch/policy'
import type { Transaction } from '@crosswatch/database'
import { flagDocument, ServiceError, type FlagNotice, type FlagRequest } from '@crosswatch/protocol'
import type { Officer } from '@crosswatch/service-kit'
import { actOf, type AlertsContext } from '../context.ts'
import { lockReceived, updateState, type AlertRow } from '../store/alerts.ts'
import { nextChanges } from '../store/changes.ts'
import { insertFlag, liftFlag } from '../store/flags.ts'
import { coveringPolicies, post, purposesOf } from './confirm-hit.ts'
import type { Reference } from './draft.ts'

type Allowed = Pick<AccessDecision, 'policies'>

/** A supervisor decides that an alert of another jurisdiction is not acted upon here. The issuer is told why. */
export async function flagAlert(
  context: AlertsContext,
  officer: Officer,
  allowed: Allowed,
  id: string,
  { reason, note: given }: FlagRequest,
): Promise<Reference> {
  const note = given?.normalize('NFC')
  return context.connection.transaction(async (tx) => {
    const row = await lockReceived(tx, id)
    if (row.state !== 'active' || row.flagged)
      throw new ServiceError('wrong-state', { detail: `the alert is ${row.flagged ? 'flagged' : row.state}` })
    const [flag, since] = [context.newId(), context.clock()]
    await insertFlag(tx, context.storageKey, {
      id: flag,
      alert: id,
      by: context.jurisdiction,
      reason,
      note,
      since,
      officer: officer.id,
    })
    return tell(context, tx, officer, allowed, row, { flagged: true, reason, ...(note && { note }) })
  })
}

/** It is acted upon again. */
export async function unflagAlert(
  context: AlertsContext,
  officer: Officer,
  allowed: Allowed,
  id: string,
): Promise<Reference> {
  return context.connection.transaction(async (tx) => {
    const row = await lockReceived(tx, id)
    const lifted = await liftFlag(tx, id, context.jurisdiction, { at: context.clock(), officer: officer.id })
    if (lifted === undefined) throw new ServiceError('wrong-state', { detail: 'the alert is not flagged' })
    return tell(context, tx, officer, allowed, row, { flagged: false, reason: lifted.reason })
  })
}

/** Marks the alert, tells its issuer and records it. Without an agreement in force the notice says no more than a code. */
async function tell(
  context: AlertsContext,
  tx: Transaction,
  officer: Officer,
  allowed: Allowed,
  row: AlertRow,
  { note, ...said }: Pick<FlagNotice, 'flagged' | 'reason' | 'note'>,
): Promise<Reference> {
  const { id, version, issuer, state } = row
  const now = context.clock()
  const covering = await coveringPolicies(
    context,
    tx,
    { category: row.category, purposes: purposesOf(context, row) },
    issuer,
    now,
  )
  const notice = context.newId()
  const payload = flagDocument.encode({
    v: 1,
    id: notice,
    issuer: context.jurisdiction,
    alert: id,
    version,
    at: now.toISOString(),
    ...said,
    ...(covering !== undefined && note !== undefined && { note }),
  })
  await post(context, tx, issuer, {
    ref: notice,
    kind: 'flag',
    payloadType: flagDocument.payloadType,
    payload,
    compartments: [],
  })
  await context.accessLog.append(tx, [
    actOf(officer, said.flagged ? 'alert.flag' : 'alert.unflag', {
      alerts: [{ alert: id, version, issuer, compartments: [] }],
      recipients: [issuer],
      reason: said.reason,
      policies: [...allowed.policies, ...(covering ?? [])],
    }),
  ])
  // What is no longer in force is listed nowhere: it gets no new place in the order of changes.
  const [change = row.change] = state === 'active' ? await nextChanges(tx, 1) : []
  await updateState(tx, id, { flagged: said.flagged, change })
  return { id, version, state }
}
