import { closeCompartment, openCommitted, type CommittedCompartment } from '@crosswatch/crypto'
import {
  fromBase64,
  ServiceError,
  sha256Hex,
  threadMessageDocument,
  type JurisdictionCode,
  type MessageContent,
  type MessageDraft,
} from '@crosswatch/protocol'
import type { Officer } from '@crosswatch/service-kit'
import { actOf, type AlertsContext } from '../context.ts'
import { assertPlace, referenceOf, requestDueBy } from '../domain/follow-up-rules.ts'
import { normaliseText } from '../domain/normalise-draft.ts'
import { readAlert, type AlertRow } from '../store/alerts.ts'
import {
  insertMessage,
  lockHit,
  noteMessage,
  openMessage,
  readThreads,
  sealMessage,
  type HitRow,
  type MessageRow,
} from '../store/follow-up.ts'
import { openAlert, openCore, storeCompartment } from '../store/sealed.ts'
import { followUpPolicies, post } from './confirm-hit.ts'

/**
 * A liaison officer writes into the thread on a hit. The message is kept, recorded and sent to the other side in one
 * transaction.
 *
 * @param allowedBy the policies by which the officer may
 * @throws {ServiceError} `not-found`, `wrong-state` if it has no place in the thread, `no-agreement`
 */
export async function writeMessage(
  context: AlertsContext,
  officer: Officer,
  allowedBy: readonly string[],
  hitId: string,
  given: MessageDraft,
): Promise<{ id: string }> {
  const id = context.newId()
  const { storageKey, jurisdiction: own } = context
  return context.connection.transaction(async (tx) => {
    const hit = await lockHit(tx, hitId)
    if (hit === undefined) throw new ServiceError('not-found', { detail: `hit ${hitId}` })
    const thread = await readThreads(tx, [hitId])
    const reference = referenceOf(given)
    assertPlace(hit, thread, own, reference)
    const row = await readAlert(tx, hit.alert)
    const now = context.clock()
    const to = otherSide(hit, own)
    const policies = await followUpPolicies(context, tx, hit, to, now)
    const evidence = given.kind === 'answer' && given.evidence ? evidenceOf(context, hit, row) : undefined
    const content = contentOf(normaliseText(given), thread, now)
    const payload = threadMessageDocument.encode({
      v: 1,
      id,
      hit: hitId,
      issuer: own,
      at: now.toISOString(),
      content,
      compartments: evidence ? { evidence: evidence.commitment } : {},
    })
    const compartments = evidence
      ? [storeCompartment(storageKey, id, closeCompartment(evidence, payload))]
      : []
    await insertMessage(tx, {
      id,
      hit: hitId,
      from: own,
      kind: content.kind,
      at: now,
      dueBy: content.kind === 'request' ? new Date(content.dueBy) : null,
      answers: reference?.id ?? null,
      digest: sha256Hex(payload),
      ...sealMessage(storageKey, id, payload),
      compartments,
    })
    await noteMessage(tx, hit, {
      from: own,
      at: now,
      outcome: content.kind === 'closing' ? content.outcome : null,
    })
    await post(context, tx, to, {
      ref: id,
      kind: 'message',
      payloadType: threadMessageDocument.payloadType,
      payload,
      compartments,
    })
    const legalBasis = legalBasisOf(context, content, thread)
    await context.accessLog.append(tx, [
      actOf(officer, 'thread.write', {
        alerts: [
          {
            alert: hit.alert,
            version: row.version,
            issuer: hit.issuer,
            compartments: evidence ? ['evidence'] : [],
          },
        ],
        recipients: to === own ? [] : [to],
        policies: [...allowedBy, ...policies],
        reason: content.kind,
        ...(legalBasis === undefined ? {} : { legalBasis }),
      }),
    ])
    return { id }
  })
}

/** Who else is in the thread. */
export function otherSide({ issuer, reporter }: HitRow, own: JurisdictionCode): JurisdictionCode {
  return issuer === own ? reporter : issuer
}

function contentOf(given: MessageDraft, thread: readonly MessageRow[], now: Date): MessageContent {
  switch (given.kind) {
    case 'request':
      return { ...given, dueBy: requestDueBy(now, given.urgency).toISOString() }
    case 'answer':
      return { kind: 'answer', request: given.request, text: given.text }
    case 'handover-confirmed': {
      const confirmed = thread.find(({ id }) => id === given.handover)
      if (confirmed === undefined) throw new ServiceError('wrong-state')
      return { ...given, digest: confirmed.digest }
    }
    case 'handover':
    case 'closing':
      return given
  }
}

/**
 * The evidence of the alert, for the side that asked for it. Only the issuer releases, and only what is still in force.
 *
 * @throws {ServiceError} `forbidden` or `wrong-state`
 */
function evidenceOf(context: AlertsContext, hit: HitRow, row: AlertRow): CommittedCompartment {
  if (hit.issuer !== context.jurisdiction) throw new ServiceError('forbidden')
  const payload = row.state === 'active' ? openCore(context.storageKey, row) : undefined
  const stored = row.compartments.find(({ name }) => name === 'evidence')
  if (payload === undefined || stored === undefined)
    throw new ServiceError('wrong-state', { detail: 'the alert in force has no evidence' })
  const key = context.storageKey.unwrap(fromBase64(stored.key), `compartment ${row.id} evidence`)
  return openCommitted(
    { name: 'evidence', box: fromBase64(stored.box), key },
    payload,
    openAlert(context.storageKey, row, [])?.core.compartments.evidence,
  )
}

/** The legal basis that a request states, for what is asked and for what is answered. */
function legalBasisOf(
  { storageKey }: AlertsContext,
  content: MessageContent,
  thread: readonly MessageRow[],
): string | undefined {
  if (content.kind === 'request') return content.legalBasis
  const asked = content.kind === 'answer' ? thread.find(({ id }) => id === content.request) : undefined
  if (asked === undefined) return undefined
  const { value } = openMessage(storageKey, asked)
  return value.content.kind === 'request' ? value.content.legalBasis : undefined
}
