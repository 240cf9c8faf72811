import type { Transaction } from '@crosswatch/database'
import { categoryRules, hasErrorCode, ServiceError, type AlertDraft } from '@crosswatch/protocol'
import type { Officer } from '@crosswatch/service-kit'
import { actOf, type AlertsContext } from '../context.ts'
import { assertSecondOfficer, assertStep } from '../domain/lifecycle.ts'
import { normaliseDraft } from '../domain/normalise-draft.ts'
import { contentKeyOf } from '../domain/subject-keys.ts'
import { emptyAlert } from '../domain/views.ts'
import {
  deleteAlert,
  lockOwn,
  readAlerts,
  putAlerts,
  removeDrafts,
  updateState,
  type AlertRow,
} from '../store/alerts.ts'
import { putDrafts, updateDraft } from '../store/drafts.ts'
import { encodeDraft, openDraft, sealDraft, sealText } from '../store/sealed.ts'
import { assertAssessed, assertRules, assertSameMode, issueDrafts } from './issue.ts'
import { withdrawAlerts } from './withdraw.ts'

/** What the officers do to one alert. Each step and its record are one transaction. */

export interface Reference {
  readonly id: string
  readonly version: number
  readonly state: AlertRow['state']
}

export async function createDraft(
  context: AlertsContext,
  officer: Officer,
  given: AlertDraft,
): Promise<Reference> {
  const draft = normaliseDraft(given)
  const id = context.newId()
  return context.connection.transaction(async (tx) => {
    const now = context.clock()
    await putAlerts(tx, [
      {
        id,
        issuer: context.jurisdiction,
        origin: 'own',
        state: 'draft',
        ...emptyAlert(draft, categoryRules[draft.category].action),
        updatedAt: now,
      },
    ])
    await putDrafts(tx, [draftRow(context, id, draft, officer.id)])
    return done(context, tx, officer, 'alert.draft', { id, version: 0, state: 'draft' })
  })
}

/** Edits a draft, or begins the next version of an alert in force. */
export async function editDraft(
  context: AlertsContext,
  officer: Officer,
  id: string,
  given: AlertDraft,
): Promise<Reference> {
  const draft = normaliseDraft(given)
  return context.connection.transaction(async (tx) => {
    const { row, change } = await lockOwn(tx, id)
    assertStep('edit', { state: row.state, change: change?.state })
    await putDrafts(tx, [{ ...draftRow(context, id, draft, officer.id), import: change?.import ?? null }])
    if (row.version === 0) await updateState(tx, id, emptyAlert(draft, categoryRules[draft.category].action))
    else await updateState(tx, id, {})
    return done(context, tx, officer, change ? 'alert.edit' : 'alert.revise', row)
  })
}

export async function discardDraft(context: AlertsContext, officer: Officer, id: string): Promise<void> {
  await context.connection.transaction(async (tx) => {
    const { row, change } = await lockOwn(tx, id)
    assertStep('discard', { state: row.state, change: change?.state })
    await (row.version === 0 ? deleteAlert(tx, id) : removeDrafts(tx, [id]))
    await done(context, tx, officer, 'alert.discard', row)
  })
}

export async function submitDraft(context: AlertsContext, officer: Officer, id: string): Promise<Reference> {
  return context.connection.transaction(async (tx) => {
    const { row, change } = await lockOwn(tx, id)
    assertStep('submit', { state: row.state, change: change?.state })
    if (change === undefined) throw new ServiceError('wrong-state')
    const draft = openDraft(context.storageKey, change)
    assertRules(draft, context.clock())
    assertAssessed(context.storageKey, row, change, draft)
    assertSameMode(row, draft)
    await assertLinks(tx, id, draft)
    await updateDraft(tx, id, { state: 'submitted', submitter: officer.id })
    const state = row.version === 0 ? 'submitted' : row.state
    await updateState(tx, id, { state })
    return done(context, tx, officer, 'alert.submit', { ...row, state })
  })
}

/** A supervisor gives a draft back, saying why. */
export async function returnDraft(
  context: AlertsContext,
  officer: Officer,
  id: string,
  note: string,
): Promise<Reference> {
  return context.connection.transaction(async (tx) => {
    const { row, change } = await lockOwn(tx, id)
    assertStep('return', { state: row.state, change: change?.state })
    const sealed = sealText(context.storageKey, `return ${id}`, note.normalize('NFC'))
    // Alone from now on: what its list was approved with was not what it will say.
    const back = { state: 'draft', returned: sealed.box, returnedKey: sealed.key, import: null } as const
    await updateDraft(tx, id, back)
    const state = row.version === 0 ? 'draft' : row.state
    await updateState(tx, id, { state })
    return done(context, tx, officer, 'alert.return', { ...row, state })
  })
}

