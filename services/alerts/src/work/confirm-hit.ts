import type { Transaction } from '@crosswatch/database'
import {
  hitReportDocument,
  outboxContext,
  ServiceError,
  type HitConfirmation,
  type JurisdictionCode,
  type LetterKind,
  type Purpose,
} from '@crosswatch/protocol'
import type { Officer } from '@crosswatch/service-kit'
import { actOf, type AlertsContext } from '../context.ts'
import { hitDueBy } from '../domain/follow-up-rules.ts'
import { normaliseText } from '../domain/normalise-draft.ts'
import { readAgreements } from '../store/agreements.ts'
import { readAlerts, type AlertRow } from '../store/alerts.ts'
import { insertHit, sealReport, type HitRow } from '../store/follow-up.ts'
import { enqueue } from '../store/outbox.ts'
import type { StoredCompartment } from '../store/schema.ts'
import { openAlert } from '../store/sealed.ts'

/**
 * An officer confirms that the subject of an alert in force was met. The report is kept, recorded, and sent to the issuer of
 * the alert in one transaction; its clock starts here.
 *
 * @param allowedBy the policies by which the officer may
 * @throws {ServiceError} `not-found`, `wrong-state` for an exercise or an alert that is not in force, `no-agreement`
 */
export async function confirmHit(
  context: AlertsContext,
  officer: Officer,
  allowedBy: readonly string[],
  given: HitConfirmation,
): Promise<{ id: string; dueBy: string }> {
  const id = context.newId()
  return context.connection.transaction(async (tx) => {
    const row = (await readAlerts(tx, [given.alert])).get(given.alert)
    // What was never in force here is as good as absent.
    if (row === undefined || row.version === 0) throw new ServiceError('not-found', { detail: 'alert' })
    if (row.state !== 'active') throw new ServiceError('wrong-state', { detail: `the alert is ${row.state}` })
    const acting = context.policies.decideActing({ flag: row.flagged })
    if (!acting.allowed)
      throw new ServiceError('wrong-state', { detail: 'the alert is flagged and is not acted upon here' })
    if (row.mode === 'exercise')
      throw new ServiceError('wrong-state', { detail: 'the alert is an exercise and is not acted upon' })
    const now = context.clock()
    const dueBy = hitDueBy(now, given.danger)
    const payload = hitReportDocument.encode({
      v: 1,
      id,
      issuer: context.jurisdiction,
      version: row.version,
      ...normaliseText(given),
    })
    const purposes = purposesOf(context, row)
    const policies = await followUpPolicies(context, tx, { ...row, purposes }, row.issuer, now)
    await insertHit(tx, {
      id,
      alert: row.id,
      version: row.version,
      issuer: row.issuer,
      reporter: context.jurisdiction,
      category: row.category,
      danger: given.danger,
      purposes: [...purposes],
      dueBy,
      ...sealReport(context.storageKey, id, payload),
      createdAt: now,
    })
    await post(context, tx, row.issuer, {
      ref: id,
      kind: 'hit',
      payloadType: hitReportDocument.payloadType,
      payload,
      compartments: [],
    })
    await context.accessLog.append(tx, [
      actOf(officer, 'hit.confirm', {
        alerts: [{ alert: row.id, version: row.version, issuer: row.issuer, compartments: [] }],
        recipients: row.issuer === context.jurisdiction ? [] : [row.issuer],
        policies: [...allowedBy, ...acting.policies, ...policies],
      }),
    ])
    return { id, dueBy: dueBy.toISOString() }
  })
}

/** What an alert may be used for, as its issuer says; nothing if its content is gone. */
export function purposesOf({ storageKey }: AlertsContext, row: AlertRow): readonly Purpose[] {
  return openAlert(storageKey, row, [])?.core.purposes ?? []
}

/**
 * The policies and the agreement under which something about an alert goes to the other side. It depends on what the alert was
 * when it was met: a thread is ended in good order also when the alert is no longer there.
 *
 * @throws {ServiceError} `no-agreement`, or `refused-by-policy` when that cannot be decided
 */
export async function followUpPolicies(
  context: AlertsContext,
  tx: Transaction,
  about: SharedAlert,
  to: JurisdictionCode,
  now: Date,
): Promise<readonly string[]> {
  const policies = await coveringPolicies(context, tx, about, to, now)
  if (policies === undefined) throw new ServiceError('no-agreement', { detail: to })
  return policies
}

/** What decides which agreements cover an alert. */
type SharedAlert = Pick<HitRow, 'category' | 'purposes'>

/** The same; nothing if no agreement covers it. */
export async function coveringPolicies(
  context: AlertsContext,
  tx: Transaction,
  { category, purposes }: SharedAlert,
  to: JurisdictionCode,
  now: Date,
): Promise<readonly string[] | undefined> {
  if (to === context.jurisdiction) return []
  const decided = context.policies.decideRecipients(
    { issuer: context.jurisdiction, category, compartments: [], purposes },
    await readAgreements(tx),
    now.toISOString(),
  )
  return decided.find(({ jurisdiction }) => jurisdiction === to)?.policies
}

/** A document on its way to one other jurisdiction. */
export interface Posted {
  readonly ref: string
  readonly kind: LetterKind
  readonly payloadType: string
  readonly payload: Uint8Array
  readonly compartments: readonly StoredCompartment[]
}

/** Hands it to the exchange. Between officers of one jurisdiction nothing leaves the node. */
export async function post(
  { storageKey, jurisdiction: own }: AlertsContext,
  tx: Transaction,
  to: JurisdictionCode,
  { ref, kind, payloadType, payload, compartments }: Posted,
): Promise<void> {
  if (to === own) return
  const recipients = [{ jurisdiction: to, compartments: compartments.map(({ name }) => name) }]
  const { box, key } = storageKey.seal(payload, outboxContext(ref, kind, recipients))
  await enqueue(tx, [{ ref, kind, payloadType, document: box, documentKey: key, compartments, recipients }])
}
