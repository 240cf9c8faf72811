import type { AccessDecision } from '@crosswatch/policy'
import type { Transaction } from '@crosswatch/database'
import {
  disputeDocument,
  ServiceError,
  type DisputeDecision,
  type DisputeDraft,
  type DisputeLetter,
  type JurisdictionCode,
} from '@crosswatch/protocol'
import type { Officer } from '@crosswatch/service-kit'
import { actOf, type AlertsContext } from '../context.ts'
import { disputeDueBy } from '../domain/dispute-rules.ts'
import { normaliseText } from '../domain/normalise-draft.ts'
import { lockAlert, type AlertRow } from '../store/alerts.ts'
import { closeDispute, insertDispute, lockDispute, setBlock, type DisputeRow } from '../store/disputes.ts'
import { coveringPolicies, post, purposesOf } from './confirm-hit.ts'
import { beginCorrection } from './begin-correction.ts'
import { settleContest } from './contest.ts'
import { withdrawAlerts } from './withdraw.ts'

type Allowed = Pick<AccessDecision, 'policies'>

/**
 * Records what somebody asks who is named in an alert. It is kept, marked on the alert, recorded, and sent to the issuer in one
 * transaction; the term starts here. Somebody may ask also when no agreement is in force: then the issuer learns what is asked
 * for, and not in which words.
 *
 * @throws {ServiceError} `not-found`, `wrong-state`, `rule-not-met`
 */
export async function recordDispute(
  context: AlertsContext,
  officer: Officer,
  allowed: Allowed,
  given: DisputeDraft,
): Promise<{ id: string; dueBy: string }> {
  const { alert, request, block, statement } = normaliseText(given)
  if (block && request === 'access') {
    const problem = 'is for correction and erasure only'
    throw new ServiceError('rule-not-met', { fields: [{ path: '/block', part: 'body', problem }] })
  }
  return context.connection.transaction(async (tx) => {
    const row = await lockAlert(tx, alert)
    if (row === undefined || row.version === 0) throw new ServiceError('not-found', { detail: 'alert' })
    if (row.state !== 'active') throw new ServiceError('wrong-state', { detail: `the alert is ${row.state}` })
    const [id, now] = [context.newId(), context.clock()]
    const dueBy = disputeDueBy(now)
    const { version, issuer } = row
    await insertDispute(tx, context.storageKey, {
      id,
      alert,
      version,
      issuer,
      madeAt: context.jurisdiction,
      request,
      block,
      dueBy,
      recordedAt: now,
      recordedBy: officer.id,
      statement,
    })
    const policies = await send(context, tx, row, issuer, id, {
      kind: 'request',
      request,
      version,
      statement,
    })
    await context.accessLog.append(tx, [
      actOf(officer, 'dispute.record', {
        alerts: [{ alert, version, issuer, compartments: [] }],
        recipients: issuer === context.jurisdiction ? [] : [issuer],
        reason: request,
        policies: [...allowed.policies, ...policies],
      }),
    ])
    await settleContest(context, tx, alert)
    return { id, dueBy: dueBy.toISOString() }
  })
}

/**
 * The issuer decides. Where the request was made, the person is told; erasure that is granted takes the alert back everywhere, and a
 * correction that is granted begins the alert's next version.
 * That never waits for an agreement: without one the outcome goes, and the explanation stays.
 *
 * @throws {ServiceError} `not-found` also for what another jurisdiction decides, `wrong-state`
 */