/**
 * A second officer approves, and the alert is issued with it: to exactly those, with exactly that, of which `digest` says that the
 * officer saw and confirmed it.
 */
export async function approveDraft(
  context: AlertsContext,
  officer: Officer,
  id: string,
  digest: string,
): Promise<Reference> {
  try {
    return await issueApproved(context, officer, id, digest)
  } catch (error) {
    if (!hasErrorCode(error, 'refused-by-policy') && !hasErrorCode(error, 'recipients-changed')) throw error
    const alerts = [{ alert: id, version: 0, issuer: context.jurisdiction, compartments: [] }]
    await context.accessLog.append(context.connection.db, [
      actOf(officer, 'alert.issue', { alerts, outcome: 'denied', reason: error.code }),
    ])
    throw error
  }
}

async function issueApproved(
  context: AlertsContext,
  officer: Officer,
  id: string,
  digest: string,
): Promise<Reference> {
  return context.connection.transaction(async (tx) => {
    const { row, change } = await lockOwn(tx, id)
    assertStep('approve', { state: row.state, change: change?.state })
    if (change === undefined) throw new ServiceError('wrong-state')
    if (change.import !== null)
      throw new ServiceError('wrong-state', {
        detail: 'the alert is part of an import, which is approved as one',
      })
    assertSecondOfficer(officer.id, change.drafter, change.submitter)
    const [issued] = await issueDrafts(context, tx, [{ row, change }], officer.id, {
      kind: 'exactly',
      digest,
    })
    if (issued === undefined) throw new ServiceError('unexpected')
    const { version, compartments, recipients, policies } = issued
    const alerts = [{ alert: id, version, issuer: row.issuer, compartments: [...compartments] }]
    await context.accessLog.append(tx, [
      actOf(officer, 'alert.approve', { alerts }),
      actOf(officer, 'alert.issue', { alerts, recipients: [...recipients], policies: [...policies] }),
    ])
    return { id, version, state: 'active' }
  })
}

export async function withdrawAlert(
  context: AlertsContext,
  officer: Officer,
  id: string,
  reason: Parameters<typeof withdrawAlerts>[3],
): Promise<Reference> {
  return context.connection.transaction(async (tx) => {
    const { row, change } = await lockOwn(tx, id)
    assertStep('withdraw', { state: row.state, change: change?.state })
    await withdrawAlerts(context, tx, [row], reason)
    return done(context, tx, officer, 'alert.withdraw', { ...row, state: 'withdrawn' }, reason)
  })
}

/**
 * A link points at another alert that this node has.
 *
 * @throws {ServiceError} `rule-not-met`
 */
async function assertLinks(tx: Transaction, id: string, { links = [] }: AlertDraft): Promise<void> {
  const ends = await readAlerts(
    tx,
    links.map(({ alert }) => alert),
  )
  const fields = links.flatMap(({ alert }, index) =>
    alert !== id && ends.has(alert)
      ? []
      : [{ path: `/links/${index}/alert`, part: 'body', problem: 'must name another alert of this node' }],
  )
  if (fields.length > 0) throw new ServiceError('rule-not-met', { fields })
}

/** A draft as it stands in the table, not submitted. */
export function draftRow(context: AlertsContext, id: string, draft: AlertDraft, drafter: string) {
  const bytes = encodeDraft(draft)
  return {
    alert: id,
    state: 'draft' as const,
    category: draft.category,
    ...sealDraft(context.storageKey, id, bytes),
    contentKey: contentKeyOf(context.storageKey, bytes),
    drafter,
    submitter: null,
    returned: null,
    returnedKey: null,
    import: null,
  }
}

async function done(
  context: AlertsContext,
  tx: Transaction,
  officer: Officer,
  operation: Parameters<typeof actOf>[1],
  { id, version, state }: Reference,
  reason?: string,
): Promise<Reference> {
  const alerts = [{ alert: id, version, issuer: context.jurisdiction, compartments: [] }]
  await context.accessLog.append(tx, [
    actOf(officer, operation, { alerts, ...(reason === undefined ? {} : { reason }) }),
  ])
  return { id, version, state }
}
