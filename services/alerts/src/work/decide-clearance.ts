import type { AccessDecision } from '@crosswatch/policy'
import type { Transaction } from '@crosswatch/database'
import {
  ServiceError,
  type Clearance,
  type ClearanceRefusal,
  type ClearanceStop,
  type JurisdictionCode,
} from '@crosswatch/protocol'
import type { Officer } from '@crosswatch/service-kit'
import { actOf, type AlertsContext } from '../context.ts'
import { joined } from '../domain/clearance-rules.ts'
import { lockAlert } from '../store/alerts.ts'
import { eraseLetters, openMark, sealMark, updateClearance, type ClearanceRow } from '../store/clearances.ts'
import { endClearance, identityOf, sendClearance, whoSeesSubject } from './clearance-letters.ts'
import { enterErasedClearance, lockToEnd } from './enter-erased.ts'
import { clearanceView, touched } from './read-clearances.ts'

type Allowed = Pick<AccessDecision, 'policies'>

/**
 * The issuer clears the person of its alert: from now on that is part of how the alert stands, for everyone who sees whom it names.
 *
 * @throws {ServiceError} `not-found`, `wrong-state`, `four-eyes`, `no-agreement` if it could not even be told where it was proposed
 */
export async function acceptClearance(
  context: AlertsContext,
  officer: Officer,
  allowed: Allowed,
  id: string,
): Promise<Clearance> {
  const { jurisdiction: own, storageKey, clock } = context
  return context.connection.transaction(async (tx) => {
    const row = await lockProposed(context, tx, officer, id)
    const alert = await lockAlert(tx, row.alert)
    const identity = alert?.state === 'active' ? identityOf(context, alert) : undefined
    const mark = openMark(storageKey, row)
    if (alert === undefined || identity === undefined || mark === undefined)
      throw new ServiceError('wrong-state', { detail: 'the alert is not in force' })
    const told = await whoSeesSubject(context, tx, alert)
    const { proposer } = row
    if (proposer !== null && proposer !== own && !told.includes(proposer))
      throw new ServiceError('no-agreement', { detail: proposer })
    const { all, added } = joined([], told)
    const accepted = {
      state: 'standing',
      version: alert.version,
      decidedAt: clock(),
      decidedBy: officer.id,
      recipients: all,
      ...sealMark(storageKey, id, { ...mark, identity }),
    } as const
    await updateClearance(tx, id, accepted)
    const until = row.validUntil.toISOString()
    await sendClearance(context, tx, row, added, { kind: 'standing', mark, identity, until })
    return recorded(context, tx, officer, allowed, { ...row, ...accepted }, 'clearance.accept', added)
  })
}

/** The issuer does not. What the person is known by is destroyed. @throws {ServiceError} as above */
export async function declineClearance(
  context: AlertsContext,
  officer: Officer,
  allowed: Allowed,
  id: string,
  reason: ClearanceRefusal,
): Promise<Clearance> {
  const { jurisdiction: own, clock } = context
  return context.connection.transaction(async (tx) => {
    const row = await lockProposed(context, tx, officer, id)
    const [decidedAt, decidedBy] = [clock(), officer.id]
    const declined = { state: 'declined', reason, decidedAt, endedAt: decidedAt, decidedBy } as const
    const erased = { mark: null, markKey: null }
    await updateClearance(tx, id, { ...declined, ...erased })
    await eraseLetters(tx, own, [id])
    await enterErasedClearance(context, tx, row, { state: 'declined', reason })
    const told = row.proposer === null || row.proposer === own ? [] : [row.proposer]
    await sendClearance(context, tx, row, told, { kind: 'declined', reason })
    return recorded(context, tx, officer, allowed, { ...row, ...declined }, 'clearance.decline', told)
  })
}

/**
 * The person takes the consent back, or an officer found that it does not hold: where it was proposed, or at the issuer. It never waits
 * for an agreement.
 *
 * @throws {ServiceError} `not-found` at a recipient, `wrong-state` if it is over, or still to be decided here
 */
export async function stopClearance(
  context: AlertsContext,
  officer: Officer,
  allowed: Allowed,
  id: string,
  { reason }: ClearanceStop,
): Promise<Clearance> {
  const { jurisdiction: own } = context
  return context.connection.transaction(async (tx) => {
    const row = await lockToEnd(context, tx, id)
    if (row === undefined || (row.proposer !== own && row.issuer !== own))
      throw new ServiceError('not-found', { detail: `clearance ${id}` })
    if (row.state !== 'standing' && (row.state !== 'proposed' || row.proposer !== own))
      throw new ServiceError('wrong-state', { detail: `the clearance is ${row.state}` })
    const told = await endClearance(context, tx, row, reason, officer.id)
    const ended = { ...row, state: 'ended', reason, endedAt: context.clock() } as const
    return recorded(context, tx, officer, allowed, ended, 'clearance.end', told)
  })
}

async function lockProposed(
  context: AlertsContext,
  tx: Transaction,
  officer: Officer,
  id: string,
): Promise<ClearanceRow> {
  const row = await lockToEnd(context, tx, id)
  if (row === undefined || row.issuer !== context.jurisdiction)
    throw new ServiceError('not-found', { detail: `clearance ${id}` })
  if (row.state !== 'proposed')
    throw new ServiceError('wrong-state', { detail: `the clearance is ${row.state}` })
  if (row.proposedBy === officer.id) throw new ServiceError('four-eyes')
  return row
}

async function recorded(
  { accessLog }: AlertsContext,
  tx: Transaction,
  officer: Officer,
  { policies }: Allowed,
  row: ClearanceRow,
  operation: 'clearance.accept' | 'clearance.decline' | 'clearance.end',
  recipients: readonly JurisdictionCode[],
): Promise<Clearance> {
  await accessLog.append(tx, [
    actOf(officer, operation, {
      alerts: [touched(row)],
      recipients: [...recipients],
      policies: [...policies],
      ...(row.reason !== null && { reason: row.reason }),
    }),
  ])
  return clearanceView(row)
}