export async function decideDispute(
  context: AlertsContext,
  officer: Officer,
  allowed: Allowed,
  id: string,
  given: DisputeDecision,
): Promise<void> {
  const { outcome, explanation } = normaliseText(given)
  await context.connection.transaction(async (tx) => {
    const found = await lockDispute(tx, id)
    if (found === undefined || found.issuer !== context.jurisdiction)
      throw new ServiceError('not-found', { detail: `dispute ${id}` })
    assertOpen(found)
    const now = context.clock()
    await closeDispute(tx, context.storageKey, id, {
      outcome,
      explanation,
      decidedAt: now,
      decidedBy: officer.id,
    })
    // Locked: a version that is approved at the same time is decided about as well, and so is whoever it goes to.
    const row = await lockAlert(tx, found.alert)
    if (row === undefined) throw new ServiceError('not-found', { detail: `alert ${found.alert}` })
    const policies = await send(context, tx, row, found.madeAt, id, { kind: 'outcome', outcome, explanation })
    const erased = found.request === 'erasure' && outcome === 'granted' && isInForce(row)
    const touched = [touchedBy(found)]
    await context.accessLog.append(tx, [
      actOf(officer, 'dispute.decide', {
        alerts: touched,
        recipients: found.madeAt === context.jurisdiction ? [] : [found.madeAt],
        reason: outcome,
        policies: [...allowed.policies, ...policies],
      }),
      ...(erased ? [actOf(officer, 'alert.withdraw', { alerts: touched, reason: 'lawful-request' })] : []),
    ])
    if (found.request === 'correction' && outcome !== 'refused')
      await beginCorrection(context, tx, officer, found.alert, id)
    if (erased) await withdrawAlerts(context, tx, [row], 'lawful-request')
    else await settleContest(context, tx, found.alert)
  })
}

/** The alert is not shown in answers of this node while the dispute is decided, or it is again. At the issuer this holds everywhere. */
export async function blockDispute(
  context: AlertsContext,
  officer: Officer,
  allowed: Allowed,
  id: string,
  block: boolean,
): Promise<void> {
  await context.connection.transaction(async (tx) => {
    const found = await lockDispute(tx, id)
    if (found === undefined) throw new ServiceError('not-found', { detail: `dispute ${id}` })
    assertOpen(found)
    if (found.request === 'access')
      throw new ServiceError('wrong-state', { detail: 'who asks only what is kept contests nothing' })
    await setBlock(tx, id, block)
    await context.accessLog.append(tx, [
      actOf(officer, 'dispute.block', {
        alerts: [touchedBy(found)],
        reason: block ? 'blocked' : 'shown',
        policies: [...allowed.policies],
      }),
    ])
    await settleContest(context, tx, found.alert)
  })
}

/** A letter to the other side. What somebody wrote goes along only under an agreement that covers the alert. @returns its policies */
async function send(
  context: AlertsContext,
  tx: Transaction,
  row: AlertRow,
  to: JurisdictionCode,
  dispute: string,
  content: DisputeLetter['content'],
): Promise<readonly string[]> {
  const now = context.clock()
  const about = { category: row.category, purposes: purposesOf(context, row) }
  const covering = await coveringPolicies(context, tx, about, to, now)
  const id = context.newId()
  const payload = disputeDocument.encode({
    v: 1,
    id,
    dispute,
    issuer: context.jurisdiction,
    alert: row.id,
    at: now.toISOString(),
    content: covering === undefined ? withoutWords(content) : content,
  })
  const { payloadType } = disputeDocument
  await post(context, tx, to, { ref: id, kind: 'dispute', payloadType, payload, compartments: [] })
  return covering ?? []
}

/** What may go without an agreement: what is asked for or decided, and nothing that somebody wrote. */
export function withoutWords(content: DisputeLetter['content']): DisputeLetter['content'] {
  if (content.kind === 'outcome') return { kind: content.kind, outcome: content.outcome }
  const { kind, request, version } = content
  return { kind, request, version }
}

function assertOpen({ outcome }: DisputeRow): void {
  if (outcome !== null) throw new ServiceError('wrong-state', { detail: 'the dispute is decided' })
}

function isInForce({ state }: AlertRow): boolean {
  return state === 'active' || state === 'expired'
}

function touchedBy({ alert, version, issuer }: DisputeRow) {
  return { alert, version, issuer, compartments: [] }
}
